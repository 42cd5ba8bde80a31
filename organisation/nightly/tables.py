"""The extracts of branches and staff."""

from __future__ import annotations

from organisation.choices import BranchLevel, DataClass, Grade, StaffStatus
from organisation.nightly.specs import ColumnSpec, Kind, RowCheck, TableSpec

BY_NUMBER = "(SELECT b.id FROM organisation_branch b WHERE b.branch_no = r.{})"
BRANCHES = TableSpec(
    name="branches",
    key=("branch_no",),
    stored_in="organisation_branch",
    branch_sql=BY_NUMBER.format("branch_no"),
    columns=(
        ColumnSpec("branch_no", Kind.CODE, required=True, max_length=20),
        ColumnSpec("name", required=True, max_length=120, chinese=True),
        ColumnSpec(
            "parent_branch_no", Kind.CODE, needed=True, max_length=20, references=("branches.branch_no",)
        ),
        ColumnSpec("level", required=True, choices=tuple(BranchLevel.values)),
        ColumnSpec("city", max_length=80, chinese=True),
        ColumnSpec("opened_on", Kind.DATE),
    ),
    checks=(RowCheck("own_parent", "parent_branch_no", "s.parent_branch_no = s.branch_no"),),
    parent="parent_branch_no",
)
# Posts are an open list: an unknown one loads and carries no role.
STAFF = TableSpec(
    name="staff",
    key=("staff_no",),
    stored_in="organisation_staff",
    branch_sql=BY_NUMBER.format("branch_no"),
    columns=(
        ColumnSpec("staff_no", Kind.CODE, required=True, max_length=20),
        ColumnSpec("name", required=True, max_length=80, chinese=True),
        ColumnSpec("branch_no", Kind.CODE, required=True, max_length=20, references=("branches.branch_no",)),
        ColumnSpec("post", Kind.CODE, required=True, max_length=30),
        ColumnSpec("grade", needed=True, choices=tuple(Grade.values)),
        ColumnSpec("hired_on", Kind.DATE, needed=True),
        ColumnSpec("left_on", Kind.DATE, needed=True),
        ColumnSpec("status", needed=True, choices=tuple(StaffStatus.values)),
        ColumnSpec("email", max_length=254, data_class=DataClass.C2, mask="email"),
        ColumnSpec("phone", max_length=30, data_class=DataClass.C2, mask="mobile"),
    ),
    checks=(RowCheck("ends_before_start", "left_on", "s.left_on < s.hired_on"),),
)
TABLES = (BRANCHES, STAFF)
