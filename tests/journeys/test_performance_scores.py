"""A manager opens the receipt of the own score down to the customers; HR takes a quarter's file and opens it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from organisation.models import AuditEvent
from performance.exports import COLUMNS
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories import performance as perf
from tests.factories.organisation import Cast
from tests.journeys.conftest import follow, sign_in
from tests.organisation.test_exports import texts_of


@pytest.fixture
def scored(transactional_db: None) -> Cast:
    """The cast with passwords, and a published night in which Ana has a customer behind her deposits."""
    cast = org.cast(passwords=True)
    org.presets()
    run = org.night()
    perf.known_figures(cast, run)
    customer = make.customer("钱多多", at=cast.here, a=cast.ana, customer_no="C7654321")
    make.customer_day(customer, run)
    make.holding(customer, run, "DEMAND_DEPOSIT", 1_312_000)
    perf.the_step(run)
    return cast


def test_a_manager_opens_a_receipt_down_to_the_customers(
    page: Page, live_server: LiveServer, scored: Cast, shot: Callable[[str], Path]
) -> None:
    sign_in(page, live_server, scored.ana.staff_no)
    page.goto(f"{live_server.url}/performance/")
    expect(page.locator("h1")).to_contain_text("安娜")
    expect(page.locator(".stat-value").first).to_have_text("100")
    page.focus("#line-DEPOSIT summary")
    page.keyboard.press("Enter")
    receipt = page.locator("#line-DEPOSIT")
    expect(receipt.locator("dl")).to_contain_text("30%")
    expect(receipt).to_contain_text("C7654321")
    expect(receipt).to_contain_text("钱多多")
    expect(page.locator(".chart-canvas[data-drawn]")).to_be_visible()
    shot("receipt")
    page.click("#replay button")
    expect(page.locator("#replay .tone-ok")).to_be_visible()
    assert AuditEvent.objects.filter(action="scorecard.replay", actor_no="A001").count() == 1


def test_a_head_finds_the_managers_and_opens_one(page: Page, live_server: LiveServer, scored: Cast) -> None:
    sign_in(page, live_server, scored.cleo.staff_no)
    page.goto(f"{live_server.url}/performance/")
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(2)
    page.select_option("#filter-scheme", "MANAGER_SENIOR")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(re.compile("scheme=MANAGER_SENIOR"))
    follow(rows.first.locator("a"))
    expect(page.locator("h1")).to_contain_text("安娜")


def test_hr_takes_a_quarters_file_and_opens_it(
    page: Page, live_server: LiveServer, scored: Cast, shot: Callable[[str], Path]
) -> None:
    sign_in(page, live_server, scored.hana.staff_no)
    page.goto(f"{live_server.url}/performance/appraisals/")
    expect(page.locator("h1")).to_contain_text("2026Q4")
    shot("appraisals")
    files = {}
    for kind in ("xlsx", "csv"):
        with page.expect_download() as taken:
            page.click(f"button[name=format][value={kind}]")
        assert taken.value.suggested_filename == f"appraisals-2026Q4.{kind}"
        files[kind] = Path(taken.value.path()).read_bytes()
    assert texts_of(files["xlsx"])[0] == list(COLUMNS)
    rows = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"), newline="")))
    assert [(row["工号"], row["总分"]) for row in rows[:4]] == [
        ("A001", "100.00"),
        ("B001", ""),
        ("C001", "117.00"),
        ("C002", ""),
    ]
    taken_by = AuditEvent.objects.filter(action="appraisal.export").values_list("actor_no", flat=True)
    assert list(taken_by) == ["H001", "H001"]
    follow(page.locator("tr[data-href] a").first)
    expect(page.locator("h1")).to_be_visible()
