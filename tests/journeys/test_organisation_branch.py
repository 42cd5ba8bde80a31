"""From the head office down to a person: each level opens the next, and the way back ends at the own scope."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from customers.choices import RollUpKind
from organisation.choices import Post
from tests.architecture import doors
from tests.architecture.doors import Bank
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.organisation import PASSWORD
from tests.journeys.conftest import AsPerson, follow


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    made = doors.bank()
    for branch, aum in (
        (made.cast.head_office, 960_000),
        (made.cast.here.parent, 480_000),
        (made.cast.here, 480_000),
    ):
        make.roll_up(
            made.run,
            RollUpKind.BRANCH,
            branch.pk,
            balance=aum,
            sum_month=aum * 20,
            sum_quarter=aum * 51,
            sum_year=aum * 324,
        )
    org.staff("何首长", at=made.cast.here.parent, post=Post.BRANCH_HEAD, staff_no="X001", password=PASSWORD)
    return made


def test_an_auditor_drills_down_from_the_tree(bank: Bank, as_person: AsPerson) -> None:
    page = as_person("O001", locale="en-GB")
    follow(page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Organisation"))
    expect(page.locator("tbody tr")).to_have_count(5)
    follow(page.get_by_role("link", name="东城支行"))
    expect(page.locator("h1")).to_have_text("东城支行")
    expect(page.locator("#panel-figures .loading")).to_have_count(0)
    follow(page.locator("#panel-figures").get_by_role("link", name="东门网点"))
    expect(page.locator("h1")).to_have_text("东门网点")
    expect(page.locator("#panel-ranking .loading")).to_have_count(0)
    follow(page.get_by_role("link", name="安娜").last)
    expect(page.locator("h1")).to_have_text("安娜")


def test_the_way_up_ends_at_the_own_branch(bank: Bank, as_person: AsPerson) -> None:
    page = as_person("X001", locale="zh-CN")
    page.goto("/organisation/branches/010101/")
    follow(page.locator(".trail a"))
    expect(page.locator("h1")).to_have_text("东城支行")
    expect(page.locator(".trail a")).to_have_attribute("href", "/organisation/branches/")
    follow(page.locator(".trail a"))
    expect(page.locator("tbody tr")).to_have_count(2)
