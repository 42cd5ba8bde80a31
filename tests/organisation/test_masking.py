"""Values that nobody can mistake, and a walk through every page, panel, chart, file and API answer as everybody:
what the masking matrix does not allow must be nowhere, in whatever way it may be written.
"""

from __future__ import annotations

import html
import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from organisation.masking import MATRIX, Access, Column, access_to, may_reveal, shown
from organisation.models import Staff
from organisation.roles import Role
from organisation.rules import masks
from tests.architecture import doors
from tests.architecture.doors import THERE, Bank
from tests.architecture.test_matrix import ROUTES, SEES, holds, named

pytestmark = pytest.mark.django_db
HERS, THEIRS = "司马金丝雀", "欧阳云雀儿"
ADDRESS = "上海市浦东新区金丝雀路77号1201室"
PERSONAL = {
    "id_no": "999999198001023458",
    "phone": "15498765432",
    "address": ADDRESS,
    "account_no": "6222021234567890123",
}
STAFF_PHONE, STAFF_MAIL = "15460001234", "canary.ana@bank.example"
SEARCHED = (
    "司马金丝雀",
    "smjsq",
    "sima",
    "C1000001",
    "C2000002",
    "5432",
    "3458",
    "15498765432",
    "999999198001023458",
)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def bank() -> Bank:
    made = doors.bank(name_here=HERS, name_there=THEIRS, **PERSONAL)
    made.cast.ana.phone, made.cast.ana.email = STAFF_PHONE, STAFF_MAIL
    made.cast.ana.save()
    return made


def answers(client: Client, person: Staff, bank: Bank) -> Iterator[tuple[str, HttpResponseBase]]:
    """Everything that the person may read, of both branches' things, whole and as htmx asks for it."""
    for route in ROUTES:
        if (
            "GET" in route.methods
            and holds(person, route)
            and not route.name.startswith(("account_log", "mfa_"))
        ):
            for where in ("here", THERE):
                path = doors.address(route.name, bank, where)
                yield f"{route.name} {where}", client.get(path)
                yield f"{route.name} {where} (part)", client.get(path, headers={"HX-Request": "true"})
                if path == doors.address(route.name, bank, THERE):
                    break
    with doors.undone():
        for text in SEARCHED:
            yield f"search {text}", client.post(reverse("search"), {"q": text})
        for kind in ("csv", "xlsx"):
            yield f"file of customers {kind}", client.post(reverse("customers:export", kwargs={"kind": kind}))
            asked = {"period": "2026Q4", "format": kind}
            yield f"file of appraisals {kind}", client.post(reverse("performance:export"), asked)
        yield "rejects", client.post(reverse("organisation:rejects", args=[bank.run.pk]))
        yield (
            "refused reveal",
            client.post(
                doors.address("customers:reveal", bank), {"field": "id_no", "reason": "", "words": ""}
            ),
        )


def text_of(response: HttpResponseBase) -> str:
    """All text of an answer: the parts of a workbook, and escapes of JSON and of HTML undone."""
    raw = doors.body(response)
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            raw = b"\n".join(book.read(name) for name in book.namelist())
    text = raw.decode("utf-8", "replace")
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), html.unescape(text))
    return "\n".join([text, plain, str(response.headers)])


def written(value: str) -> set[str]:
    """The ways in which a value may be written."""
    return {value, quote(value), json.dumps(value)[1:-1], html.escape(value)}


def digits_only(text: str) -> str:
    """Numbers closed up, so that 6222 0212 3456 is found too."""
    return re.sub(r"(?<=\d)[\s\u00a0-](?=\d)", "", text)


