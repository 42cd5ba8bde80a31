"""What people type in the organisation's pages: shape only; the rules judge the meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisation import trail_words
from organisation.addresses import AddressForm, NumberField, PagedForm
from organisation.choices import AbsenceKind
from organisation.concurrency import EditForm, NewForm
from organisation.parameter_problems import problem_sentence
from organisation.parameters import (
    Names,
    Path,
    full_label,
    leaf_at,
    leaf_paths,
    name_of,
    path_of,
)
from organisation.reshaping import LONGEST, packed
from organisation.roles import Role
from organisation.rules.presets import PresetError

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")


class DateInput(forms.DateInput):
    """A date field that the browser draws, in the one form that it understands."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class AuditFilterForm(AddressForm):
    """What of the trail is looked at; `before` is the event above the page."""

    place = frozenset({"before"})
    actor = forms.CharField(label=_("Who (staff number)"), required=False, max_length=20)
    action = forms.CharField(label=_("Action"), required=False, max_length=60)
    entity = forms.CharField(label=_("Object"), required=False, max_length=60)
    since = forms.DateField(label=_("From"), required=False, widget=DateInput())
    until = forms.DateField(label=_("To"), required=False, widget=DateInput())
    before = NumberField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, known in (("action", trail_words.actions()), ("entity", trail_words.things())):
            words = sorted(((code, str(word)) for code, word in known.items()), key=lambda pair: pair[1])
            self.fields[name].widget = forms.Select(choices=[("", _("any")), *words])
        for bound in self.visible_fields():
            field = bound.field
            look = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            field.widget.attrs["class"] = look


class PresetForm(forms.Form):
    """A new version of a preset: its leaves as fields, when it takes effect, its source and why it changes.

    `shape` carries the value whose leaves stand in the form, for entries can be added and taken out meanwhile."""

    shape = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)

    effective_from = forms.DateField(label=_("Effective from"), widget=DateInput())
    source = forms.CharField(label=_("Source"), max_length=800, widget=forms.Textarea(attrs={"rows": 2}))
    note = forms.CharField(label=_("Why it changes"), max_length=400, min_length=5)

    def __init__(self, *args: Any, value: Any, names: Names, **options: Any) -> None:
        super().__init__(*args, **options)
        self.value, self.names = value, names
        self.initial["shape"] = packed(value)
        self.paths = {f"leaf_{at}": path for at, path in enumerate(leaf_paths(value, names))}
        for name, path in self.paths.items():
            self.fields[name] = _leaf_field(path, leaf_at(value, path), names)

    def reshaped(self) -> Any:
        """The value with what has been typed so far, whether or not it is right yet."""
        new = self.value
        for name, path in self.paths.items():
            before = leaf_at(self.value, path)
            leaf = retyped(str(self.data.get(name, "")), before)
            if isinstance(before, Mapping):
                pairs = as_pairs(leaf or "")
                leaf = pairs if isinstance(pairs, Mapping) else before
            new = with_leaf(new, path, leaf)
        return new

    def bound(self) -> Mapping[Path, forms.BoundField]:
        """The fields of the leaves by their paths."""
        return {path: self[name] for name, path in self.paths.items()}

    def new_value(self) -> Any:
        """The value with the typed leaves put in place; an empty field stays an open (null) number."""
        new = self.value
        for name, path in self.paths.items():
            leaf = retyped(self.cleaned_data[name], leaf_at(self.value, path))
            pairs = (found := name_of(path, self.names)) is not None and found.pairs
            new = with_leaf(new, path, as_pairs(leaf) if pairs and isinstance(leaf, str) else leaf)
        return new

    def refuse(self, wrong: PresetError) -> None:
        """Say what is wrong where it stands: at the field when the path has one, else above the form."""
        path = path_of(wrong.path)
        name = "effective_from" if wrong.path == "effective_from" else None
        name = name or next((name for name, known in self.paths.items() if known == path), None)
        sentence = problem_sentence(wrong)
        self.add_error(name, sentence if name else f"{full_label(path, self.names)}: {sentence}")


