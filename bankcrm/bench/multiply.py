"""A small bank many times beside itself: the same offices, people and customers under new numbers.

Plans depend on how many rows there are and on what share of them a manager or an outlet has. Copies give a bank that
was loaded in a second the shares of a large one. Only what the pages read in quantity is copied; the copies have
no balances by day and no history.
"""

from __future__ import annotations

from io import StringIO

from django.db import connection, transaction

from customers.models import Customer
from customers.nightly.derived import SEALED
from organisation import vault

CUSTOMERS = "customers_customer"
STEP = 100_000_000  # keys of the first copy begin here
COPIED = (
    "organisation_branch",
    "organisation_staff",
    "organisation_posting",
    "customers_customer",
    "customers_account",
    "customers_accountstate",
    "customers_relationship",
    "customers_loan",
    "customers_customerday",
    "customers_holdingday",
    "customers_flag",
)
_KEYS = {"id", "customer_id", "account_id", "staff_id", "owner_id", "backup_id"}
_OFFICES = {"branch_id", "home_branch_id", "parent_id"}
_NUMBERS = {"customer_no", "account_no", "loan_no", "branch_no", "staff_no"}
_HASHES = {"id_hash", "phone_hash"}
_CHUNK = 5_000


def multiply(times: int, run_id: int) -> None:
    """Put `times` - 1 copies of the bank, with the figures of one night, below the same head office."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT id, branch_no FROM organisation_branch WHERE parent_id IS NULL")
        root, root_no = cursor.fetchone()
        for table in COPIED:
            cursor.execute(
                "SELECT column_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'",
                [table],
            )
            columns = [name for (name,) in cursor.fetchall()]
            values = [_value(table, name, root, root_no) for name in columns]
            night = f" AND t.run_id = {run_id}" if "run_id" in columns else ""
            offices = " AND t.parent_id IS NOT NULL" if "parent_id" in columns else ""
            names = ", ".join(f'"{name}"' for name in columns)
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {', '.join(values)}"
                f" FROM {table} t CROSS JOIN generate_series(1::bigint, {times - 1}) AS copy (k)"
                f" WHERE true{night}{offices}"
            )
            if table == "customers_customer":
                _seal_copies()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _seal_copies() -> None:
    """Seal the texts of the copies under their own numbers: what is sealed for one row opens in no other."""
    stored = ", ".join(f"{name}_sealed" for name in SEALED)
    with connection.chunked_cursor() as reader, connection.cursor() as writer:
        writer.execute(
            f"CREATE TEMP TABLE copies ON COMMIT DROP AS SELECT id, {stored} FROM {CUSTOMERS} LIMIT 0"
        )
        reader.execute(f"SELECT id, customer_no, {stored} FROM {CUSTOMERS} WHERE id > {STEP}")
        while rows := reader.fetchmany(_CHUNK):
            text = StringIO("".join(_line(*row) for row in rows))
            writer.copy_expert("COPY copies FROM STDIN", text)
        values = ", ".join(f"{name}_sealed = copies.{name}_sealed" for name in SEALED)
        writer.execute(f"UPDATE {CUSTOMERS} c SET {values} FROM copies WHERE copies.id = c.id")


def _line(pk: int, number: str, *kept: bytes) -> str:
    origin = number.rpartition("X")[0]
    texts = [
        vault.opened(Customer, name, row=origin, kept=value) for name, value in zip(SEALED, kept, strict=True)
    ]
    own = [
        vault.sealed(Customer, name, row=number, text=text) for name, text in zip(SEALED, texts, strict=True)
    ]
    return "\t".join([str(pk), *(f"\\\\x{value.hex()}" for value in own)]) + "\n"


def _value(table: str, name: str, root: int, root_no: str) -> str:
    """SQL of a column of a copy; the head office itself stays one."""
    column = f't."{name}"'
    if name in _OFFICES:
        return f"CASE WHEN {column} = {root} THEN {root} ELSE {column} + k * {STEP} END"
    if name in _KEYS:
        return f"{column} + k * {STEP}"
    if name in _NUMBERS:
        return f"{column} || 'X' || k"
    if name in _HASHES:
        return f"{column} || int4send(k::integer)"
    if table == "organisation_branch" and name == "path":
        numbered = f"regexp_replace({column}, '([0-9A-Za-z]+)/', '\\1X' || k || '/', 'g')"
        return f"replace({numbered}, '/{root_no}X' || k || '/', '/{root_no}/')"
    return column
