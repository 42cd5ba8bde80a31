"""Golden cases: how inputs are read and outputs compared, and the part of the cases that the floor answers.

Each app's `golden.py` turns inputs of a case into what its rules compute; nothing here knows an answer.
A decimal is compared as a number, at the places that the file gives from two places on (a share of 52.0833…
matches 52.08, and 52.08 only).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from organisation.presets import PRESETS, shipped
from organisation.rules import masks
from organisation.rules.identity import is_card, is_mobile, resident_id_problem
from organisation.rules.norms import StaffingFacts, staffing
from organisation.rules.numbers import round_half_up
from organisation.rules.sanctions import bans_after, crosses_dismissal_line, violation_points
from organisation.rules.working_time import WorkingCalendar

MODES = ("whole_step", "linear")
EXACT_BELOW_PLACES = 2


class GoldenError(ValueError):
    """A case cannot be computed: the message says where and why."""


@dataclass(frozen=True, slots=True)
class Meta:
    """How a file is read: default step mode, bounds, floor of the EVA coefficient, day of the run."""

    step_mode: str = "whole_step"
    bounds: str = "lower_inclusive"
    k_floor: Decimal | None = None
    k_floor_given: bool = False
    today: date = date.max

    @classmethod
    def read(cls, meta: Mapping[str, Any], today: date) -> Meta:
        one_of(meta.get("rounding", "HALF_UP_AT_END"), "meta.rounding", "HALF_UP_AT_END")
        one_of(meta.get("day_count", "start_day_excluded"), "meta.day_count", "start_day_excluded")
        floor = meta.get("k_floor")
        return cls(
            step_mode=one_of(meta.get("step_mode_default", "whole_step"), "meta.step_mode_default", *MODES),
            bounds=one_of(
                meta.get("bounds", "lower_inclusive"), "meta.bounds", "lower_inclusive", "civil_code"
            ),
            k_floor=None if floor is None else decimal(floor),
            k_floor_given="k_floor" in meta,
            today=today,
        )


Adapter = Callable[[Any, Meta], Any]


@dataclass(frozen=True, slots=True)
class Modes:
    """A result in both step modes; `default` is the mode that the file asks for when a case names none."""

    whole_step: Any
    linear: Any
    default: Any


@dataclass(frozen=True, slots=True)
class Unordered:
    """Codes whose order is not part of the answer."""

    codes: tuple[str, ...]


def in_modes(make: Callable[[str], Any], meta: Meta) -> Modes:
    """Compute in both modes and pick the file's default."""
    results = {mode: make(mode) for mode in MODES}
    return Modes(results["whole_step"], results["linear"], results[meta.step_mode])


def one_of(value: Any, path: str, *allowed: str) -> str:
    if value not in allowed:
        raise GoldenError(f"{path}: unknown value {value!r}, known: {', '.join(allowed)}")
    return str(value)


def inputs(given: Any, *known: str) -> Mapping[str, Any]:
    """The inputs of a case as a mapping; a key that no rule reads would be an answer to another question."""
    if not isinstance(given, Mapping):
        raise GoldenError("in: a mapping was expected")
    for key in given:
        if key not in known:
            raise GoldenError(f"in.{key}: unknown key")
    return given


def decimal(value: Any) -> Decimal:
    """A decimal from text or a number; booleans are not numbers."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise GoldenError(f"in: {value!r} is not a decimal")
    try:
        return Decimal(value)
    except InvalidOperation:
        raise GoldenError(f"in: {value!r} is not a decimal") from None


def known(value: Any) -> Decimal | None:
    """A decimal that a case may leave empty."""
    return None if value is None else decimal(value)


def optional(given: Mapping[str, Any], key: str) -> Decimal | None:
    return known(given.get(key))


def needed(given: Mapping[str, Any], key: str) -> Any:
    if given.get(key) is None:
        raise GoldenError(f"in.{key}: missing")
    return given[key]


def day(value: Any) -> date:
    """A date from ISO text or from YAML's own dates."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def differences(expected: Any, computed: Any, path: str = "out") -> Iterator[str]:
    """Where the expected differs from the computed, each as `path: expected X, got Y`."""
    if isinstance(computed, Modes):
        yield from _mode_differences(expected, computed, path)
    elif isinstance(expected, Mapping):
        if not isinstance(computed, Mapping):
            yield _line(path, expected, computed)
            return
        for key, value in expected.items():
            if key in computed:
                yield from differences(value, computed[key], f"{path}.{key}")
            else:
                yield f"{path}.{key}: expected {_shown(value)}, got nothing: unknown key"
    elif isinstance(expected, list):
        yield from _list_differences(expected, computed, path)
    elif not _same(expected, computed):
        yield _line(path, expected, computed)


def _mode_differences(expected: Any, computed: Modes, path: str) -> Iterator[str]:
    if not isinstance(expected, Mapping):
        yield from differences(expected, computed.default, path)
        return
    for key, value in expected.items():
        if key in MODES:
            yield from differences(value, getattr(computed, key), f"{path}.{key}")
        elif key == "both":
            for mode in MODES:
                yield from differences(value, getattr(computed, mode), f"{path}.both({mode})")
        else:
            yield from differences({key: value}, computed.default, path)


