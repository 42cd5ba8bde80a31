"""A masked value is shown once, with a reason, on record; without a record it is not shown."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from customers.actions import protection
from customers.rules.limits import RevealPolicy
from organisation import audit
from organisation.models import AuditEvent, Preset
from tests.customers.bank import Bank

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

POLICY = RevealPolicy(per_hour=30, seconds_shown=60, reason_min_length=5, alert_pct=50, proof_minutes=15)
URL = "/customers/of/C0000001/reveal/"
GIVEN = {"field": "phone", "reason": "CONTACT", "words": "客户要求回电"}


def test_thirty_an_hour_and_the_next_is_refused() -> None:
    policy = POLICY
    assert (policy.spent(29), policy.spent(30)) == (False, True)


def test_asking_shows_a_form_and_no_value(bank: Bank, sign_in: "SignIn") -> None:
    body = sign_in(bank.cast.ana).get(URL, {"field": "phone"}).content.decode()
    assert 'name="words"' in body
    assert bank.wei.phone not in body
    assert not AuditEvent.objects.filter(action=protection.REVEAL).exists()


@pytest.mark.parametrize(
    ("field", "attribute"), [("phone", "phone"), ("id_no", "id_no"), ("address", "address")]
)
def test_the_value_is_shown_once_and_on_record(
    bank: Bank, sign_in: "SignIn", field: str, attribute: str
) -> None:
    value = getattr(bank.wei, attribute)
    response = sign_in(bank.cast.ana).post(URL, {**GIVEN, "field": field})
    assert response.status_code == 200
    assert value in response.content.decode()
    assert 'data-hide-after="60"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    (event,) = AuditEvent.objects.filter(action=protection.REVEAL)
    assert (event.actor_no, event.entity, event.entity_id) == ("A001", "customers.customer", str(bank.wei.pk))
    assert (event.field, event.reason, event.result) == (field, "CONTACT: 客户要求回电", "OK")
    assert value not in "".join(str(one) for one in vars(event).values())


@pytest.mark.parametrize(
    "change", [{"reason": ""}, {"reason": "CURIOUS"}, {"words": ""}, {"words": "abcd"}, {"words": "   ab   "}]
)
def test_without_a_reason_nothing_is_shown(bank: Bank, sign_in: "SignIn", change: dict[str, str]) -> None:
    response = sign_in(bank.cast.ana).post(URL, {**GIVEN, **change})
    assert response.status_code == 422
    assert bank.wei.phone not in response.content.decode()
    assert not AuditEvent.objects.filter(action=protection.REVEAL).exists()


@pytest.mark.parametrize("field", ["", "name", "birth_date", "phone_hash", "password"])
def test_other_fields_do_not_exist(bank: Bank, sign_in: "SignIn", field: str) -> None:
    assert sign_in(bank.cast.ana).post(URL, {**GIVEN, "field": field}).status_code == 404


def test_who_may(bank: Bank, sign_in: "SignIn") -> None:
    cast = bank.cast
    asked = {
        "ana": 200,
        "cleo": 200,
        "cole": 200,
        "ben": 404,
        "cora": 404,
        "leo": 403,
        "olga": 403,
        "hana": 403,
    }
    assert {who: sign_in(getattr(cast, who)).post(URL, GIVEN).status_code for who in asked} == asked


def test_the_quota_of_an_hour(bank: Bank, sign_in: "SignIn") -> None:
    value = {"per_hour": 2, "seconds_shown": 60, "reason_min_length": 5, "alert_pct": 50, "proof_minutes": 15}
    Preset.objects.filter(key="customers.reveal").update(value=value)
    client = sign_in(bank.cast.ana)
    assert [client.post(URL, GIVEN).status_code for _ in range(3)] == [200, 200, 429]
    last = client.post(URL, GIVEN)
    assert last["Retry-After"] == "3600"
    assert bank.wei.phone not in last.content.decode()
    results = list(
        AuditEvent.objects.filter(action=protection.REVEAL).order_by("seq").values_list("result", flat=True)
    )
    assert results == ["OK", "OK", "REFUSED", "REFUSED"]
    assert sign_in(bank.cast.cleo).post(URL, GIVEN).status_code == 200


def test_an_hour_later_one_may_again(bank: Bank) -> None:
    from customers.choices import RevealField, RevealReason
    from customers.queries.sight import sight_of

    given: dict[str, Any] = {
        "customer": bank.wei,
        "field": RevealField.PHONE,
        "reason": RevealReason.CONTACT,
        "words": "call back",
        "policy": replace(POLICY, per_hour=1),
        "sight": sight_of(bank.cast.ana),
    }
    now = timezone.now()
    shown = [protection.reveal(**given, at=now + timedelta(minutes=minutes)) for minutes in (0, 30, 61)]
    assert [one is not None for one in shown] == [True, False, True]


def test_without_an_audit_row_there_is_no_value(
    bank: Bank, sign_in: "SignIn", monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_given: object) -> None:
        raise OSError("the trail cannot be written")

    monkeypatch.setattr(audit, "record", broken)
    client = sign_in(bank.cast.ana)
    client.raise_request_exception = False
    response = client.post(URL, GIVEN)
    assert response.status_code == 500
    assert bank.wei.phone not in response.content.decode()


def test_the_control_stands_beside_the_mask(bank: Bank, sign_in: "SignIn") -> None:
    page = sign_in(bank.cast.ana).get(reverse("customers:detail", args=["C0000001"])).content.decode()
    assert f'hx-get="{URL}?field=phone"' in page
    assert page.count("btn-reveal") == 3
