"""A small bank many times beside itself: the same offices, people and customers under new numbers.

Plans depend on how many rows there are and on what share of them a manager or an outlet has. Copies give a bank that
was loaded in a second the shares of a large one. Only what the pages read in quantity is copied; the copies have
no balances by day and no history.
"""

from __future__ import annotations

from io import StringIO

from django.db import connection, models, transaction

from customers.models import Account, Customer, Loan
from customers.nightly.derived import SEALED
from organisation import vault

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
_NUMBERS = {"customer_no", "branch_no", "staff_no"}
_HASHES = {"id_hash", "phone_hash", "account_no_hash", "loan_no_hash"}
# What is sealed of a table, and the column by which: what is sealed for one row opens in no other.
_SEALED: dict[str, tuple[type[models.Model], str, tuple[str, ...]]] = {
    "customers_customer": (Customer, "customer_no", tuple(SEALED)),
    "customers_account": (Account, "uid", ("account_no",)),
    "customers_loan": (Loan, "uid", ("loan_no",)),
}
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
            if table in _SEALED:
                _seal_copies(table, *_SEALED[table])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _seal_copies(table: str, model: type[models.Model], row: str, columns: tuple[str, ...]) -> None:
    """Seal the texts of the copies for their own rows."""
    stored = [f"{name}_sealed" for name in columns]
    with connection.chunked_cursor() as reader, connection.cursor() as writer:
        writer.execute(
            f"CREATE TEMP TABLE copies ON COMMIT DROP AS SELECT id, {', '.join(stored)} FROM {table} LIMIT 0"
        )
        kept = ", ".join(f"c.{name}" for name in stored)
        reader.execute(
            f"SELECT c.id, o.{row}::text, c.{row}::text, {kept} FROM {table} c"
            f" JOIN {table} o ON o.id = c.id % {STEP} WHERE c.id > {STEP}"
        )
        while rows := reader.fetchmany(_CHUNK):
            text = StringIO("".join(_line(model, columns, *found) for found in rows))
            writer.copy_expert("COPY copies FROM STDIN", text)
        values = ", ".join(f"{name} = copies.{name}" for name in stored)
        writer.execute(f"UPDATE {table} c SET {values} FROM copies WHERE copies.id = c.id")
        writer.execute("DROP TABLE copies")


def _line(
    model: type[models.Model], columns: tuple[str, ...], pk: int, origin: str, own: str, *kept: bytes
) -> str:
    texts = [
        vault.opened(model, name, row=origin, kept=value) for name, value in zip(columns, kept, strict=True)
    ]
    seals = [vault.sealed(model, name, row=own, text=text) for name, text in zip(columns, texts, strict=True)]
    return "\t".join([str(pk), *(f"\\\\x{value.hex()}" for value in seals)]) + "\n"


def _value(table: str, name: str, root: int, root_no: str) -> str:
    """SQL of a column of a copy; the head office itself stays one."""
    column = f't."{name}"'
    if name in _OFFICES:
        return f"CASE WHEN {column} = {root} THEN {root} ELSE {column} + k * {STEP} END"
    if table == "organisation_branch" and name == "path":
        numbered = f"regexp_replace({column}, '([0-9A-Za-z]+)/', '\\1X' || k || '/', 'g')"
        return f"replace({numbered}, '/{root_no}X' || k || '/', '/{root_no}/')"
    return {
        **dict.fromkeys(_KEYS, f"{column} + k * {STEP}"),
        **dict.fromkeys(_NUMBERS, f"{column} || 'X' || k"),
        **dict.fromkeys(_HASHES, f"{column} || int4send(k::integer)"),
        "uid": "gen_random_uuid()",
    }.get(name, column)
