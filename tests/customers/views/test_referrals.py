"""Referring, the register and its file, and the pages of one referral."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from customers.actions.referral_course import ask_the_next
from customers.models import Prospect, Referral
from organisation.models import AuditEvent
from tests.customers.bank import Bank
from tests.factories import referrals as leads

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.customers.conftest import SignIn

NEW = {"name": "钱一诺", "phone": "138 0013 8000", "signals": ["LARGE_CASH"], "interests": ["WEALTH"]}


def given(**more: Any) -> dict[str, Any]:
    return {"uid": str(uuid4()), "signals": ["ASKED"], "place": "大厅", **more}


def test_a_teller_refers_a_customer_and_the_manager_is_asked(bank: Bank, sign_in: SignIn) -> None:
    url = f"/customers/refer/{bank.wei.pk}/"
    client = sign_in(bank.cast.tina)
    page = client.get(url).content.decode()
    assert bank.wei.name not in page
    sent = given()
    first, again = client.post(url, sent), client.post(url, sent)
    made = Referral.objects.unscoped("test").get()
    assert (first.status_code, first["Location"]) == (302, f"/customers/referrals/{made.pk}/")
    assert again["Location"] == first["Location"]
    assert (made.receiver, made.created_by, made.customer) == (bank.cast.ana, bank.cast.tina, bank.wei)


def test_nothing_seen_is_no_referral(bank: Bank, sign_in: SignIn) -> None:
    response = sign_in(bank.cast.tina).post(
        f"/customers/refer/{bank.wei.pk}/", given(signals=[], place="门口")
    )
    assert response.status_code == 422
    assert "Say what was seen" in response.content.decode()
    assert "门口" in response.content.decode()


def test_who_is_known_is_shown_before_anything_is_kept(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.tina)
    here = given(name="王伟明", phone=make_mobile(bank.wei))
    body = client.post("/customers/refer/", here)
    assert body.status_code == 422
    assert "Refer this customer instead" in body.content.decode()
    assert bank.wei.customer_no not in body.content.decode()
    there = given(name="林静", phone=make_mobile(bank.lin, "13900139000"))
    page = client.post("/customers/refer/", there).content.decode()
    assert "Known to another branch" in page
    assert "本杰明" not in page
    assert not Prospect.objects.unscoped("test").exists()
    assert client.post("/customers/refer/", {**there, "anyway": "1"}).status_code == 302
    assert Prospect.objects.unscoped("test").count() == 1


def make_mobile(customer: Any, number: str = "13800138000") -> str:
    """Give the customer a mobile number that the form takes."""
    from customers.search import phone_key

    customer.phone = number
    customer.phone_hash = phone_key(number)
    customer.save()
    return number


def test_a_new_person_is_referred_once_however_often_the_form_is_sent(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.lola)
    sent = given(**NEW)
    first, again = client.post("/customers/refer/", sent), client.post("/customers/refer/", sent)
    assert (first.status_code, again["Location"]) == (302, first["Location"])
    person = Prospect.objects.unscoped("test").get()
    assert (person.phone, person.status, person.identified_by) == ("13800138000", "REFERRED", bank.cast.lola)


def test_a_customer_introduces_somebody(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    wrong = client.post("/customers/refer/", given(**NEW, introducer="C0000003", to="A001"))
    assert "No customer of this branch has this number" in wrong.content.decode()
    client.post("/customers/refer/", given(**NEW, introducer="c0000001", to="A001"))
    made = Referral.objects.unscoped("test").get()
    assert (made.referrer_type, made.introduced_by, made.status) == ("CUSTOMER", bank.wei, "ACCEPTED")
    panel = client.get("/customers/of/C0000001/referrals/").content.decode()
    assert "Introduced 1 person" in panel
    assert "钱一诺" in panel


def test_the_manager_accepts_and_says_what_came_of_it(bank: Bank, sign_in: SignIn) -> None:
    made = leads.referral(bank.left, by=bank.cast.tina, at=bank.cast.here, to=bank.cast.ana)
    client, url = sign_in(bank.cast.ana), f"/customers/referrals/{made.pk}/"
    assert "赵六" in client.get("/customers/panels/referrals/").content.decode()
    assert client.post(f"{url}accept/").status_code == 302
    late = client.post(f"{url}accept/")
    assert late.status_code == 403
    assert "安娜 has accepted this referral." in late.content.decode()
    refused = client.post(f"{url}result/", {"result": "AGAIN", "note": "忙"})
    assert (refused.status_code, "A follow-up needs its day." in refused.content.decode()) == (422, True)
    won = {"result": "SUCCESS", "note": "开户", "take": "on", "uid": str(uuid4())}
    assert [client.post(f"{url}result/", won).status_code for _time in range(2)] == [302, 302]
    assert client.post(f"{url}result/", {**won, "uid": str(uuid4())}).status_code == 403
    made.refresh_from_db()
    assert made.steps.filter(move="ATTEMPT").count() == 1
    assert made.status == "CONVERTED"
    assert bank.left.relationships.get().staff == bank.cast.ana


def test_front_staff_see_what_became_of_it_but_no_names(bank: Bank, sign_in: SignIn) -> None:
    made = leads.referral(bank.wei, by=bank.cast.tina, at=bank.cast.here)
    client = sign_in(bank.cast.tina)
    pages = [
        client.get(path).content.decode()
        for path in (
            "/customers/referrals/",
            f"/customers/referrals/{made.pk}/",
            "/customers/panels/referrals/",
        )
    ]
    assert [bank.wei.name in page for page in pages] == [False] * 3
    assert ["安娜" in page for page in pages] == [True] * 3


def test_the_register_as_a_file_holds_no_name_and_no_formula(bank: Bank, sign_in: SignIn) -> None:
    person = leads.prospect(
        "钱一诺", at=bank.cast.here, by=bank.cast.tina, phone="13800138000", status="REFERRED"
    )
    leads.referral(
        person, by=bank.cast.tina, at=bank.cast.here, to=bank.cast.ana, place="=1+1", signals=["ASKED"]
    )
    client = sign_in(bank.cast.cleo)
    response = client.post("/customers/referrals/register.csv?standing=waiting")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert (rows[0][:5], len(rows[0])) == (["Date and time", "Place", "Referrer", "Referred by", "Name"], 13)
    assert rows[1][1:6] == ["'=1+1", "Cash teller", "田娜", "钱**", "138****8000"]
    event = AuditEvent.objects.get(action="customer.export")
    assert "referrals.csv" in event.after
    assert client.post("/customers/referrals/register.xlsx").status_code == 200
    assert sign_in(bank.cast.tina).post("/customers/referrals/register.csv").status_code == 403


@pytest.mark.parametrize(("query", "expected"), [("", 2), ("?standing=worked", 1), ("?referrer=LOBBY", 0)])
def test_filters(bank: Bank, sign_in: SignIn, query: str, expected: int) -> None:
    leads.referral(bank.wei, by=bank.cast.tina, at=bank.cast.here, to=bank.cast.ana)
    leads.accepted(bank.fang, by=bank.cast.tina, at=bank.cast.here, to=bank.cast.ana)
    body = sign_in(bank.cast.cleo).get(f"/customers/referrals/{query}", headers={"HX-Request": "true"})
    assert body.content.decode().count("data-href") == expected


def test_dates_narrow_and_nonsense_is_refused(bank: Bank, sign_in: SignIn) -> None:
    leads.referral(bank.wei, by=bank.cast.tina, at=bank.cast.here, to=bank.cast.ana)
    client, tomorrow = sign_in(bank.cast.cleo), timezone.localdate() + timedelta(days=1)
    assert "data-href" not in client.get(f"/customers/referrals/?since={tomorrow}").content.decode()
    assert client.get("/customers/referrals/?since=never").status_code == 422
    assert "data-href" in client.get("/customers/referrals/?until=9999-12-31").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_costs_the_same_for_one_row_and_three(
    bank: Bank, sign_in: SignIn, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(rows):
        leads.referral(bank.wei, by=bank.cast.tina, at=bank.cast.here, to=bank.cast.ana)
    client = sign_in(bank.cast.cleo)
    client.get("/customers/referrals/")
    with django_assert_num_queries(10):  # one of them reads the bank's fields
        client.get("/customers/referrals/", headers={"HX-Request": "true"})


def said(client: Any, referral: Referral) -> str:
    return " ".join(client.get(f"/customers/referrals/{referral.pk}/").content.decode().split())


def test_the_page_counts_the_minutes_and_looks_again_by_itself(bank: Bank, sign_in: SignIn) -> None:
    now, cast = timezone.now(), bank.cast
    waits = leads.referral(
        bank.wei, by=cast.tina, at=cast.here, to=cast.ana, when=now - timedelta(minutes=2, seconds=10)
    )
    late = leads.referral(
        bank.fang, by=cast.tina, at=cast.here, to=cast.ana, when=now - timedelta(minutes=12)
    )
    page = said(sign_in(cast.tina), waits)
    assert f"{cast.ana.name} is asked, 7 minutes left until" in page
    assert 'hx-trigger="every 20s"' in page
    assert "not set by the bank" in page
    assert f"{cast.ana.name} let the time pass; the next in turn is asked" in said(sign_in(cast.tina), late)


def test_whoever_is_asked_last_keeps_it(bank: Bank, sign_in: SignIn) -> None:
    cast, when = bank.cast, timezone.now() - timedelta(hours=1)
    made = leads.referral(bank.wei, by=cast.tina, at=cast.here, to=cast.ana, when=when)
    for turn in range(1, 5):
        ask_the_next(when + turn * timedelta(minutes=11))
    made.refresh_from_db()
    assert made.receiver == cast.cleo
    page = said(sign_in(cast.cleo), made)
    assert f"{cast.cleo.name} is asked; nobody else is left, so it stays here until" in page
    assert "hx-trigger" not in page.split('id="course-of-it"')[1].split(">")[0]
