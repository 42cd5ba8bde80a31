"""The search box: posted, in scope, the same silence for nobody and for somebody out of scope."""

from typing import TYPE_CHECKING

from customers.actions import protection
from organisation.models import AuditEvent, Preset
from tests.customers.bank import Bank

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

URL = "/search/"
HTMX = {"HX-Request": "true"}


def test_htmx_gets_links_and_a_browser_a_page(bank: Bank, sign_in: "SignIn") -> None:
    client = sign_in(bank.cast.ana)
    part = client.post(URL, {"q": "wwm"}, headers=HTMX).content.decode()
    assert "<html" not in part
    assert 'href="/customers/of/C0000001/"' in part
    assert "by initials" in part
    page = client.post(URL, {"q": "王伟明"}).content.decode()
    assert "<html" in page
    assert "C0000001" in page


def test_the_text_of_an_address_is_not_looked_at(bank: Bank, sign_in: "SignIn") -> None:
    page = sign_in(bank.cast.ana).get(URL, {"q": "王伟明"}).content.decode()
    assert "C0000001" not in page
    assert "王伟明" not in page


def test_out_of_scope_answers_like_nobody(bank: Bank, sign_in: "SignIn") -> None:
    client = sign_in(bank.cast.cora)
    answers = [
        client.post(URL, {"q": word}, headers=HTMX).content
        for word in ("王伟明", "没有人", "C0000001", "C8888888")
    ]
    assert len(set(answers)) == 1
    assert b"Nothing found in your scope" in answers[0]


def test_everybody_may_search_and_those_without_customers_find_none(bank: Bank, sign_in: "SignIn") -> None:
    cast = bank.cast
    for person in (cast.hana, cast.tina, cast.ada, cast.lola, cast.mira):
        response = sign_in(person).post(URL, {"q": "王伟明"}, headers=HTMX)
        assert response.status_code == 200
        assert b"C0000001" not in response.content


def test_a_whole_number_is_put_on_record_without_the_number(bank: Bank, sign_in: "SignIn") -> None:
    client = sign_in(bank.cast.ana)
    client.post(URL, {"q": bank.wei.phone}, headers=HTMX)
    client.post(URL, {"q": "wwm"}, headers=HTMX)
    (event,) = AuditEvent.objects.filter(action=protection.SEARCH)
    assert (event.actor_no, event.after) == ("A001", '{"found": 1}')


def test_too_many_searches_wait(bank: Bank, sign_in: "SignIn") -> None:
    Preset.objects.filter(key="customers.use").update(value={"searches_per_minute": 2, "export_rows": 5})
    client = sign_in(bank.cast.ana)
    answers = [client.post(URL, {"q": "wwm"}, headers=HTMX) for _ in range(4)]
    # Two in a minute; a minute may turn over between them.
    assert [answer.status_code for answer in answers].count(429) in {1, 2}
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert refused["Retry-After"] == "60"
    assert b"C0000001" not in refused.content


def test_before_the_first_night_the_box_is_silent(cast: object, sign_in: "SignIn") -> None:
    assert sign_in(cast.ana).post(URL, {"q": "wwm"}).status_code == 200  # type: ignore[attr-defined]


def test_a_search_without_the_token_of_the_page_is_refused(bank: Bank) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(bank.cast.ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(URL, {"q": "wwm"}).status_code == 403


def test_front_staff_who_find_nobody_are_led_to_where_customers_are_recognised(
    bank: Bank, sign_in: "SignIn"
) -> None:
    pages = [
        sign_in(person).post(URL, {"q": "王伟明"}, headers=HTMX).content.decode()
        for person in (bank.cast.tina, bank.cast.hana)
    ]
    assert ["/customers/recognise/" in page for page in pages] == [True, False]
