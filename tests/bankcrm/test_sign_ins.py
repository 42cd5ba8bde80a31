"""Demonstration accounts exist in a demonstration only; a new installation has one way in."""

from __future__ import annotations

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from organisation.models import AuditEvent, Staff
from organisation.roles import Role
from tests.factories import organisation as make
from tests.factories.organisation import Cast


def run(*command: str) -> list[str]:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue().splitlines()


def person(staff_no: str) -> Staff:
    return Staff.objects.unscoped("test").get(staff_no=staff_no)


def test_a_demonstration_opens_every_role(cast: Cast, client: Client) -> None:
    lines = [line.split() for line in run("demo_accounts")]
    assert {line[0] for line in lines} == {str(role) for role in Role}
    for _role, number, password in lines:
        assert password == settings.DEMO_PASSWORD
        assert person(number).is_demo
        answer = Client().post("/account/sign-in/", {"login": number, "password": password})
        assert answer.status_code == 302


def test_opening_twice_changes_nothing(cast: Cast) -> None:
    first = run("demo_accounts")
    before = (Staff.objects.unscoped("test").count(), AuditEvent.objects.count())
    assert run("demo_accounts") == first
    assert (Staff.objects.unscoped("test").count(), AuditEvent.objects.count()) == before


def test_people_of_the_bank_go_before_invented_ones(cast: Cast) -> None:
    numbers = {line.split()[1] for line in run("demo_accounts")}
    assert {"H001", "O001", "D001"} <= numbers
    assert not {"HR001", "AU001", "AD001"} & numbers


def test_head_office_is_filled_where_the_extract_has_nobody(db: None) -> None:
    root = make.branch("000000", "总行", level="HEAD_OFFICE")
    make.staff(at=make.branch("010101", parent=root), post="TELLER")
    numbers = {line.split()[1] for line in run("demo_accounts")}
    assert {"HR001", "AU001", "CO001", "BL001", "MK001", "MK002", "AD001"} <= numbers
    assert person("AU001").roles == {Role.AUDITOR}
    assert person("AU001").posting.branch == root


def test_production_refuses(cast: Cast) -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError, match="demo mode only"):
        run("demo_accounts")
    assert not Staff.objects.unscoped("test").filter(is_demo=True).exists()


def test_a_demonstration_account_opens_nothing_in_production(cast: Cast, client: Client) -> None:
    run("demo_accounts")
    given = {"login": "O001", "password": settings.DEMO_PASSWORD}
    client.post("/account/sign-in/", given)
    assert client.get("/").status_code == 200
    with override_settings(DEMO=False):
        assert client.get("/").status_code == 302
        assert Client().post("/account/sign-in/", given)["Location"] == "/account/inactive/"


def test_without_a_bank_there_is_nobody_to_open(db: None) -> None:
    with pytest.raises(CommandError, match="no bank yet"):
        run("demo_accounts")


def test_the_sign_in_page_names_people_in_a_demonstration_only(cast: Cast, client: Client) -> None:
    run("demo_accounts")
    assert settings.DEMO_PASSWORD in client.get("/account/sign-in/").content.decode()
    with override_settings(DEMO=False, DEMO_PASSWORD=""):
        page = client.get("/account/sign-in/").content.decode()
    assert "data-sign-in" not in page


def test_the_first_administrator_gets_a_password_once(db: None, client: Client) -> None:
    number, password = run("first_admin", "ADM1", "--name", "首任管理员")[0].split()
    assert client.post("/account/sign-in/", {"login": number, "password": password}).status_code == 302
    assert person("ADM1").roles == {Role.ADMIN}
    assert AuditEvent.objects.filter(action="account.first_admin").count() == 1
    with pytest.raises(CommandError, match="can already sign in"):
        run("first_admin", "ADM2")
    assert not AuditEvent.objects.filter(after__contains=password).exists()
