"""The rehearsal of a proposed tier preset as each person sees it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from customers.choices import RehearsalStatus, Tier
from customers.models import Rehearsal
from organisation import actions
from organisation.models import AuditEvent
from tests.factories.organisation import NOW
from tests.factories.rehearsals import move, proposal, rehearsal

if TYPE_CHECKING:
    from organisation.models import Preset
    from tests.customers.bank import Bank
    from tests.customers.conftest import SignIn

pytestmark = pytest.mark.django_db


def address(version: Preset, name: str = "rehearsal", *more: str) -> str:
    return reverse(f"customers:{name}", args=[version.pk, *more])


def test_it_is_asked_for_once_and_watched(bank: Bank, sign_in: SignIn) -> None:
    version = proposal(bank.cast.hana)
    client = sign_in(bank.cast.mira)
    assert "Not rehearsed yet" in client.get(address(version)).content.decode()
    uid = str(uuid4())
    for again in (uid, uid, str(uuid4())):
        assert client.post(address(version, "rehearse"), {"uid": again}).status_code == 302
    asked = Rehearsal.objects.get()
    assert (asked.asked_by, asked.status) == (bank.cast.mira, RehearsalStatus.WAITING)
    assert AuditEvent.objects.filter(action="preset.rehearse").count() == 1
    Rehearsal.objects.filter(pk=asked.pk).update(status=RehearsalStatus.RUNNING, done=3, total=6)
    page = client.get(address(version)).content.decode()
    assert 'value="50"' in page
    assert 'hx-trigger="every 2s"' in page


def test_head_office_sees_sums_and_a_head_the_customers_of_the_branch(bank: Bank, sign_in: SignIn) -> None:
    version = proposal(bank.cast.hana)
    found = rehearsal(version)
    move(found, bank.fang, Tier.DIAMOND, Tier.PRIVATE, 760_000)
    move(found, bank.lin)
    page = sign_in(bank.cast.mira).get(address(version))
    assert page.context["matrix"].up.customers == 1
    assert page.context["matrix"].down.amount is None  # the sum of one customer is that customer's amount
    assert bank.lin.customer_no not in page.content.decode()
    head = sign_in(bank.cast.cleo)
    page = head.get(address(version))
    assert (page.context["matrix"].up.amount, page.context["matrix"].down.customers) == (760_000, 0)
    assert [one.customer for one, _name, _aum in page.context["rows"]] == [bank.fang]
    other = head.get(address(version), {"before": "PLATINUM"})
    assert "Nobody in your scope would hold another tier" in other.content.decode()
    audited = sign_in(bank.cast.olga).get(address(version)).content.decode()
    assert "***" in audited
    assert "林静" not in audited


def test_the_file_holds_the_customers_in_scope_with_masked_names(bank: Bank, sign_in: SignIn) -> None:
    version = proposal(bank.cast.hana)
    found = rehearsal(version)
    move(found, bank.fang)
    move(found, bank.lin)
    answer = sign_in(bank.cast.cleo).post(address(version, "rehearsal_file", "csv"))
    text = answer.content.decode("utf-8-sig")
    assert bank.fang.customer_no in text
    assert bank.lin.customer_no not in text
    assert "李芳" not in text
    event = AuditEvent.objects.get(action="customer.export")
    assert '"rows": 1' in event.after


def test_who_may_not(bank: Bank, sign_in: SignIn) -> None:
    version = proposal(bank.cast.hana)
    uid = {"uid": str(uuid4())}
    assert sign_in(bank.cast.cleo).post(address(version, "rehearse"), uid).status_code == 403
    assert sign_in(bank.cast.ada).get(address(version)).status_code == 403
    actions.decide_preset(preset=version, approve=False, by=bank.cast.mira, at=NOW)
    refused = sign_in(bank.cast.mira).post(address(version, "rehearse"), uid)
    assert refused.status_code == 403
    assert "this one has been decided" in refused.content.decode()
    assert sign_in(bank.cast.mira).get("/customers/rehearsals/999999999/").status_code == 404


def test_the_page_of_presets_shows_it_beside_the_decision(bank: Bank, sign_in: SignIn) -> None:
    version = proposal(bank.cast.hana)
    client = sign_in(bank.cast.mira)
    page = client.get(reverse("organisation:preset", args=["customers.tiering"])).content.decode()
    assert f'hx-get="{address(version, "rehearsal_panel")}"' in page
    assert "Not rehearsed yet." in client.get(address(version, "rehearsal_panel")).content.decode()
    move(rehearsal(version), bank.lin)
    panel = strip_tags(client.get(address(version, "rehearsal_panel")).content.decode())
    assert "0 would rise, 1 would fall" in panel


@pytest.mark.parametrize("how", ["night", "version"])
def test_a_stale_rehearsal_says_so_on_its_page_and_beside_the_decision(
    bank: Bank, sign_in: SignIn, how: str
) -> None:
    version = proposal(bank.cast.hana)
    found = rehearsal(version)
    client = sign_in(bank.cast.mira)
    pages = [address(version), address(version, "rehearsal_panel")]
    assert all("rehearse again before you decide" not in client.get(page).content.decode() for page in pages)
    if how == "night":
        Rehearsal.objects.filter(pk=found.pk).update(business_date=found.business_date - timedelta(days=1))
        sentence = "The figures of a newer night are published since"
    else:
        other = proposal(bank.cast.hana)
        actions.decide_preset(preset=other, approve=True, by=bank.cast.mira, at=timezone.now())
        sentence = "Another version was approved since"
    for page in pages:
        assert sentence in client.get(page).content.decode()


def test_any_number_of_moves_costs_the_same(
    bank: Bank, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    version = proposal(bank.cast.hana)
    found = rehearsal(version)
    client = sign_in(bank.cast.olga)
    client.get(address(version))  # what a session reads once
    counts = []
    for group in ([bank.wei], [bank.fang, bank.lin]):
        for who in group:
            move(found, who)
        with django_assert_max_num_queries(30) as queries:  # type: ignore[operator]
            client.get(address(version))
        counts.append(len(queries))
    assert counts[0] == counts[1]
