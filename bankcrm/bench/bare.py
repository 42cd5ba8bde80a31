"""The least that the work could cost: COPY into typed tables, and one script of plain SQL for the night.

The script takes every row for good: no validation, no rejects, no late or restated days, no history of rows, no
ledger, no flags, no scores with receipts. What it has in common with ours is the answer: sums, averages and tiers of
every customer, by class of assets, branch and manager, in tables with the indexes that the pages read by.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from customers.choices import AssetClass
from customers.rules.tiering import TierPolicy
from organisation.nightly.specs import TableSpec
from organisation.rules.periods import ONE_DAY, PeriodKind, containing

SCRIPTS = Path(__file__).parent
BLOCK = 1 << 20


def begin() -> None:
    """The tables of the bare side, empty, in a schema of their own."""
    _run((SCRIPTS / "bare_tables.sql").read_text())


def copy(file: Path, spec: TableSpec) -> None:
    """COPY one file of a drop into an unlogged table of its types."""
    with file.open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    types = {column.name: column.sql_type for column in spec.columns}
    columns = ", ".join(f'"{name}" {types.get(name, "text")}' for name in header)
    table = f"bare.in_{spec.name}"
    with transaction.atomic(), connection.cursor() as cursor, file.open("rb") as source:
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.execute(f"CREATE UNLOGGED TABLE {table} ({columns})")
        cursor.copy_expert(f"COPY {table} FROM STDIN (FORMAT csv, HEADER true)", source, BLOCK)


def copy_drop(drop: Path, specs: Mapping[str, TableSpec]) -> None:
    """COPY every file of a drop; a table that the drop does not bring is there and empty."""
    for spec in specs.values():
        file = drop / f"{spec.name}.csv"
        if file.exists():
            copy(file, spec)
        else:
            columns = ", ".join(f'"{column.name}" {column.sql_type}' for column in spec.columns)
            _run(f"DROP TABLE IF EXISTS bare.in_{spec.name}")
            _run(f"CREATE UNLOGGED TABLE bare.in_{spec.name} ({columns})")


def night(drop: Path, specs: Mapping[str, TableSpec], day: date, policy: TierPolicy) -> None:
    """Close the day: COPY the drop, then the script, all in one transaction."""
    with transaction.atomic():
        copy_drop(drop, specs)
        _run((SCRIPTS / "bare_night.sql").read_text(), _parameters(day, policy))


def _parameters(day: date, policy: TierPolicy) -> dict[str, Any]:
    starts = {kind.name.lower(): containing(kind, day).first for kind in PeriodKind}
    weights = {str(one): str(policy.weight(one)) for one in AssetClass}
    return {
        **starts,
        "day": day,
        "after": day + ONE_DAY,
        "classes": list(weights),
        "weights": list(weights.values()),
        "tiers": [str(line.tier) for line in policy.lines],
        "lines": [str(line.start) for line in policy.lines],
    }


def differences(run_id: int) -> int:
    """Customers whose sums, averages or tier of the month differ between the run and the bare side."""
    columns = "aum, sum_month, sum_quarter, sum_year, avg_month, avg_quarter, avg_year, tier_month"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT count(*) FROM (
                SELECT c.customer_no, {columns}
                FROM customers_customerday d JOIN customers_customer c ON c.id = d.customer_id
                WHERE d.run_id = %s
            ) ours
            FULL JOIN (
                SELECT c.customer_no, {columns}
                FROM bare.customer_day d JOIN bare.customer c ON c.id = d.customer_id
            ) bare USING (customer_no, {columns})
            WHERE ours.customer_no IS NULL OR bare.customer_no IS NULL
            """,
            [run_id],
        )
        return int(cursor.fetchone()[0])


def rows_of(drop: Path, tables: Iterable[str]) -> int:
    """Data rows in the files of a drop, as its manifest counts them."""
    files = json.loads((drop / "manifest.json").read_text())["files"]
    wanted = {f"{name}.csv" for name in tables}
    return sum(entry["rows"] for entry in files if entry["name"] in wanted)


def _run(sql: str, params: Mapping[str, Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
