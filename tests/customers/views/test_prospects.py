"""Prospects through their pages: the bank's validators, duplicates, edits, the match and the reveal."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import yaml
from django.utils import timezone

from customers.actions import prospect_matching
from customers.models import LeadStep, Prospect
from customers.permissions.prospects import may_reveal
from organisation.models import AuditEvent, Preset
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories import referrals as leads

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.customers.conftest import SignIn

URL = "/customers/prospects/new/"
PANEL = "/customers/panels/prospects/"
PANEL_QUERIES = 7
ID = "11010519491231002X"


def given(**more: Any) -> dict[str, Any]:
    return {"uid": str(uuid4()), "name": "钱一诺", "phone": "13800138000", "owner": "A001", **more}


def test_the_golden_identity_and_mobile_numbers_through_the_form(
    bank: Bank, sign_in: SignIn, bank_data: Path
) -> None:
    cases = yaml.safe_load((bank_data.parent / "golden.yaml").read_text(encoding="utf-8"))["cases"]
    case = next(one for one in cases if one["id"] == "G16")
    client = sign_in(bank.cast.ana)
    taken = [
        client.post(URL, given(phone="", id_type="RESIDENT_ID", id_no=number, anyway="1")).status_code == 302
        for number in case["in"]["ids"]
    ]
    mobiles = [
        client.post(URL, given(phone=number, anyway="1")).status_code == 302
        for number in case["in"]["mobiles"]
    ]
    assert (taken, mobiles) == (case["out"]["ids"], case["out"]["mobiles"])


def test_a_number_needs_its_document_and_somebody_needs_a_number(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    assert "Say which document" in client.post(URL, given(id_no=ID)).content.decode()
    assert "never found again" in client.post(URL, given(phone="")).content.decode()


def test_duplicates_are_shown_first_and_details_only_in_scope(bank: Bank, sign_in: SignIn) -> None:
    make.customer("王伟明", at=bank.cast.here, a=bank.cast.ana, id_no=ID)
    make.customer("林静", at=bank.cast.there, a=bank.cast.ben, phone="13800138000")
    sent = given(id_type="RESIDENT_ID", id_no=ID)
    page = sign_in(bank.cast.ana).post(URL, sent)
    body = page.content.decode()
    assert page.status_code == 422
    assert [word in body for word in ("王伟明", "林静", "Known to another branch")] == [True, False, True]
    assert not Prospect.objects.unscoped("test").exists()
    assert 'value="钱一诺"' in body


def test_a_form_sent_twice_keeps_one_person(bank: Bank, sign_in: SignIn) -> None:
    client, sent = sign_in(bank.cast.ana), given()
    assert client.post(URL, sent)["Location"] == client.post(URL, sent)["Location"]
    assert Prospect.objects.unscoped("test").count() == 1


def test_numbers_are_not_tried_one_after_the_other(bank: Bank, sign_in: SignIn) -> None:
    Preset.objects.filter(key="customers.use").update(value={"searches_per_minute": 1, "export_rows": 5000})
    client = sign_in(bank.cast.ana)
    assert client.post(URL, given()).status_code == 302
    refused = client.post(URL, given(phone="13900139000"))
    assert (refused.status_code, "Too many searches" in refused.content.decode()) == (422, True)
    assert AuditEvent.objects.filter(action="customer.search").count() == 1


@pytest.fixture
def qian(bank: Bank) -> Prospect:
    return leads.prospect(
        "钱一诺", at=bank.cast.here, by=bank.cast.ana, owner=bank.cast.ana, phone="13800138000", id_no=ID
    )


def token(client: Client, url: str) -> str:
    return str(client.get(url).context["form"].initial["token"])


def test_two_people_change_the_same_and_nothing_typed_is_lost(
    bank: Bank, sign_in: SignIn, qian: Prospect
) -> None:
    url = f"/customers/prospects/{qian.pk}/edit/"
    ana, cleo = sign_in(bank.cast.ana), sign_in(bank.cast.cleo)
    opened = token(ana, url)
    assert qian.phone not in ana.get(url).content.decode()
    sent = {"name": "钱一", "note": qian.note, "token": opened}
    assert cleo.post(url, {**sent, "token": token(cleo, url)}).status_code == 302
    stale = ana.post(url, {**sent, "name": "钱壹"})
    assert stale.status_code == 422
    assert [text in stale.content.decode() for text in ("钱一诺", "钱一<", "钱壹")] == [True] * 3
    again = {**sent, "name": "钱壹", "token": stale.context["form"].data["token"]}
    assert ana.post(url, again).status_code == 302
    qian.refresh_from_db()
    assert qian.name == "钱壹"


def test_a_conversation_and_its_next_day(bank: Bank, sign_in: SignIn, qian: Prospect) -> None:
    url = f"/customers/prospects/{qian.pk}/contact/"
    due = timezone.localdate() + timedelta(days=3)
    client = sign_in(bank.cast.ana)
    late = timezone.localdate() + timedelta(days=200)
    sent = {"result": "AGAIN", "note": "谈", "uid": str(uuid4())}
    assert client.post(url, {**sent, "next_on": late}).status_code == 422
    twice = [client.post(url, {**sent, "next_on": due}).status_code for _time in range(2)]
    assert twice == [302, 302]
    assert LeadStep.objects.filter(prospect=qian, move="ATTEMPT").count() == 1
    body = client.get("/customers/prospects/?mine=on").content.decode()
    assert ["钱一诺" in body, str(due) in body] == [True, True]
    assert "data-href" not in client.get("/customers/prospects/?due=on").content.decode()


def test_a_name_or_phone_is_found_and_stands_in_no_address(
    bank: Bank, sign_in: SignIn, qian: Prospect
) -> None:
    client = sign_in(bank.cast.ana)
    found = [
        client.post("/customers/prospects/", {"key": key}).content.decode().count("data-href")
        for key in ("钱一诺", "13800138000", "钱", "13900139000")
    ]
    assert found == [1, 1, 0, 0]


def test_the_core_opens_the_account_and_the_manager_confirms(
    bank: Bank, sign_in: SignIn, qian: Prospect
) -> None:
    customer = make.customer("钱一诺", at=bank.cast.here, id_no=ID)
    prospect_matching.find_matches(timezone.now())
    client, url = sign_in(bank.cast.ana), f"/customers/prospects/{qian.pk}/"
    assert "is this the same person?" in client.get(url).content.decode()
    match = qian.matches.get()
    client.post(f"/customers/prospects/match/{match.pk}/", {"same": "yes", "take": "on"})
    qian.refresh_from_db()
    assert (qian.status, qian.customer) == ("ASSIGNED", customer)
    assert f"/customers/of/{customer.customer_no}/" in client.get(url).content.decode()


def test_an_answer_that_says_nothing_decides_nothing(bank: Bank, sign_in: SignIn, qian: Prospect) -> None:
    make.customer("钱一诺", at=bank.cast.here, id_no=ID)
    prospect_matching.find_matches(timezone.now())
    match = qian.matches.get()
    answer = sign_in(bank.cast.ana).post(f"/customers/prospects/match/{match.pk}/", {"take": "on"})
    match.refresh_from_db()
    assert (answer.status_code, match.same) == (422, None)
    assert "Say whether it is the same person." in answer.content.decode()


@pytest.mark.usefixtures("english")
def test_who_may_not_reveal_is_told_who_may(bank: Bank, sign_in: SignIn, qian: Prospect) -> None:
    bo = org.staff("鲍勃", at=bank.cast.here, staff_no="A002")
    verdict = may_reveal(bo, qian)
    assert (bool(verdict), verdict.reason) == (
        False,
        "Masked data of a prospect is revealed to the manager who follows up and the head.",
    )


def test_the_number_is_shown_once_with_a_reason(bank: Bank, sign_in: SignIn, qian: Prospect) -> None:
    url = f"/customers/prospects/{qian.pk}/reveal/"
    client = sign_in(bank.cast.ana)
    assert "138****8000" in client.get(f"/customers/prospects/{qian.pk}/").content.decode()
    shown = client.post(url, {"field": "phone", "reason": "CONTACT", "words": "约时间见面"})
    assert "13800138000" in shown.content.decode()
    event = AuditEvent.objects.get(action="prospect.reveal")
    assert (event.field, event.after, event.result) == ("phone", "138****8000", "OK")


def test_reveals_of_customers_and_prospects_share_one_quota(
    bank: Bank, sign_in: SignIn, qian: Prospect
) -> None:
    value = {"per_hour": 2, "seconds_shown": 60, "reason_min_length": 5, "alert_pct": 50, "proof_minutes": 15}
    Preset.objects.filter(key="customers.reveal").update(value=value)
    client = sign_in(bank.cast.ana)
    given = {"field": "phone", "reason": "CONTACT", "words": "约时间见面"}
    prospect, customer = f"/customers/prospects/{qian.pk}/reveal/", "/customers/of/C0000001/reveal/"
    answers = [client.post(url, given).status_code for url in (prospect, customer, prospect, customer)]
    assert answers == [200, 200, 429, 429]
    told = AuditEvent.objects.filter(action="customer.reveal_often").order_by("seq")
    assert list(told.values_list("result", flat=True)) == ["OK", "REFUSED"]


def test_a_number_is_shown_only_to_who_has_just_signed_in(
    bank: Bank, sign_in: SignIn, qian: Prospect
) -> None:
    client = sign_in(bank.cast.ana)
    session = client.session
    session["signed_in_at"] = (timezone.now() - timedelta(minutes=16)).timestamp()
    session["account_authentication_methods"] = []
    session.save()
    url = f"/customers/prospects/{qian.pk}/reveal/"
    asked = client.post(url, {"field": "phone", "reason": "CONTACT", "words": "约时间见面"})
    assert asked.status_code == 403
    assert "13800138000" not in asked.content.decode()
    assert f"/customers/prospects/{qian.pk}/" in asked.content.decode()
    assert not AuditEvent.objects.filter(action="prospect.reveal").exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_three(
    bank: Bank, sign_in: SignIn, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(rows):
        leads.prospect(at=bank.cast.here, by=bank.cast.ana, owner=bank.cast.ana)
    client = sign_in(bank.cast.cleo)
    client.get("/customers/prospects/")
    with django_assert_num_queries(8):
        client.get("/customers/prospects/", headers={"HX-Request": "true"})


def test_who_is_known_with_a_number_typed_later_is_shown_before_it_is_kept(
    bank: Bank, sign_in: SignIn, qian: Prospect
) -> None:
    url = f"/customers/prospects/{qian.pk}/edit/"
    ana = sign_in(bank.cast.ana)
    sent = {"name": qian.name, "note": qian.note, "phone": bank.wei.phone, "token": token(ana, url)}
    shown = ana.post(url, sent)
    assert shown.status_code == 422
    assert "Somebody with this number is known already." in shown.content.decode()
    qian.refresh_from_db()
    assert qian.phone == "13800138000"
    assert ana.post(url, {**sent, "anyway": "1"}).status_code == 302
    qian.refresh_from_db()
    assert qian.phone == bank.wei.phone
    own = {**sent, "note": "换了号码", "token": token(ana, url), "phone": qian.phone}
    assert (
        "Somebody with this number" in ana.post(url, own).content.decode()
    )  # of the customer, not of the row itself


def test_the_workbench_tells_whom_to_call(bank: Bank, sign_in: SignIn) -> None:
    today, cast = timezone.localdate(), bank.cast
    other = org.staff("安宁", at=cast.here, staff_no="A002")
    for name, owner, ahead in (
        ("到期的", cast.ana, -1),
        ("今天的", cast.ana, 0),
        ("以后的", cast.ana, 5),
        ("同事的", other, -1),
        ("没人的", None, None),
    ):
        due = None if ahead is None else today + timedelta(days=ahead)
        leads.prospect(name, at=cast.here, by=cast.lola, owner=owner, next_on=due)
    panel = sign_in(cast.cleo).get(PANEL)
    assert [(row.name, row.owner) for row in panel.context["rows"]] == [("没人的", "")]
    page = sign_in(cast.ana).get(PANEL).content.decode()
    assert [name in page for name in ("到期的", "今天的", "以后的", "同事的")] == [True, True, False, False]
    assert (page.index("到期的") < page.index("今天的"), page.count("tone-late")) == (True, 1)
    assert "Nobody is to be called today" in sign_in(cast.ben).get(PANEL).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_panel_asks_as_much_for_one_as_for_three(
    bank: Bank, sign_in: SignIn, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(bank.cast.ana)
    for _ in range(number):
        leads.prospect(
            at=bank.cast.here, by=bank.cast.lola, owner=bank.cast.ana, next_on=timezone.localdate()
        )
    client.get(PANEL)
    with django_assert_num_queries(PANEL_QUERIES):
        client.get(PANEL)
