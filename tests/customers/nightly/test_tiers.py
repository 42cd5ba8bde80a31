"""Tiers at month ends and on the way there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from customers.models import CustomerDay, TierAssessment
from customers.rules.tiering import divisor_to_date
from organisation.models import Preset
from organisation.policies import policy_as_of
from organisation.queries import published
from tests.customers.nightly.drops import Drop, take
from tests.customers.nightly.rows import account, balance, customer, one_customer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offices")]
WHY = "read back by a test"
# Held for whole months: with them the averages of domain.md B7's worked path.
PATH = ("210000", "190000", "180000", "195000", "40000", "45000", "49999.99")


def tiers(customer_no: str = "C1") -> list[tuple[str, str, str]]:
    rows = TierAssessment.objects.unscoped(WHY).filter(customer__customer_no=customer_no)
    return [
        (str(average), assessed, effective)
        for average, assessed, effective in rows.order_by("month").values_list(
            "average", "assessed", "effective"
        )
    ]


def day_of(customer_no: str = "C1") -> CustomerDay:
    rows = CustomerDay.objects.unscoped(WHY).filter(run_id=published().run_id)
    return rows.get(customer__customer_no=customer_no)


def test_a_lower_tier_follows_after_three_months_below_and_to_the_best_of_them() -> None:
    rows = [balance("A1", f"2026-{month:02}-01", amount) for month, amount in enumerate(PATH, 1)]
    take(Drop(date(2026, 7, 31), one_customer(*rows)))
    assert [effective for _average, _assessed, effective in tiers()] == [
        "PLATINUM",
        "PLATINUM",
        "PLATINUM",
        "GOLD",
        "GOLD",
        "GOLD",
        "MASS",
    ]
    last = TierAssessment.objects.unscoped(WHY).latest("month")
    assert (last.reasons, last.months_below, last.average) == (["DOWNGRADED"], 0, Decimal("49999.99"))
    assert (day_of().tier, day_of().tier_previous, day_of().tier_rank) == ("MASS", "GOLD", 0)


def test_nights_month_by_month_carry_the_grace_as_one_night_does() -> None:
    take(Drop(date(2026, 1, 31), one_customer(balance("A1", "2026-01-01", PATH[0]))))
    for month, amount in enumerate(PATH[1:5], 2):
        day = date(2026, month, 28)
        take(Drop(day, {"balances": [balance("A1", f"2026-{month:02}-01", amount)]}))
    assert [effective for _average, _assessed, effective in tiers()] == ["PLATINUM"] * 3 + ["GOLD"]
    found = day_of()
    assert (found.tier, found.tier_month, found.months_below) == ("GOLD", "MASS", 0)


def test_a_customer_has_no_tier_before_the_first_month_end() -> None:
    take(Drop(date(2026, 1, 20), one_customer(balance("A1", "2026-01-11", "400000"))))
    assert tiers() == []
    assert (day_of().tier, day_of().tier_month, day_of().avg_month) == ("", "PLATINUM", 200000)
    take(Drop(date(2026, 1, 31), {"balances": []}))
    assert tiers() == [("270967.74", "PLATINUM", "PLATINUM")]


def test_months_that_no_night_closed_are_assessed_by_the_next() -> None:
    take(Drop(date(2026, 1, 20), one_customer(balance("A1", "2026-01-01", "60000"))))
    take(Drop(date(2026, 4, 2), {"balances": [balance("A1", "2026-04-01", "1")]}))
    assert tiers() == [("60000.00", "GOLD", "GOLD")] * 3


def test_a_restated_day_assesses_its_month_and_the_later_ones_again() -> None:
    take(Drop(date(2026, 3, 31), one_customer(balance("A1", "2026-01-01", "60000"))))
    take(Drop(date(2026, 4, 1), {"balances": [balance("A1", "2026-02-01", "210000")]}))
    assert tiers() == [
        ("60000.00", "GOLD", "GOLD"),
        ("210000.00", "PLATINUM", "PLATINUM"),
        ("210000.00", "PLATINUM", "PLATINUM"),
    ]


def test_an_account_that_changes_hands_takes_its_past_with_it() -> None:
    tables = one_customer(balance("A1", "2026-01-01", "60000"))
    tables["customers"] += [customer("C2")]
    take(Drop(date(2026, 2, 28), tables))
    take(Drop(date(2026, 3, 1), {"accounts": [account("A1", "C2")]}))
    assert (tiers("C1"), tiers("C2")) == ([], [("60000.00", "GOLD", "GOLD")] * 2)
    assert (day_of("C1").aum, day_of("C2").sum_year) == (0, 60000 * 60)


def test_a_month_is_assessed_by_the_preset_that_was_in_force_at_its_end() -> None:
    shipped = Preset.objects.get(key="customers.tiering")
    lines = [{"tier": "MASS", "from": "0"}, {"tier": "GOLD", "from": "100000"}]
    Preset.objects.create(
        key=shipped.key,
        version=2,
        value={**shipped.value, "lines": lines},
        source="test",
        effective_from=date(2026, 2, 10),
        status=shipped.status,
        made_at=shipped.made_at,
    )
    take(Drop(date(2026, 2, 28), one_customer(balance("A1", "2026-01-01", "60000"))))
    assert tiers() == [("60000.00", "GOLD", "GOLD"), ("60000.00", "MASS", "GOLD")]
    versions = TierAssessment.objects.unscoped(WHY).order_by("month").values_list("preset_version", flat=True)
    assert list(versions) == [1, 2]


def test_thirty_days_a_month_where_the_bank_says_so() -> None:
    shipped = Preset.objects.get(key="customers.tiering")
    Preset.objects.filter(pk=shipped.pk).update(value={**shipped.value, "day_count": "FIXED_30"})
    policy, _version = policy_as_of("customers.tiering", date(2026, 3, 31))
    ends = (date(2026, 3, 31), date(2026, 3, 15), date(2026, 1, 30), date(2026, 2, 28))
    assert [divisor_to_date(policy, first=date(2026, 1, 1), on=end) for end in ends] == [90, 75, 30, 60]
    take(Drop(date(2026, 2, 28), one_customer(balance("A1", "2026-01-01", "300"))))
    assert [average for average, *_tiers in tiers()] == ["310.00", "280.00"]


def test_months_before_the_first_version_of_the_preset_are_assessed_by_it() -> None:
    Preset.objects.filter(key="customers.tiering").update(effective_from=date(2026, 2, 1))
    take(Drop(date(2026, 2, 28), one_customer(balance("A1", "2026-01-01", "60000"))))
    assert [effective for _average, _assessed, effective in tiers()] == ["GOLD", "GOLD"]
