"""What a migration writes by its own frozen means, the program reads."""

from __future__ import annotations

from importlib import import_module
from uuid import uuid4

from customers.models import Account, Loan
from customers.search import account_key, loan_key
from organisation import vault

moved = import_module("customers.migrations.0022_seal_account_numbers")


def test_numbers_sealed_by_the_migration_open_and_are_found() -> None:
    number = "6222021234567890123"
    for model, column in ((Account, "account_no"), (Loan, "loan_no")):
        row = str(uuid4())
        kept = moved.sealed(model._meta.db_table, column, row, number)
        assert vault.opened(model, column, row=row, kept=kept) == number
    assert moved.hashed("account", number) == account_key(number.encode())
    assert moved.hashed("loan", number) == loan_key(number.encode())
