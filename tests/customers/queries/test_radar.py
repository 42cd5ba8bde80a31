"""Who is on the tier radar, why, and on which holding it hangs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from customers.choices import AssetClass, FlagKind, Tier
from customers.models import Customer
from customers.queries.radar import Radar, RadarFilter, radar
from customers.queries.sight import sight_of
from customers.rules.radar import Deciding, Maturing
from organisation.models import NightlyRun, Staff
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.organisation import Cast

pytestmark = pytest.mark.django_db


def seen_by(staff: Staff, wanted: RadarFilter | None = None, sort: str = "-stake") -> Radar:
    sight = sight_of(staff)
    assert sight is not None
    return radar(sight, wanted or RadarFilter(), sort)


@pytest.fixture
def run() -> NightlyRun:
    org.presets()
    return org.night()


def near(cast: Cast, run: NightlyRun, name: str, **figures: object) -> Customer:
    """GOLD with 190 000 now and 3 900 000 so far: 20 000 a day are missing for PLATINUM."""
    of = make.customer(name, at=cast.here, a=cast.ana)
    values = {"aum": 190_000, "sum_month": 3_900_000, "tier": Tier.GOLD, **figures}
    make.customer_day(of, run, **values)
    make.flag(of, run, FlagKind.NEAR_LINE, amount=Decimal(20_000))
    return of


def on_course(cast: Cast, run: NightlyRun, name: str = "吴定期") -> Customer:
    """PLATINUM with 200 000 to spare over the month, of which 100 000 mature on the 25th."""
    of = make.customer(name, at=cast.here, a=cast.ana)
    figures = {"aum": 210_000, "sum_month": 4_100_000, "tier": Tier.PLATINUM, "months_below": 2}
    make.customer_day(of, run, next_maturity_on=date(2026, 11, 25), next_maturity_amount=100_000, **figures)
    held = make.account(of, AssetClass.TIME_DEPOSIT, maturity_on=date(2026, 11, 25))
    make.balance(held, date(2026, 5, 25), 100_000)
    return of


def test_a_line_that_is_near_and_what_it_takes(cast: Cast, run: NightlyRun) -> None:
    of = near(cast, run, "王伟明")
    found = seen_by(cast.ana)
    assert [row.pk for row in found.rows] == [of.pk]
    (row,) = found.rows
    assert (row.line.tier, row.line.missing, row.line.needed_balance) == (
        Tier.PLATINUM,
        Decimal("20000.00"),
        Decimal("210000.00"),
    )
    assert (row.grace_left, row.deciding, row.at_stake, found.at_stake) == (None, None, 190_000, 190_000)


def test_a_maturity_that_would_break_a_line_on_course(cast: Cast, run: NightlyRun) -> None:
    of = on_course(cast, run)
    make.customer_day(make.customer("别人", at=cast.here, a=cast.ana), run, aum=210_000, sum_month=4_100_000)
    (row,) = seen_by(cast.ana).rows
    assert (row.pk, row.line.keeps, row.line.missing, row.grace_left) == (of.pk, True, Decimal("0.00"), 1)
    maturing = Maturing(date(2026, 11, 25), Decimal(100_000), AssetClass.TIME_DEPOSIT)
    assert row.deciding == Deciding(maturing, Decimal("40000.00"), breaks=True)


def test_a_closed_account_and_one_that_matures_later_decide_nothing(cast: Cast, run: NightlyRun) -> None:
    of = near(cast, run, "王伟明", next_maturity_on=date(2026, 11, 25))
    closed = make.account(
        of, AssetClass.TIME_DEPOSIT, maturity_on=date(2026, 11, 25), closed_on=date(2026, 11, 1)
    )
    later = make.account(of, AssetClass.TIME_DEPOSIT, maturity_on=date(2026, 12, 1))
    for one in (closed, later):
        make.balance(one, date(2026, 5, 25), 50_000)
    assert [row.deciding for row in seen_by(cast.ana).rows] == [None]


def test_filters_and_orders(cast: Cast, run: NightlyRun) -> None:
    first, second = near(cast, run, "王一"), near(cast, run, "王二", aum=192_000)
    third = on_course(cast, run)
    by_stake = [third.pk, second.pk, first.pk]
    assert [row.pk for row in seen_by(cast.ana).rows] == by_stake
    assert [row.pk for row in seen_by(cast.ana, sort="stake").rows] == by_stake[::-1]
    assert [row.pk for row in seen_by(cast.ana, sort="missing").rows] == by_stake
    assert [row.pk for row in seen_by(cast.ana, RadarFilter(aim="keep")).rows] == [third.pk]
    assert [row.pk for row in seen_by(cast.ana, RadarFilter(aim="reach")).rows] == [second.pk, first.pk]
    assert [row.pk for row in seen_by(cast.ana, RadarFilter(tier=Tier.PLATINUM)).rows] == [third.pk]
    assert [row.pk for row in seen_by(cast.ana, RadarFilter(maturing=True)).rows] == [third.pk]
    assert seen_by(cast.ben).rows == ()


def test_after_the_last_day_nothing_can_be_done(cast: Cast) -> None:
    org.presets()
    run = org.night(date(2026, 11, 30))
    near(cast, run, "王伟明")
    assert seen_by(cast.ana) == Radar((), 0, cut=False)


def test_any_number_of_rows_costs_the_same(
    cast: Cast, run: NightlyRun, django_assert_num_queries: object
) -> None:
    sight = sight_of(cast.ana)
    assert sight is not None
    assert radar(sight, RadarFilter()).rows == ()  # the reader's posting is read once a request
    for count in (1, 3):
        while Customer.objects.count() < count:
            near(cast, run, f"王{Customer.objects.count()}")
        with django_assert_num_queries(4):  # type: ignore[operator]
            assert len(radar(sight, RadarFilter()).rows) == count