def _leaf_field(path: Path, leaf: Any, names: Names) -> forms.Field:
    """A choice where the leaf is a code or yes and no, several lines for pairs, else one line."""
    label, name = full_label(path, names), name_of(path, names)
    attrs = {"aria-label": label}
    initial = "" if leaf is None else str(leaf)
    if isinstance(leaf, bool) or (name is not None and name.words and initial in name.words):
        known = (
            {"True": _("Yes"), "False": _("No")}
            if isinstance(leaf, bool)
            else dict(name.words if name else {})
        )
        select = forms.Select(attrs={**attrs, "class": "form-select"})
        return forms.ChoiceField(label=label, choices=list(known.items()), initial=initial, widget=select)
    if name is not None and name.pairs:
        pairs = leaf if isinstance(leaf, Mapping) else {}
        lines = "\n".join(f"{key}: {inner}" for key, inner in pairs.items())
        widget = forms.Textarea(
            attrs={**attrs, "class": "form-control", "rows": 4, "placeholder": "SENIOR: 1.5"}
        )
        return forms.CharField(label=label, required=False, max_length=2000, initial=lines, widget=widget)
    line = forms.TextInput(attrs={**attrs, "class": "form-control", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=400, initial=initial, widget=line)


class DecisionForm(forms.Form):
    """What the second person decides about a proposed version, and why, if they say so."""

    decision = forms.ChoiceField(choices=[("approve", _("Approve")), ("reject", _("Reject"))])
    note = forms.CharField(required=False, max_length=400)


class AbsenceFields(forms.Form):
    """Kind and days of an absence, both days included. Why is not asked."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *AbsenceKind.choices])
    starts_on = forms.DateField(label=_("First day away"), widget=DateInput())
    last_on = forms.DateField(
        label=_("Last day away"),
        required=False,
        widget=DateInput(),
        help_text=_("Empty while nobody knows it."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day lies before the first."))
        return cleaned


class AbsenceForm(AbsenceFields, NewForm):
    """A new absence."""


class AbsenceEditForm(AbsenceFields, EditForm):
    """A recorded absence."""


class PeopleForm(PagedForm):
    """Who of the people is looked for."""

    q = forms.CharField(label=_("Number or name"), required=False, max_length=40)


class AbsenceFilterForm(PagedForm):
    """Which absences are looked at."""

    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[("", _("Away now")), ("ahead", _("Planned")), ("past", _("Past"))],
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("any")), *AbsenceKind.choices],
    )


class RoleGrantForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=[("", "—"), *Role.choices])
    until = forms.DateField(label=_("Last day (empty: open)"), required=False, widget=DateInput())
    reason = forms.CharField(label=_("Reason"), min_length=5, max_length=200)

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until is not None and until < timezone.localdate():
            raise forms.ValidationError(_("The last day lies in the past."))
        return until


def with_leaf(value: Any, path: Path, leaf: Any) -> Any:
    """A copy of the value with one leaf replaced."""
    if not path:
        return leaf
    copy: Any = dict(value) if isinstance(value, Mapping) else list(value)
    copy[path[0]] = with_leaf(value[path[0]], path[1:], leaf)
    return copy


def retyped(text: str, before: Any) -> Any:
    """The typed text in the type that the leaf had. What was open becomes a whole number if it is written as one,
    which every rule takes for a decimal too, and else stays text."""
    text = text.strip()
    if text == "":
        return None
    if isinstance(before, bool):
        return text == "True"
    if (before is None or isinstance(before, int)) and _WHOLE.fullmatch(text):
        return int(text)
    return text


def as_pairs(text: str) -> Any:
    """Lines of "name: value" as a mapping; text that is none stays text, which the rule refuses."""
    pairs: dict[str, str] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, colon, value = line.replace("：", ":").partition(":")
        if not colon or not name.strip() or name.strip() in pairs:
            return text
        pairs[name.strip()] = value.strip()
    return pairs
