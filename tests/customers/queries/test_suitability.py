"""Products that suit, and what is held above the level; the cases of golden.yaml G16 among them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from customers.choices import AssetClass, Suitability
from customers.models import Account, Customer, IssuerRating, Product
from customers.queries.sight import Sight, sight_of
from customers.queries.suitability import ConflictFilter, assessment, conflicts, matches
from organisation.models import Staff
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.organisation import BUSINESS_DATE, NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def night(cast: Cast) -> None:
    org.presets()
    org.night()


def eyes(staff: Staff) -> Sight:
    sight = sight_of(staff)
    assert sight is not None
    return sight


def product(code: str, rating: str, asset_class: str = AssetClass.FUND) -> Product:
    return Product.objects.create(
        product_code=code, name=code, asset_class=asset_class, risk_rating=rating, source_as_of=BUSINESS_DATE
    )


def issuer_says(of: Product, rating: str, by: Staff) -> None:
    IssuerRating.objects.create(
        product=of, rating=rating, period=DateRange(date(2026, 1, 1), None), source="产品说明书",
        recorded_by=by, recorded_at=NOW,
    )  # fmt: skip


def holds(of: Customer, what: Product, amount: int = 10_000, **fields: object) -> Account:
    account = make.account(of, what.asset_class, **fields)
    Account.objects.filter(pk=account.pk).update(product=what)
    make.balance(account, date(2026, 5, 1), amount)
    return account


def test_the_golden_rows_of_suitability(cast: Cast) -> None:
    """[C, R, assessed, asked]: 3, 3 a year ago to the day; 3, 4; 5, 1 a year and a day ago."""
    for rating in ("R1", "R3", "R4"):
        product(rating, rating)
    year_ago = date(2025, 11, 20)
    good = make.customer("一", at=cast.here, a=cast.ana, risk_level="C3", risk_assessed_on=year_ago)
    past = make.customer(
        "二", at=cast.here, a=cast.ana, risk_level="C5", risk_assessed_on=year_ago - timedelta(days=1)
    )
    answers = {one.product.code: one.decision.answer for one in matches(eyes(cast.ana), good)}
    assert answers == {"R1": Suitability.ALLOW, "R3": Suitability.ALLOW, "R4": Suitability.DENY_LEVEL}
    answers = {one.product.code: one.decision.answer for one in matches(eyes(cast.ana), past)}
    assert answers == dict.fromkeys(("R1", "R3", "R4"), Suitability.DENY_EXPIRED)
    assert (assessment(eyes(cast.ana), good).days_left, assessment(eyes(cast.ana), past).expired) == (0, True)


def test_the_higher_of_issuer_and_bank_counts(cast: Cast) -> None:
    one, two = product("A", "R2"), product("B", "R3")
    issuer_says(one, "R4", cast.mira)
    issuer_says(two, "R1", cast.mira)
    who = make.customer(at=cast.here, a=cast.ana, risk_level="C3")
    found = {row.product.code: row for row in matches(eyes(cast.ana), who)}
    assert (found["A"].product.counts, found["A"].decision.answer) == (4, Suitability.DENY_LEVEL)
    assert "R4" in found["A"].reason
    assert (found["B"].product.counts, found["B"].decision.answer) == (3, Suitability.ALLOW)


def test_deposits_and_products_without_a_rating_are_no_match(cast: Cast) -> None:
    product("D", "R1", AssetClass.TIME_DEPOSIT)
    product("N", "")
    assert matches(eyes(cast.ana), make.customer(at=cast.here, a=cast.ana)) == ()


def test_age_asks_for_care(cast: Cast) -> None:
    product("A", "R4")
    old = make.customer(at=cast.here, a=cast.ana, risk_level="C5", birth_date=date(1955, 1, 1))
    (row,) = matches(eyes(cast.ana), old)
    assert row.decision.answer == Suitability.ALLOW_WITH_CARE
    assert "71" in row.reason


def test_what_is_held_above_the_level(cast: Cast) -> None:
    risky, mild = product("A", "R4"), product("B", "R2")
    above = make.customer("甲", at=cast.here, a=cast.ana, customer_no="C1", risk_level="C3")
    fits = make.customer("乙", at=cast.here, a=cast.ana, customer_no="C2", risk_level="C4")
    stale = make.customer("丙", at=cast.here, a=cast.ana, customer_no="C3", risk_assessed_on=date(2025, 1, 1))
    never = make.customer(
        "丁", at=cast.here, a=cast.ana, customer_no="C4", risk_level="", risk_assessed_on=None
    )
    theirs = make.customer("戊", at=cast.there, a=cast.ben, customer_no="C5", risk_level="C1")
    for who in (above, fits, stale, never, theirs):
        holds(who, risky)
        holds(who, mild)
    holds(above, risky, 0)
    holds(above, risky, closed_on=date(2026, 6, 1))
    sight = eyes(cast.ana)

    def held(kind: str) -> list[tuple[str, str, object]]:
        return [
            (row.number, row.product.code, row.balance) for row in conflicts(sight, ConflictFilter(kind)).rows
        ]

    amount = Decimal(10_000)
    assert held("level") == [("C1", "A", amount)]
    assert held("expired") == [("C3", "A", amount), ("C3", "B", amount)]
    assert held("none") == [("C4", "A", amount), ("C4", "B", amount)]
    issuer_says(mild, "R5", cast.mira)
    assert held("level") == [("C1", "A", amount), ("C1", "B", amount), ("C2", "B", amount)]
    masked = conflicts(eyes(cast.olga), ConflictFilter("level", cast.there.branch_no)).rows
    assert [(row.number, row.balance, row.name) for row in masked] == [
        ("C5", "***", "戊**"),
        ("C5", "***", "戊**"),
    ]


def test_any_number_of_conflicts_costs_the_same(cast: Cast, django_assert_num_queries: object) -> None:
    risky = product("A", "R4")
    sight = eyes(cast.ana)
    assert conflicts(sight).rows == ()
    for count in (1, 3):
        while Customer.objects.count() < count:
            holds(make.customer(at=cast.here, a=cast.ana), risky)
        with django_assert_num_queries(4):  # type: ignore[operator]
            assert len(conflicts(sight).rows) == count
