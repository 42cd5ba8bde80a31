"""A full file of customers of which one in a hundred changed: ours against COPY and MERGE, in time and in WAL.

Both sides are undone after each round, so that every round finds the same work.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from bankcrm import nightly
from bankcrm.bench import bare, nights, timing
from bankcrm.bench.report import Finding, ratio
from customers.models import Customer
from customers.nightly.derived import SEALED
from organisation import vault

CHANGED_EVERY = 100
SECONDS, WAL = 1.5, 3.0
MERGE = """
MERGE INTO bare.customer c USING bare.in_customers i ON c.customer_no = i.customer_no
WHEN MATCHED AND (c.name, c.phone, c.address, c.occupation, c.risk_level, c.risk_assessed_on, c.branch_no)
    IS DISTINCT FROM
    (i.name, i.phone, i.address, i.occupation, i.risk_level, i.risk_assessed_on, i.home_branch_no)
THEN UPDATE SET name = i.name, phone = i.phone, address = i.address, occupation = i.occupation,
    risk_level = i.risk_level, risk_assessed_on = i.risk_assessed_on, branch_no = i.home_branch_no
"""


class _Undo(Exception):
    """Ends a transaction without its work."""


def findings(folder: Path, as_of: date, rounds: int) -> list[Finding]:
    """Seconds and bytes of WAL of taking in the file."""
    drop = changed_customers(folder / "customers-only", as_of)
    wal: dict[str, list[float]] = {"ours": [], "bare": []}

    def measured(name: str, work: Callable[[], None]) -> None:
        before = _written()
        work()
        wal[name].append(_written() - before)

    ways = {"ours": partial(nights.until_applied, drop), "bare": partial(_bare, drop)}
    for work in ways.values():
        work()
    taken = timing.interleaved({name: partial(measured, name, work) for name, work in ways.items()}, rounds)
    rows = bare.rows_of(drop, ["customers"])
    what = "all customers, 1 in 100 changed"
    volume = timing.ratios(wal["ours"], wal["bare"])
    return [
        ratio(f"{what}: stage to apply", taken["ours"], taken["bare"], SECONDS, f"{rows} rows"),
        Finding(f"{what}: WAL", volume, WAL, _megabytes(wal["ours"]), _megabytes(wal["bare"])),
    ]


def changed_customers(folder: Path, as_of: date) -> Path:
    """A full drop of every stored customer, as of the day, with another occupation for one in a hundred."""
    spec = nightly.TABLES["customers"]
    stored = {
        "home_branch_no": "b.branch_no",
        "marketing_opt_out": "CASE WHEN c.marketing_opt_out THEN 'Y' ELSE 'N' END",
        "occupation": f"c.occupation || CASE WHEN c.id %% {CHANGED_EVERY} = 0 THEN '员' ELSE '' END",
    }
    stored |= {name: f"c.{name}_sealed" for name in SEALED}
    columns = ", ".join(stored.get(name, f"c.{name}") for name in spec.names)
    folder.mkdir(parents=True)
    file = folder / "customers.csv"
    with connection.cursor() as cursor, file.open("w", encoding="utf-8", newline="") as target:
        cursor.execute(
            f"SELECT {columns} FROM customers_customer c JOIN organisation_branch b ON b.id = c.home_branch_id",
            [],
        )
        lines = csv.writer(target, lineterminator="\n")
        lines.writerow(spec.names)
        lines.writerows(_opened(row, spec.names) for row in cursor)
        rows = cursor.rowcount
    digest = sha256(file.read_bytes()).hexdigest()
    day = as_of.isoformat()
    files = [{"name": file.name, "rows": rows, "sha256": digest}]
    manifest = {"as_of": day, "from": day, "kind": "full", "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def _opened(row: Sequence[Any], names: Sequence[str]) -> list[Any]:
    """The row as the bank's core writes it."""
    number = row[names.index("customer_no")]
    return [
        vault.opened(Customer, name, row=number, kept=value) if name in SEALED else value
        for name, value in zip(names, row, strict=True)
    ]


def _bare(drop: Path) -> None:
    try:
        with transaction.atomic():
            bare.copy(drop / "customers.csv", nightly.TABLES["customers"])
            with connection.cursor() as cursor:
                cursor.execute(MERGE)
            raise _Undo
    except _Undo:
        pass


def _written() -> int:
    """Bytes of WAL so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
        return int(cursor.fetchone()[0])


def _megabytes(values: list[float]) -> str:
    return f"{timing.spread(values).middle / 1e6:.1f} MB"
