"""Violation points, post bans, and who may be appointed customer manager.

Points by level 1, 3, 6, 16 (ICBC, found: 120fl.com); 15 points are the dismissal line (seed 002 art. 14).
Removal for cause bans from the manager post for 2 years; everyone who leaves the post is kept from
accounting posts of the old outlet for 1 year (seed 001; domain.md A6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from organisation.rules.periods import Ban, ban
from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class ViolationPolicy:
    """Points of each violation level and the yearly total that crosses the dismissal line."""

    points: Mapping[int, int]
    dismissal_line: int

    @classmethod
    def read(cls, preset: Reader) -> ViolationPolicy:
        points = preset.child("points")
        return cls(
            points={int(level): points.integer(level, minimum=0) for level in points.names()},
            dismissal_line=preset.integer("dismissal_line", minimum=1),
        )


def violation_points(counts: Mapping[int, int], policy: ViolationPolicy) -> int:
    """Points of a year from the number of violations per level: 2, 1, 1, 0 give 2 + 3 + 6 = 11."""
    return sum(policy.points[level] * number for level, number in counts.items())


def crosses_dismissal_line(points: int, policy: ViolationPolicy) -> bool:
    """15 points are in ("含"): one level-4 event (16) alone crosses the line."""
    return points >= policy.dismissal_line


@dataclass(frozen=True, slots=True)
class BanPolicy:
    """Years that a ban from each kind of post lasts."""

    manager_years: int
    accounting_years: int

    @classmethod
    def read(cls, preset: Reader) -> BanPolicy:
        return cls(
            manager_years=preset.integer("manager_years", minimum=0),
            accounting_years=preset.integer("accounting_years", minimum=0),
        )


@dataclass(frozen=True, slots=True)
class PostBans:
    """What leaving the manager post forbids; `manager` is None when the person left without cause."""

    manager: Ban | None
    accounting: Ban


def bans_after(left_on: date, *, for_cause: bool, policy: BanPolicy) -> PostBans:
    """Bans of someone who left the manager post.

    Removed for cause 2024-05-10: manager post through 2026-05-10, accounting posts through 2025-05-10.
    """
    return PostBans(
        manager=ban(left_on, policy.manager_years) if for_cause else None,
        accounting=ban(left_on, policy.accounting_years),
    )


class Ineligible(StrEnum):
    """Why somebody may not be appointed customer manager (seed 001)."""

    BAD_RECORD = "BAD_RECORD"
    SUSPENSION_POINTS = "SUSPENSION_POINTS"
    NOT_QUALIFIED = "NOT_QUALIFIED"
    ABNORMAL_BEHAVIOUR = "ABNORMAL_BEHAVIOUR"
    BANNED = "BANNED"
    SUSPENSION_LINE_NOT_SET = "SUSPENSION_LINE_NOT_SET"


@dataclass(frozen=True, slots=True)
class SuspensionPolicy:
    """The yearly points from which a person is suspended (待岗); blank until the bank sets it."""

    points: int

    @classmethod
    def read(cls, preset: Reader) -> SuspensionPolicy:
        return cls(points=preset.integer("points", minimum=1))


@dataclass(frozen=True, slots=True)
class AppointmentFacts:
    """What is known about a candidate on the day of appointment."""

    serious_record: bool
    points_this_year: int
    qualified: bool
    abnormal_behaviour: bool
    bans: Sequence[Ban] = ()


def ineligible_reasons(
    facts: AppointmentFacts, *, on: date, suspension: SuspensionPolicy | None
) -> tuple[Ineligible, ...]:
    """Every reason against appointment; empty means eligible.

    The 待岗 point line is blank in the source: with points on record and no line set by the bank the answer
    is "cannot be decided", never "eligible".
    """
    reasons = []
    if facts.serious_record:
        reasons.append(Ineligible.BAD_RECORD)
    if suspension is None:
        if facts.points_this_year > 0:
            reasons.append(Ineligible.SUSPENSION_LINE_NOT_SET)
    elif facts.points_this_year >= suspension.points:
        reasons.append(Ineligible.SUSPENSION_POINTS)
    if not facts.qualified:
        reasons.append(Ineligible.NOT_QUALIFIED)
    if facts.abnormal_behaviour:
        reasons.append(Ineligible.ABNORMAL_BEHAVIOUR)
    if any(one.holds_on(on) for one in facts.bans):
        reasons.append(Ineligible.BANNED)
    return tuple(reasons)
