"""Delivered figures end in the same state whatever order their drops come in."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from organisation.nightly.steps import Night, StepResult
from performance.models import Measure
from performance.nightly.apply import apply
from tests.factories.organisation import NOW
from tests.properties import on_rows

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 31)
Rows = tuple[tuple[str, str, str], ...]  # subject, period, value


def take(day: date, rows: Rows) -> StepResult:
    """One drop of measures, staged as validation leaves it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA IF NOT EXISTS staging; DROP TABLE IF EXISTS staging.measures")
        cursor.execute(
            "CREATE TABLE staging.measures (line bigint, subject_no text, code text, period text,"
            " value numeric(20, 4), source text)"
        )
        for line, (subject, period, value) in enumerate(rows, start=2):
            row = [line, subject, "FEE_INCOME", period, value]
            cursor.execute("INSERT INTO staging.measures VALUES (%s, %s, %s, %s, %s, NULL)", row)
    return apply(Night(1, Path("drop"), day, day, "delta", day, NOW, frozenset({"measures"})))


def state() -> list[tuple[str, str, Decimal, date]]:
    return list(
        Measure.objects.order_by("subject_no", "period").values_list(
            "subject_no", "period", "value", "source_as_of"
        )
    )


def test_new_changed_and_unchanged_rows_are_counted_apart() -> None:
    take(FIRST, (("A", "2026-01", "1"), ("B", "2026-01", "2")))
    result = take(
        FIRST + timedelta(days=1), (("A", "2026-01", "1"), ("B", "2026-01", "3"), ("C", "2026-01", "4"))
    )
    assert (result.rows_in, result.rows_applied) == (3, 2)
    assert result.detail["measures"] == {"in": 3, "applied": 2, "unchanged": 1}
    assert [value for _subject, _period, value, _day in state()] == [1, 3, 4]


def test_a_drop_without_measures_is_passed_over() -> None:
    assert apply(Night(1, Path("drop"), FIRST, FIRST, "delta", FIRST, NOW, frozenset())) == StepResult()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_late_drop_does_not_undo_a_newer_one_that_said_the_same(order: tuple[int, ...]) -> None:
    """100, then 90, then 100 again: the end is 100, also when the middle drop comes last."""
    for place in order:
        take(FIRST + timedelta(days=place), (("A", "2026-01", ("100", "90", "100")[place]),))
    assert state() == [("A", "2026-01", Decimal(100), FIRST + timedelta(days=2))]


rows_of_a_drop = st.dictionaries(
    st.tuples(st.sampled_from("AB"), st.sampled_from(["2026-01", "2026-02"])), st.integers(0, 3), max_size=4
)


@settings(on_rows, max_examples=40)
@given(drops=st.lists(rows_of_a_drop, min_size=2, max_size=4), shuffled=st.randoms(use_true_random=False))
def test_any_order_ends_in_the_same_state(drops: list[dict[tuple[str, str], int]], shuffled) -> None:
    def end(order: list[int]) -> list[tuple[str, str, Decimal, date]]:
        Measure.objects.all().delete()
        for place in order:
            rows = tuple((subject, period, str(value)) for (subject, period), value in drops[place].items())
            take(FIRST + timedelta(days=place), rows)
        return state()

    order = list(range(len(drops)))
    expected = end(order)
    shuffled.shuffle(order)
    assert end(order) == expected
