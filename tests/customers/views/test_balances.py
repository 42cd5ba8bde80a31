"""The rows behind an average: they add up to what every other page says, for those who may see it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from customers.choices import AssetClass
from customers.queries.period import period_averages
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import segments

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.customers.conftest import SignIn

pytestmark = pytest.mark.django_db
QUERIES = 9


def address(customer_no: str, start: date, end: date, asset_class: str = "") -> str:
    page = reverse("customers:balances", args=[customer_no])
    return f"{page}?start={start}&end={end}&asset_class={asset_class}"


def test_the_rows_add_up_to_the_average_of_the_period(bank: Bank, sign_in: SignIn) -> None:
    day = bank.run.business_date
    first = day - timedelta(days=9)
    current = make.account(bank.fang, AssetClass.DEMAND_DEPOSIT)
    make.balance(current, first - timedelta(days=40), 100_000)
    make.balance(current, first + timedelta(days=4), 0)
    make.balance(current, first + timedelta(days=6), "40000.50")
    twin = make.customer("李芳", at=bank.cast.here, id_type="PASSPORT")
    make.balance(make.account(twin, AssetClass.FUND), day, 7_000)
    make.balance(make.account(bank.fang, AssetClass.CARD), first, 5_000)
    segments.merged(bank.fang, twin, by=bank.cast.cleo)
    seen = sign_in(bank.cast.ana).get(address("C0000002", first, day)).context["seen"]
    assert [(row.since, row.until, row.days, row.balance) for row in seen.rows] == [
        (day, day, 1, Decimal(7_000)),
        (first + timedelta(days=6), day, 4, Decimal("40000.50")),
        (first, first + timedelta(days=3), 4, Decimal(100_000)),
    ]
    whole = period_averages(bank.fang, first, day).total
    assert (seen.balance_sum, seen.average) == (whole.balance_sum, whole.average)
    assert (seen.balance_sum, seen.average) == (Decimal("567002.00"), Decimal("56700.20"))
    funds = sign_in(bank.cast.ana).get(address("C0000002", first, day, AssetClass.FUND)).context["seen"]
    assert (funds.count, funds.balance_sum, funds.days) == (1, Decimal(7_000), 10)


def test_who_sees_no_amounts_or_not_the_customer_sees_no_rows(bank: Bank, sign_in: SignIn) -> None:
    day = bank.run.business_date
    url = address("C0000002", day, day)
    assert sign_in(bank.cast.olga).get(url).status_code == 403
    elsewhere = sign_in(bank.cast.ana).get(address("C0000003", day, day))
    nobody = sign_in(bank.cast.ana).get(address("C9999999", day, day))
    assert (elsewhere.status_code, nobody.status_code) == (404, 404)


def test_a_period_is_at_most_a_year_and_has_passed(bank: Bank, sign_in: SignIn) -> None:
    day, client = bank.run.business_date, sign_in(bank.cast.ana)
    long = client.get(address("C0000002", day - timedelta(days=366), day))
    assert (long.status_code, "At most a year at once" in long.content.decode()) == (422, True)
    assert client.get(address("C0000002", day, day + timedelta(days=1))).status_code == 422
    empty = client.get(address("C0000002", date(2019, 1, 1), date(2019, 1, 31))).content.decode()
    assert "No balance in this period" in empty


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_much_for_one_account_as_for_three(
    bank: Bank, sign_in: SignIn, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    day, client = bank.run.business_date, sign_in(bank.cast.ana)
    for _ in range(number):
        make.balance(make.account(bank.fang), day, 1_000)
    url = address("C0000002", day, day)
    client.get(url)
    with django_assert_num_queries(QUERIES):
        client.get(url)
