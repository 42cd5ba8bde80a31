"""Small drops for tests: rows as dictionaries become files and a manifest that describes them truly."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from bankcrm.nightly import TABLES

Rows = Sequence[Mapping[str, Any]]


def write_drop(
    folder: Path,
    as_of: date,
    kind: str,
    tables: Mapping[str, Rows],
    *,
    covers_from: date | None = None,
    store: str = "csv",
    encoding: str = "utf-8",
    manifest: Mapping[str, Any] | None = None,
) -> Path:
    """Write the drop of a day below `folder`; its own folder. Columns of the contract that the rows do not name are
    empty. `manifest` replaces keys of the true one."""
    drop = folder / as_of.isoformat()
    drop.mkdir(parents=True, exist_ok=True)
    entries = []
    for table, rows in tables.items():
        if store == "parquet":
            path = drop / f"{table}.parquet"
            _parquet(path, TABLES[table].names, rows)
        else:
            text = as_csv(TABLES[table].names, rows).encode(encoding)
            path = drop / f"{table}.{store}"
            path.write_bytes(gzip.compress(text, mtime=0) if store == "csv.gz" else text)
        entries.append(entry(path, len(rows)))
    state = {
        "as_of": as_of.isoformat(),
        "from": (covers_from or as_of).isoformat(),
        "kind": kind,
        "files": entries,
        **(manifest or {}),
    }
    (drop / "manifest.json").write_text(json.dumps(state), encoding="utf-8")
    return drop


def write_file(folder: Path, as_of: date, file: str, content: bytes, rows: int, **extra: Any) -> Path:
    """Write a drop of one file with these very bytes. `extra` goes into the file's entry (totals, sha256 …)."""
    drop = folder / as_of.isoformat()
    drop.mkdir(parents=True, exist_ok=True)
    (drop / file).write_bytes(content)
    entries = [{**entry(drop / file, rows), **extra}]
    state = {"as_of": as_of.isoformat(), "from": as_of.isoformat(), "kind": "delta", "files": entries}
    (drop / "manifest.json").write_text(json.dumps(state), encoding="utf-8")
    return drop


def entry(path: Path, rows: int) -> dict[str, Any]:
    """A file's entry in the manifest."""
    return {"name": path.name, "rows": rows, "sha256": sha256(path.read_bytes()).hexdigest()}


def as_csv(names: Iterable[str], rows: Rows) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(names), restval="", lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    writer.writerows({name: _text(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _parquet(path: Path, names: Sequence[str], rows: Rows) -> None:
    """Days as dates and Decimals as decimals, as a warehouse would write them; everything else as text."""
    columns = {}
    for name in names:
        values = [row.get(name) for row in rows]
        if any(isinstance(value, date) for value in values):
            columns[name] = pa.array(values, pa.date32())
        elif any(isinstance(value, Decimal) for value in values):
            columns[name] = pa.array(values, pa.decimal128(18, 2))
        else:
            columns[name] = pa.array([None if value is None else str(value) for value in values])
    pa.parquet.write_table(pa.table(columns), path)


BRANCHES: Rows = (
    {"branch_no": "000000", "name": "总行", "level": "HEAD_OFFICE"},
    {"branch_no": "010000", "name": "城东分行", "parent_branch_no": "000000", "level": "BRANCH"},
    {"branch_no": "010101", "name": "城东支行", "parent_branch_no": "010000", "level": "OUTLET"},
    {"branch_no": "010102", "name": "城西支行", "parent_branch_no": "010000", "level": "OUTLET"},
)
STAFF: Rows = (
    {
        "staff_no": "H0001",
        "name": "王芳",
        "branch_no": "010101",
        "post": "BRANCH_HEAD",
        "hired_on": "2015-07-01",
    },
    {
        "staff_no": "M0001",
        "name": "李娜",
        "branch_no": "010101",
        "post": "WEALTH_MANAGER",
        "grade": "SENIOR",
        "hired_on": "2018-03-01",
    },
)
PRODUCTS: Rows = ({"product_code": "DEMAND", "name": "活期存款", "asset_class": "DEMAND_DEPOSIT"},)
CUSTOMERS: Rows = (
    {"customer_no": "C001", "name": "张三", "home_branch_no": "010101", "opened_on": "2026-01-05"},
    {"customer_no": "C002", "name": "李四", "home_branch_no": "010102", "opened_on": "2026-01-06"},
)
ACCOUNTS: Rows = tuple(
    {
        "account_no": f"A00{number}",
        "customer_no": f"C00{number}",
        "product_code": "DEMAND",
        "branch_no": f"01010{number}",
        "opened_on": "2026-01-06",
        "status": "OPEN",
    }
    for number in (1, 2)
)


def small_bank() -> dict[str, Rows]:
    """A head office, a branch, two outlets, two people, one product, two customers with an account each."""
    return {
        "branches": BRANCHES,
        "staff": STAFF,
        "products": PRODUCTS,
        "customers": CUSTOMERS,
        "accounts": ACCOUNTS,
        "balances": [
            {"account_no": "A001", "as_of": "2026-01-06", "balance": "1000.00"},
            {"account_no": "A002", "as_of": "2026-01-07", "balance": "250.50"},
        ],
    }
