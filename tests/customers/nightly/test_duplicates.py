"""Pairs that the night finds, and what a merge does to the nights after it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from customers.actions import duplicates
from customers.models import Customer, CustomerDay, DuplicatePair, RollUp, TierAssessment
from organisation.models import Staff
from organisation.queries import published
from tests.customers.nightly.drops import AT, Drop, take
from tests.customers.nightly.rows import account, balance, customer, product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offices")]
WHY = "read back by a test"
BORN = "1990-01-01"


def pairs() -> dict[tuple[str, str], tuple[list[str], str]]:
    rows = DuplicatePair.objects.unscoped(WHY).select_related("first", "second")
    return {(one.first.customer_no, one.second.customer_no): (one.evidence, one.status) for one in rows}


def people(*rows: dict[str, object]) -> Drop:
    return Drop(date(2026, 7, 30), {"customers": list(rows)})


def test_pairs_are_found_by_identity_phone_and_name_with_birthday() -> None:
    take(
        people(
            customer("C1", id_no="11010519491231002X", phone="13800000001", birth_date=BORN),
            customer("C2", name="别名", id_no="11010519491231002x", phone="+86 138-0000-0001"),
            customer("C3", phone="13800000003", birth_date=BORN),
            customer("C4", birth_date="1990-01-02"),
            customer("C5", name="李芳", birth_date=BORN),
        )
    )
    assert pairs() == {
        ("C1", "C2"): (["IDENTITY", "PHONE"], "OPEN"),
        ("C1", "C3"): (["NAME_BIRTHDAY"], "OPEN"),
    }


def test_a_phone_that_many_share_says_nothing() -> None:
    take(people(*(customer(f"C{n}", name=f"甲{n}", phone="02112345678") for n in range(6))))
    assert pairs() == {}
    take(people(*(customer(f"D{n}", name=f"乙{n}", phone="02187654321") for n in range(5))))
    assert len(pairs()) == 10


def test_a_corrected_record_is_no_pair_any_more_and_a_decision_stands() -> None:
    one, other = customer("C1", phone="13800000001"), customer("C2", name="李芳", phone="13800000001")
    third = customer("C3", name="林静", phone="13800000001")
    take(people(one, other, third))
    DuplicatePair.objects.unscoped(WHY).filter(second__customer_no="C3").update(status="DISMISSED")
    take(Drop(date(2026, 7, 31), {"customers": [other | {"phone": "13900000002"}, third | {"id_no": "8"}]}))
    assert pairs() == {("C1", "C3"): (["PHONE"], "DISMISSED"), ("C2", "C3"): (["PHONE"], "DISMISSED")}
    take(Drop(date(2026, 8, 1), {"customers": [one | {"id_no": "8"}]}))
    assert pairs()[("C1", "C3")] == (["IDENTITY", "PHONE"], "OPEN")


def figures() -> dict[str, tuple[Decimal, Decimal, str]]:
    rows = CustomerDay.objects.unscoped(WHY).filter(run_id=published().run_id).select_related("customer")
    return {one.customer.customer_no: (one.aum, one.avg_month, one.tier) for one in rows}


def assessed(customer_no: str) -> list[str]:
    rows = TierAssessment.objects.unscoped(WHY).filter(customer__customer_no=customer_no)
    return [str(average) for average in rows.order_by("month").values_list("average", flat=True)]


def test_a_merge_rolls_everything_up_and_its_undoing_takes_it_apart_again() -> None:
    """Two records with 30 000 each are one gold customer with 60 000, in the months that passed too."""
    tables = {
        "products": [product()],
        "customers": [customer("C1", phone="13800000001"), customer("C2", phone="13800000001")],
        "accounts": [account("A1", "C1"), account("A2", "C2")],
        "balances": [balance("A1", "2026-06-01", "30000"), balance("A2", "2026-06-01", "30000")],
    }
    take(Drop(date(2026, 7, 30), tables, "full"))
    apart = figures()
    assert {number: aum for number, (aum, _average, _tier) in apart.items()} == {"C1": 30_000, "C2": 30_000}
    head = Staff.objects.get(staff_no="M1")
    _give_the_post_of_head(head)
    survivor = Customer.objects.unscoped(WHY).get(customer_no="C1")
    merge = duplicates.merge(
        uid=uuid4(),
        pair=DuplicatePair.objects.unscoped(WHY).get(),
        survivor=survivor,
        right=[],
        reason="同一人",
        by=head,
        at=AT,
    )
    assert figures() == apart  # a published night is never rewritten
    take(Drop(date(2026, 7, 31), {"customers": tables["customers"]}))
    assert figures() == {"C1": (Decimal(60_000), Decimal(60_000), "GOLD")}
    assert (assessed("C1"), assessed("C2")) == (["60000.00", "60000.00"], [])
    bank = RollUp.objects.get(run_id=published().run_id, kind="BANK", asset_class="AUM")
    assert (bank.customers, bank.balance) == (1, Decimal(60_000))
    duplicates.undo(merge=merge, reason="两个人", by=head, at=AT)
    take(Drop(date(2026, 8, 1), {"customers": tables["customers"]}))
    assert {number: aum for number, (aum, _average, _tier) in figures().items()} == {
        "C1": Decimal(30_000),
        "C2": Decimal(30_000),
    }
    assert (assessed("C1"), assessed("C2")) == (["30000.00", "30000.00"], ["30000.00", "30000.00"])


def _give_the_post_of_head(person: Staff) -> None:
    from organisation.models import Branch
    from tests.factories import organisation as org

    org.posting(person, at=Branch.objects.unscoped(WHY).get(branch_no="000000"), post="BRANCH_HEAD")
