"""Sign-in: number and password, lockout, reset by mail, second factor; each with its trace, none a hint."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from organisation.models import AuditEvent, Staff
from tests.factories import organisation as make
from tests.factories.organisation import PASSWORD, Cast

SIGN_IN = "/account/sign-in/"
RESET = "/account/password/reset/"
NEW = "another calm password 8"


@pytest.fixture
def people(db: None) -> Cast:
    cast = make.cast(passwords=True)
    Staff.objects.unscoped("test").filter(pk=cast.ana.pk).update(email="ana@bank.example")
    return cast


def enter(client: Client, number: str = "A001", password: str = PASSWORD) -> int:
    return client.post(SIGN_IN, {"login": number, "password": password}).status_code


def inside(client: Client) -> bool:
    return SESSION_KEY in client.session


def trail() -> list[tuple[str, str, str]]:
    return list(AuditEvent.objects.order_by("seq").values_list("action", "entity_id", "result"))


def test_one_enters_with_number_and_password(client: Client, people: Cast) -> None:
    assert enter(client) == 302
    assert inside(client)
    assert trail() == [("sign_in", str(people.ana.pk), "OK")]


def test_the_number_may_be_typed_in_any_case(client: Client, people: Cast) -> None:
    enter(client, "a001")
    assert inside(client)


def test_an_unknown_number_answers_as_a_wrong_password(client: Client, people: Cast) -> None:
    pages = [
        client.post(SIGN_IN, {"login": number, "password": "wrong"}, headers={"accept-language": "en"})
        for number in ("A001", "Z999")
    ]
    known, unknown = (
        re.sub(r'value="[^"]*"|"X-CSRFToken": "[^"]*"', "", page.content.decode()) for page in pages
    )
    assert known == unknown
    assert pages[0].status_code == pages[1].status_code
    assert [event[1] for event in trail()] == [str(people.ana.pk), "unknown"]


def test_what_was_typed_for_an_unknown_number_is_not_kept(client: Client, people: Cast) -> None:
    enter(client, PASSWORD[:20], "wrong")
    assert not AuditEvent.objects.filter(entity_id__contains=PASSWORD[:10]).exists()


def test_a_person_without_password_or_who_left_does_not_enter(client: Client, people: Cast) -> None:
    Staff.objects.unscoped("test").filter(pk=people.ana.pk).update(password="")
    enter(client)
    Staff.objects.unscoped("test").filter(pk=people.ben.pk).update(status="LEFT")
    enter(client, "B001")
    assert not inside(client)


@pytest.mark.parametrize("number", ["A001", "Z999"])
def test_five_failures_lock_for_half_an_hour(client: Client, people: Cast, number: str) -> None:
    answers = [enter(client, number, "wrong") for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert enter(client, number) == 429
    assert not inside(client)
    assert AuditEvent.objects.filter(action="sign_in.locked").exists()
    assert enter(Client(REMOTE_ADDR="10.9.9.9"), number) == (302 if number == "A001" else 200)


def test_signing_in_elsewhere_ends_the_session_before_and_says_so(client: Client, people: Cast) -> None:
    other = Client()
    enter(client)
    enter(other)
    assert other.get("/").status_code == 200
    page = client.get("/", follow=True, headers={"accept-language": "en"}).content
    assert b"you signed in elsewhere" in page
    assert not inside(client)


def test_signing_out_ends_the_session_on_the_server(client: Client, people: Cast) -> None:
    enter(client)
    stolen = client.cookies["session"].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["session"] = stolen
    assert thief.get("/").status_code == 302
    assert trail()[-1][0] == "sign_out"


def test_the_password_is_not_in_the_trail_nor_in_the_page(client: Client, people: Cast) -> None:
    page = client.post(SIGN_IN, {"login": "A001", "password": "wrong-" + PASSWORD}).content.decode()
    assert PASSWORD not in page
    assert not AuditEvent.objects.filter(after__contains=PASSWORD).exists()


def reset_link() -> str:
    assert len(mail.outbox) == 1
    match = re.search(r"https?://\S+", str(mail.outbox[0].body))
    assert match
    return match.group(0)


def test_a_password_is_reset_by_mail_once(client: Client, people: Cast) -> None:
    client.post(RESET, {"email": "a001"}, headers={"host": "localhost"})
    link = reset_link()
    assert mail.outbox[0].to == ["ana@bank.example"]
    form = client.get(link.replace("http://127.0.0.1:8000", ""), follow=True)
    answer = client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert answer.status_code == 302
    again = Client().get(
        link.replace("http://127.0.0.1:8000", ""), follow=True, headers={"accept-language": "en"}
    )
    assert b"This link no longer works" in again.content
    assert enter(client, password=NEW) == 302
    assert [event[0] for event in trail()] == ["password.reset_asked", "password.change", "sign_in"]


def test_the_link_leads_to_our_own_host(client: Client, people: Cast) -> None:
    with override_settings(PORTAL_URL="https://crm.bank.example", ALLOWED_HOSTS=["*"]):
        client.post(RESET, {"email": "A001"}, headers={"host": "other.example"})
    assert reset_link().startswith("https://crm.bank.example/")
    assert "other.example" not in str(mail.outbox[0].body) + mail.outbox[0].subject


@pytest.mark.parametrize("number", ["A001", "B001", "Z999"])
def test_asking_for_a_reset_answers_the_same_for_everybody(client: Client, people: Cast, number: str) -> None:
    answer = client.post(RESET, {"email": number})
    assert (answer.status_code, answer["Location"]) == (302, "/account/password/reset/sent/")
    assert len(mail.outbox) == (1 if number == "A001" else 0)


def test_a_weak_password_is_refused(client: Client, people: Cast) -> None:
    enter(client)
    for weak in ("short", "123456789012345", "password1234"):
        form = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
        client.post(reverse("account_change_password"), form)
    assert enter(Client()) == 302


@pytest.fixture
def with_factor(
    transactional_db: None, client: Client, people: Cast, one_time_code: Callable[[str], str]
) -> str:
    """Ana has a second factor; the value is its secret."""
    enter(client)
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": one_time_code(secret)})
    client.post(reverse("account_logout"))
    return secret


def test_a_second_factor_is_asked_for_and_stored_encrypted(client: Client, with_factor: str) -> None:
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert with_factor not in str(stored.data)
    answer = client.post(SIGN_IN, {"login": "A001", "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get("/").status_code == 302
    assert ("totp.on", str(stored.user_id), "OK") in trail()


def test_a_used_code_does_not_open_a_second_time(
    client: Client, with_factor: str, one_time_code: Callable[[str], str]
) -> None:
    enter(client)
    used = one_time_code(with_factor)
    client.post(reverse("mfa_authenticate"), {"code": used})
    assert inside(client)
    other = Client()
    enter(other)
    other.post(reverse("mfa_authenticate"), {"code": used})
    assert not inside(other)


def test_a_recovery_code_opens_once(client: Client, people: Cast, with_factor: str) -> None:
    stored = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    one = stored.wrap().get_unused_codes()[0]
    enter(client)
    client.post(reverse("mfa_authenticate"), {"code": one})
    assert inside(client)
    other = Client()
    enter(other)
    other.post(reverse("mfa_authenticate"), {"code": one})
    assert not inside(other)


def test_switching_the_second_factor_off_asks_for_it_again(client: Client, with_factor: str) -> None:
    person = Staff.objects.unscoped("test").get(staff_no="A001")
    client.force_login(person)
    answer = client.get(reverse("mfa_deactivate_totp"))
    assert answer.status_code == 302
    assert "confirm" in answer["Location"]


def test_sign_up_and_other_pages_of_the_package_do_not_exist(client: Client, db: None) -> None:
    for page in ("/account/signup/", "/account/email/", "/accounts/login/", "/account/login/code/"):
        assert client.get(page).status_code == 404
