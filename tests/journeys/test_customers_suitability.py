"""Suitability and consent in the browser: what fits a customer, and a refusal that empties the file for marketing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from customers.choices import AssetClass
from customers.models import Consent, Product
from tests.customers.bank import Bank, a_bank
from tests.factories import organisation as org
from tests.factories.organisation import BUSINESS_DATE
from tests.journeys.conftest import AsPerson, follow, visit


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    for code, rating in (("稳健基金", "R2"), ("进取基金", "R5")):
        Product.objects.create(
            product_code=code,
            name=code,
            asset_class=AssetClass.FUND,
            risk_rating=rating,
            source_as_of=BUSINESS_DATE,
        )
    return a_bank(org.cast(passwords=True))


def test_what_suits_and_what_the_customer_refuses(bank: Bank, as_person: AsPerson) -> None:
    page = as_person(bank.cast.ana.staff_no, locale="en-GB")
    visit(page, f"/customers/of/{bank.wei.customer_no}/")
    fit = page.locator("#panel-suitability")
    expect(fit.locator("tbody tr")).to_have_count(2)
    expect(fit.locator("tbody tr").nth(1)).to_contain_text("R5 is above C3.")
    said = page.locator("#panel-consent")
    expect(said).to_contain_text("May be contacted for marketing")
    said.get_by_role("button", name="Record an answer").click()
    dialog = page.locator("#dialog")
    dialog.get_by_label("Channel").select_option("MARKETING")
    dialog.get_by_label("Answer").select_option("REFUSED")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.locator(".invalid-feedback")).to_have_count(1)
    dialog.get_by_label("Evidence").select_option("SIGNED_FORM")
    follow(dialog.get_by_role("button", name="Save"))
    expect(page.locator("#panel-consent")).to_contain_text("The customer refuses marketing")
    assert Consent.objects.unscoped("read back by a test").count() == 1
    page.wait_for_load_state("networkidle")
    expect(page.locator(".htmx-request")).to_have_count(0)
