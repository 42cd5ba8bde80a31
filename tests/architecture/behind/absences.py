"""An absence of Ana, and one of Ben."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from organisation.models import Absence
from tests.architecture.behind import Topic, Values

if TYPE_CHECKING:
    from tests.architecture.doors import Bank


def make(bank: Bank) -> Mapping[str, Values]:
    here, there = (Absence.objects.get(staff=one).pk for one in (bank.cast.ana, bank.cast.ben))
    return {"absence": (here, there, 999_999_999)}


TOPIC = Topic(
    addressed={
        ("staff_no",): frozenset({"organisation:absence_new"}),
        ("absence",): frozenset({"organisation:absence", "organisation:absence_end"}),
    },
    make=make,
    sees={
        "absence": {
            "here": {"ana", "cleo", "mira", "hana", "olga", "ada"},
            "there": {"ben", "cora", "mira", "hana", "olga", "ada"},
        }
    },
)
