"""Tiers: the radar, the migration board, and a rehearsal of a proposed tier preset, which is the bank's and not
somebody's: whoever reads presets finds it, and rules say who reads what it found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from customers.actions.tiers import ask_rehearsal
from customers.choices import RehearsalStatus
from customers.models import Rehearsal, RehearsalMove
from organisation import actions
from organisation.policies import version_as_of
from tests.architecture.behind import Topic, Values
from tests.factories.organisation import BUSINESS_DATE, NOW

if TYPE_CHECKING:
    from tests.architecture.doors import Bank

KEY = "customers.tiering"
EVERYBODY = {
    "ana",
    "ben",
    "cleo",
    "cora",
    "hana",
    "olga",
    "leo",
    "ada",
    "mira",
    "cole",
    "tina",
    "lola",
    "idle",
}


def _rehearsed(bank: Bank) -> Mapping[str, Values]:
    version = actions.propose_preset(
        key=KEY,
        value={**version_as_of(KEY, BUSINESS_DATE).value, "grace_months": 2},
        source="行内规定",
        effective_from=date(2027, 1, 1),
        note="缩短保级期",
        by=bank.cast.hana,
        at=NOW,
    )
    found = ask_rehearsal(preset=version, uid=UUID(int=1), by=bank.cast.hana, at=NOW)
    Rehearsal.objects.filter(pk=found.pk).update(status=RehearsalStatus.DONE)
    for customer in (bank.hers, bank.theirs):
        RehearsalMove.objects.create(
            rehearsal=found,
            customer=customer,
            before="PLATINUM",
            after="GOLD",
            average_before=480_000,
            average_after=480_000,
            aum=480_000,
        )
    return {"tier_version": (version.pk, version.pk, 999_999_999), "kind": ("csv",) * 3}


TOPIC = Topic(
    addressed={
        ("tier_version",): frozenset(
            {"customers:rehearsal", "customers:rehearse", "customers:rehearsal_panel"}
        ),
        ("tier_version", "kind"): frozenset({"customers:rehearsal_file"}),
    },
    make=_rehearsed,
    sees={"tier_version": {"here": EVERYBODY, "there": EVERYBODY}},
    withheld={"customers:rehearsal": {"ada"}, "customers:rehearsal_panel": {"ada"}},
    gone=frozenset({"customers:tier_moves"}),  # without a cell there is no list
)
