"""Nights without files: rows put straight into staging, as validation leaves them, and the steps run on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg2.extras import execute_values

from customers.nightly import averages, flags, selection, tiers
from customers.nightly import tables as customer_tables
from customers.nightly.apply import apply
from organisation.choices import RunStatus
from organisation.models import NightlyRun, Publication
from organisation.nightly.specs import TableSpec
from organisation.nightly.steps import Night, StepResult
from organisation.queries import published
from tests.factories import organisation as org

AT = datetime(2024, 12, 31, 20, 0, tzinfo=UTC)
SPECS: Mapping[str, TableSpec] = {spec.name: spec for spec in customer_tables.TABLES}


@dataclass(frozen=True, slots=True)
class Drop:
    """A drop in memory: rows by table, each a mapping of the extract's columns."""

    as_of: date
    tables: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    kind: str = "delta"


def offices() -> None:
    """A bank without customers: a head office, two outlets, three managers and the shipped presets."""
    head = org.branch("000000", "总行")
    for number in ("010101", "020101"):
        org.branch(number, parent=head)
    for number in ("M1", "M2", "M3"):
        org.staff(staff_no=number)
    org.presets()


def stage(drop: Drop) -> None:
    """Make staging.<table> for the tables of the drop."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA IF NOT EXISTS staging")
        for name, rows in drop.tables.items():
            spec = SPECS[name]
            cursor.execute(f"DROP TABLE IF EXISTS staging.{name}")
            columns = ", ".join(f'"{name}" {sql_type}' for name, sql_type in spec.typed.items())
            cursor.execute(f"CREATE UNLOGGED TABLE staging.{name} (line bigint, {columns})")
            values = [
                (line, *hashes(spec, row), *(row.get(one) for one in spec.names))
                for line, row in enumerate(rows, 2)
            ]
            execute_values(cursor, f"INSERT INTO staging.{name} VALUES %s", values, page_size=2000)


def hashes(spec: TableSpec, row: Mapping[str, Any]) -> list[bytes | None]:
    """The keyed hashes of a row, as scanning makes them."""
    given = ((one.hashed, row.get(one.name)) for one in spec.columns if one.hashed)
    return [hashed(value.encode()) if value else None for hashed, value in given]


def night_of(drop: Drop) -> Night:
    """A night for the drop, with its line in the ledger."""
    before = published()
    day = max(drop.as_of, before.business_date) if before else drop.as_of
    run = NightlyRun.objects.create(
        drop=str(drop.as_of),
        kind=drop.kind,
        as_of=drop.as_of,
        business_date=day,
        status=RunStatus.RUNNING,
        started_at=AT,
    )
    return Night(
        run_id=run.pk,
        drop_path=Path(),
        as_of=drop.as_of,
        covers_from=drop.as_of,
        kind=drop.kind,
        business_date=day,
        at=AT,
        tables=frozenset(drop.tables),
    )


def take(drop: Drop) -> dict[str, StepResult]:
    """Run a whole night of customers on the drop and publish it; what each step answered."""
    stage(drop)
    night = night_of(drop)
    steps = {
        "apply": apply,
        "averages": averages.run,
        "tiers": tiers.run,
        "selection": selection.run,
        "flags": flags.run,
    }
    results = {name: step(night) for name, step in steps.items()}
    Publication.objects.create(run_id=night.run_id, business_date=night.business_date, published_at=AT)
    return results
