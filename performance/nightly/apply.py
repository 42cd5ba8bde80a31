"""Takes the figures that other systems deliver into `performance_measure`."""

from __future__ import annotations

from organisation.nightly.steps import Night, StepResult

# A row moves on with every later drop that names it, also with the same value: only then does a late drop of
# a day in between find out that it is too old, whatever order the drops came in.
_UPSERT = """
    INSERT INTO performance_measure AS stored (subject_no, code, period, value, source, source_as_of)
    SELECT subject_no, code, period, value, coalesce(source, ''), %(as_of)s FROM staging.measures
    ON CONFLICT (subject_no, code, period) DO UPDATE
    SET value = excluded.value, source = excluded.source, source_as_of = excluded.source_as_of
    WHERE excluded.source_as_of > stored.source_as_of
       OR (excluded.source_as_of = stored.source_as_of
           AND (excluded.value, excluded.source) IS DISTINCT FROM (stored.value, stored.source))
"""
_CHANGES = """
    SELECT count(*), count(*) FILTER (
        WHERE stored.id IS NULL
           OR (%(as_of)s >= stored.source_as_of
               AND (raw.value, coalesce(raw.source, '')) IS DISTINCT FROM (stored.value, stored.source)))
    FROM staging.measures raw LEFT JOIN performance_measure stored USING (subject_no, code, period)
"""


def apply(night: Night) -> StepResult:
    """Insert new figures and replace those that a drop at least as new states differently."""
    if "measures" not in night.tables:
        return StepResult()
    with night.cursor() as cursor:
        cursor.execute(_CHANGES, {"as_of": night.as_of})
        rows, applied = cursor.fetchone()
        cursor.execute(_UPSERT, {"as_of": night.as_of})
    return StepResult(
        rows_in=rows,
        rows_applied=applied,
        detail={"measures": {"in": rows, "applied": applied, "unchanged": rows - applied}},
    )
