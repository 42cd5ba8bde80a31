"""The access matrix of domain.md part C, column by column: what each role reads of one customer, over every door.

The customer at Ana's branch carries marks that occur nowhere else. Everything that a person may open is read - pages,
panels, charts, the API, the search, the files - and each mark must stand there in full, masked, or not at all.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from customers.models import Alert, Rating, Referral
from organisation.models import Staff
from tests.architecture import doors
from tests.architecture.doors import HERE, Bank
from tests.factories import segments

pytestmark = pytest.mark.django_db
PHONE, ID_NO, ACCOUNT = "15498765432", "999999198001023458", "6222021234567894821"
ADDRESS = "上海市浦东新区金丝雀路77号"
NAME = "金丝雀"
NOTE = "孙女明年出国念书"

FULL, MASKED, NONE = "full", "masked", "none"


@dataclass(frozen=True)
class Mark:
    """How a column reads in full and masked, as regular expressions."""

    full: str
    masked: str = ""


MARKS: Mapping[str, Mark] = {
    "name": Mark(NAME, r"金\*\*"),
    "tier": Mark(r"tier-platinum|&quot;PLATINUM&quot;|\"tier\":\"PLATINUM\""),
    "assets": Mark(r"480,000\.00|480000\.00|48\.00万", r"\*\*\*"),
    "account": Mark(ACCOUNT, r"622202\*+4821"),
    "phone": Mark(PHONE, r"154\*\*\*\*5432"),
    "identity": Mark(ID_NO, r"999\*+3458"),
    "address": Mark(ADDRESS, "上海市浦东新区"),
    "note": Mark(NOTE, r"\*\*\*"),
}
# domain.md C. Nobody sees phone, identity, address or account number in full without a reveal and its reason.
IDENTITY = {"phone": MASKED, "identity": MASKED, "address": MASKED}
MANAGES = {"name": FULL, "tier": FULL, "assets": FULL, "account": MASKED, "note": FULL, **IDENTITY}
SEES: Mapping[str, Mapping[str, str]] = {
    "ana": MANAGES,
    "cleo": MANAGES,
    "leo": {"name": FULL, "tier": FULL},
    "cole": {"name": FULL, "tier": FULL, **IDENTITY},
    "olga": {"name": MASKED, "tier": FULL, "assets": MASKED, "account": MASKED, "note": MASKED, **IDENTITY},
    # Front staff recognise a walk-in of their branch: the tier, the greeting and whose customer, and no more.
    # Whoever referred one reads what they wrote themselves.
    "tina": {"tier": FULL, "note": FULL},
    "lola": {"tier": FULL},
    **{name: {} for name in ("ben", "cora", "hana", "mira", "ada", "idle")},
}
# Counts of customers by tier say nothing of one of them.
SUMS = {
    "tier": {
        f"customers:{name}"
        for name in ("panel_branch", "tier_board", "tier_moves", "rehearsal", "rehearsal_panel")
    }
}
# Every file that is taken away, in each of its kinds.
TAKES = {"customer_export", "referral_export", "reject_download", "appraisal_export"}
FILES = {route.name for route in doors.routes() if route.permission in TAKES and "POST" in route.methods}


# Where people write about a customer in their own words.
WRITTEN: Mapping[type[Alert | Rating | Referral], tuple[str, ...]] = {
    Alert: ("said", "note"),
    Rating: ("reason",),
    Referral: ("note",),
}


@pytest.fixture
def bank() -> Iterator[Bank]:
    logging.disable(logging.WARNING)
    made = doors.bank(name_here=NAME, phone=PHONE, id_no=ID_NO, address=ADDRESS, account_no=ACCOUNT)
    segments.rated(made.hers, by=made.cast.ana)
    for model, columns in WRITTEN.items():
        rows = list(model.objects.unscoped("what was written of her").filter(customer=made.hers))
        assert rows
        for row in rows:
            for column in columns:
                setattr(row, column, NOTE)
            row.save()
    yield made
    logging.disable(logging.NOTSET)


def read(person: Staff, bank: Bank) -> Iterator[tuple[str, str]]:
    """Every answer that the person gets about the customer, by the name of the door."""
    client = doors.client_of(person)
    for route in doors.routes():
        if "GET" in route.methods:
            answer = client.get(doors.address(route.name, bank, HERE))
            yield route.name, doors.body(answer).decode("utf-8", "replace")
    for word in (NAME, "jsq", "jinsique", bank.hers.customer_no, "3458", "5432"):
        answer = client.post(reverse("search"), {"q": word}, headers={"HX-Request": "true"})
        yield f"search {word}", answer.content.decode()
    for name in sorted(FILES):
        csv = doors.address(name, bank, HERE)
        chosen = {"pick": bank.hers.customer_no}
        for address in {csv, re.sub(r"csv(/?)$", r"xlsx\1", csv)}:
            yield f"{name} at {address}", text_of(client.post(address, chosen).getvalue())


def text_of(file: bytes) -> str:
    """What a file says, a workbook too."""
    if not file.startswith(b"PK"):
        return file.decode("utf-8", "replace")
    with ZipFile(BytesIO(file)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def found(column: str, how: str, answers: Mapping[str, str]) -> list[str]:
    pattern = MARKS[column].full if how == FULL else MARKS[column].masked
    doors_of_it = {door: text for door, text in answers.items() if door not in SUMS.get(column, ())}
    return [door for door, text in doors_of_it.items() if pattern and re.search(pattern, text)]


def test_each_role_reads_what_the_matrix_says_and_nothing_more(bank: Bank) -> None:
    people = {name: one for name, one in vars(bank.cast).items() if isinstance(one, Staff)} | {
        "idle": bank.idle
    }
    assert set(people) == set(SEES)
    wrong = []
    for name, person in people.items():
        answers = dict(read(person, bank))
        for column in MARKS:
            expected = SEES[name].get(column, NONE)
            in_full, masked = found(column, FULL, answers), found(column, MASKED, answers)
            if (expected == FULL) != bool(in_full):
                wrong.append(f"{name} {column}: expected {expected}, in full at {in_full}")
            if expected == MASKED and not masked:
                wrong.append(f"{name} {column}: masked nowhere")
            if expected == NONE and column not in {"assets", "note"} and masked:
                wrong.append(f"{name} {column}: expected nothing, masked at {masked}")
    assert "\n".join(wrong) == ""
