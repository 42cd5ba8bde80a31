"""The allocation planner: who gets whom, why, and what holds for every plan."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.choices import PlanReason as Why
from customers.rules.planning import Placed, Seat, Terms, Wish, plan
from tests.properties import quick

ANA, BEN, CARL = 1, 2, 3


def seat(person: int, load: int = 0, aum: int = 0, most: int | None = None) -> Seat:
    return Seat(person, f"S{person}", load, most, Decimal(aum))


def wish(customer: int, *may: int, aum: int = 0, **more: object) -> Wish:
    values = {"rank": 0, "may": frozenset(may or (ANA, BEN)), **more}
    return Wish(customer, f"C{customer:03d}", aum=Decimal(aum), **values)  # type: ignore[arg-type]


def placed(*found: Placed) -> list[tuple[int, int | None, Why]]:
    return [(one.customer, one.person, one.why) for one in found]


def test_the_fewest_customers_come_first() -> None:
    found = plan([wish(1), wish(2), wish(3)], [seat(ANA, 10), seat(BEN, 12)], Terms())
    assert placed(*found) == [
        (1, ANA, Why.LEAST_LOADED),
        (2, ANA, Why.LEAST_LOADED),
        (3, ANA, Why.LEAST_LOADED),
    ]


def test_the_example_of_the_rule() -> None:
    wishes = [wish(one, aum=aum) for one, aum in ((1, 30), (2, 20), (3, 10))]
    found = plan(wishes, [seat(ANA, 10), seat(BEN, 12)], Terms())
    assert [person for _c, person, _w in placed(*found)] == [ANA, ANA, BEN]


def test_a_household_stays_together_with_whom_it_has() -> None:
    together = [wish(1, household=7, household_of=BEN), wish(2, household=7, household_of=BEN)]
    seats = [seat(ANA), seat(BEN, 50)]
    assert placed(*plan(together, seats, Terms())) == [(1, BEN, Why.HOUSEHOLD), (2, BEN, Why.HOUSEHOLD)]
    assert {person for _c, person, _w in placed(*plan(together, seats, Terms(together=False)))} == {ANA}


def test_a_household_that_nobody_may_take_whole_is_not_torn() -> None:
    torn = [wish(1, ANA, household=7), wish(2, BEN, household=7)]
    found = plan(torn, [seat(ANA), seat(BEN)], Terms())
    assert placed(*found) == [(1, None, Why.TORN_HOUSEHOLD), (2, None, Why.TORN_HOUSEHOLD)]


def test_the_last_seller_comes_before_the_least_loaded() -> None:
    seats = [seat(ANA), seat(BEN, 50)]
    assert placed(*plan([wish(1, seller=BEN)], seats, Terms())) == [(1, BEN, Why.LAST_SELLER)]
    assert placed(*plan([wish(1, seller=BEN)], seats, Terms(seller=False))) == [(1, ANA, Why.LEAST_LOADED)]


def test_the_backup_stays_backup_unless_told() -> None:
    only = [wish(1, BEN, backup=BEN)]
    assert placed(*plan(only, [seat(BEN)], Terms())) == [(1, None, Why.NOBODY)]
    assert placed(*plan(only, [seat(BEN)], Terms(keep_b=False))) == [(1, BEN, Why.ONLY_ONE)]


@pytest.mark.parametrize(("most", "limit"), [(2, None), (None, 2)])
def test_no_limit_is_passed(most: int | None, limit: int | None) -> None:
    found = plan([wish(one, ANA) for one in (1, 2, 3)], [seat(ANA, most=most)], Terms(most=limit))
    assert [person for _c, person, _w in placed(*found)] == [ANA, ANA, None]
    assert found[2].why is Why.NO_ROOM


def test_who_has_the_customer_may_keep_it() -> None:
    found = plan([wish(1, now=ANA)], [seat(ANA, 1), seat(BEN, 9)], Terms())
    assert placed(*found) == [(1, ANA, Why.STAYS)]


def test_nobody_moves_to_somebody_who_would_be_as_full() -> None:
    kept = wish(1, now=ANA, aum=50)
    assert placed(*plan([kept], [seat(ANA, 15, 90), seat(BEN, 14)], Terms())) == [(1, ANA, Why.STAYS)]
    assert placed(*plan([kept], [seat(ANA, 15, 90), seat(BEN, 13)], Terms())) == [(1, BEN, Why.LEAST_LOADED)]


def test_a_plan_that_was_made_is_not_turned_round_by_the_next() -> None:
    wishes = [wish(one, ANA, BEN, CARL, aum=10 + one) for one in range(5)]
    seats = [seat(ANA, 14, 30), seat(BEN, 14, 20), seat(CARL, 14, 10)]
    first = plan(wishes, seats, Terms())
    held = [replace(one, now=row.person) for one, row in zip(wishes, first, strict=True)]
    comes = {who: sum(row.person == who for row in first) for who in (ANA, BEN, CARL)}
    fuller = [replace(one, load=one.load + comes[one.person]) for one in seats]
    assert [row.why for row in plan(held, fuller, Terms())] == [Why.STAYS] * 5


WISHES = st.lists(
    st.tuples(
        st.sets(st.sampled_from([ANA, BEN, CARL])),
        st.integers(0, 2),
        st.integers(0, 3),
        st.sampled_from([None, 7, 8]),
        st.sampled_from([None, ANA, BEN, CARL]),
    ),
    max_size=8,
)


@quick
@given(WISHES, st.integers(1, 4), st.randoms(use_true_random=False))
def test_every_plan_keeps_the_terms_and_does_not_depend_on_the_order(
    drawn: list[tuple[set[int], int, int, int | None, int | None]], most: int, shuffle: Random
) -> None:
    wishes = [
        replace(wish(at, aum=aum, rank=rank, household=home, backup=backup), may=frozenset(may))
        for at, (may, rank, aum, home, backup) in enumerate(drawn)
    ]
    seats = [seat(ANA), seat(BEN, 1), seat(CARL, 2)]
    found = plan(wishes, seats, Terms(most=most))
    by_customer = {one.customer: one for one in wishes}
    for one in found:
        asked = by_customer[one.customer]
        assert one.person is None or (one.person in asked.may and one.person != asked.backup)
    for one in seats:
        comes = sum(row.person == one.person for row in found)
        assert not comes or one.load + comes <= most
    for home in {one.household for one in wishes} - {None}:
        assert len({row.person for row in found if by_customer[row.customer].household == home}) == 1
    shuffle.shuffle(wishes)
    assert plan(wishes, list(reversed(seats)), Terms(most=most)) == found
