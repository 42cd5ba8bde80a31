"""A lobby manager recognises and refers on a tablet; the manager accepts; what failed first becomes a follow-up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize, expect

from customers.actions import referral_course
from customers.models import Referral
from organisation.models import AuditEvent
from tests.customers.bank import Bank, a_bank
from tests.factories import organisation as org
from tests.journeys.conftest import follow, visit

AsPerson = Callable[..., Page]
TABLET: ViewportSize = {"width": 820, "height": 1180}


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    return a_bank(org.cast(passwords=True))


def recognise(page: Page, typed: str) -> None:
    page.goto("/customers/recognise/")
    page.locator("#id_q").fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator("#found .panel")).to_have_count(1)


def test_from_the_lobby_to_the_manager_and_to_a_follow_up(as_person: AsPerson, bank: Bank) -> None:
    lobby = as_person("V001", viewport=TABLET)
    recognise(lobby, bank.wei.phone[-4:])
    expect(lobby.locator("#found")).to_contain_text("安娜")
    expect(lobby.locator("#found")).not_to_contain_text("王伟明")
    assert bank.wei.phone[-4:] not in lobby.url
    assert AuditEvent.objects.filter(action="customer.recognise", actor_no="V001").count() == 1
    follow(lobby.locator("#found .btn-primary"))
    lobby.check("input[value=LARGE_CASH]")
    lobby.check("input[value=WEALTH]")
    follow(lobby.locator("form.panel button[type=submit]"))
    expect(lobby).to_have_url(re.compile(r"/customers/referrals/\d+/$"))
    wide = lobby.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    ana = as_person("A001")
    visit(ana, "/")
    follow(ana.locator("#panel-referrals a", has_text="王伟明"))
    expect(ana.locator("h1")).to_have_text("王伟明")
    follow(ana.locator("form[action$='/accept/'] button"))
    follow(ana.locator("a[href$='/result/']"))
    due = timezone.localdate() + timedelta(days=7)
    ana.locator("input[name=result][value=AGAIN]").check()
    ana.locator("textarea[name=note]").fill("客户下周再来")
    ana.locator("input[name=next_on]").fill(due.isoformat())
    with ana.expect_navigation():
        ana.locator("form.panel button[type=submit]").dblclick()
    expect(ana).to_have_url(re.compile(r"/customers/referrals/\d+/$"))
    made = Referral.objects.unscoped("test").get()
    assert (made.status, made.first_result, made.next_follow_up) == ("FOLLOW_UP", "AGAIN", due)
    assert made.steps.filter(result="AGAIN", note_sealed__gt=b"").count() == 1
    head = as_person("C001")
    head.goto("/customers/referrals/?standing=worked")
    expect(head.locator("#list tbody tr")).to_have_count(1)
    wide = head.evaluate(
        "() => { const b = document.querySelector('.register'); return b.scrollWidth - b.clientWidth; }"
    )
    assert wide <= 0  # every field of the register stands on the desk's screen
    with head.expect_download() as download:
        head.locator("form[action*='register.csv'] button").click()
    assert download.value.suggested_filename.endswith(".csv")


def test_what_the_manager_does_not_accept_in_time_comes_to_the_head(as_person: AsPerson, bank: Bank) -> None:
    teller = as_person("T001")
    recognise(teller, "李芳")
    follow(teller.locator("#found .btn-primary"))
    teller.check("input[value=MATURING]")
    follow(teller.locator("form.panel button[type=submit]"))
    made = Referral.objects.unscoped("test").get()
    assert made.receiver == bank.cast.ana
    now = timezone.now()
    for minutes in (11, 22):
        referral_course.ask_the_next(now + timedelta(minutes=minutes))
    made.refresh_from_db()
    assert (made.receiver, made.turn) == (bank.cast.cleo, "HEAD")
    teller.reload()
    expect(teller.locator("body")).to_contain_text("柯丽")
    ana = as_person("A001")
    visit(ana, "/")
    expect(ana.locator("#panel-referrals .loading")).to_have_count(0)
    expect(ana.locator("#panel-referrals")).not_to_contain_text("李芳")
    head = as_person("C001")
    head.goto(f"/customers/referrals/{made.pk}/")
    follow(head.locator("form[action$='/accept/'] button"))
    expect(head.locator("a[href$='/result/']")).to_be_visible()
