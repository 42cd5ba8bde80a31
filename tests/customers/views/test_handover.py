"""The pages of handover and custody: what each reader is shown, and what they cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from customers.actions import custody as custody_actions
from customers.actions import handover_division
from customers.actions.custody import Plan
from customers.actions.handover_division import Choice
from customers.models import Handover, Relationship
from organisation.models import Absence, Staff
from organisation.paging import PAGE_ROWS
from tests.customers.bank import Bank
from tests.factories import archive
from tests.factories import customers as make
from tests.factories import handover as hand
from tests.factories import organisation as org
from tests.factories.organisation import NOW

pytestmark = pytest.mark.django_db
SignIn = Callable[[Staff], Client]
LIST_QUERIES = 10
PAGE_QUERIES = 12
PACK_QUERIES = 15
PANEL_QUERIES = 9  # who, posting, four reads; savepoint, read only, release


def test_the_head_cannot_open_a_long_absence_for_the_manager(bank: Bank, sign_in: SignIn) -> None:
    today = timezone.localdate()
    form = {
        "uid": str(uuid4()),
        "giver": "A001",
        "cause": "LONG_ABSENCE",
        "starts_on": str(today),
        "away_from": str(today),
    }
    refused = sign_in(bank.cast.cleo).post(reverse("customers:handover_new"), form)
    assert refused.status_code == 422
    assert "in person" in refused.content.decode()
    made = sign_in(bank.cast.ana).post(reverse("customers:handover_new"), form)
    assert made.status_code == 302
    again = sign_in(bank.cast.ana).post(reverse("customers:handover_new"), form)
    assert again["Location"] == made["Location"]
    assert Handover.objects.count() == 1


def test_a_short_absence_is_sent_to_custody(bank: Bank, sign_in: SignIn) -> None:
    today = timezone.localdate()
    form = {
        "uid": str(uuid4()),
        "giver": "A001",
        "cause": "LONG_ABSENCE",
        "starts_on": str(today),
        "away_from": str(today),
        "away_until": str(today + timedelta(days=9)),
        "reason": "进修",
    }
    refused = sign_in(bank.cast.ana).post(reverse("customers:handover_new"), form)
    page = refused.content.decode()
    assert (refused.status_code, Handover.objects.count()) == (422, 0)
    assert "For a shorter one the branch head opens custody" in page
    assert 'value="进修"' in page


def test_a_stale_list_changes_nothing_and_says_so(bank: Bank, sign_in: SignIn) -> None:
    other = hand.colleague(bank.cast)
    made = hand.opened(bank.cast.ana)
    item = made.items.get(customer=bank.fang)
    client = sign_in(bank.cast.cleo)
    form = {"version": "0", "pick": [item.pk], "receivers": other.staff_no, "goes": "", "reason": ""}
    url = reverse("customers:handover_allocate", args=[made.pk])
    assert client.post(url, form).status_code == 302
    stale = client.post(url, form | {"reason": "同一片区"})
    page = stale.content.decode()
    assert stale.status_code == 422
    assert "Somebody else changed this list meanwhile" in page
    assert ('value="同一片区"' in page, page.count(" checked>"), page.count(" checked ")) == (True, 1, 1)
    assert 'name="version" value="1"' in page
    nothing = client.post(url, {"version": "1"})
    assert nothing.status_code == 422
    assert "Choose at least one customer" in nothing.content.decode()


def test_a_receiver_whom_a_rule_forbids_is_named_with_the_rule(bank: Bank, sign_in: SignIn) -> None:
    junior = hand.colleague(bank.cast, grade="JUNIOR")
    make.holding(bank.fang, bank.run, "DEMAND_DEPOSIT", 9_000_000)
    made = hand.opened(bank.cast.ana)
    form = {
        "version": "0",
        "pick": [one.pk for one in made.items.all()],
        "receivers": junior.staff_no,
        "reason": "",
    }
    page = sign_in(bank.cast.cleo).post(reverse("customers:handover_allocate", args=[made.pk]), form)
    assert page.status_code == 422
    assert [one.numbers for one in page.context["refusals"]] == [[bank.fang.customer_no]]
    assert "asks for the grade" in page.content.decode()


def test_the_pack_is_the_receivers_before_the_customers_are(bank: Bank, sign_in: SignIn) -> None:
    other = hand.colleague(bank.cast)
    part = hand.offered(hand.opened(bank.cast.ana), other, head=bank.cast.cleo)
    client = sign_in(other)
    page = client.get(reverse("customers:handover_part", args=[part.pk])).content.decode()
    assert "王伟明" in page
    assert client.get(reverse("customers:detail", args=["C0000001"])).status_code == 404
    declined = client.post(reverse("customers:handover_answer", args=[part.pk]), {"answer": "decline"})
    assert declined.status_code == 422
    seen = sign_in(bank.cast.olga).get(reverse("customers:handover_part", args=[part.pk])).content.decode()
    assert "王伟明" not in seen
    assert "760,000" not in seen


def test_the_customers_panel_opens_only_what_its_reader_may_open(bank: Bank, sign_in: SignIn) -> None:
    """A handover of ana's customer: the head opens it, the backup only reads that it is there."""
    made = hand.opened(bank.cast.ana)
    panel = reverse("customers:handovers_of", args=["C0000001"])
    address = reverse("customers:handover", args=[made.pk])
    make.relationship(bank.wei, bank.cast.ben, role="B")
    seen = {who: sign_in(who).get(panel).content.decode() for who in (bank.cast.cleo, bank.cast.ben)}
    assert [address in page for page in seen.values()] == [True, False]
    assert [f"Handover of {bank.cast.ana.name}" in page for page in seen.values()] == [True, True]
    assert sign_in(bank.cast.ben).get(address).status_code == 404


