"""Averages to date, by hand, and what they may cost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.averages import By, PeriodError, averages
from customers.choices import AssetClass
from customers.models import CustomerDay, HoldingDay, RollUp
from customers.nightly import averages as step
from customers.nightly.apply import apply
from organisation.models import Preset, Staff
from organisation.queries import published
from tests.customers.nightly.drops import Drop, night_of, stage, take
from tests.customers.nightly.rows import account, balance, customer, one_customer, product, relationship

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offices")]
WHY = "read back by a test"


def day_of(customer_no: str = "C1") -> CustomerDay:
    rows = CustomerDay.objects.unscoped(WHY).filter(run_id=published().run_id)
    return rows.get(customer__customer_no=customer_no)


def test_averages_divide_by_the_actual_days_of_the_period_to_date() -> None:
    take(
        Drop(
            date(2024, 11, 20),
            one_customer(balance("A1", "2024-10-31", "100"), balance("A1", "2024-11-11", "300")),
        )
    )
    found = day_of()
    assert (found.avg_month, found.avg_quarter, found.avg_year) == (
        Decimal("200.00"),  # (10 x 100 + 10 x 300) / 20
        Decimal("80.39"),  # 4 100 / 51
        Decimal("12.62"),  # 4 100 / 325
    )
    assert (found.aum, found.change_day, found.change_month) == (300, 0, 200)


def test_a_quarter_is_never_the_mean_of_its_months() -> None:
    rows = [
        balance("A1", "2026-01-01", "100000"),
        balance("A1", "2026-02-01", "400000"),
        balance("A1", "2026-03-01", "100000"),
    ]
    take(Drop(date(2026, 3, 31), one_customer(*rows)))
    assert day_of().avg_quarter == Decimal("193333.33")


def test_periods_begin_anew_while_balances_stand() -> None:
    take(Drop(date(2024, 12, 31), one_customer(balance("A1", "2024-12-22", "310"))))
    assert day_of().avg_month == 100
    take(Drop(date(2025, 1, 2), {"products": [product()]}))
    found = day_of()
    assert (found.sum_month, found.sum_quarter, found.sum_year) == (620, 620, 620)
    assert (found.avg_month, found.change_day, found.change_month) == (310, 0, 0)


def test_a_change_on_the_first_of_the_year_is_a_change_of_day_and_month() -> None:
    take(Drop(date(2024, 12, 31), one_customer(balance("A1", "2024-12-22", "310"))))
    take(Drop(date(2025, 1, 1), {"balances": [balance("A1", "2025-01-01", "300")]}))
    found = day_of()
    assert (found.sum_month, found.sum_year, found.change_day, found.change_month) == (300, 300, -10, -10)


def test_every_customer_has_a_row_also_without_an_account() -> None:
    take(Drop(date(2024, 11, 20), {"products": [product()], "customers": [customer("C9", name="单雄信")]}))
    found = day_of("C9")
    assert (found.aum, found.avg_year, found.tier, found.tier_month) == (
        0,
        0,
        "",
        "MASS",
    )


def test_cards_and_loans_are_no_assets_but_loans_are_owed() -> None:
    tables = one_customer(balance("A1", "2024-11-11", "300"), balance("K1", "2024-11-11", "5"))
    tables["products"] += [product("CARD"), product("LOAN")]
    tables["accounts"] += [account("K1", "C1", "CARD")]
    tables["loans"] = [
        {
            "loan_no": "N1",
            "customer_no": "C1",
            "product_code": "LOAN",
            "principal": "1000",
            "balance": amount,
            "five_class": "NORMAL",
            "as_of": day,
        }
        for amount, day in (("1000", date(2024, 10, 31)), ("900", date(2024, 11, 16)))
    ]
    take(Drop(date(2024, 11, 20), tables))
    found = day_of()
    assert (found.aum, found.loan_balance, found.net_assets) == (300, 900, -600)
    holdings = HoldingDay.objects.unscoped(WHY).order_by("asset_class")
    assert list(holdings.values_list("asset_class", "accounts", "balance", "sum_month")) == [
        ("CARD", 1, 5, 50),
        ("DEMAND_DEPOSIT", 1, 300, 3000),
        ("LOAN", 1, 900, 15 * 1000 + 5 * 900),
    ]


def test_weights_of_the_preset_enter_exactly() -> None:
    shipped = Preset.objects.get(key="customers.tiering")
    value = {**shipped.value, "weights": {"DEMAND_DEPOSIT": "0.333333333"}, "day_count": "FIXED_30"}
    Preset.objects.create(
        key=shipped.key,
        version=2,
        value=value,
        source="test",
        effective_from=date(2024, 11, 1),
        status=shipped.status,
        made_at=shipped.made_at,
    )
    take(Drop(date(2024, 11, 15), one_customer(balance("A1", "2024-11-01", "0.01"))))
    found = day_of()
    assert (found.sum_month, found.preset_version) == (Decimal("0.01") * 15 * Decimal("0.333333333"), 2)


def test_roll_ups_sum_customers_by_bank_branch_and_manager() -> None:
    tables = one_customer(balance("A1", "2024-11-01", "60000"))
    tables["customers"] += [customer("C2", at="020101"), customer("C3", at="020101")]
    tables["accounts"] += [account("A2", "C2", "FUND")]
    tables["products"] += [product("FUND")]
    tables["balances"] += [balance("A2", "2024-11-01", "10")]
    tables["relationships"] = [
        relationship("C1", "M1"),
        relationship("C2", "M1"),
        relationship("C3", "M2", "B"),
    ]
    take(Drop(date(2024, 11, 30), tables))
    rows = RollUp.objects.filter(kind="BANK").order_by("asset_class")
    assert list(rows.values_list("asset_class", "customers", "balance", "sum_month", "tiers")) == [
        ("AUM", 3, 60010, 1800300, {"GOLD": 1, "MASS": 1, "": 1}),
        ("DEMAND_DEPOSIT", 1, 60000, 1800000, {}),
        ("FUND", 1, 10, 300, {}),
    ]
    manager = Staff.objects.get_by_natural_key("M1").pk
    kinds = RollUp.objects.filter(asset_class="AUM").exclude(kind="BANK")
    assert sorted(kinds.values_list("kind", "customers", "balance")) == [
        ("BRANCH", 1, 60000),
        ("BRANCH", 2, 10),
        ("STAFF", 2, 60010),
    ]
    assert kinds.get(kind="STAFF").subject_id == manager


def test_a_night_reads_no_history_whatever_the_day_of_the_quarter() -> None:
    first = date(2024, 10, 1)
    take(Drop(first, one_customer(balance("A1", "2024-10-01", "100"))))
    for number in (1, 88, 89):
        day = first + timedelta(days=number)
        drop = Drop(day, {"balances": [balance("A1", str(day), str(number))]})
        stage(drop)
        night = night_of(drop)
        apply(night)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            step.run(night)
        assert not [one["sql"] for one in queries if "customers_balance" in one["sql"]]


def test_a_period_is_asked_for_by_class_and_in_order() -> None:
    tables = one_customer(balance("A1", "2024-11-01", "60"))
    tables["products"] += [product("FUND")]
    tables["accounts"] += [account("A2", "C1", "FUND")]
    tables["balances"] += [balance("A2", "2024-11-29", "30")]
    take(Drop(date(2024, 11, 30), tables))
    asked = {"by": By.CUSTOMER, "start": date(2024, 11, 28), "end": date(2024, 11, 30)}
    assert [one.average for one in averages(**asked)] == [80]
    assert [one.average for one in averages(**asked, asset_classes=[AssetClass.FUND])] == [20]
    with pytest.raises(PeriodError):
        averages(by=By.BANK, start=date(2024, 11, 2), end=date(2024, 11, 1))
