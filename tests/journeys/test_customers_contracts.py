"""A manager asks for a paper contract, the head hands it out and takes it back, and the register tells of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.customers.bank import Bank, a_bank
from tests.factories import organisation as org
from tests.journeys.conftest import follow

AsPerson = Callable[..., Page]


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    return a_bank(org.cast(passwords=True))


def press(page: Page, button: str) -> None:
    follow(page.locator(button).first)


def test_a_contract_goes_out_and_comes_back(bank: Bank, as_person: AsPerson) -> None:
    until = (timezone.localdate() + timedelta(days=4)).isoformat()
    manager, head = as_person("A001"), as_person("C001")
    manager.goto("/customers/of/C0000001/contracts/new/")
    manager.fill("[name=contract]", "个人理财服务协议 2026-018")
    manager.fill("[name=purpose]", "客户要求核对费率条款")
    manager.fill("[name=wanted_until]", until)
    press(manager, "main form button.btn-primary")
    expect(manager.locator("h1")).to_have_text("个人理财服务协议 2026-018")
    head.goto("/customers/files/contracts/")
    expect(head.locator("#list tbody tr")).to_have_count(1)
    press(head, "#list tbody a")
    expect(head.locator("[name=due_on]")).to_have_value(until)
    press(head, "button[value=lend]")
    expect(head.locator("[name=back_on]")).to_be_visible()
    manager.reload()
    expect(manager.locator("main form")).to_have_count(0)  # whoever has it does not confirm that it is back
    press(head, "form[action$='/back/'] button")
    expect(head.locator("[name=back_on]")).to_have_count(0)
    head.goto("/customers/files/contracts/")
    expect(head.locator("#list tbody tr")).to_have_count(0)
    head.select_option("[name=show]", "all")
    expect(head.locator("#list tbody tr")).to_have_count(1)
