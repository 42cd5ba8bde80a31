"""No page, panel, file or answer of the API shows unmasked personal data to anybody, whatever their role."""

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests.architecture.doors import ROUTE_TABLE
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
READERS = ("ana", "cleo", "cole", "olga", "leo")  # everybody else: tests/organisation/test_masking.py


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
    for address in addresses(number):
        yield client.get(address).content.decode("utf-8", "replace")
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


def addresses(number: str) -> Iterator[str]:
    """Everything of customers that is read, of many and of this one."""
    given = {"customer_no": number, "branch_no": "010101"}
    with ROUTE_TABLE.open(newline="") as file:
        readable = [row["route"] for row in csv.DictReader(file) if "GET" in row["methods"]]
    for name in readable:
        if name.startswith("customers:"):
            named = get_resolver().namespace_dict["customers"][1].reverse_dict.getlist(name.partition(":")[2])
            wanted = set(named[0][0][0][1])
            if wanted <= set(given):
                yield reverse(name, kwargs={key: given[key] for key in wanted})


def test_the_crawl_finds_the_pages_of_customers() -> None:
    found = set(addresses("C0000099"))
    assert {"/customers/", "/customers/of/C0000099/", "/customers/of/C0000099/watchers/all/"} <= found
    assert len(found) > 30


def test_no_canary_is_shown(bank: Bank, sign_in: "SignIn", canary: str) -> None:
    found = [
        (person.staff_no, kind)
        for person in (getattr(bank.cast, name) for name in READERS)
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
