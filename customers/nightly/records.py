"""How the extracts of products, customers, accounts and loans become rows."""

from __future__ import annotations

from typing import Any

from django.db import models

from customers.models import Account, Loan
from customers.nightly import derived, work
from customers.nightly.merge import Merge, Taken, find, take, write
from organisation.nightly.steps import Night

NEW_TRAITS = "night_new_traits"  # customers who are new or have new traits (duplicates)


def _as_sent(*names: str) -> dict[str, str]:
    return {name: f"s.{name}" for name in names}


def _text(*names: str) -> dict[str, str]:
    """Texts that are empty rather than null when the bank sends nothing."""
    return {name: f"coalesce(s.{name}, '')" for name in names}


def _sealed_number(column: str, *keys: str) -> dict[str, Any]:
    """Where a new row takes its sealed number from, and the identity by which it is sealed."""
    same = " AND ".join(f"k.{key} = d.{key}" for key in keys)
    return {
        "derived": {name: f"k.{name}" for name in ("uid", f"{column}_sealed")},
        "derived_from": f"LEFT JOIN night_numbers k ON {same}",
    }


PRODUCTS = Merge(
    table="products",
    stored="customers_product",
    keys=_as_sent("product_code"),
    columns=_as_sent("name", "asset_class") | _text("risk_rating", "issuer"),
)
CUSTOMERS = Merge(
    table="customers",
    stored="customers_customer",
    keys=_as_sent("customer_no"),
    columns=_as_sent("id_valid_to", "birth_date", "risk_assessed_on", "opened_on")
    | _text("id_type", "gender", "occupation", "risk_level")
    | {"sealed_digest": "g.digest", "home_branch_id": "b.id"}
    | {"marketing_opt_out": "coalesce(s.marketing_opt_out, false)"},
    joins="""
        JOIN organisation_branch b ON b.branch_no = s.home_branch_no
        JOIN night_digests g ON g.customer_no = s.customer_no
    """,
    derived={
        name: f"k.{name}"
        for name in (
            *(f"{text}_sealed" for text in derived.SEALED),
            *("name_tokens", "id_hash", "id_tail_hash", "phone_hash", "phone_tail_hash"),
        )
    },
    derived_from="LEFT JOIN night_sealed k ON k.customer_no = d.customer_no",
)
ACCOUNTS = Merge(
    table="accounts",
    stored="customers_account",
    keys=_as_sent("account_no_hash"),
    columns=_as_sent("opened_on", "closed_on", "maturity_on", "rate")
    | _text("status")
    | {
        "currency": "coalesce(s.currency, 'CNY')",
        "customer_id": "c.id",
        "product_id": "p.id",
        "branch_id": "b.id",
    },
    joins="""
        JOIN customers_customer c ON c.customer_no = s.customer_no
        JOIN customers_product p ON p.product_code = s.product_code
        JOIN organisation_branch b ON b.branch_no = s.branch_no
    """,
    **_sealed_number("account_no", "account_no_hash"),
)
# A loan is stated anew for each day, so a full drop says nothing about the days before it.
LOANS = Merge(
    table="loans",
    stored="customers_loan",
    keys=_as_sent("loan_no_hash", "as_of"),
    columns=_as_sent("principal", "balance", "rate", "disbursed_on", "due_on", "five_class")
    | {name: f"coalesce(s.{name}, 0)" for name in ("overdue_days", "interest_due", "interest_collected")}
    | {"customer_id": "c.id", "account_id": "a.id", "product_id": "p.id", "staff_id": "f.id"},
    joins="""
        JOIN customers_customer c ON c.customer_no = s.customer_no
        LEFT JOIN customers_account a ON a.account_no_hash = s.account_no_hash
        LEFT JOIN customers_product p ON p.product_code = s.product_code
        LEFT JOIN organisation_staff f ON f.staff_no = s.staff_no
    """,
    renew_by_mark=False,
    **_sealed_number("loan_no", "loan_no_hash", "as_of"),
)


def products(night: Night) -> Taken:
    return take(night, PRODUCTS)


def customers(night: Night) -> Taken:
    """Customers with their sealed texts and search columns, which are made anew only where the texts differ."""
    derived.digests(night)
    rows_in = find(night, CUSTOMERS)
    derived.sealed(night, CUSTOMERS.found)
    work.make(
        night,
        NEW_TRAITS,
        f"SELECT d.customer_no FROM {CUSTOMERS.found} d LEFT JOIN customers_customer t ON t.id = d.id"
        " WHERE d.differs AND (d.sealed_digest, d.birth_date) IS DISTINCT FROM (t.sealed_digest, t.birth_date)",
    )
    taken = write(night, CUSTOMERS, rows_in)
    work.drop(night, "night_digests", "night_sealed")
    if taken.applied:
        # Else the first search after the night reads what waits beside the index, row by row.
        night.run("SELECT gin_clean_pending_list('customer_branch_tokens')")
    return taken


def accounts(night: Night) -> Taken:
    return _numbered(night, ACCOUNTS, Account, "account_no")


def loans(night: Night) -> Taken:
    return _numbered(night, LOANS, Loan, "loan_no")


def _numbered(night: Night, merge: Merge, model: type[models.Model], column: str) -> Taken:
    """Rows whose number is sealed when they are new: a number never changes, it is the row's key."""
    rows_in = find(night, merge)
    derived.numbers(night, merge, model, column)
    taken = write(night, merge, rows_in)
    work.drop(night, "night_numbers")
    return taken
