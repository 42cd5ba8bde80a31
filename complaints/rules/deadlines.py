"""Legal days of a complaint and the bank's own days for an opinion.

Simple 15 days from receipt, complex 30, specially complex with approval 30 more, never beyond 60; a review
may be asked for within 30 days of receiving the decision and is answered within 30. Calendar days, the day of
receipt not counted; no moving of a last day that is a holiday unless the bank opts for it (Civil Code
art. 203). Opinions: three working days. Source: CBIRC order 2020 no. 3; seed 001; domain.md B1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from complaints.choices import Classification
from organisation.rules.periods import add_days
from organisation.rules.presets import PresetError, PresetProblem, Reader
from organisation.rules.working_time import WorkingCalendar


@dataclass(frozen=True, slots=True)
class DeadlinePolicy:
    """Days by classification, days for a review request and its answer, working days for an opinion."""

    decision_days: Mapping[Classification, int]
    review_request_days: int
    review_answer_days: int
    opinion_working_days: int
    roll_forward: bool

    @classmethod
    def read(cls, preset: Reader) -> DeadlinePolicy:
        days = preset.child("decision_days")
        decision = {one: days.integer(one, minimum=1) for one in Classification}
        if sorted(decision.values()) != list(decision.values()):
            raise PresetError(preset.at("decision_days"), PresetProblem.ORDER)
        return cls(
            decision_days=decision,
            review_request_days=preset.integer("review_request_days", minimum=1),
            review_answer_days=preset.integer("review_answer_days", minimum=1),
            opinion_working_days=preset.integer("opinion_working_days", minimum=0),
            roll_forward=preset.flag("roll_forward"),
        )


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day with what it was counted from; `rolled` says that a holiday moved it."""

    since: date
    days: int
    due: date
    rolled: bool = False

    def days_left(self, on: date) -> int:
        """Calendar days left on a day; 0 on the last day, negative when late."""
        return (self.due - on).days


def _deadline(since: date, days: int, policy: DeadlinePolicy, calendar: WorkingCalendar | None) -> Deadline:
    """`calendar` is needed only where the bank lets a last day roll forward."""
    due = add_days(since, days)
    if not policy.roll_forward:
        return Deadline(since, days, due)
    if calendar is None:
        raise ValueError("rolling a last day forward needs the working calendar")
    rolled = calendar.next_workday(due)
    return Deadline(since, days, rolled, rolled != due)


def decision_due(
    received: date,
    classification: Classification,
    policy: DeadlinePolicy,
    calendar: WorkingCalendar | None = None,
) -> Deadline:
    """By when the complaint must be decided and the complainant told.

    Received 2026-03-02: simple 2026-03-17, complex 2026-04-01, specially complex 2026-05-01.
    """
    return _deadline(received, policy.decision_days[classification], policy, calendar)


def review_request_until(
    delivered: date, policy: DeadlinePolicy, calendar: WorkingCalendar | None = None
) -> Deadline:
    """Until when the complainant may ask the superior institution: delivered 2026-03-17, until 2026-04-16."""
    return _deadline(delivered, policy.review_request_days, policy, calendar)


def review_answer_due(
    requested: date, policy: DeadlinePolicy, calendar: WorkingCalendar | None = None
) -> Deadline:
    """By when the superior institution must answer a review."""
    return _deadline(requested, policy.review_answer_days, policy, calendar)


def opinion_reply_due(
    received: date, policy: DeadlinePolicy, calendar: WorkingCalendar, *, working_days: int | None = None
) -> Deadline:
    """By when an opinion must be answered, in working days.

    Received Thu 2026-04-30 before the May holidays: Fri 2026-05-08.
    """
    days = policy.opinion_working_days if working_days is None else working_days
    return Deadline(received, days, calendar.add_working_days(received, days))
