"""Showing the new night: one row that readers follow, and the removal of results that nobody reads any more."""

from __future__ import annotations

import re

from django.db import OperationalError, connection, transaction

from organisation import audit
from organisation.models import Publication, Staff
from organisation.nightly.steps import Night, StepResult

KEPT_NIGHTS = 2
_BOUND = re.compile(r"FOR VALUES IN \('?(\d+)'?\)")


def publish(night: Night, by: Staff | None) -> StepResult:
    """Point the readers at this run, inside the transaction that made its results."""
    Publication.objects.create(run_id=night.run_id, business_date=night.business_date, published_at=night.at)
    audit.record(
        by=by,
        action="nightly.publish",
        target=f"organisation.nightlyrun:{night.run_id}",
        at=night.at,
        after={"business_date": night.business_date, "drop": night.drop_path.name},
    )
    return StepResult(detail={"business_date": night.business_date.isoformat()})


def drop_old_results() -> list[str]:
    """Drop the partitions by run of all but the newest nights. A partition that a reader still holds stays until
    the next night, since no reader is made to wait."""
    kept = set(Publication.objects.order_by("-pk").values_list("run_id", flat=True)[:KEPT_NIGHTS])
    dropped = []
    for name, bound in _partitions_by_run():
        found = _BOUND.fullmatch(bound)
        if found is None or int(found.group(1)) in kept:
            continue
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                cursor.execute(f'DROP TABLE "{name}"')
        except OperationalError:
            continue
        dropped.append(name)
    return dropped


def _partitions_by_run() -> list[tuple[str, str]]:
    """Every partition of a table that is partitioned by a list of run numbers, with its bound."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT child.relname, pg_get_expr(child.relpartbound, child.oid)
               FROM pg_inherits
               JOIN pg_class child ON child.oid = inhrelid
               JOIN pg_partitioned_table parent ON parent.partrelid = inhparent
               JOIN pg_attribute key ON key.attrelid = parent.partrelid AND key.attnum = parent.partattrs[0]
               WHERE parent.partstrat = 'l' AND key.attname = 'run_id'
                 AND child.relnamespace = current_schema()::regnamespace
               ORDER BY child.relname"""
        )
        return list(cursor.fetchall())
