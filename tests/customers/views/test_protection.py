"""Who looked at a customer, who looks unusually often, and that a sign-in of this morning proves too little."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from customers.actions import protection as actions
from customers.choices import REVEALED_OFTEN
from customers.models import TakenFile
from customers.queries import protection
from organisation.models import AuditEvent, Preset
from tests.customers.bank import Bank

if TYPE_CHECKING:
    from django.test.utils import CaptureQueriesContext

    from tests.customers.conftest import SignIn

REVEAL = "/customers/of/C0000001/reveal/"
GIVEN = {"field": "phone", "reason": "CONTACT", "words": "客户要求回电"}
PANEL, PAGE = "/customers/of/C0000001/watchers/", "/customers/of/C0000001/watchers/all/"
UNUSUAL = "/customers/panels/unusual/"


def plain(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_page_that_is_opened_is_on_record_once_an_hour(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    page = client.get("/customers/of/C0000001/").content.decode()
    assert 'hx-post="/customers/of/C0000001/opened/"' in page
    assert [client.post("/customers/of/C0000001/opened/").status_code for _ in range(3)] == [204] * 3
    (event,) = AuditEvent.objects.filter(action=actions.OPEN)
    assert (event.actor_no, event.entity, event.entity_id) == ("A001", "customers.customer", str(bank.wei.pk))
    actions.note_open(customer=bank.wei, by=bank.cast.ana, at=timezone.now() + timedelta(hours=1, seconds=1))
    assert AuditEvent.objects.filter(action=actions.OPEN).count() == 2
    assert sign_in(bank.cast.cora).post("/customers/of/C0000001/opened/").status_code == 404


def test_the_owner_sees_who_opened_revealed_and_took(bank: Bank, sign_in: SignIn) -> None:
    cleo = sign_in(bank.cast.cleo)
    cleo.post("/customers/of/C0000001/opened/")
    cleo.post(REVEAL, GIVEN)
    cleo.post(reverse("customers:export", args=["csv"]))
    (file,) = TakenFile.objects.all()
    assert sorted(file.customer_ids) == sorted(one.pk for one in (bank.wei, bank.fang, bank.left))
    (row,) = protection.watchers(bank.wei, now=timezone.now())
    assert (row.number, row.opened, row.revealed, row.taken) == ("C001", 1, 1, 1)
    ana = sign_in(bank.cast.ana)
    panel = plain(ana, PANEL)
    assert "C001" in panel
    assert "1 value shown" in panel
    page = plain(ana, PAGE)
    assert "Had a masked value shown : Phone" in page.replace("shown:", "shown :")
    assert "To contact the customer: 客户要求回电" in page
    assert "Took a file that names the customer" in page
    assert bank.wei.phone not in page
    assert "in 1 file" in plain(ana, "/customers/of/C0000002/watchers/")
    assert sign_in(bank.cast.cora).get(PAGE).status_code == 404


def test_who_looked_is_counted_however_often_in_two_queries(
    bank: Bank, django_assert_num_queries: CaptureQueriesContext
) -> None:
    now = timezone.now()
    for hours in (24 * 91, 4, 2):
        actions.note_open(customer=bank.wei, by=bank.cast.cleo, at=now - timedelta(hours=hours))
    actions.note_open(customer=bank.wei, by=bank.cast.ana, at=now - timedelta(hours=1))
    for numbers in (["C0000001", "C0000002"], ["C0000002"]):
        actions.note_export(
            by=bank.cast.ben, rows=1, sha256="", query="", kind="csv", at=now, numbers=numbers
        )
    with django_assert_num_queries(2):
        rows = protection.watchers(bank.wei, now=now)
    assert [(one.number, one.opened, one.taken, one.last) for one in rows] == [
        (bank.cast.ben.staff_no, 0, 1, now),
        (bank.cast.ana.staff_no, 1, 0, now - timedelta(hours=1)),
        (bank.cast.cleo.staff_no, 2, 0, now - timedelta(hours=2)),
    ]


@pytest.mark.parametrize("looks", [1, 3])
def test_looks_cost_the_same_however_many(
    bank: Bank, sign_in: SignIn, django_assert_num_queries: CaptureQueriesContext, looks: int
) -> None:
    for hour in range(looks):
        at = timezone.now() - timedelta(hours=2 * (looks - hour))
        actions.note_open(customer=bank.wei, by=bank.cast.cleo, at=at)
    with django_assert_num_queries(2):
        assert len(protection.looks(bank.wei)) == looks


def often(client: Client, times: int) -> list[int]:
    return [client.post(REVEAL, GIVEN).status_code for _ in range(times)]


def test_the_head_is_told_from_half_of_the_hours_reveals_and_of_the_limit(
    bank: Bank, sign_in: SignIn
) -> None:
    preset = Preset.objects.get(key="customers.reveal", status="SHIPPED")
    Preset.objects.filter(pk=preset.pk).update(value={**preset.value, "per_hour": 4})
    client, head = sign_in(bank.cast.ana), sign_in(bank.cast.cleo)
    assert often(client, 1) == [200]
    assert "Nobody looked unusually often" in plain(head, UNUSUAL)
    assert often(client, 4) == [200, 200, 200, 429]
    assert often(client, 1) == [429]
    told = AuditEvent.objects.filter(action=REVEALED_OFTEN).order_by("seq")
    assert [(one.actor_no, one.result, one.after) for one in told] == [
        ("A001", "OK", '{"per_hour": 4, "times": 2}'),
        ("A001", "REFUSED", '{"per_hour": 4, "times": 4}'),
    ]
    seen = plain(head, UNUSUAL)
    assert "2 of 4 within an hour" in seen
    assert "stopped at the limit" in seen
    assert "A001" not in plain(sign_in(bank.cast.cora), UNUSUAL)
    assert client.get(UNUSUAL).status_code == 403


def test_an_old_sign_in_is_asked_to_prove_itself_again(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    client.get("/")
    session = client.session
    session["signed_in_at"] = timezone.now().timestamp() - 15 * 60 - 1
    session.save()
    asked = client.get(REVEAL, {"field": "phone"})
    assert asked.status_code == 200
    assert "more than 15 minutes old" in asked.content.decode()
    assert f"{reverse('account_reauthenticate')}?next=/customers/of/C0000001/" in asked.content.decode()
    refused = client.post(REVEAL, GIVEN)
    assert refused.status_code == 403
    assert bank.wei.phone not in refused.content.decode()
    assert not AuditEvent.objects.filter(action=actions.REVEAL).exists()
    bank.cast.ana.set_password("a long enough word 1")
    bank.cast.ana.save()
    client = sign_in(bank.cast.ana)
    client.get("/")
    session = client.session
    session["signed_in_at"] = timezone.now().timestamp() - 15 * 60 - 1
    session.save()
    confirmed = client.post(reverse("account_reauthenticate"), {"password": "a long enough word 1"})
    assert confirmed.status_code == 302
    assert client.post(REVEAL, GIVEN).status_code == 200
