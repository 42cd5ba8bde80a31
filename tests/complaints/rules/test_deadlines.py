from datetime import date
from typing import Any

import pytest
from hypothesis import given

from complaints.choices import Classification
from complaints.presets import PRESETS, shipped
from complaints.rules.deadlines import (
    decision_due,
    opinion_reply_due,
    review_answer_due,
    review_request_until,
)
from organisation.rules.presets import PresetError
from organisation.rules.working_time import CalendarNotPublished, WorkingCalendar
from tests.properties import DAYS, quick

VALUE: Any = shipped()["complaints.deadlines"].value
POLICY = PRESETS["complaints.deadlines"](VALUE)
CALENDAR = WorkingCalendar(
    years=frozenset({2026}), holidays=frozenset(date(2026, 5, day) for day in range(1, 6))
)


@pytest.mark.parametrize(
    ("classification", "due"),
    [("SIMPLE", date(2026, 3, 17)), ("COMPLEX", date(2026, 4, 1)), ("SPECIAL", date(2026, 5, 1))],
)
def test_the_legal_days(classification: str, due: date) -> None:
    assert decision_due(date(2026, 3, 2), Classification(classification), POLICY).due == due


def test_the_day_of_receipt_is_not_counted() -> None:
    deadline = decision_due(date(2026, 3, 2), Classification.SIMPLE, POLICY)
    assert [deadline.days_left(day) for day in (date(2026, 3, 2), date(2026, 3, 17), date(2026, 3, 18))] == [
        15,
        0,
        -1,
    ]


def test_a_last_day_rolls_forward_only_where_the_bank_says_so() -> None:
    rolling = PRESETS["complaints.deadlines"]({**VALUE, "roll_forward": True})
    still = decision_due(date(2026, 3, 2), Classification.SPECIAL, POLICY, CALENDAR)
    moved = decision_due(date(2026, 3, 2), Classification.SPECIAL, rolling, CALENDAR)
    assert (still.due, still.rolled) == (date(2026, 5, 1), False)
    assert (moved.due, moved.rolled) == (date(2026, 5, 6), True)
    with pytest.raises(ValueError, match="calendar"):
        decision_due(date(2026, 3, 2), Classification.SIMPLE, rolling)


def test_reviews() -> None:
    assert review_request_until(date(2026, 3, 17), POLICY).due == date(2026, 4, 16)
    assert review_answer_due(date(2026, 4, 16), POLICY).due == date(2026, 5, 16)


def test_opinions_are_answered_in_working_days() -> None:
    assert opinion_reply_due(date(2026, 4, 30), POLICY, CALENDAR).due == date(2026, 5, 8)
    assert opinion_reply_due(date(2026, 4, 30), POLICY, CALENDAR, working_days=1).due == date(2026, 5, 6)
    with pytest.raises(CalendarNotPublished):
        opinion_reply_due(date(2026, 12, 31), POLICY, CALENDAR)


def test_a_preset_in_which_harder_cases_are_due_earlier_is_refused() -> None:
    with pytest.raises(PresetError):
        PRESETS["complaints.deadlines"](
            {**VALUE, "decision_days": {"SIMPLE": 31, "COMPLEX": 30, "SPECIAL": 60}}
        )


@quick
@given(DAYS)
def test_a_harder_case_is_never_due_earlier(received: date) -> None:
    due = [decision_due(received, one, POLICY).due for one in Classification]
    assert due == sorted(due)
    assert (due[-1] - received).days <= 60
