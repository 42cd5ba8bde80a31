"""The bank's parameters as the rules see them: the version in force on a day, parsed into a typed policy.

Apps register the parsers of their presets; the floor stores versions and knows nothing of their meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import models
from django.utils.translation import get_language

from organisation.choices import PresetStatus
from organisation.models import Preset
from organisation.parameters import Names
from organisation.rules.presets import PresetBlank, PresetSpec

Parser = Callable[[Mapping[str, Any]], Any]
IN_FORCE = (PresetStatus.SHIPPED, PresetStatus.APPROVED)


@dataclass(frozen=True, slots=True)
class Registered:
    """A preset that the product knows: what it ships (titles, unit, source, value), how it is parsed, what its
    parameters are called, and the route of the panel that shows what a proposed version would do, if there is one."""

    spec: PresetSpec
    parse: Parser
    names: Names
    rehearsal: str = ""

    @property
    def title(self) -> str:
        """In the reader's language, as are the two below."""
        return self.spec.title_zh if _in_chinese() else self.spec.title_en

    @property
    def unit(self) -> str:
        return self.spec.unit_zh if _in_chinese() else self.spec.unit

    def source_of(self, version: Preset) -> str:
        """Where a version's numbers come from; the words of a shipped source in Chinese where they are known."""
        shipped = version.status == PresetStatus.SHIPPED and self.spec.source_zh
        return self.spec.source_zh if shipped and _in_chinese() else version.source

    @property
    def note(self) -> str:
        """What the source leaves open."""
        return self.spec.note_zh if _in_chinese() else self.spec.note


def _in_chinese() -> bool:
    return (get_language() or "").startswith("zh")


_registry: dict[str, Registered] = {}


class PresetMissing(LookupError):
    """No version of the preset is in force on the day."""


def register(
    specs: Mapping[str, PresetSpec],
    parsers: Mapping[str, Parser],
    names: Names,
    rehearsals: Mapping[str, str] | None = None,
) -> None:
    """Make an app's presets known; called by each app when it is ready."""
    for key, spec in specs.items():
        _registry[key] = Registered(spec, parsers[key], names, (rehearsals or {}).get(key, ""))


def registered() -> Mapping[str, Registered]:
    return dict(sorted(_registry.items()))


def _in_force(day: date) -> models.QuerySet[Preset]:
    """Versions whose effective date has come and that are shipped or approved, of each key the newest first."""
    rows = Preset.objects.filter(status__in=IN_FORCE, effective_from__lte=day)
    return rows.order_by("key", "-effective_from", "-version")


def version_as_of(key: str, day: date) -> Preset:
    """The version of a preset that is in force on the day."""
    found = _in_force(day).filter(key=key).first()
    if found is None:
        raise PresetMissing(f"no version of {key} is in force on {day}")
    return found


def policy_as_of(key: str, day: date) -> tuple[Any, int]:
    """The typed policy in force on the day and the number of its version. Costs one query."""
    found = version_as_of(key, day)
    return _registry[key].parse(found.value), found.version


P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Policy(Generic[P]):
    """A preset by its key, with the type that its parser makes of it."""

    key: str
    type: type[P]

    def on(self, day: date) -> P:
        """The policy in force on the day. Costs one query."""
        return self.versioned(day)[0]

    def versioned(self, day: date) -> tuple[P, int]:
        """The policy in force on the day, and the number of its version. Costs one query."""
        return policy_as_of(self.key, day)

    def filled_in(self, day: date) -> P | None:
        """The policy in force on the day, None while the bank has left it blank. Costs one query."""
        return self.unless_blank(version_as_of(self.key, day).value, day)

    def unless_blank(self, value: Mapping[str, Any] | None, day: date) -> P | None:
        """The same of what another statement has read. No query."""
        try:
            return self.parsed(value, day)
        except PresetBlank:
            return None

    def parsed(self, value: Mapping[str, Any] | None, day: date) -> P:
        """What another statement has read with `value_as_of`. No query."""
        policy: P = parsed(self.key, value, day)
        return policy


def policies_as_of(keys: Sequence[str], day: date) -> list[Any]:
    """Several policies in the order of their keys. Costs one query."""
    values = values_as_of(keys, day)
    return [parsed(key, values.get(key), day) for key in keys]


def values_as_of(keys: Sequence[str], day: date) -> Mapping[str, Mapping[str, Any]]:
    """What several presets say on the day, for `parsed`. Costs one query."""
    return dict(_in_force(day).filter(key__in=keys).distinct("key").values_list("key", "value"))


def value_as_of(key: str, day: date) -> models.Subquery:
    """What a preset says on the day, as a column of another statement; `parsed` makes a policy of it."""
    return models.Subquery(_in_force(day).filter(key=key).values("value")[:1])


def parsed(key: str, value: Mapping[str, Any] | None, day: date) -> Any:
    if value is None:
        raise PresetMissing(f"no version of {key} is in force on {day}")
    return _registry[key].parse(value)
