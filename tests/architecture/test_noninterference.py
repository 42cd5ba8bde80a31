"""Rows outside a person's scope change no byte of any page, panel, count, search, file or answer of the API.

Whatever the other branch stores, people of this branch read the same bytes as before: a count that is one too high,
an order that shifts or a page that grows would tell them of it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from unittest.mock import patch

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from customers.choices import AssetClass, Tier
from customers.models import Customer
from organisation.models import Staff
from tests.architecture import doors
from tests.architecture.doors import HERE, Bank
from tests.factories import alerts, archive, consent, segments
from tests.factories import customers as make
from tests.factories import referrals as leads
from tests.factories.assignment import waits
from tests.factories.organisation import NOW
from tests.properties import quick

pytestmark = pytest.mark.django_db
# Each example reads every page of both again: no time is spent on making a failing one smaller.
FEW = settings(quick, max_examples=2, phases=[Phase.generate])
# What one of the other branch could have in common with what people of this branch look for.
NAMES = ("王伟明", "王伟", "魏明", "李秀兰")
WORDS = ("王伟", "wwm", "wang", "C1", "C2000", "0001", "5432")
FILES = ("csv", "xlsx")
BEGAN = timezone.now()


@dataclass(frozen=True)
class Stranger:
    """A customer that appears at the other branch."""

    name: str
    aum: int
    tier: str
    change: int
    near: bool


strangers = st.lists(
    st.builds(
        Stranger,
        name=st.sampled_from(NAMES),
        aum=st.integers(0, 9_000_000),
        tier=st.sampled_from(Tier.values),
        change=st.integers(-900_000, 900_000),
        near=st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


def appear(bank: Bank, people: Sequence[Stranger]) -> None:
    """Store them with everything that customers and the topics can say of a customer."""
    for number, one in enumerate(people):
        who = make.customer(
            one.name,
            at=bank.cast.there,
            a=bank.cast.ben,
            customer_no=f"C1{number:03d}801",
            phone=f"1540000543{number}",
        )
        make.customer_day(
            who, bank.run, aum=one.aum, tier=one.tier, tier_previous=Tier.MASS, change_day=one.change,
            change_month=one.change,
        )  # fmt: skip
        make.balance(make.account(who, AssetClass.DEMAND_DEPOSIT), doors.BUSINESS_DATE, one.aum)
        make.holding(who, bank.run, AssetClass.DEMAND_DEPOSIT, one.aum)
        make.loan(who, "5000", staff=bank.cast.ben)
        if one.near:
            make.flag(who, bank.run, "NEAR_LINE", amount="1")
        _work_on(who, bank)


def _work_on(who: Customer, bank: Bank) -> None:
    """What Ben and his branch do about the customer."""
    ben, there = bank.cast.ben, bank.cast.there
    alerts.alert(who)
    archive.need(who, ben)
    archive.document(who, ben)
    consent.consent(who, ben)
    leads.referral(who, by=bank.cast.cora, at=there, to=ben, when=NOW)
    leads.prospect(NAMES[0], at=there, by=ben, owner=ben, phone="13800138001")
    segments.rated(who, ben)
    segments.pair(who, bank.theirs, "PHONE")
    waits(who)


def readable(person: Staff) -> Iterator[str]:
    """The addresses that the person may read: pages without an argument, and those of Ana's customer."""
    for route in doors.routes():
        named = next((names[0] for names, routes in doors.ADDRESSED.items() if route.name in routes), "")
        held = route.permission in {str(one) for one in person.permissions}
        if held and "GET" in route.methods and named in {"", "customer_no", "branch_no"}:
            yield route.name


def _digest(answer: HttpResponseBase) -> str:
    """Without the time of printing and the marks of new rows in a form."""
    return sha256(
        re.sub(rb"\d\d:\d\d(:\d\d)?|(?<![0-9a-f])[0-9a-f]{8}(?![0-9a-f])", b"", doors.body(answer))
    ).hexdigest()


def seen(person: Staff, bank: Bank) -> dict[str, str]:
    """A digest of every answer that the person gets."""
    client: Client = doors.client_of(person)
    answers = {
        name: _digest(client.get(doors.address(name, bank, HERE))) for name in sorted(readable(person))
    }
    for word in WORDS:
        found = client.post(reverse("search"), {"q": word}, headers={"HX-Request": "true"})
        answers[f"search {word}"] = doors.digest(found)
    with patch.object(timezone, "now", return_value=BEGAN):  # a file says when it was taken
        for kind in FILES:
            taken = client.post(reverse("customers:export", args=[kind]))
            answers[f"file {kind}"] = doors.digest(taken)
    return answers


def stored() -> int:
    return Customer.objects.unscoped("the test's own count").count()


@pytest.fixture
def bank() -> Iterator[Bank]:
    logging.disable(logging.WARNING)
    yield doors.bank()
    logging.disable(logging.NOTSET)


def test_what_the_other_branch_stores_changes_no_byte(bank: Bank) -> None:
    readers = (bank.cast.ana, bank.cast.cleo)
    with doors.undone():
        before = {person.staff_no: seen(person, bank) for person in readers}
    already = stored()

    @FEW
    @given(strangers)
    def same(people: Sequence[Stranger]) -> None:
        with doors.undone():
            appear(bank, people)
            assert stored() == already + len(people)
            for person in readers:
                now = seen(person, bank)
                told = [name for name, digest in now.items() if digest != before[person.staff_no][name]]
                assert told == [], person.staff_no

    same()


def test_somebody_who_may_see_them_does_see_the_difference(bank: Bank) -> None:
    """The comparison above can fail: the other branch's head reads other bytes."""
    cora = bank.cast.cora
    with doors.undone():
        before = seen(cora, bank)
    with doors.undone():
        appear(bank, [Stranger("王伟", 700_000, Tier.DIAMOND, -50_000, near=True)])
        now = seen(cora, bank)
    assert {"customers:list", "search 王伟", "file csv", "customers_api:list"} <= {
        name for name in now if now[name] != before.get(name)
    }
