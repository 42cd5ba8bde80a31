"""Tiers: the radar, the migration board, and a rehearsal of a version of the tier preset, which is the bank's and not
somebody's: whoever reads presets finds it, and rules say who reads what it found. The version here is in force, so
that nobody may rehearse it any more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from organisation.models import Preset
from tests.architecture.behind import Topic, Values
from tests.factories.rehearsals import move, rehearsal

if TYPE_CHECKING:
    from tests.architecture.doors import Bank

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
    version = Preset.objects.get(key="customers.tiering", version=1)
    found = rehearsal(version, asked_by=bank.cast.hana)
    for customer in (bank.hers, bank.theirs):
        move(found, customer)
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
    post_withheld={"customers:rehearse": {"hana", "mira"}},
    gone=frozenset({"customers:tier_moves"}),  # without a cell there is no list
)
