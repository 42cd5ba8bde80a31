"""Suitability as people see it; the golden rating of G16 (issuer R2, bank R3: R3 counts) on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse

from customers.choices import AssetClass
from customers.models import IssuerRating, Product
from tests.factories import customers as make
from tests.factories.organisation import BUSINESS_DATE

if TYPE_CHECKING:
    from tests.customers.bank import Bank
    from tests.customers.conftest import SignIn

pytestmark = pytest.mark.django_db
SHELF, CONFLICTS = reverse("customers:product_ratings"), reverse("customers:conflicts")


@pytest.fixture
def fund() -> Product:
    return Product.objects.create(
        product_code="F1",
        name="均衡基金",
        asset_class=AssetClass.FUND,
        risk_rating="R3",
        source_as_of=BUSINESS_DATE,
    )


def typed(**more: str) -> dict[str, str]:
    return {"uid": str(uuid4()), "rating": "R2", "since": "2026-01-01", "source": "产品说明书第3页", **more}


def test_the_issuers_rating_is_recorded_once_and_the_higher_counts(
    bank: Bank, sign_in: SignIn, fund: Product
) -> None:
    client = sign_in(bank.cast.mira)
    address = reverse("customers:product_rating_new", args=["F1"])
    first = typed()
    for _again in range(2):
        assert client.post(address, first).status_code == 302
    panel = reverse("customers:suitability", args=[bank.wei.customer_no])
    ana = sign_in(bank.cast.ana)
    assert "R3 is within C3." in ana.get(panel).content.decode()
    assert client.post(address, typed(rating="R5")).status_code == 422  # from the same day
    assert client.post(address, typed(rating="R5", since="2026-06-01")).status_code == 302
    page = ana.get(panel).content.decode()
    assert "R5 is above C3. The issuer rates R5, the bank R3: the higher counts." in page
    assert [(one.rating, one.period.upper) for one in IssuerRating.objects.order_by("period")][1] == (
        "R5",
        None,
    )
    assert "R5" in client.get(SHELF).content.decode()
    assert sign_in(bank.cast.cleo).post(address, typed()).status_code == 403


def test_what_is_held_above_the_level_is_listed_in_scope(bank: Bank, sign_in: SignIn, fund: Product) -> None:
    for who in (bank.wei, bank.lin):
        type(who).objects.unscoped("set by a test").filter(pk=who.pk).update(risk_level="C1")
        held = make.account(who, AssetClass.FUND)
        type(held).objects.unscoped("set by a test").filter(pk=held.pk).update(product=fund)
        make.balance(held, BUSINESS_DATE, 5_000)
    page = sign_in(bank.cast.ana).get(CONFLICTS).content.decode()
    assert bank.wei.customer_no in page
    assert bank.lin.customer_no not in page
    assert "R3 is above C1." in page
    audited = sign_in(bank.cast.olga)
    assert "Choose a branch" in audited.get(CONFLICTS).content.decode()
    there = audited.get(CONFLICTS, {"branch": bank.cast.there.branch_no}).content.decode()
    assert bank.lin.customer_no in there
    assert "林静" not in there
    assert sign_in(bank.cast.cole).get(CONFLICTS).status_code == 403
    assert sign_in(bank.cast.ana).get(CONFLICTS, {"kind": "x"}).status_code == 422
