"""A manager fills a file, two people write at once, a document goes in and comes out; then the meeting's sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from customers.models import Document, Retrieval
from tests.customers.bank import Bank, a_bank
from tests.factories import archive as make
from tests.factories import organisation as org
from tests.journeys.conftest import follow, visit

AsPerson = Callable[..., Page]
PAGE = "/customers/of/C0000001/"


@pytest.fixture
def bank(transactional_db: None, settings: Any, tmp_path: Path) -> Bank:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"
    return a_bank(org.cast(passwords=True))


def save(page: Page) -> None:
    follow(page.locator("form button.btn-primary"))


def test_a_manager_fills_in_what_is_missing(bank: Bank, as_person: AsPerson) -> None:
    page = as_person("A001")
    page.goto("/customers/files/")
    expect(page.locator("#list tbody tr")).to_have_count(2)
    follow(page.locator("#list a", has_text="王伟明"))
    panel = page.locator("#panel-file")
    expect(panel.locator("h2")).to_contain_text("缺 4 项")
    follow(panel.locator("a[href*='/file/need/new/']"))
    expect(page.locator("h1")).to_have_text("新增需求或目标")
    page.fill("[name=text]", "孩子明年留学，需要换汇")
    page.fill("[name=amount]", "300000")
    page.fill("[name=due_on]", (timezone.localdate() + timedelta(days=250)).isoformat())
    save(page)
    expect(page.locator("#panel-needs")).to_contain_text("孩子明年留学")
    expect(panel.locator("h2")).to_contain_text("缺 3 项")
    page.goto(f"{PAGE}file/preference/new/")
    page.select_option("[name=channel]", "WECHAT")
    save(page)
    expect(page.locator("#panel-dates")).to_contain_text("微信")
    page.goto(f"{PAGE}file/research/new/")
    for name in ("basics", "needs", "credit", "use_of_funds", "settlement"):
        page.fill(f"[name={name}]", "已了解")
    save(page)
    expect(page.locator("#panel-research h2")).to_contain_text("5/5")
    page.goto(f"{PAGE}verification/new/")
    page.select_option("[name=outcome]", "CONFIRMED")
    page.fill("[name=next_due_on]", (timezone.localdate() + timedelta(days=364)).isoformat())
    save(page)
    expect(page.locator("#panel-verification h2")).to_contain_text("下次核对期限")


def test_two_people_change_one_field(bank: Bank, as_person: AsPerson) -> None:
    row = make.need(bank.wei, bank.cast.ana, "买房")
    address = f"{PAGE}file/need/{row.uid}/"
    ana, cleo = as_person("A001"), as_person("C001")
    for page in (ana, cleo):
        page.goto(address)
    cleo.fill("[name=text]", "买车")
    save(cleo)
    expect(cleo.locator("#panel-needs")).to_contain_text("买车")
    ana.fill("[name=text]", "养老")
    save(ana)
    cells = ana.locator(".message-warning td")
    expect(cells).to_have_text(["买房", "买车", "养老"])
    expect(ana.locator("[name=text]")).to_have_value("养老")
    save(ana)
    expect(ana.locator("#panel-needs")).to_contain_text("养老")


def test_a_document_goes_in_and_comes_out_with_a_reason(
    bank: Bank, as_person: AsPerson, tmp_path: Path
) -> None:
    paper = tmp_path / "身份证.pdf"
    paper.write_bytes(make.PDF)
    program = tmp_path / "合同.pdf"
    program.write_bytes(b"MZ\x90 not a document")
    page = as_person("A001")
    page.goto(f"{PAGE}documents/new/")
    page.select_option("[name=kind]", "IDENTITY_COPY")
    page.set_input_files("[name=file]", program)
    save(page)
    expect(page.locator(".invalid-feedback")).to_contain_text("不接受")
    page.set_input_files("[name=file]", paper)
    save(page)
    expect(page.locator("#panel-documents h2")).to_contain_text("1")
    follow(page.locator("#panel-documents .line a").first)
    expect(page.locator("h1")).to_have_text("身份证件复印件")
    page.select_option("[name=reason]", "SERVICE")
    page.fill("[name=words]", "客户来核对证件")
    with page.expect_download() as taken:
        page.locator("form button.btn-primary").click()
    assert Path(taken.value.path()).read_bytes() == make.PDF
    assert taken.value.suggested_filename == "身份证.pdf"
    assert [Document.objects.count(), Retrieval.objects.count()] == [1, 1]
    page.reload()
    expect(page.locator("main")).to_contain_text("客户来核对证件")


@pytest.mark.parametrize("viewport", [{"width": 1366, "height": 768}, {"width": 390, "height": 844}])
def test_a_meeting_is_prepared_on_one_page_and_one_sheet(
    bank: Bank, as_person: AsPerson, viewport: Any
) -> None:
    make.need(bank.wei, bank.cast.ana, "孩子明年留学", due_on=timezone.localdate() + timedelta(days=3))
    page = as_person("A001", viewport=viewport)
    visit(page, PAGE)
    expect(page.locator(".strip")).to_contain_text("安娜")
    expect(page.get_by_role("heading", name="下一步")).to_be_visible()
    expect(page.locator("main")).to_contain_text("孩子明年留学")
    expect(page.locator("section.panel .loading")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    follow(page.locator(".page-actions a").first)
    expect(page.locator(".brief")).to_contain_text("孩子明年留学")
    expect(page.locator(".brief")).to_contain_text("154")
    assert bank.wei.phone not in page.content()
    page.emulate_media(media="print")
    expect(page.locator(".topbar")).to_be_hidden()
    assert len(page.pdf(format="A4")) > 0
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
