"""Days of somebody who leaves: the hand-over, and the earliest exit that labour law allows.

Hand-over within 7 days of the notice (or of the end of the notice period, as the bank chooses); the statutory
notice is 30 days, 3 in probation. Source: seed 002 art. 16; domain.md A13, B5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from organisation.rules.periods import add_days
from organisation.rules.presets import Reader


class HandoverAnchor(StrEnum):
    NOTICE = "NOTICE"
    TERMINATION = "TERMINATION"


@dataclass(frozen=True, slots=True)
class LeavingPolicy:
    """Days for the hand-over, the bank's own notice, and the legal notice."""

    handover_days: int
    internal_notice_days: int
    statutory_notice_days: int
    probation_notice_days: int
    anchor: HandoverAnchor

    @classmethod
    def read(cls, preset: Reader) -> LeavingPolicy:
        return cls(
            handover_days=preset.integer("handover_days", minimum=0),
            internal_notice_days=preset.integer("internal_notice_days", minimum=0),
            statutory_notice_days=preset.integer("statutory_notice_days", minimum=0),
            probation_notice_days=preset.integer("probation_notice_days", minimum=0),
            anchor=preset.choice("anchor", HandoverAnchor),
        )


@dataclass(frozen=True, slots=True)
class LeavingDates:
    handover_due: date
    earliest_exit: date


def leaving_dates(notice_on: date, policy: LeavingPolicy, *, in_probation: bool = False) -> LeavingDates:
    """Notice 2026-03-02: hand-over by 2026-03-09, earliest exit 2026-04-01."""
    start = notice_on
    if policy.anchor is HandoverAnchor.TERMINATION:
        start = add_days(notice_on, policy.internal_notice_days)
    notice = policy.probation_notice_days if in_probation else policy.statutory_notice_days
    return LeavingDates(
        handover_due=add_days(start, policy.handover_days), earliest_exit=add_days(notice_on, notice)
    )
