"""Drops in any order, split, repeated, late and restated end in one state, and it is the reference's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from organisation.policies import policy_as_of
from tests.customers.nightly.drops import Drop, take
from tests.customers.nightly.reference import Bank
from tests.customers.nightly.state import expected, stored
from tests.properties import on_rows

FIRST = date(2024, 10, 20)
LAST = date(2025, 4, 10)
CLASSES = ("DEMAND_DEPOSIT", "TIME_DEPOSIT", "CARD")
ACCOUNTS = ("A1", "A2", "A3", "A4", "A5")
amounts = st.sampled_from(["0", "0.01", "49999.99", "50000", "123456.78", "600000", "-250.5"]).map(Decimal)
days = st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def histories(draw: st.DrawFn) -> list[Drop]:
    """Drops of rising days: every one states its records, the balances are spread over them, some anew."""
    dates = sorted(draw(st.sets(days, min_size=2, max_size=5)) | {LAST})
    owners = {one: draw(st.sampled_from(["C1", "C2"])) for one in ACCOUNTS}
    products = {one: draw(st.sampled_from(CLASSES)) for one in ACCOUNTS}
    drops = []
    for as_of in dates:
        closed = {one: draw(st.none() | days.filter(as_of.__ge__)) for one in ("A1", "A2")}
        if draw(st.integers(0, 3)) == 0:
            owners["A3"] = draw(st.sampled_from(["C1", "C2", "C3"]))
        accounts = [
            {
                "account_no": one,
                "customer_no": owners[one],
                "product_code": products[one],
                "closed_on": closed.get(one),
                "branch_no": "010101",
            }
            for one in ACCOUNTS
        ]
        rows = draw(
            st.dictionaries(
                st.tuples(st.sampled_from(ACCOUNTS), days.filter(as_of.__ge__)),
                amounts,
                max_size=9,
            )
        )
        balances = [{"account_no": one, "as_of": day, "balance": value} for (one, day), value in rows.items()]
        drops += _split(draw, as_of, accounts, balances)
    return drops


def _split(draw: st.DrawFn, as_of: date, accounts: Sequence[dict], balances: Sequence[dict]) -> list[Drop]:
    """One drop, or the same rows in two of the same day."""
    records = {
        "products": [{"product_code": one, "name": one, "asset_class": one} for one in CLASSES],
        "customers": [
            {"customer_no": one, "name": "王伟明", "home_branch_no": "010101"} for one in ("C1", "C2", "C3")
        ],
        "accounts": accounts,
    }
    kind = draw(st.sampled_from(["full", "delta"]))
    cut = draw(st.integers(0, len(balances)))
    parts = [balances[:cut], balances[cut:]] if draw(st.booleans()) else [balances]
    return [Drop(as_of, {**records, "balances": part}, kind) for part in parts]


@pytest.mark.usefixtures("offices")
@given(history=histories(), data=st.data())
@settings(
    on_rows,
    max_examples=15,
    phases=[Phase.generate],  # a failing history is small enough as it is; shrinking it takes minutes
)
def test_any_order_of_drops_ends_as_the_reference(history: list[Drop], data: st.DataObject) -> None:
    order = data.draw(st.permutations(history))
    again = data.draw(st.lists(st.sampled_from(history), max_size=1))
    policy, _version = policy_as_of("customers.tiering", LAST)
    with transaction.atomic():
        for drop in [*order, *again]:
            take(drop)
        found = stored()
        transaction.set_rollback(True)
    wanted = expected(Bank.after(history), policy)
    for part in wanted:
        assert found[part] == wanted[part], part
