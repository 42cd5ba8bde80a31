"""Branches, staff and postings as the extracts bring them, in whatever order they come."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from django.db import transaction

from organisation.models import Branch, Posting, Staff
from tests.organisation.nightly.drops import BRANCHES, Rows, write_drop
from tests.organisation.nightly.nights import Run
from tests.organisation.nightly.state import state

PERSON = {
    "staff_no": "M0001",
    "name": "李娜",
    "post": "WEALTH_MANAGER",
    "grade": "MID",
    "hired_on": "2018-03-01",
}


def told(branch_no: str, **changed: str) -> Rows:
    return [{**PERSON, "branch_no": branch_no, **changed}]


def postings() -> list[tuple[str, str, date, date | None]]:
    rows = Posting.objects.unscoped("a test").order_by("period").select_related("branch")
    return [(row.branch.branch_no, row.grade, row.starts_on, row.ends_before) for row in rows]


def test_branches_form_a_tree_with_paths(bank: object) -> None:
    assert dict(Branch.objects.unscoped("a test").values_list("branch_no", "path")) == {
        "000000": "/000000/",
        "010000": "/000000/010000/",
        "010101": "/000000/010000/010101/",
        "010102": "/000000/010000/010102/",
    }


def test_a_branch_that_moves_takes_its_subtree_along(bank: object, run: Run, tmp_path: Path) -> None:
    moved = [
        {"branch_no": "020000", "name": "城北分行", "parent_branch_no": "000000", "level": "BRANCH"},
        {**BRANCHES[1], "parent_branch_no": "020000"},
    ]
    assert run(write_drop(tmp_path, date(2026, 2, 3), "delta", {"branches": moved})).ok
    assert Branch.objects.unscoped("a test").get(branch_no="010101").path == "/000000/020000/010000/010101/"


def test_new_people_cannot_sign_in_before_a_password_is_set(bank: object) -> None:
    person = Staff.objects.unscoped("a test").get(staff_no="M0001")
    assert not person.has_usable_password()
    assert not person.check_password("")


def test_a_change_closes_the_posting_on_the_day_of_the_drop(bank: object, run: Run, tmp_path: Path) -> None:
    tables = {"staff": [*told("010102", grade="SENIOR")]}
    assert run(write_drop(tmp_path, date(2026, 2, 5), "delta", tables)).ok
    assert [row for row in postings() if row[0:2] != ("010101", "")] == [
        ("010101", "SENIOR", date(2018, 3, 1), date(2026, 2, 5)),
        ("010102", "SENIOR", date(2026, 2, 5), None),
    ]


def test_the_portal_owns_password_and_language(bank: object, run: Run, tmp_path: Path) -> None:
    person = Staff.objects.unscoped("a test").get(staff_no="M0001")
    person.set_password("correct horse battery")
    person.language = "en"
    person.save()
    tables = {"staff": told("010101", name="李娜娜")}
    assert run(write_drop(tmp_path, date(2026, 2, 5), "delta", tables)).ok
    person.refresh_from_db()
    assert (person.name, person.language) == ("李娜娜", "en")
    assert person.check_password("correct horse battery")


def test_leavers_end_on_the_day_they_left(bank: object, run: Run, tmp_path: Path) -> None:
    tables = {"staff": told("010101", grade="SENIOR", status="LEFT", left_on="2026-02-04")}
    assert run(write_drop(tmp_path, date(2026, 2, 5), "delta", tables)).ok
    assert ("010101", "SENIOR", date(2018, 3, 1), date(2026, 2, 4)) in postings()
    assert not Staff.objects.unscoped("a test").get(staff_no="M0001").is_active


def test_whom_hr_took_out_of_service_the_extract_does_not_bring_back(
    bank: object, run: Run, tmp_path: Path
) -> None:
    rows = Staff.objects.unscoped("a test").filter(staff_no="M0001")
    rows.update(status="SUSPENDED", service_by_portal=True)
    tables = {"staff": told("010101", grade="SENIOR", name="李娜娜")}
    assert run(write_drop(tmp_path, date(2026, 2, 5), "delta", tables)).ok
    assert (rows.get().name, rows.get().status) == ("李娜娜", "SUSPENDED")
    rows.update(status="ACTIVE", service_by_portal=False)  # HR says that the person is back
    left = {"staff": told("010101", grade="SENIOR", status="LEFT", left_on="2026-02-06")}
    assert run(write_drop(tmp_path, date(2026, 2, 6), "delta", left)).ok
    assert rows.get().status == "LEFT"


def test_an_unchanged_person_is_not_touched(bank: object, run: Run, tmp_path: Path) -> None:
    before = list(Posting.objects.unscoped("a test").order_by("pk").values_list("pk", "period"))
    updated = Staff.objects.unscoped("a test").get(staff_no="M0001").updated_at
    tables = {"staff": told("010101", grade="SENIOR")}
    outcome = run(write_drop(tmp_path, date(2026, 2, 5), "delta", tables))
    assert outcome.run is not None
    assert outcome.run.steps.get(name="apply").detail["staff"]["unchanged"] == 1
    assert list(Posting.objects.unscoped("a test").order_by("pk").values_list("pk", "period")) == before
    assert Staff.objects.unscoped("a test").get(staff_no="M0001").updated_at == updated


@pytest.mark.parametrize(
    "sequence",
    [
        pytest.param(("010101", "010102", "010101"), id="there and back"),
        pytest.param(("010101", "010101", "010102"), id="told twice"),
        pytest.param(("010102", "LEFT", "010101"), id="left and came back"),
    ],
)
def test_drops_of_any_order_end_in_the_same_state(
    bank: object, run: Run, tmp_path: Path, sequence: tuple[str, ...]
) -> None:
    drops = []
    for day, branch in enumerate(sequence, 10):
        rows = told("010101", status="LEFT") if branch == "LEFT" else told(branch, name=f"李{day}")
        drops.append(write_drop(tmp_path, date(2026, 3, day), "delta", {"staff": rows}))
    ends = []
    for order in permutations(drops):
        with transaction.atomic():
            for drop in order:
                assert run(drop).ok
            ends.append(state())
            transaction.set_rollback(True)
    assert all(end == ends[0] for end in ends)
    assert len(ends[0]["postings"]) >= 3
