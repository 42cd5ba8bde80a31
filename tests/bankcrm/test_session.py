"""How long a session lives, where it is bound to, and that nothing of an answer is kept."""

from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from bankcrm.middleware import SEEN_AT, SIGNED_IN_AT
from organisation.models import AuditEvent, Staff
from tests.factories.organisation import Cast

IDLE = 15 * 60
ABSOLUTE = 8 * 3600
HOME = "/"


def signed_in(client: Client, person: Staff) -> None:
    client.force_login(person)
    assert client.get(HOME).status_code == 200


def move_back(client: Client, key: str, seconds: float) -> None:
    session = client.session
    session[key] -= seconds
    session.save()


def lives(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_a_session_lives_until_a_second_before_the_idle_limit(client: Client, cast: Cast) -> None:
    signed_in(client, cast.ana)
    move_back(client, SEEN_AT, IDLE - 2)
    assert client.get(HOME).status_code == 200


def test_a_session_ends_at_the_idle_limit_and_says_so(client: Client, cast: Cast) -> None:
    signed_in(client, cast.ana)
    move_back(client, SEEN_AT, IDLE + 1)
    answer = client.get(HOME, follow=True, headers={"accept-language": "en"})
    assert answer.redirect_chain[0][0].startswith(reverse("account_login"))
    assert b"was not used for a while" in answer.content
    assert not lives(client)


def test_use_extends_the_idle_limit(client: Client, cast: Cast) -> None:
    signed_in(client, cast.ana)
    for _visit in range(3):
        move_back(client, SEEN_AT, IDLE - 60)
        assert client.get(HOME).status_code == 200


def test_what_a_page_asks_by_itself_does_not_extend_the_idle_limit(client: Client, cast: Cast) -> None:
    signed_in(client, cast.ana)
    move_back(client, SEEN_AT, IDLE - 60)
    assert client.get(HOME, headers={"x-background": "1"}).status_code == 200
    move_back(client, SEEN_AT, 61)
    assert client.get(HOME).status_code == 302


def test_a_session_ends_after_eight_hours_of_use(client: Client, cast: Cast) -> None:
    signed_in(client, cast.ana)
    move_back(client, SIGNED_IN_AT, ABSOLUTE - 2)
    assert client.get(HOME).status_code == 200
    move_back(client, SIGNED_IN_AT, 3)
    assert client.get(HOME).status_code == 302
    assert not lives(client)


def test_a_person_who_left_is_out_from_the_next_request(client: Client, cast: Cast) -> None:
    signed_in(client, cast.ana)
    Staff.objects.unscoped("test").filter(pk=cast.ana.pk).update(status="LEFT")
    assert client.get(HOME).status_code == 302
    assert not lives(client)


def test_signing_out_everywhere_ends_every_session(client: Client, cast: Cast) -> None:
    other = Client()
    signed_in(client, cast.ana)
    signed_in(other, cast.ana)
    client.post(reverse("organisation:account_end_sessions"))
    assert not AuditEvent.objects.exclude(action="sessions.end").exists()
    for browser in (client, other):
        assert browser.get(HOME).status_code == 302


def test_the_end_of_a_session_clears_the_browser(client: Client, cast: Cast) -> None:
    signed_in(client, cast.ana)
    answer = client.post(reverse("account_logout"), secure=True)
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_a_panel_of_an_ended_session_reloads_the_page(client: Client, cast: Cast) -> None:
    answer = client.get(reverse("organisation:account"), headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


@pytest.mark.parametrize("path", [HOME, "/account/sign-in/", "/nowhere/", "/organisation/account/"])
def test_no_answer_is_kept(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.ana)
    answer = client.get(path)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_are_refused(client: Client, cast: Cast, method: str) -> None:
    assert client.generic(method, HOME).status_code == 405
