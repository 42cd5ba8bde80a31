"""Taking the customers' part of a drop into the tables: one pass per table, in the order of their references."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from customers import rehashing, search
from customers.nightly import balances, duplicates, records, relationships, states, work
from customers.nightly.merge import Taken
from organisation.nightly.refusal import Refused
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


# Staged rows by the hash that joins them.
HASHED = {"accounts": "account_no_hash", "balances": "account_no_hash", "loans": "loan_no_hash"}


def _refuse_mixed_keys(night: Night) -> None:
    """Rows hashed with two search keys do not meet: every account would look new."""
    with night.cursor() as cursor:
        one_key = rehashing.of_one_key(cursor)
    key = search.key_numbers()[0]
    staged = (
        work.one(night, f"SELECT get_byte({HASHED[name]}, 0) FROM staging.{name} LIMIT 1")
        for name in sorted(night.tables & HASHED.keys())
    )
    if not one_key or any(number not in (None, key) for number in staged):
        raise Refused("search_key")


def apply(night: Night) -> StepResult:
    """Write what differs from the stored rows. Balances follow the accounts, whose closing days bear on them
    even when the drop brings no balance."""
    _refuse_mixed_keys(night)
    work.prepare(night)
    for merge in (records.PRODUCTS, records.CUSTOMERS, records.ACCOUNTS):
        work.drop(night, merge.found)
    work.drop(night, records.NEW_TRAITS)
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