def test_the_owner_reads_what_happened_meanwhile(bank: Bank, sign_in: SignIn) -> None:
    other = hand.colleague(bank.cast)
    first = bank.run.business_date
    plan = Plan(bank.cast.ana, other, first, first + timedelta(days=6), "年休假")
    made = custody_actions.open_custody(plan=plan, by=bank.cast.cleo, at=NOW - timedelta(days=1)).custody
    archive.need(bank.wei, other, "孩子留学")
    archive.need(bank.fang, bank.cast.ana, "不是托管人登记的")
    page = sign_in(bank.cast.ana).get(reverse("customers:custody", args=[made.pk]))
    seen = page.context["seen"]
    assert [(row.what, row.number) for row in seen.done] == [
        ("Something was added to a customer's file", "C0000001")
    ]
    assert [row.number for row in seen.customers] == ["C0000002", "C0000001"]
    assert [(row.number, str(row.change)) for row in seen.movements] == [("C0000001", "-55000.00")]
    assert sign_in(bank.cast.ben).get(reverse("customers:custody", args=[made.pk])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(
    bank: Bank, sign_in: SignIn, number: int, django_assert_num_queries: object
) -> None:
    for _ in range(number):
        giver = org.staff(at=bank.cast.here)
        make.customer(at=bank.cast.here, a=giver)
        hand.opened(giver)
    client = sign_in(bank.cast.cleo)
    client.get(reverse("customers:handovers"))
    with django_assert_num_queries(LIST_QUERIES):  # type: ignore[operator]
        page = client.get(reverse("customers:handovers"))
    assert len(page.context["rows"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_of_a_handover_ask_as_much_for_one_as_for_three(
    bank: Bank, sign_in: SignIn, number: int, django_assert_num_queries: object
) -> None:
    giver, other = org.staff(at=bank.cast.here, grade="SENIOR"), hand.colleague(bank.cast)
    for _ in range(number):
        make.customer(at=bank.cast.here, a=giver)
    part = hand.offered(hand.opened(giver), other, head=bank.cast.cleo)
    assert Relationship.objects.filter(staff=giver).count() == number
    client = sign_in(bank.cast.cleo)
    for route, key, number_of in (
        ("customers:handover", part.handover_id, PAGE_QUERIES),
        ("customers:handover_part", part.pk, PACK_QUERIES),
    ):
        client.get(reverse(route, args=[key]))
        with django_assert_num_queries(number_of):  # type: ignore[operator]
            assert client.get(reverse(route, args=[key])).status_code == 200


def test_a_manager_is_told_to_hand_over_before_a_long_absence(bank: Bank, sign_in: SignIn) -> None:
    first = timezone.localdate() + timedelta(days=3)
    Absence.objects.create(staff=bank.cast.ana, kind="LONG_ABSENCE", period=org.DateRange(first, None))
    client = sign_in(bank.cast.ana)
    panel = client.get(reverse("customers:panel_handovers")).content.decode()
    assert f"cause=LONG_ABSENCE&amp;away_from={first}" in panel
    form = client.get(f"{reverse('customers:handover_new')}?cause=LONG_ABSENCE&away_from={first}")
    assert form.context["form"]["away_from"].value() == str(first)
    hand.opened(bank.cast.ana)
    assert "cause=LONG_ABSENCE" not in client.get(reverse("customers:panel_handovers")).content.decode()


@pytest.mark.parametrize(
    ("kind", "address"), [("LEAVE", "custody/new/?owner"), ("LONG_ABSENCE", "handovers/new/?giver")]
)
def test_the_head_is_led_to_what_covers_the_absence(
    bank: Bank, sign_in: SignIn, kind: str, address: str
) -> None:
    """Custody is for a short absence; a long one is handed over."""
    away = org.staff(at=bank.cast.here)
    make.customer(at=bank.cast.here, a=away)
    today = timezone.localdate()
    Absence.objects.create(staff=away, kind=kind, period=org.DateRange(today, today + timedelta(days=200)))
    panel = sign_in(bank.cast.cleo).get(reverse("customers:panel_handovers")).content.decode()
    assert f'href="/customers/{address}={away.staff_no}' in panel


@pytest.mark.parametrize("number", [0, 1, 3])
def test_the_panel_asks_as_much_for_nobody_as_for_three(
    bank: Bank, sign_in: SignIn, number: int, django_assert_num_queries: object
) -> None:
    today = timezone.localdate()
    for _ in range(number):
        giver = org.staff(at=bank.cast.here)
        make.customer(at=bank.cast.here, a=giver)
        hand.opened(giver)
        period = org.DateRange(today, today + timedelta(days=3))
        Absence.objects.create(staff=giver, kind="LEAVE", period=period)
    for person in (bank.cast.ana, bank.cast.cleo, bank.cast.olga):
        client = sign_in(person)
        client.get(reverse("customers:panel_handovers"))
        with django_assert_num_queries(PANEL_QUERIES):  # type: ignore[operator]
            client.get(reverse("customers:panel_handovers"))


def test_a_long_list_is_divided_among_several_without_paging_through_it(bank: Bank, sign_in: SignIn) -> None:
    giver = org.staff(at=bank.cast.here)
    for _ in range(60):
        make.customer(at=bank.cast.here, a=giver)
    first = hand.colleague(bank.cast)
    second = hand.colleague(bank.cast, staff_no="A003")
    made = hand.opened(giver)
    client = sign_in(bank.cast.cleo)
    url = reverse("customers:handover", args=[made.pk])
    assert [len(client.get(f"{url}?page={n}").context["items"]) for n in (1, 2, 3)] == [50, 10, 0]
    form = {
        "version": "0",
        "all": "1",
        "query": "state=OPEN",
        "receivers": [first.staff_no, second.staff_no],
        "goes": "",
        "reason": "",
    }
    assert client.post(reverse("customers:handover_allocate", args=[made.pk]), form).status_code == 302
    assert {one: made.items.filter(receiver=one).count() for one in (first, second)} == {
        first: 30,
        second: 30,
    }
    page = client.get(f"{url}?state=READY")
    assert (page.context["progress"].matches, page.context["progress"].ready) == (60, 60)


def test_nobody_who_left_or_is_away_is_offered_as_a_receiver(bank: Bank, sign_in: SignIn) -> None:
    other, gone = hand.colleague(bank.cast), hand.colleague(bank.cast, staff_no="A003")
    gone.left_on = timezone.localdate()
    gone.save()
    away = hand.colleague(bank.cast, staff_no="A004")
    period = org.DateRange(timezone.localdate(), None)
    Absence.objects.create(staff=away, kind="LEAVE", period=period)
    made = hand.opened(bank.cast.ana)
    client = sign_in(bank.cast.cleo)
    page = client.get(reverse("customers:handover", args=[made.pk]))
    assert [one.staff for one in page.context["people"]] == [other]
    form = {"version": "0", "all": "1", "query": "", "receivers": [away.staff_no], "goes": "", "reason": ""}
    refused = client.post(reverse("customers:handover_allocate", args=[made.pk]), form)
    assert (refused.status_code, made.items.exclude(receiver=None).count()) == (422, 0)


def test_the_head_is_reminded_of_a_running_handover_that_is_not_divided_to_the_end(
    bank: Bank, sign_in: SignIn
) -> None:
    """One customer was sent and waits for an answer; the other has no receiver yet."""
    other, cleo = hand.colleague(bank.cast), bank.cast.cleo
    made = hand.opened(bank.cast.ana)
    item = made.items.get(customer=bank.wei)
    choice = Choice((other,))
    handover_division.allocate(handover=made, version=0, item_ids=[item.pk], choice=choice, by=cleo, at=NOW)
    handover_division.offer(handover=made, version=1, by=cleo, at=NOW)
    made.refresh_from_db()
    assert made.status == "OFFERED"
    url = reverse("customers:panel_handovers")
    panel = sign_in(cleo).get(url).content.decode()
    assert "1 customer to divide" in panel
    assert reverse("customers:handover", args=[made.pk]) in panel
    hand.offered(made, other, head=cleo)
    assert reverse("customers:handover", args=[made.pk]) not in sign_in(cleo).get(url).content.decode()


def test_the_list_of_handovers_has_pages(bank: Bank, sign_in: SignIn) -> None:
    for _ in range(PAGE_ROWS + 1):
        giver = org.staff(at=bank.cast.here)
        make.customer(at=bank.cast.here, a=giver)
        hand.opened(giver)
    client, url = sign_in(bank.cast.cleo), reverse("customers:handovers")
    first, second = client.get(f"{url}?status=all"), client.get(f"{url}?status=all&page=2")
    assert [len(page.context["rows"]) for page in (first, second)] == [PAGE_ROWS, 1]
    assert first.context["links"] == {"before": "", "after": "?status=all&page=2"}
    assert second.context["links"] == {"before": "?status=all&page=1", "after": ""}
