"""The page of a person says before what becomes of the customers, and afterwards how far the handover is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from customers.actions import handover_sweeps
from customers.models import Handover
from organisation.models import Staff
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import handover as hand
from tests.factories import organisation as org

pytestmark = pytest.mark.django_db
SignIn = Callable[[Staff], Client]
PANEL_QUERIES = 12


def panel(client: Client, staff_no: str) -> str:
    """The fragment without the marks of its numbers."""
    page = client.get(reverse("customers:handover_of_staff", args=[staff_no])).content.decode()
    return re.sub(r"</?data[^>]*>", "", page)


def test_hr_reads_before_and_after_what_becomes_of_the_customers(bank: Bank, sign_in: SignIn) -> None:
    cast, hr = bank.cast, sign_in(bank.cast.hana)
    confirm = hr.get(reverse("organisation:service", args=["A001"])).content.decode()
    assert reverse("customers:handover_of_staff", args=["A001"]) in confirm
    before = panel(hr, "A001")
    assert "Looks after 2 customers as A, 0 as B" in before
    assert "opens by itself within a minute" in before
    assert "柯丽 C001" in before
    form = {"status": "SUSPENDED", "reason": "待岗处理"}
    assert hr.post(reverse("organisation:service", args=["A001"]), form).status_code == 302
    assert "The person is out of service" in panel(hr, "A001")
    assert handover_sweeps.open_for_leavers(timezone.now()) == 1
    made = Handover.objects.get()
    after = panel(hr, "A001")
    assert ("2 of 2 customers still to go" in after, "2 customers to divide" in after) == (True, True)
    address = reverse("customers:handover", args=[made.pk])
    assert [address in panel(sign_in(one), "A001") for one in (cast.hana, cast.ada, cast.cleo)] == [
        False,
        False,
        True,
    ]
    assert "王伟明" not in after
    assert hr.get(address).status_code == 403
    hand.accepted(hand.offered(made, hand.colleague(cast), head=cast.cleo))
    done = panel(hr, "A001")
    assert ("Looks after no customers" in done, "Completed" in done) == (True, True)


def test_people_out_of_scope_answer_as_nobody(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.cleo)
    for number in ("B001", "X999"):
        found = client.get(reverse("customers:handover_of_staff", args=[number]))
        assert found.status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_panel_asks_as_much_for_one_as_for_three(
    bank: Bank, sign_in: SignIn, number: int, django_assert_num_queries: object
) -> None:
    person = org.staff(at=bank.cast.here)
    for _ in range(number):
        make.customer(at=bank.cast.here, a=person)
    hand.opened(person)
    client = sign_in(bank.cast.hana)
    panel(client, person.staff_no)
    with django_assert_num_queries(PANEL_QUERIES):  # type: ignore[operator]
        panel(client, person.staff_no)