class Attributes(HTMLParser):
    """The values of all attributes and the text of the title."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title"
        self.found += [value for _name, value in attrs if value]

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.found.append(data)


def in_attributes(text: str, value: str) -> bool:
    parser = Attributes()
    parser.feed(text)
    return any(value in one for one in parser.found)


def sees_name(name: str, person: Staff, where: str) -> bool:
    return access_to(person, Column.NAME) is Access.FULL and name in SEES["customer_no"][where]


def test_nothing_is_shown_that_the_matrix_does_not_allow(bank: Bank) -> None:
    leave_traces(bank)
    found, read = [], 0
    for name, person in one_of_each_role(bank):
        client = doors.client_of(person)
        before = doors.checksums()
        for what, response in answers(client, person, bank):
            read += 1
            text = without_typed(what, text_of(response))
            closed = digits_only(text)
            found += [
                f"{name} reads {kind} in {what}"
                for kind, value in PERSONAL.items()
                if any(way in closed for way in written(value))
            ]
            found += [
                f"{name} reads {kind} of Ana in {what}"
                for kind, value in contact()
                if value in text and name != "ana"
            ]
            for whose, where, customer in ((HERS, "here", bank.hers), (THEIRS, THERE, bank.theirs)):
                allowed = sees_name(name, person, where) and not what.startswith("file")
                if not allowed and any(way in text for way in written(whose)):
                    found.append(f"{name} reads the name of {customer.customer_no} in {what}")
                if in_attributes(text, whose):
                    found.append(
                        f"{name} has the name of {customer.customer_no} in an attribute or title of {what}"
                    )
                stranger = name not in SEES["customer_no"][where]
                if stranger and customer.customer_no in without_address(text, customer.customer_no, what):
                    found.append(f"{name} reads the number {customer.customer_no} in {what}")
        assert [table for table, digest in doors.checksums().items() if before[table] != digest] == [], name
    assert "\n".join(found) == ""
    assert read > 1000


def leave_traces(bank: Bank) -> None:
    """A reveal, a file, a search by a whole number: the trail tells of them, and must not tell the values."""
    client = doors.client_of(bank.cast.ana)
    given = {"field": "id_no", "reason": "VERIFY", "words": "客户到店核对身份"}
    assert client.post(doors.address("customers:reveal", bank), given).status_code == 200
    assert client.post(doors.address("customers:export", bank)).status_code == 200
    assert client.post(reverse("search"), {"q": PERSONAL["phone"]}).status_code == 200


def one_of_each_role(bank: Bank) -> Iterator[tuple[str, Staff]]:
    """The people at Ana's side: what they see of Ben's customer is what those at his side see of hers."""
    return ((name, person) for name, person in named(bank).items() if name not in {"ben", "cora", "idle"})


def contact() -> tuple[tuple[str, str], ...]:
    return ("phone", STAFF_PHONE), ("e-mail", STAFF_MAIL)


def without_typed(what: str, text: str) -> str:
    """The search page shows the person's own words in the box that they were typed into."""
    return re.sub(r'value="[^"]*"', "", text) if what.startswith("search") else text


def without_address(text: str, number: str, what: str) -> str:
    """A page that is not found, or asks for a number, may hold what the person typed as its own address."""
    return "" if what == f"search {number}" else re.sub(rf'value="/[^"]*{number}[^"]*"', "", text)


def test_the_walk_would_see_what_is_revealed(bank: Bank) -> None:
    """The one place where a value stands in full: after a reason, for those who may, and on record."""
    given = {"field": "phone", "reason": "CONTACT", "words": "客户来电要求回电"}
    seen = set()
    for name, person in named(bank).items():
        with doors.undone():
            answer = doors.client_of(person).post(doors.address("customers:reveal", bank), given)
            if PERSONAL["phone"] in digits_only(text_of(answer)):
                seen.add(name)
                assert answer["Cache-Control"] == "no-store"
    assert seen == {"ana", "cleo", "cole"}


def test_masked_values_keep_their_shape_for_those_who_may_see_them(bank: Bank) -> None:
    page = doors.client_of(bank.cast.ana).get(doors.address("customers:detail", bank)).content.decode()
    assert HERS in page
    assert "154" in page
    assert "5432" in page
    for_audit = doors.client_of(bank.cast.olga).get(doors.address("customers:detail", bank)).content.decode()
    assert masks.name(HERS) in for_audit
    assert HERS not in for_audit


@pytest.mark.parametrize("column", list(Column))
@pytest.mark.parametrize("role", list(Role))
def test_a_value_is_shown_as_the_matrix_says(column: Column, role: Role) -> None:
    person = Staff(staff_no="X", name="X")
    person.roles = frozenset({role})
    access = MATRIX[column].get(role, Access.ABSENT)
    expected = {Access.FULL: "15498765432", Access.MASKED: "154****5432", Access.ABSENT: None}[access]
    assert shown(person, column, "15498765432", "phone") == expected
    assert (
        shown(person, column, 5, "phone")
        == {Access.FULL: 5, Access.MASKED: "***", Access.ABSENT: None}[access]
    )


def test_identity_is_full_for_nobody_and_pay_for_hr_and_audit_only() -> None:
    """The matrix itself against domain.md C: whoever widens it must change this too."""
    assert Access.FULL not in MATRIX[Column.IDENTITY].values()
    assert set(MATRIX[Column.PAY]) == {Role.HR, Role.AUDITOR}
    assert Role.BUSINESS_LEAD not in MATRIX[Column.ASSETS]
    assert MATRIX[Column.ASSETS][Role.AUDITOR] is Access.MASKED
    assert Role.HR not in MATRIX[Column.NAME]
    assert Role.ADMIN not in {role for held in MATRIX.values() for role in held}


def test_several_roles_give_the_widest_access_but_never_an_unmasked_identity() -> None:
    person = Staff(staff_no="X", name="X")
    person.roles = frozenset(Role)
    person.permissions = frozenset()
    assert access_to(person, Column.NAME) is Access.FULL
    assert access_to(person, Column.IDENTITY) is Access.MASKED
    assert not may_reveal(person)
