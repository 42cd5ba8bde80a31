"""No page, panel, file or answer of the API shows unmasked personal data to anybody, whatever their role."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests.customers.bank import Bank
from tests.factories import customers as make

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

CANARIES = {
    "id_no": "999999198001023458",
    "phone": "15498765432",
    "address": "上海市浦东新区金丝雀路77号",
    "account": "6222021234567890123",
    "birth": "1980-01-02",
}
OF_ONE = (
    "detail",
    "holdings",
    "accounts",
    "loans",
    "movements",
    "history",
    "care",
    "course",
    "period",
    "chart",
)
OF_MANY = ("list", "choices", "view_new", "panel_radar", "panel_tiers", "panel_moves", "panel_maturities")
OF_A_BRANCH = ("panel_branch", "branch_chart")


@pytest.fixture
def canary(bank: Bank) -> str:
    from datetime import date

    who = make.customer(
        "金丝雀",
        at=bank.cast.here,
        a=bank.cast.ana,
        b=bank.cast.ben,
        customer_no="C0000099",
        id_no=CANARIES["id_no"],
        phone=CANARIES["phone"],
        address=CANARIES["address"],
        birth_date=date(1980, 1, 2),
    )
    make.customer_day(who, bank.run, aum=1)
    held = make.account(who, account_no=CANARIES["account"])
    make.balance(held, date(2026, 11, 1), 1)
    make.loan(who, 1, loan_no=CANARIES["account"])
    return who.customer_no


def answers(client: Client, number: str) -> Iterator[str]:
    """Everything that may be read of the customer, and what a wrong reveal answers; refusals count too."""
    for name in OF_MANY:
        yield client.get(reverse(f"customers:{name}")).content.decode()
    for name in OF_ONE:
        yield client.get(reverse(f"customers:{name}", args=[number])).content.decode()
    for name in OF_A_BRANCH:
        yield client.get(reverse(f"customers:{name}", args=["010101"])).content.decode()
    reveal = reverse("customers:reveal", args=[number])
    yield client.get(reveal, {"field": "id_no"}).content.decode()
    yield client.post(
        reveal, {"field": "id_no", "reason": "", "words": CANARIES["phone"][:3]}
    ).content.decode()
    for kind in ("csv", "xlsx"):
        yield client.post(reverse("customers:export", args=[kind])).content.decode("utf-8", "replace")
    for word in ("金丝雀", "jsq", number, "3458", "5432"):
        yield client.post(reverse("search"), {"q": word}, headers={"HX-Request": "true"}).content.decode()
    for url in ("/api/customers/", f"/api/customers/{number}/"):
        yield client.get(url).content.decode()


def test_every_route_is_crawled() -> None:
    """A new route of customers must be added here."""
    writes = {"export", "reveal", "view_delete"}
    names = {
        key for key in get_resolver().namespace_dict["customers"][1].reverse_dict if isinstance(key, str)
    }
    assert names == {*OF_ONE, *OF_MANY, *OF_A_BRANCH, *writes}


def test_no_canary_is_shown(bank: Bank, sign_in: "SignIn", canary: str) -> None:
    found = [
        (person.staff_no, kind)
        for person in bank.cast.everybody()
        for body in answers(sign_in(person), canary)
        for kind, value in CANARIES.items()
        if value in body
    ]
    assert found == []


def test_a_canary_would_be_seen(bank: Bank, sign_in: "SignIn", canary: str) -> None:
    given = {"field": "phone", "reason": "CONTACT", "words": "call back"}
    body = sign_in(bank.cast.ana).post(reverse("customers:reveal", args=[canary]), given).content.decode()
    assert CANARIES["phone"] in body


def test_files_mask_names_that_pages_show(bank: Bank, sign_in: "SignIn", canary: str) -> None:
    client = sign_in(bank.cast.ana)
    assert "金丝雀" in client.get(reverse("customers:list")).content.decode()
    body = client.post(reverse("customers:export", args=["csv"])).content.decode("utf-8-sig")
    assert "金**" in body
    assert "金丝雀" not in body
