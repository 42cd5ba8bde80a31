"""Referrals and prospects: one of each kind at both branches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from customers.models import ProspectMatch
from tests.architecture.behind import Topic, Values
from tests.factories import referrals as leads
from tests.factories.organisation import NOW

if TYPE_CHECKING:
    from tests.architecture.doors import Bank

NOBODY = 999_999_999


def _make(bank: Bank) -> Mapping[str, Values]:
    cast = bank.cast
    places = (
        (cast.here, cast.tina, cast.ana, bank.hers),
        (cast.there, cast.cora, cast.ben, bank.theirs),
    )
    made: dict[str, list[object]] = {key: [] for key in ("walk_in", "referral", "taken", "prospect", "match")}
    for branch, maker, manager, customer in places:
        person = leads.prospect("钱一诺", at=branch, by=maker, owner=manager, phone="13800138000", when=NOW)
        match = ProspectMatch.objects.create(prospect=person, customer=customer, by="PHONE", found_at=NOW)
        made["walk_in"].append(customer.pk)
        made["referral"].append(leads.referral(customer, by=maker, at=branch, to=manager, when=NOW).pk)
        made["taken"].append(leads.accepted(customer, by=maker, at=branch, to=manager, when=NOW).pk)
        made["prospect"].append(person.pk)
        made["match"].append(match.pk)
    return {key: (pks[0], pks[1], NOBODY) for key, pks in made.items()}


_HERE, _THERE = {"ana", "cleo", "olga"}, {"ben", "cora", "olga"}
_REFERRED = {"here": _HERE | {"tina"}, "there": _THERE}
_FOLLOWED = {"here": _HERE, "there": _THERE}
TOPIC = Topic(
    addressed={
        ("customer_no",): frozenset({"customers:referrals_of"}),
        ("walk_in",): frozenset({"customers:refer_customer"}),
        ("referral",): frozenset(
            {"customers:referral", "customers:referral_accept", "customers:referral_pass"}
        ),
        ("taken",): frozenset({"customers:referral_attempt"}),
        ("prospect",): frozenset(
            {
                "customers:prospect",
                "customers:prospect_edit",
                "customers:prospect_contact",
                "customers:prospect_assign",
                "customers:prospect_reveal",
            }
        ),
        ("match",): frozenset({"customers:prospect_match"}),
    },
    make=_make,
    sees={
        "walk_in": {"here": {"ana", "cleo", "tina", "lola"}, "there": {"ben", "cora"}},
        "referral": _REFERRED,
        "taken": _REFERRED,
        "prospect": _FOLLOWED,
        "match": _FOLLOWED,
    },
    # Whoever is asked accepts and says what came of it; who follows up is the head's decision.
    withheld={"customers:referral_attempt": {"cleo", "cora"}, "customers:prospect_assign": {"ana", "ben"}},
    post_withheld={
        "customers:referral_accept": {"cleo", "cora"},
        "customers:referral_attempt": {"cleo", "cora"},
        "customers:prospect_assign": {"ana", "ben"},
    },
)
