"""The month's selection: who joins which queue, once a month, at the branch that the rule says."""

from __future__ import annotations

from datetime import date

import pytest

from customers.models import Selection, Unassigned
from customers.rules.selection import AtBranch, SelectionPolicy, concentration
from organisation.models import Branch, Preset
from organisation.policies import policy_as_of
from tests.customers.nightly.drops import Drop, take
from tests.customers.nightly.rows import account, balance, customer, product, relationship

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offices")]
WHY = "read back by a test"
HERE, THERE = "010101", "020101"
# Branch and opening day of each customer's accounts, at home in HERE.
HELD = {
    "C1": [(HERE, date(2020, 1, 1))],
    "C2": [(HERE, date(2020, 1, 1)), (THERE, date(2021, 1, 1)), (THERE, date(2022, 1, 1))],
    "C3": [(HERE, date(2023, 1, 1)), (THERE, date(2019, 1, 1))],
}


def bank(amount: str = "60000") -> Drop:
    accounts, balances = [], []
    for number, held in HELD.items():
        for at, (branch, opened) in enumerate(held):
            accounts.append(account(f"{number}-{at}", number, branch_no=branch, opened_on=opened))
            balances.append(balance(f"{number}-{at}", "2026-01-01", amount))
    tables = {
        "products": [product()],
        "customers": [customer(number) for number in HELD],
        "accounts": accounts,
        "balances": balances,
    }
    return Drop(date(2026, 1, 31), tables)


def queue() -> list[tuple[str, str, int, int]]:
    rows = Unassigned.objects.unscoped(WHY).filter(ended_on__isnull=True).order_by("customer__customer_no")
    return list(rows.values_list("customer__customer_no", "branch__branch_no", "accounts", "of_accounts"))


def test_customers_join_the_queue_where_most_of_their_accounts_are() -> None:
    take(bank())
    assert queue() == [("C1", HERE, 1, 1), ("C2", THERE, 2, 3), ("C3", HERE, 1, 2)]
    assert list(Selection.objects.values_list("month", "found")) == [(date(2026, 1, 1), 3)]


@pytest.mark.parametrize("tie", ["HOME", "OLDEST"])
def test_the_night_routes_as_the_rule_does(tie: str) -> None:
    preset = Preset.objects.get(key="customers.selection")
    preset.value = {**preset.value, "tie": tie}
    preset.save()
    take(bank())
    keys = dict(Branch.objects.unscoped(WHY).values_list("branch_no", "pk"))
    names = {pk: number for number, pk in keys.items()}
    policy: SelectionPolicy = policy_as_of("customers.selection", date(2026, 1, 31))[0]
    expected = []
    for number, held in HELD.items():
        spots = [
            AtBranch(keys[one], sum(b == one for b, _o in held), min(o for b, o in held if b == one))
            for one in sorted({branch for branch, _opened in held})
        ]
        expected.append((number, names[concentration(keys[HERE], spots, policy.tie)]))
    assert [row[:2] for row in queue()] == expected


def test_smaller_tiers_and_customers_with_a_manager_are_not_selected() -> None:
    drop = bank()
    drop.tables["relationships"] = [relationship("C1", "M1")]  # type: ignore[index]
    drop.tables["balances"] = [  # type: ignore[index]
        row for row in drop.tables["balances"] if not row["account_no"].startswith("C2")
    ]
    take(drop)
    assert [number for number, *_rest in queue()] == ["C3"]


def test_a_month_selects_once_and_the_next_one_what_is_new() -> None:
    take(bank("10"))
    assert queue() == []
    richer = [balance("C1-0", "2026-02-01", "900000")]
    take(Drop(date(2026, 1, 31), {"balances": richer}))
    assert queue() == []
    take(Drop(date(2026, 2, 28), {"balances": richer}))
    take(Drop(date(2026, 3, 1), {}))
    assert [number for number, *_rest in queue()] == ["C1"]
    take(Drop(date(2026, 3, 2), {}))
    assert [number for number, *_rest in queue()] == ["C1"]


def test_whom_the_opening_stock_gives_a_manager_waits_no_longer() -> None:
    take(bank())
    take(Drop(date(2026, 2, 1), {"relationships": [relationship("C1", "M1")]}))
    assert [number for number, *_rest in queue()] == ["C2", "C3"]
    entry = Unassigned.objects.unscoped(WHY).get(customer__customer_no="C1")
    assert (entry.end, entry.ended_on) == ("ASSIGNED", date(2026, 2, 1))
