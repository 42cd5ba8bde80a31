"""What the night notices, by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from customers.models import Flag
from customers.nightly import averages, flags, tiers
from customers.nightly.apply import apply
from organisation.models import Preset
from organisation.queries import published
from tests.customers.nightly.drops import Drop, night_of, stage, take
from tests.customers.nightly.rows import account, balance, customer, one_customer, product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offices")]
WHY = "read back by a test"


def raised() -> dict[str, tuple[str | None, dict[str, Any]]]:
    """Kind -> amount and evidence of C1's flags of the published night."""
    rows = Flag.objects.unscoped(WHY).filter(run_id=published().run_id, customer__customer_no="C1")
    return {row.kind: (None if row.amount is None else str(row.amount), row.evidence) for row in rows}


def test_a_raised_tier_is_shown_with_both_tiers_and_the_average() -> None:
    rows = [balance("A1", "2024-10-01", "60000"), balance("A1", "2024-11-01", "300000")]
    take(Drop(date(2024, 11, 30), one_customer(*rows)))
    assert raised() == {
        "TIER_UP": (
            "300000.00",
            {"from": "GOLD", "to": "PLATINUM", "month": "2024-11", "average": "300000.00"},
        )
    }


def test_a_lowered_tier_is_shown() -> None:
    take(
        Drop(
            date(2024, 12, 31),
            one_customer(balance("A1", "2024-09-01", "60000"), balance("A1", "2024-10-01", "40000")),
        )
    )
    assert raised()["TIER_DOWN"][1]["to"] == "MASS"


def test_an_average_far_below_the_mean_of_three_months_is_shown_with_its_share() -> None:
    rows = [balance("A1", "2024-08-01", "1000"), balance("A1", "2024-11-01", "699.99")]
    take(Drop(date(2024, 11, 30), one_customer(*rows)))
    assert raised() == {
        "AVERAGE_DROP": ("300.01", {"mean": "1000.00", "average": "699.99", "share_pct": "70.00"})
    }
    take(Drop(date(2024, 12, 1), {"balances": [balance("A1", "2024-11-01", "700")]}))
    assert raised() == {}


def test_a_customer_near_a_line_sees_what_is_missing_per_day_and_which_holding_decides() -> None:
    """GOLD on 20 November: 200 000 x 30 - 195 000 x 20 leaves 210 000 for each of ten days."""
    tables = one_customer(balance("A1", "2024-10-01", "150000"), balance("A2", "2024-10-01", "40000"))
    tables["products"] += [product("FUND")]
    tables["accounts"] += [account("A2", "C1", "FUND")]
    tables["balances"] += [balance("A2", "2024-11-01", "45000")]
    take(Drop(date(2024, 11, 20), tables))
    assert raised() == {
        "NEAR_LINE": (
            "15000.00",
            {
                "aim": "REACH",
                "tier": "PLATINUM",
                "line": "200000",
                "needed": "210000.00",
                "missing": "15000.00",
                "days_left": "10",
                "until": "2024-11-30",
                "holding": "FUND",
            },
        )
    }


def test_large_movements_are_silent_until_the_bank_says_what_is_large() -> None:
    take(Drop(date(2024, 11, 29), one_customer(balance("A1", "2024-11-01", "900000"))))
    fall = Drop(date(2024, 11, 30), {"balances": [balance("A1", "2024-11-30", "100")]})
    answered = take(fall)
    assert answered["flags"].detail["blank"] == ["customers.large_movements"]
    assert "LARGE_OUTFLOW" not in raised()
    shipped = Preset.objects.get(key="customers.large_movements")
    Preset.objects.filter(pk=shipped.pk).update(value={"large_outflow": "500000", "large_inflow": "500000"})
    answered = take(fall)
    assert "blank" not in answered["flags"].detail
    assert raised()["LARGE_OUTFLOW"] == ("-899900.00", {"line": "500000"})


def test_maturities_birthdays_and_closings_are_shown() -> None:
    tables = one_customer(balance("A1", "2024-11-01", "500"), maturity_on=date(2024, 12, 20))
    tables["customers"] = [customer("C1", birth_date=date(1992, 2, 29))]
    tables["accounts"] += [account("A2", "C1", closed_on=date(2024, 11, 29))]
    tables["balances"] += [balance("A2", "2024-11-02", "70")]
    take(Drop(date(2024, 11, 30), tables))
    assert raised() == {
        "MATURITY": ("500.00", {"on": "2024-12-20"}),
        "ACCOUNT_CLOSED": ("70.00", {"accounts": "1", "on": "2024-11-29"}),
    }
    take(Drop(date(2025, 2, 21), {"products": [product()]}))
    assert raised()["BIRTHDAY"] == (None, {"on": "2025-02-28"})


def test_flags_of_nights_that_nobody_reads_any_more_go() -> None:
    drop = Drop(
        date(2024, 11, 30), one_customer(balance("A1", "2024-11-01", "1"), maturity_on=date(2024, 12, 1))
    )
    for _time in range(3):
        take(drop)
    newest = published().run_id
    stage(drop)
    night = night_of(drop)
    for step in (apply, averages.run, tiers.run, flags.run):
        step(night)
    runs = Flag.objects.unscoped(WHY).values_list("run_id", flat=True)
    assert set(runs) == {newest, night.run_id}
