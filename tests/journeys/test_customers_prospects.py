"""A manager adds a prospect, sees who is known already, and confirms the customer whom the core has opened."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from customers.actions import prospect_matching
from customers.models import Prospect
from tests.customers.bank import Bank, a_bank
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.journeys.conftest import follow

AsPerson = Callable[..., Page]
ID = "11010519491231002X"


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    return a_bank(org.cast(passwords=True))


def test_a_prospect_becomes_a_customer(as_person: AsPerson, bank: Bank) -> None:
    make.customer("林小静", at=bank.cast.there, a=bank.cast.ben, phone="13800138000")
    ana = as_person("A001")
    ana.goto("/customers/prospects/new/")
    ana.locator("input[name=name]").fill("钱一诺")
    ana.locator("input[name=phone]").fill("13800138000")
    ana.locator("select[name=id_type]").select_option("RESIDENT_ID")
    ana.locator("input[name=id_no]").fill(ID[:-1] + "1")
    follow(ana.locator("form.panel button[type=submit]"))
    expect(ana.locator(".invalid-feedback").first).to_be_visible()
    expect(ana.locator("input[name=name]")).to_have_value("钱一诺")
    ana.locator("input[name=id_no]").fill(ID)
    follow(ana.locator("form.panel button[type=submit]"))
    warning = ana.locator(".message-warning")
    expect(warning).to_be_visible()
    expect(warning).not_to_contain_text("林小静")
    assert not Prospect.objects.unscoped("test").exists()
    follow(ana.locator("button[name=anyway]"))
    expect(ana).to_have_url(re.compile(r"/customers/prospects/\d+/$"))
    made = make.customer("钱一诺", at=bank.cast.here, id_no=ID, customer_no="C0000777")
    make.customer_day(made, bank.run, aum=60_000)
    prospect_matching.find_matches(timezone.now())
    ana.goto("/customers/prospects/")
    follow(ana.locator("#list tbody tr a").first)
    mine = ana.locator("form[action*='/match/']").filter(has=ana.locator("input[name=take]"))
    follow(mine.locator("button[value=yes]"))
    follow(ana.locator("a[href='/customers/of/C0000777/']"))
    expect(ana.locator("h1")).to_have_text("钱一诺")
    person = Prospect.objects.unscoped("test").get()
    assert (person.status, person.customer) == ("ASSIGNED", made)
    assert made.relationships.get().staff == bank.cast.ana
