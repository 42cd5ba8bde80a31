from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation.rules.periods import (
    ONE_DAY,
    PeriodError,
    PeriodKind,
    add_days,
    add_months,
    add_years,
    ban,
    containing,
    day_after,
    parse_period,
)
from tests.properties import DAYS, quick


def test_no_day_follows_the_last_one_that_can_be_written() -> None:
    assert day_after(date(2026, 2, 28)) == date(2026, 3, 1)
    assert (day_after(date.max), day_after(None)) == (None, None)


def test_the_starting_day_is_not_counted() -> None:
    assert add_days(date(2026, 3, 2), 15) == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
    ],
)
def test_months_end_with_the_month_where_the_day_is_missing(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


def test_a_ban_ends_with_its_last_day() -> None:
    found = ban(date(2024, 2, 29), 2)
    assert (found.through, found.eligible_on) == (date(2026, 2, 28), date(2026, 3, 1))
    assert found.holds_on(date(2026, 2, 28))
    assert not found.holds_on(date(2026, 3, 1))
    assert not found.holds_on(date(2024, 2, 28))
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("code", "first", "last", "days"),
    [
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31), 31),
        ("2024Q4", date(2024, 10, 1), date(2024, 12, 31), 92),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), 366),
    ],
)
def test_period_codes(code: str, first: date, last: date, days: int) -> None:
    period = parse_period(code)
    assert (period.first, period.last, period.days, period.code) == (first, last, days, code)


@pytest.mark.parametrize(
    "code", ["", "2024-13", "2024-00", "2024Q5", "2024-1", "24", "2024q1", "0000", " 2024", "2024年"]
)
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(PeriodError):
        parse_period(code)


def test_neighbours_and_months() -> None:
    quarter = parse_period("2025Q1")
    assert quarter.previous().code == "2024Q4"
    assert quarter.following().code == "2025Q2"
    assert quarter.shifted(-5).code == "2023Q4"
    assert [month.code for month in quarter.months()] == ["2025-01", "2025-02", "2025-03"]
    assert quarter.contains(date(2025, 3, 31))
    assert not quarter.contains(date(2025, 4, 1))


@quick
@given(DAYS, st.sampled_from(PeriodKind))
def test_periods_tile_the_calendar(day: date, kind: PeriodKind) -> None:
    period = containing(kind, day)
    assert period.contains(day)
    assert period.following().first == period.last + ONE_DAY
    assert parse_period(period.code) == period
    assert sum(month.days for month in period.months()) == period.days


@quick
@given(DAYS, st.integers(0, 240), st.integers(0, 240))
def test_more_months_never_end_earlier(day: date, few: int, more: int) -> None:
    low, high = sorted((few, more))
    assert add_months(day, low) <= add_months(day, high)
