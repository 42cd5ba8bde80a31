"""Taking the customers' part of a drop into the tables: one pass per table, in the order of their references."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from customers.nightly import balances, duplicates, records, relationships, states, work
from customers.nightly.merge import Taken
from organisation.nightly.steps import Night, StepResult

RECORDS: Mapping[str, Callable[[Night], Taken]] = {
    "products": records.products,
    "customers": records.customers,
    "accounts": records.accounts,
}
REST: Mapping[str, Callable[[Night], Taken]] = {
    "loans": records.loans,
    "relationships": relationships.take,
}


def apply(night: Night) -> StepResult:
    """Write what differs from the stored rows. Balances follow the accounts, whose closing days bear on them
    even when the drop brings no balance."""
    work.prepare(night)
    for merge in (records.PRODUCTS, records.CUSTOMERS, records.ACCOUNTS):
        work.drop(night, merge.found)
    work.make(night, "night_touched", "SELECT 0::bigint AS customer_id, current_date AS day LIMIT 0")
    taken = {name: take(night) for name, take in RECORDS.items() if name in night.tables}
    duplicates.find(night)
    states.follow(night)
    taken["balances"] = balances.take(night)
    taken |= {name: take(night) for name, take in REST.items() if name in night.tables}
    return StepResult(
        rows_in=sum(one.rows_in for one in taken.values()),
        rows_applied=sum(one.applied for one in taken.values()),
        detail={name: one.detail for name, one in taken.items() if name in night.tables},
    )
