"""The migration board's sums follow the assessments of every night."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from customers.models import TierFlow
from tests.customers.nightly.drops import Drop, take
from tests.customers.nightly.rows import balance, one_customer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offices")]


def flows() -> list[tuple[int, str, str, int, Decimal]]:
    rows = TierFlow.objects.order_by("month", "branch", "before", "after")
    return [(one.month.month, one.before, one.after, one.customers, one.average_sum) for one in rows]


def test_each_month_says_from_where_to_where() -> None:
    amounts = ("60000", "250000", "250000")
    rows = [balance("A1", f"2026-{month:02}-01", amount) for month, amount in enumerate(amounts, 1)]
    take(Drop(date(2026, 3, 31), one_customer(*rows)))
    assert flows() == [
        (1, "", "GOLD", 1, Decimal("60000.00")),
        (2, "GOLD", "PLATINUM", 1, Decimal("250000.00")),
        (3, "PLATINUM", "PLATINUM", 1, Decimal("250000.00")),
    ]


def test_a_restated_month_is_added_up_again_and_the_later_ones_with_it() -> None:
    take(Drop(date(2026, 1, 31), one_customer(balance("A1", "2026-01-01", "60000"))))
    take(Drop(date(2026, 2, 28), {"balances": [balance("A1", "2026-02-01", "60000")]}))
    take(Drop(date(2026, 3, 2), {"balances": [balance("A1", "2026-01-01", "250000")]}))
    assert flows() == [
        (1, "", "PLATINUM", 1, Decimal("250000.00")),
        (2, "PLATINUM", "PLATINUM", 1, Decimal("60000.00")),
    ]
