"""What people type in the organisation's pages: shape only; the rules judge the meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisation.roles import Role


class DateInput(forms.DateInput):
    """A date field that the browser draws, in the one form that it understands."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class AuditFilterForm(forms.Form):
    actor = forms.CharField(label=_("Who"), required=False, max_length=20)
    action = forms.CharField(label=_("Action"), required=False, max_length=60)
    entity = forms.CharField(label=_("Object"), required=False, max_length=60)
    since = forms.DateField(label=_("From"), required=False, widget=DateInput())
    until = forms.DateField(label=_("To"), required=False, widget=DateInput())


class PresetForm(forms.Form):
    """A new version of a preset: its leaves as fields, when it takes effect, its source and why it changes."""

    effective_from = forms.DateField(label=_("Effective from"), widget=DateInput())
    source = forms.CharField(label=_("Source"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    note = forms.CharField(label=_("Why it changes"), max_length=400, min_length=5)

    def __init__(self, *args: Any, value: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.value = value
        self.paths = {f"leaf_{number}": path for number, path in enumerate(leaf_paths(value))}
        for name, path in self.paths.items():
            leaf = leaf_at(value, path)
            self.fields[name] = forms.CharField(
                label=".".join(str(part) for part in path),
                required=False,
                max_length=400,
                initial="" if leaf is None else str(leaf),
            )

    def leaves(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self.paths)

    def new_value(self) -> Any:
        """The value with the typed leaves put in place; an empty field stays an open (null) number."""
        new = self.value
        for name, path in self.paths.items():
            new = with_leaf(new, path, retyped(self.cleaned_data[name], leaf_at(self.value, path)))
        return new


class RoleGrantForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    until = forms.DateField(label=_("Last day (empty: open)"), required=False, widget=DateInput())
    reason = forms.CharField(label=_("Reason"), min_length=5, max_length=200)


Path = tuple[str | int, ...]


def leaf_paths(value: Any, above: Path = ()) -> Iterator[Path]:
    """The paths of all leaves of nested mappings and lists, in their order."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaf_paths(inner, (*above, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from leaf_paths(inner, (*above, position))
    else:
        yield above


def leaf_at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def with_leaf(value: Any, path: Path, leaf: Any) -> Any:
    """A copy of the value with one leaf replaced."""
    if not path:
        return leaf
    copy: Any = dict(value) if isinstance(value, Mapping) else list(value)
    copy[path[0]] = with_leaf(value[path[0]], path[1:], leaf)
    return copy


def retyped(text: str, before: Any) -> Any:
    """The typed text in the type that the leaf had; a new leaf of an open number stays text (a decimal)."""
    text = text.strip()
    if text == "":
        return None
    if isinstance(before, bool):
        return text.lower() in {"true", "yes", "1"}
    if isinstance(before, int) and text.lstrip("-").isascii() and text.lstrip("-").isdigit():
        return int(text)
    return text
