from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation.rules.periods import ONE_DAY
from organisation.rules.working_time import CalendarNotPublished, WorkingCalendar
from tests.properties import quick

MAY = WorkingCalendar(
    years=frozenset({2026}),
    holidays=frozenset(date(2026, 5, day) for day in range(1, 6)),
    makeup_days=frozenset({date(2026, 5, 9)}),
    closures=frozenset({date(2026, 5, 20)}),
)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 4, 30), 3, date(2026, 5, 8)),
        (date(2026, 5, 7), 3, date(2026, 5, 11)),
        (date(2026, 5, 9), 0, date(2026, 5, 9)),
        (date(2026, 5, 19), 1, date(2026, 5, 21)),
    ],
)
def test_working_days_skip_holidays_and_count_makeup_days(start: date, count: int, end: date) -> None:
    assert MAY.add_working_days(start, count) == end
    assert MAY.count(start, end) == count
    assert MAY.count(end, start) == -count


def test_a_closure_shuts_even_a_makeup_day() -> None:
    shut = WorkingCalendar(years=frozenset({2026}), makeup_days=MAY.makeup_days, closures=MAY.makeup_days)
    assert MAY.is_workday(date(2026, 5, 9))
    assert not shut.is_workday(date(2026, 5, 9))


def test_the_last_day_rolls_forward_to_a_worked_day() -> None:
    assert MAY.next_workday(date(2026, 5, 2)) == date(2026, 5, 6)
    assert MAY.next_workday(date(2026, 5, 6)) == date(2026, 5, 6)


def test_an_unpublished_year_is_an_error_and_never_a_guess() -> None:
    for ask in (
        lambda: MAY.is_workday(date(2027, 1, 4)),
        lambda: MAY.add_working_days(date(2026, 12, 30), 5),
        lambda: (
            MAY.count(date(2025, 12, 31), date(2026, 1, 5)) and MAY.count(date(2025, 1, 1), date(2025, 1, 9))
        ),
    ):
        with pytest.raises(CalendarNotPublished):
            ask()


def test_working_days_are_counted_forward() -> None:
    with pytest.raises(ValueError, match="forward"):
        MAY.add_working_days(date(2026, 5, 9), -1)


@quick
@given(
    st.dates(date(2026, 1, 1), date(2026, 10, 1)),
    st.integers(1, 40),
    st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=30),
)
def test_adding_and_counting_are_each_others_inverse(start: date, count: int, holidays: set[date]) -> None:
    calendar = WorkingCalendar(years=frozenset({2026}), holidays=frozenset(holidays))
    end = calendar.add_working_days(start, count)
    assert calendar.is_workday(end)
    assert calendar.count(start, end) == count
    assert calendar.count(start, end - ONE_DAY) == count - 1
