"""Recording what a customer said: what stands, what is refused, and nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from customers.choices import BlockReason, ConsentAnswer, ConsentChannel
from customers.models import Consent
from customers.queries.consent import blocked
from organisation.models import AuditEvent
from tests.factories.consent import consent

if TYPE_CHECKING:
    from tests.customers.bank import Bank
    from tests.customers.conftest import SignIn

pytestmark = pytest.mark.django_db
WHY = "read back by a test"


def new(bank: Bank) -> str:
    return reverse("customers:consent_new", args=[bank.wei.customer_no])


def typed(**more: str) -> dict[str, str]:
    return {
        "uid": str(uuid4()),
        "seen": "0",
        "channel": ConsentChannel.SMS,
        "answer": ConsentAnswer.REFUSED,
        "said_on": timezone.localdate().isoformat(),
        "evidence": "COUNTER",
        "note": "不想再收短信",
        **more,
    }


def test_an_answer_is_kept_with_its_evidence_and_closes_the_channel(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    given = typed()
    for _again in range(2):
        assert client.post(new(bank), given).status_code == 302
    made = Consent.objects.unscoped(WHY).get()
    assert (made.answer, made.note, made.recorded_by) == ("REFUSED", "不想再收短信", bank.cast.ana)
    assert "不想再收短信".encode() not in bytes(made.note_sealed)
    found = blocked([bank.wei.pk], channel="SMS", on=timezone.localdate())
    assert found[bank.wei.pk] == BlockReason.CHANNEL_REFUSED
    event = AuditEvent.objects.get(action="consent.record")
    assert (event.field, event.after, event.reason) == ("SMS", "REFUSED", "COUNTER")
    panel = client.get(reverse("customers:consent", args=[bank.wei.customer_no])).content.decode()
    assert "The customer refuses this channel" in panel
    assert "不想再收短信" in panel


def test_a_stale_page_shows_what_was_recorded_meanwhile(bank: Bank, sign_in: SignIn) -> None:
    other = consent(bank.wei, bank.cast.ben, ConsentChannel.PHONE)
    client = sign_in(bank.cast.ana)
    answer = client.post(new(bank), typed())
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Meanwhile 本杰明 recorded: Phone, Refused" in page
    assert "不想再收短信" in page
    assert f'name="seen" value="{other.pk}"' in page
    assert client.post(new(bank), typed(seen=str(other.pk))).status_code == 302


def test_only_what_was_given_is_withdrawn(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    answer = client.post(new(bank), typed(answer=ConsentAnswer.WITHDRAWN))
    assert answer.status_code == 422
    assert "record a refusal" in answer.content.decode()


def test_a_later_answer_is_not_overtaken_by_an_earlier_one(bank: Bank, sign_in: SignIn) -> None:
    stands = consent(bank.wei, bank.cast.ana, said_on=timezone.localdate())
    early = typed(seen=str(stands.pk), said_on="2026-01-01", answer=ConsentAnswer.GIVEN)
    answer = sign_in(bank.cast.ana).post(new(bank), early)
    assert answer.status_code == 422
    assert "A later answer stands" in answer.content.decode()


def test_bad_input_and_strangers(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    for wrong in ({"said_on": "2099-01-01"}, {"channel": "PIGEON"}, {"uid": "x"}, {"evidence": ""}):
        assert client.post(new(bank), typed(**wrong)).status_code == 422
    assert sign_in(bank.cast.cora).post(new(bank), typed()).status_code == 404
    assert sign_in(bank.cast.olga).post(new(bank), typed()).status_code == 403
    assert Consent.objects.unscoped(WHY).count() == 0


def test_a_file_for_marketing_leaves_out_who_refuses_and_says_why(bank: Bank, sign_in: SignIn) -> None:
    consent(bank.wei, bank.cast.ana, ConsentChannel.MARKETING)
    client = sign_in(bank.cast.ana)
    address = reverse("customers:export", args=["csv"])
    whole = client.post(address).content.decode("utf-8-sig")
    assert bank.wei.customer_no in whole
    for_marketing = client.post(address, {"purpose": "marketing"}).content.decode("utf-8-sig")
    assert bank.wei.customer_no not in for_marketing
    assert bank.fang.customer_no in for_marketing
    assert "Left out: The customer refuses marketing: 1" in for_marketing
    assert "purpose=marketing" in AuditEvent.objects.filter(action="customer.export").latest("seq").after
