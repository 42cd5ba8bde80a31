"""Dated facts do not overlap, and history sees every way a row can change."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from organisation.effective import as_of
from organisation.models import Branch, Posting
from tests.factories import organisation as make


@pytest.mark.django_db
def test_a_person_has_one_posting_at_a_time() -> None:
    cast = make.cast()
    with pytest.raises(IntegrityError, match="posting_no_overlap"), transaction.atomic():
        make.posting(cast.ana, at=cast.there, since=date(2021, 1, 1))


@pytest.mark.django_db
def test_a_fact_holds_from_its_first_day_to_the_day_before_its_end() -> None:
    cast = make.cast()
    person = make.staff("短", at=None)
    make.posting(person, at=cast.here, since=date(2026, 1, 1), until=date(2026, 2, 1))
    held = [
        as_of(Posting.objects.filter(staff=person), day).exists()
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1))
    ]
    assert held == [False, True, True, False]


def labels(number: str) -> list[str]:
    from django.apps import apps

    event = apps.get_model("organisation", "BranchEvent")
    return list(event.objects.filter(branch_no=number).order_by("pgh_id").values_list("pgh_label", flat=True))


@pytest.mark.django_db
def test_history_sees_copy_bulk_writes_and_plain_sql() -> None:
    with connection.cursor() as cursor:
        copied = io.StringIO("C1\tcopied\tOUTLET\t\t/C1/\n")
        cursor.copy_expert("COPY organisation_branch (branch_no, name, level, city, path) FROM STDIN", copied)
        cursor.execute("UPDATE organisation_branch SET name = 'by hand' WHERE branch_no = 'C1'")
    Branch.objects.filter(branch_no="C1").update(city="X")
    Branch.objects.bulk_create([Branch(branch_no="C2", name="bulk", level="OUTLET", path="/C2/")])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM organisation_branch WHERE branch_no = 'C2'")
    assert labels("C1") == ["insert", "update", "update"]
    assert labels("C2") == ["insert", "delete"]


@pytest.mark.django_db
def test_nobody_grants_themselves_a_role_even_by_sql() -> None:
    cast = make.cast()
    with pytest.raises(IntegrityError, match="role_grant_by_another"), transaction.atomic():
        cast.ana.grants.create(
            role="HR", granted_by=cast.ana, reason="me", period=DateRange(date(2026, 1, 1), None)
        )
