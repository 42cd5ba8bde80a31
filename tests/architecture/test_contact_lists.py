"""Every list that names customers, and what it does about those who refuse marketing.

The pages are opened as people who see most of them; a page that names a customer without being that customer's own
must stand in the tables below: a list to call from marks whoever refuses, a file for marketing leaves them out and
says so, and every other list says why a refusal of marketing does not concern it (domain.md B4: PIPL art. 24).
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.urls import reverse

from customers.models import Customer, CustomerDay, Segment
from tests.architecture import doors
from tests.architecture.doors import HERS, Bank, address, arguments, client_of, routes

pytestmark = pytest.mark.django_db
WHY = "changed by a test"
REFUSES = "The customer refuses marketing (core system)"
ENGLISH = {"accept-language": "en"}
# Lists that people call from: whoever refuses marketing is marked beside the name.
MARKED = frozenset(
    {
        "customers:choice",
        "customers:panel_maturities",
        "customers:panel_moves",
        "customers:panel_radar",
        "customers:panel_tiers",
        "customers:radar",
        "customers:segment",
        "customers:target_list",
    }
)
# Lists that are made for contacts: whoever refuses never comes on them. How each is asked for, as a form.
LEFT_OUT: Mapping[str, Mapping[str, str]] = {
    "customers:choose_file": {"purpose": "marketing", "pick": HERS},
    "customers:export": {"purpose": "marketing"},
    "customers:segment_export": {"purpose": "marketing"},
    "customers:target_list_export": {},
}
PLATINUM = [[{"field": "tier", "operator": "ANY_OF", "value": ["PLATINUM"]}]]
_DUTY = "the bank's duty to its customer, whatever the customer thinks of advertising"
_RECORD = "a record of what happened; nobody is chosen from it"
_OWN_WORK = "a piece of work with a customer who is served; the customer's page says what was refused"
_INSIDE = "who looks after whom is the bank's own affair"
_BOOK = "all customers of the reader; what is taken from it for marketing is cut (customers:export, choosing)"
# Every other list, with the reason why a refusal of marketing does not concern it.
NOT_CONCERNED: Mapping[str, str] = {
    "customers:alert": _OWN_WORK,
    "customers:alert_register": _RECORD,
    "customers:alerts": _OWN_WORK,
    "customers:archive": _DUTY,
    "customers:assignment": _INSIDE,
    "customers:conflicts": _DUTY,
    "customers:contract": _RECORD,
    "customers:contracts": _RECORD,
    "customers:custody": _INSIDE,
    "customers:duplicate": _RECORD,
    "customers:duplicates": _RECORD,
    "customers:handover": _INSIDE,
    "customers:handover_leads": _INSIDE,
    "customers:handover_part": _INSIDE,
    "customers:handover_sheet": _INSIDE,
    "customers:handovers": _INSIDE,
    "customers:household": _RECORD,
    "customers:households": _RECORD,
    "customers:list": _BOOK,
    "customers:next": _OWN_WORK,
    "customers:panel_alerts": _OWN_WORK,
    "customers:panel_archive": _DUTY,
    "customers:panel_handovers": _INSIDE,
    "customers:panel_prospects": "prospects are no customers yet",
    "customers:panel_referrals": _OWN_WORK,
    "customers:panel_unassigned": _INSIDE,
    "customers:panel_unusual": _RECORD,
    "customers:plan": _INSIDE,
    "customers:plan_batch": _INSIDE,
    "customers:prospect": "a prospect is no customer yet; a refusal ends the prospect as not interested",
    "customers:prospects": "prospects are no customers yet; who says no is put down as not interested and goes",
    "customers:refer_customer": _OWN_WORK,
    "customers:referral": "the form says whether the customer refuses marketing before anything is offered",
    "customers:referral_attempt": _OWN_WORK,
    "customers:referral_pass": _OWN_WORK,
    "customers:referrals": _OWN_WORK,
    "customers:rehearsal": "what a rule would do; its file masks the names",
    "customers:retrievals": _RECORD,
    "customers:target_list_new": "the ranking of the first step; whoever refuses is dropped before the list is kept",
    "customers:tier_moves": _RECORD,
    "customers_api:list": _BOOK,
    "performance:line": _RECORD,
    "performance:moved": _RECORD,
}


@pytest.fixture
def bank() -> Bank:
    """The customer at Ana's branch refuses marketing, lies near a tier line and is in Ana's segment."""
    made = doors.bank(name_here="甄拒绝")
    Customer.objects.unscoped(WHY).filter(pk=made.hers.pk).update(marketing_opt_out=True)
    CustomerDay.objects.unscoped(WHY).filter(customer=made.hers).update(aum=495_000, sum_month=495_000 * 20)
    Segment.objects.unscoped(WHY).filter(owner=made.cast.ana).update(criteria=PLATINUM)
    return made


def test_every_list_that_names_customers_is_in_a_table_and_keeps_to_it(bank: Bank) -> None:
    readers = [bank.cast.ana, bank.cast.cleo, bank.cast.olga]
    named, unmarked = set(), set()
    for route in routes():
        at = arguments(route.name, doors.HERE, bank)
        if route.name.startswith("organisation:") or ":" not in route.name or "GET" not in route.methods:
            continue
        if at is None or at.keys() & {"customer_no", "other_no"}:
            continue
        for reader in readers:
            if route.permission not in reader.permissions:
                continue
            answer = client_of(reader).get(address(route.name, bank), headers=ENGLISH)
            page = doors.body(answer).decode(errors="replace")
            if answer.status_code == 200 and (HERS in page or "甄拒绝" in page):
                named.add(route.name)
                if route.name in MARKED and REFUSES not in page:
                    unmarked.add(route.name)
                break
    assert named - MARKED - NOT_CONCERNED.keys() == set()
    assert MARKED - named == set()
    assert unmarked == set()


def test_a_file_for_marketing_names_nobody_who_refuses_and_says_how_many(bank: Bank) -> None:
    client = client_of(bank.cast.ana)
    for route, asked in LEFT_OUT.items():
        path = address(route, bank) if route != "customers:export" else reverse(route, args=["csv"])
        whole = client.post(
            path, {key: value for key, value in asked.items() if key != "purpose"}, headers=ENGLISH
        )
        cut = client.post(path, asked, headers=ENGLISH).content.decode("utf-8-sig")
        assert (HERS in whole.content.decode("utf-8-sig")) == ("purpose" in asked), route
        assert HERS not in cut, route
        assert f"Left out: {REFUSES}: 1" in cut, route


def test_every_file_of_customers_is_for_marketing_or_a_register() -> None:
    files = {
        route.name
        for route in routes()
        if route.methods == {"POST"}
        and route.name.startswith("customers:")
        and route.permission.endswith("_export")
    }
    registers = {
        "customers:alert_register_export",
        "customers:contracts_export",
        "customers:referrals_export",
        "customers:rehearsal_file",
        "customers:retrievals_export",
    }
    assert files == LEFT_OUT.keys() | registers
    known = {route.name for route in routes()}
    assert (MARKED | NOT_CONCERNED.keys()) - known == set()
    assert all(NOT_CONCERNED.values())
