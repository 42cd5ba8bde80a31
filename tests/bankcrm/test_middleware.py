"""Every page reads one moment and writes nothing; what is recorded says from where."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path, reverse

from organisation.guards import public
from organisation.models import AuditEvent, Branch, Staff
from organisation.origin import client_ip
from tests.factories.organisation import PASSWORD, Cast, branch, cast

SHOWN: list[str] = []


@public("test")
def writes(request: HttpRequest) -> HttpResponse:
    Branch.objects.create(branch_no="999999", name="x", level="OUTLET", path="/999999/")
    return HttpResponse("written")


@public("test")
def tells(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        for name in ("transaction_isolation", "transaction_read_only"):
            cursor.execute(f"SHOW {name}")
            SHOWN.append(cursor.fetchone()[0])
    return HttpResponse("told")


urlpatterns = [path("writes/", writes), path("tells/", tells), path("", include("bankcrm.urls"))]
handler500 = "bankcrm.views.server_error"
here = override_settings(ROOT_URLCONF=__name__)


@pytest.fixture(autouse=True)
def nothing_shown() -> None:
    SHOWN.clear()


@here
@pytest.mark.django_db(transaction=True)
def test_a_page_reads_one_snapshot_that_cannot_write(client: Client) -> None:
    client.get("/tells/")
    assert SHOWN == ["repeatable read", "on"]


@here
@pytest.mark.django_db(transaction=True)
def test_a_post_sees_and_writes_as_usual(client: Client) -> None:
    client.post("/tells/")
    assert SHOWN == ["read committed", "off"]


@here
@pytest.mark.django_db(transaction=True)
def test_a_get_that_writes_fails_in_the_database(client: Client) -> None:
    with pytest.raises(DatabaseError, match="read-only"):
        client.get("/writes/")
    assert not Branch.objects.unscoped("test").exists()
    assert client.post("/writes/").status_code == 200


@pytest.mark.django_db
def test_what_is_recorded_carries_address_and_request(client: Client) -> None:
    cast(passwords=True)
    answer = client.post("/account/sign-in/", {"login": "A001", "password": PASSWORD})
    event = AuditEvent.objects.get(action="sign_in")
    assert (event.ip, event.request_id) == ("127.0.0.1", answer["X-Request-ID"])


@pytest.mark.parametrize(
    ("behind", "remote", "forwarded", "address"),
    [
        (False, "10.1.1.1", "", "10.1.1.1"),
        (False, "10.1.1.1", "6.6.6.6", "10.1.1.1"),
        (True, "172.16.0.2", "10.1.1.1", "10.1.1.1"),
        (True, "172.16.0.2", "6.6.6.6, 10.1.1.1", "10.1.1.1"),
        (True, "172.16.0.2", "6.6.6.6,7.7.7.7 ,10.1.1.1", "10.1.1.1"),
        (True, "172.16.0.2", "", None),
        (False, "", "6.6.6.6", None),
    ],
)
def test_an_address_cannot_be_forged(behind: bool, remote: str, forwarded: str, address: str | None) -> None:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    request = RequestFactory(headers=headers).get("/", REMOTE_ADDR=remote)
    with override_settings(BEHIND_PROXY=behind):
        assert client_ip(request) == address


def test_the_language_of_the_person_goes_before_the_browsers(client: Client, cast: Cast) -> None:
    client.force_login(cast.ana)
    Staff.objects.unscoped("test").filter(pk=cast.ana.pk).update(language="en")
    answer = client.get("/", headers={"accept-language": "zh-CN"})
    assert b'<html lang="en"' in answer.content


def test_a_choice_of_language_follows_the_person(client: Client, cast: Cast) -> None:
    client.force_login(cast.ana)
    client.post(reverse("preference"), {"language": "en", "next": "/organisation/account/"})
    assert Staff.objects.unscoped("test").get(pk=cast.ana.pk).language == "en"
    elsewhere = Client()
    elsewhere.force_login(cast.ana)
    assert b'<html lang="en"' in elsewhere.get("/").content


@pytest.mark.parametrize("target", ["https://other.example/", "//other.example/", "javascript:alert(1)", ""])
def test_a_choice_leads_to_our_own_pages_only(client: Client, db: None, target: str) -> None:
    assert client.post(reverse("preference"), {"theme": "dark", "next": target})["Location"] == "/"


def test_theme_and_menu_are_remembered(client: Client, cast: Cast) -> None:
    client.force_login(cast.ana)
    client.post(reverse("preference"), {"theme": "dark", "next": "/"})
    client.post(reverse("preference"), {"menu": "folded", "next": "/"})
    client.post(reverse("preference"), {"theme": "<script>", "next": "/"})
    page = client.get("/").content.decode()
    assert 'data-bs-theme="dark"' in page
    assert "menu-folded" in page


def test_an_error_page_tells_the_request_and_nothing_else(db: None) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        branch("999999")  # makes the write of the view collide as well
        answer = Client(raise_request_exception=False).get("/writes/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert answer["X-Request-ID"] in page
    assert not [word for word in ("Traceback", "INSERT", "read-only", "organisation_") if word in page]