def _list_differences(expected: Sequence[Any], computed: Any, path: str) -> Iterator[str]:
    if isinstance(computed, Unordered):
        if sorted(map(str, expected)) != sorted(computed.codes):
            yield _line(path, expected, list(computed.codes))
        return
    if not isinstance(computed, list | tuple):
        yield _line(path, expected, computed)
        return
    if len(expected) != len(computed):
        yield f"{path}: expected {len(expected)} entries, got {len(computed)}"
        return
    for place, (one, other) in enumerate(zip(expected, computed, strict=True)):
        yield from differences(one, other, f"{path}[{place}]")


def _same(expected: Any, computed: Any) -> bool:
    if expected is None or computed is None or isinstance(expected, bool) or isinstance(computed, bool):
        return expected is computed
    if isinstance(computed, date):
        return computed.isoformat() == str(expected)
    if isinstance(computed, Decimal | int):
        return _same_number(expected, Decimal(computed))
    return str(expected) == str(computed)


def _same_number(expected: Any, computed: Decimal) -> bool:
    try:
        wanted = Decimal(expected)
    except (InvalidOperation, TypeError, ValueError):
        return False
    if not wanted.is_finite():
        return False
    exponent = wanted.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    if wanted == computed:
        return True
    return places >= EXACT_BELOW_PLACES and round_half_up(computed, places) == wanted


def _line(path: str, expected: Any, computed: Any) -> str:
    return f"{path}: expected {_shown(expected)}, got {_shown(computed)}"


def _shown(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return "null" if value is None else str(value)


# What the floor answers


@cache
def policy(key: str) -> Any:
    """The shipped policy of the floor."""
    return PRESETS[key](shipped()[key].value)


def identity_checks(given: Mapping[str, Any], meta: Meta) -> dict[str, Any]:
    """Identity numbers, mobiles and cards as true or false, and masks. `on` defaults to today."""
    on = day(given["on"]) if given.get("on") else meta.today
    kinds: dict[str, Callable[[str], str]] = {
        "mobile": masks.mobile,
        "id": masks.identity,
        "card": masks.card,
    }
    kinds |= {"name": masks.name, "address": masks.address, "email": masks.email}
    masked = given.get("mask") or {}
    for key in masked:
        one_of(key, "in.mask", *kinds)
    return {
        "ids": [resident_id_problem(str(one), on=on) is None for one in given.get("ids", ())],
        "mobiles": [is_mobile(str(one)) for one in given.get("mobiles", ())],
        "cards": [is_card(str(one)) for one in given.get("cards", ())],
        "mask": {key: kinds[key](str(text)) for key, text in masked.items()},
    }


def post_bans(removed_on: Sequence[Any]) -> dict[str, Any]:
    """Bans of people removed for cause on the given days."""
    found = [bans_after(day(one), for_cause=True, policy=policy("organisation.bans")) for one in removed_on]
    manager = [one.manager for one in found if one.manager is not None]
    return {
        "manager_ban_through": [one.through for one in manager],
        "manager_eligible_on": [one.eligible_on for one in manager],
        "accounting_ban_through": [one.accounting.through for one in found],
        "accounting_eligible_on": [one.accounting.eligible_on for one in found],
    }


def staffing_norm(given: Mapping[str, Any]) -> dict[str, Any]:
    """The staffing norm of one outlet."""
    names = {"afp_cfp": "certificates"}
    counts = {names.get(key, key): int(value) for key, value in given.items()}
    report = staffing(StaffingFacts(**counts), policy("organisation.staffing"))
    heads = ("WEALTH_MANAGERS", "LOBBY_MANAGERS", "MARKETING_MANAGERS")
    return {
        "front_share_pct": report.front_share_pct,
        "share_ok": report.of("FRONT_SHARE").ok,
        "heads_ok": all(report.of(code).ok for code in heads),
        "afp_ok": report.of("CERTIFICATES").ok,
    }


def violations(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Violation points of each row of counts by level, and whether they cross the dismissal line."""
    rule = policy("organisation.violations")
    points = [
        violation_points({int(key.removeprefix("level")): int(count) for key, count in row.items()}, rule)
        for row in rows
    ]
    return {
        "violation_points": points,
        "violation_dismissal_line": [crosses_dismissal_line(one, rule) for one in points],
    }


def calendar_of(given: Mapping[str, Any], since: date) -> WorkingCalendar:
    """A working calendar from a case's lists, taken as published for the year of the start and the next."""
    return WorkingCalendar(
        years=frozenset({since.year, since.year + 1}),
        holidays=frozenset(day(one) for one in given.get("holidays", ())),
        makeup_days=frozenset(day(one) for one in given.get("makeup", ())),
        closures=frozenset(day(one) for one in given.get("closures", ())),
    )
