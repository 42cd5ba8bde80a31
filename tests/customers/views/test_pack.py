"""The pack of a handover: paged on the screen, whole on paper, with what is to be done about each customer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from customers.choices import AssetClass
from organisation.models import Staff
from tests.customers.bank import Bank
from tests.factories import alerts, archive, segments
from tests.factories import customers as make
from tests.factories import handover as hand
from tests.factories import organisation as org

pytestmark = pytest.mark.django_db
SignIn = Callable[[Staff], Client]
SHEET_QUERIES = 14
MANY = 45


@pytest.mark.parametrize("number", [1, 3])
def test_the_sheet_asks_as_much_for_one_as_for_three(
    bank: Bank, sign_in: SignIn, number: int, django_assert_num_queries: object
) -> None:
    giver, other = org.staff(at=bank.cast.here), hand.colleague(bank.cast)
    for _ in range(number):
        customer = make.customer(at=bank.cast.here, a=giver)
        alerts.alert(customer)
        archive.need(customer, giver)
    part = hand.offered(hand.opened(giver), other, head=bank.cast.cleo)
    client, url = sign_in(other), reverse("customers:handover_sheet", args=[part.pk])
    client.get(url)
    with django_assert_num_queries(SHEET_QUERIES):  # type: ignore[operator]
        client.get(url)


def test_no_customer_is_missing_on_paper_nor_on_the_pages(bank: Bank, sign_in: SignIn) -> None:
    giver, other = org.staff(at=bank.cast.here), hand.colleague(bank.cast)
    numbers = sorted(make.customer(at=bank.cast.here, a=giver).customer_no for _ in range(MANY))
    part = hand.offered(hand.opened(giver), other, head=bank.cast.cleo)
    client = sign_in(other)
    sheet = client.get(reverse("customers:handover_sheet", args=[part.pk])).content.decode()
    printed = re.findall(r'<span class="muted">(\w+)</span></td>', sheet)
    assert sorted(printed) == numbers
    url = reverse("customers:handover_part", args=[part.pk])
    pages = [client.get(f"{url}?page={page}").context["pack"].rows for page in (1, 2, 3)]
    assert [len(rows) for rows in pages] == [20, 20, 5]
    assert sorted(row.number for rows in pages for row in rows) == numbers
    first = client.get(url).content.decode()
    assert f"Accept {MANY} customers" in first
    assert f'href="{url}?page=2"' in first


def test_the_pack_has_alerts_and_the_accounts_of_merged_records(bank: Bank, sign_in: SignIn) -> None:
    cast, other = bank.cast, hand.colleague(bank.cast)
    alert = alerts.alert(bank.wei, due=timezone.localdate() - timedelta(days=1))
    archive.need(bank.wei, cast.ana, text="年底换房", due_on=timezone.localdate() - timedelta(days=2))
    soon = bank.run.business_date + timedelta(days=4)
    twin = make.customer("王伟明", at=cast.here, id_type="PASSPORT")
    deposit = make.account(twin, AssetClass.TIME_DEPOSIT, maturity_on=soon)
    make.balance(deposit, bank.run.business_date, 30_000)
    make.loan(twin, 7_000)
    segments.merged(bank.wei, twin, by=cast.cleo)
    part = hand.offered(hand.opened(cast.ana), other, head=cast.cleo)
    client = sign_in(other)
    page = client.get(reverse("customers:handover_part", args=[part.pk]))
    row = next(one for one in page.context["pack"].rows if one.number == "C0000001")
    assert [(one.pk, one.late) for one in row.alerts] == [(alert.pk, True)]
    assert [due.amount for due in row.maturities] == [30_000, 0]
    assert sorted(due.amount for due in row.debts) == [7_000, 80_000]
    text = page.content.decode()
    assert reverse("customers:alert", args=[alert.pk]) not in text  # not the receiver's before the answer
    sheet = client.get(reverse("customers:handover_sheet", args=[part.pk])).content.decode()
    assert [(need.text, need.late) for need in row.needs] == [("年底换房", True)]
    assert (text.count("年底换房"), sheet.count("年底换房")) == (1, 1)
    assert (sheet.count("To do:"), sheet.count("(Late)"), sheet.count("Matures:")) == (1, 2, 2)
    hand.accepted(part)
    assert (
        reverse("customers:alert", args=[alert.pk])
        in client.get(reverse("customers:handover_part", args=[part.pk])).content.decode()
    )


def test_only_who_may_record_an_introduction_is_offered_it(bank: Bank, sign_in: SignIn) -> None:
    part = hand.accepted(
        hand.offered(hand.opened(bank.cast.ana), hand.colleague(bank.cast), head=bank.cast.cleo)
    )
    for person, offered in ((part.receiver, 2), (bank.cast.ana, 2), (bank.cast.cleo, 2), (bank.cast.olga, 0)):
        page = sign_in(person).get(reverse("customers:handover_part", args=[part.pk])).content.decode()
        assert page.count("/introduction/") == 2 * offered  # the address and the dialog
