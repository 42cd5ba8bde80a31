"""The extract of measures: figures that another system of the bank owns."""

from __future__ import annotations

from organisation.nightly.specs import ColumnSpec, Kind, TableSpec

MEASURES = TableSpec(
    name="measures",
    key=("subject_no", "code", "period"),
    columns=(
        ColumnSpec(
            "subject_no",
            Kind.CODE,
            required=True,
            max_length=20,
            references=("staff.staff_no", "branches.branch_no"),
        ),
        ColumnSpec("code", Kind.CODE, required=True, max_length=40),
        ColumnSpec("period", Kind.PERIOD, required=True, max_length=8),
        ColumnSpec("value", Kind.DECIMAL, required=True, digits=20, places=4),
        ColumnSpec("source", max_length=200),
    ),
)
TABLES = (MEASURES,)
