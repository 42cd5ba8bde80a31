"""Four months of a real bank in which a manager leaves on 2024-11-15: nobody's customer is forgotten, and everything
arrives where it should."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from bankcrm.nightly import run_drops
from customers.actions import handover_division, handover_parts
from customers.actions.handover_division import Choice
from customers.models import Customer, CustomerDay, Handover, HandoverItem, Relationship
from customers.queries.credit import Credit, credited
from organisation.models import Staff
from organisation.queries import published

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
WHY = "read back by a test"
LEAVER, FIRST, SECOND, HEAD = "M0000106", "M0000100", "M0000103", "H00001"
LEFT_ON = date(2024, 11, 15)
FIRST_OF_DECEMBER = datetime(2024, 12, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def drops(bank_data: Path, tmp_path: Path) -> list[Path]:
    """The drops, the one of November with the staff row of somebody who left."""
    folder = tmp_path / "berka"
    shutil.copytree(bank_data / "berka", folder)
    november = folder / "2024-11-30"
    with (folder / "2024-09-30" / "staff.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["staff_no"] == LEAVER]
    rows[0] |= {"left_on": LEFT_ON.isoformat(), "status": "LEFT"}
    with (november / "staff.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    manifest = json.loads((november / "manifest.json").read_text())
    digest = sha256((november / "staff.csv").read_bytes()).hexdigest()
    manifest["files"].append({"name": "staff.csv", "rows": 1, "sha256": digest})
    (november / "manifest.json").write_text(json.dumps(manifest))
    return sorted(one for one in folder.iterdir() if one.is_dir())


def looked_after(drops: list[Path]) -> set[tuple[str, str]]:
    """Customer and role of the leaver by the drops, as plain lists say."""
    found = set()
    for drop in drops:
        with (drop / "relationships.csv").open(encoding="utf-8-sig", newline="") as file:
            found |= {
                (row["customer_no"], row["role"]) for row in csv.DictReader(file) if row["staff_no"] == LEAVER
            }
    return found


def run(drops: list[Path], at: datetime) -> None:
    outcomes = run_drops(drops, by=None, at=at)
    assert [one.ok for one in outcomes] == [True] * len(drops), [one.sentence for one in outcomes]


def person(staff_no: str) -> Staff:
    return Staff.objects.unscoped(WHY).get(staff_no=staff_no)


def listed(handover: Handover) -> set[tuple[str, str]]:
    return set(handover.items.values_list("customer__customer_no", "role"))


def give(handover: Handover, receiver: Staff, head: Staff) -> None:
    """Allocate whatever has no receiver yet; those whom a rule stands against stay for the next."""
    handover.refresh_from_db()
    handover_division.allocate(
        handover=handover,
        version=handover.version,
        item_ids=list(handover.items.filter(receiver=None).values_list("pk", flat=True)),
        choice=Choice((receiver,)),
        by=head,
        at=FIRST_OF_DECEMBER,
    )


def test_everything_of_a_leaver_arrives_where_it_should(drops: list[Path]) -> None:
    run(drops[:3], datetime(2024, 12, 1, 0, 0, tzinfo=UTC))
    expected, head = looked_after(drops[:3]), person(HEAD)
    handover = Handover.objects.unscoped(WHY).get()
    assert (handover.giver.staff_no, handover.cause, handover.status) == (LEAVER, "LEFT", "PREPARED")
    assert (handover.opened_by, handover.branch.branch_no) == (None, "010001")
    assert len(expected) > 20
    assert listed(handover) == expected
    numbers = {number for number, _role in expected}
    seen = Customer.objects.visible_to(head).filter(customer_no__in=numbers)
    assert set(seen.values_list("customer_no", flat=True)) == numbers
    client = Client()
    client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("customers:handover", args=[handover.pk]))
    assert {(row.number, row.item.role) for row in page.context["items"]} == expected

    for receiver in (person(FIRST), person(SECOND)):
        give(handover, receiver, head)
    assert not handover.items.filter(receiver=None).exists()
    handover.refresh_from_db()
    handover_division.offer(handover=handover, version=handover.version, by=head, at=FIRST_OF_DECEMBER)
    for part in handover.parts.all():
        handover_parts.accept(part=part, by=part.receiver, at=FIRST_OF_DECEMBER)
    handover.refresh_from_db()
    assert handover.status == "COMPLETED"

    run(drops[3:], datetime(2025, 1, 1, 0, 0, tzinfo=UTC))
    _arrived(handover, date(2024, 12, 31))
    later = looked_after(drops) - expected
    again = Handover.objects.unscoped(WHY).exclude(pk=handover.pk)
    assert {row for one in again for row in listed(one)} == later


def _arrived(handover: Handover, day: date) -> None:
    """Relationships, the night's figures and the credit name the receivers."""
    items = HandoverItem.objects.unscoped(WHY).filter(handover=handover).select_related("receiver")
    held = Relationship.objects.unscoped(WHY).filter(period__contains=day)
    pairs = set(held.values_list("customer_id", "role", "staff_id"))
    assert {(item.customer_id, item.role, item.receiver_id) for item in items} <= pairs
    primary = {item.customer_id: item.receiver_id for item in items if item.role == "A"}
    night = published()
    assert night is not None
    owners = CustomerDay.objects.unscoped(WHY).filter(run_id=night.run_id, customer__in=primary)
    assert dict(owners.values_list("customer_id", "owner_id")) == primary
    assert credited(primary, day) == {key: (Credit(who, Decimal(100)),) for key, who in primary.items()}
    before = credited(primary, date(2024, 11, 10))
    assert {one.staff_id for shares in before.values() for one in shares} == {handover.giver_id}
