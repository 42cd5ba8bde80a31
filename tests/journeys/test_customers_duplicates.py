"""A head looks at two records side by side, merges them, and parts them again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from customers.models import DuplicatePair, Merge
from tests.customers.bank import Bank, a_bank
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories import segments as made
from tests.journeys.conftest import follow, sign_in, visit

Shot = Callable[[str], Path]
WHY = "read back by a test"


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    return a_bank(org.cast(passwords=True))


def test_a_head_merges_and_parts_again(page: Page, live_server: LiveServer, bank: Bank, shot: Shot) -> None:
    twin = make.customer(
        "王伟明", at=bank.cast.here, customer_no="C0000009", id_type="", phone=bank.wei.phone
    )
    make.customer_day(twin, bank.run, aum=1_000)
    made.pair(bank.wei, twin, "NAME_BIRTHDAY", "PHONE")
    sign_in(page, live_server, bank.cast.cleo.staff_no)
    page.goto(f"{live_server.url}/customers/duplicates/")
    follow(page.locator("tbody tr").first)
    expect(page).to_have_url(re.compile(r"/customers/duplicates/\d+/$"))
    page.locator("#right-address").check()
    page.fill("#id_reason", "本人持身份证到店确认")
    shot("two records")
    follow(page.locator("#merge button[type=submit]"))
    expect(page).to_have_url(re.compile("/customers/of/C0000001/$"))
    panel = page.locator("#panel-duplicates")
    expect(panel).to_contain_text("C0000009")
    visit(page, f"{live_server.url}/customers/of/C0000009/")
    expect(page).to_have_url(re.compile("/customers/of/C0000001/$"))
    panel.locator("button[hx-get*=undo]").click()
    page.locator("#dialog textarea").fill("核实为母女二人")
    follow(page.locator("#dialog button[type=submit]"))
    expect(page).to_have_url(re.compile("/customers/of/C0000001/$"))
    expect(panel.locator("a")).to_have_count(1)
    assert Merge.objects.unscoped(WHY).get().undone_at is not None
    assert DuplicatePair.objects.unscoped(WHY).get().status == "OPEN"
