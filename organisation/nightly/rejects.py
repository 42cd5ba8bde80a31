"""The rejected rows of a run as the ledger keeps them: counted by reason, the first of each file in full."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from organisation.choices import DataClass
from organisation.models import Reject
from organisation.nightly.specs import TableSpec
from organisation.nightly.validation import KEPT
from organisation.rules import masks

_BATCH = 2_000


def counts() -> dict[str, dict[str, int]]:
    """Rejected rows by table and reason."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT "table", code, count(*) FROM staging.rejects GROUP BY 1, 2 ORDER BY 1, 2')
        found: dict[str, dict[str, int]] = {}
        for table, code, count in cursor.fetchall():
            found.setdefault(table, {})[code] = count
    return found


def keep(run_id: int, files: Mapping[str, str], specs: Mapping[str, TableSpec], *, using: str) -> None:
    """Copy the rejects into the ledger, through the ledger's own connection: they stay when the run is refused."""
    for table, file in files.items():
        rows = _rows(specs[table])
        Reject.objects.using(using).bulk_create(
            (
                Reject(
                    run_id=run_id,
                    file=file,
                    line=line,
                    column=column,
                    value=shown(specs[table], column, value or ""),
                    code=code,
                    branch_id=branch,
                )
                for line, column, value, code, branch in rows
            ),
            batch_size=_BATCH,
        )


def shown(spec: TableSpec, column: str, value: str) -> str:
    """The value as it may be kept: sensitive ones masked, with the mask of their kind or wholly."""
    if column not in spec.names:
        return value
    known = spec.column(column)
    if known.data_class is not DataClass.C2 or not value:
        return value
    return str(getattr(masks, known.mask)(value)) if known.mask else masks.STAR * min(len(value), 8)


def _rows(spec: TableSpec) -> list[tuple[int, str, str, str, int | None]]:
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT line, "column", value, code, branch_id FROM staging.rejects WHERE "table" = %s'
            f" ORDER BY line LIMIT {KEPT}",
            [spec.name],
        )
        return list(cursor.fetchall())
