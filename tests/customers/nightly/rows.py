"""Rows of the extracts with what a test does not care about filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

Row = dict[str, Any]


def product(asset_class: str = "DEMAND_DEPOSIT") -> Row:
    return {"product_code": asset_class, "name": asset_class, "asset_class": asset_class}


def customer(customer_no: str, *, at: str = "010101", name: str = "王伟明", **fields: Any) -> Row:
    return {"customer_no": customer_no, "name": name, "home_branch_no": at, **fields}


def account(account_no: str, of: str, asset_class: str = "DEMAND_DEPOSIT", **fields: Any) -> Row:
    return {
        "account_no": account_no,
        "customer_no": of,
        "product_code": asset_class,
        "branch_no": "010101",
        **fields,
    }


def balance(account_no: str, day: str, amount: str) -> Row:
    return {"account_no": account_no, "as_of": date.fromisoformat(day), "balance": amount}


def relationship(of: str, staff_no: str, role: str = "A", since: str = "2024-01-01", until: str = "") -> Row:
    return {
        "customer_no": of,
        "staff_no": staff_no,
        "role": role,
        "from": date.fromisoformat(since),
        "to": date.fromisoformat(until) if until else None,
        "source": "SYSTEM_BATCH",
    }


def one_customer(*balances: Row, **fields: Any) -> dict[str, list[Row]]:
    """The tables of a bank with one customer C1 and one demand deposit A1."""
    return {
        "products": [product()],
        "customers": [customer("C1")],
        "accounts": [account("A1", "C1", **fields)],
        "balances": list(balances),
    }
