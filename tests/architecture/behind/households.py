"""Households: seen by whoever proposed one, by the head of its branch and by audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.architecture.behind import Topic, Values

if TYPE_CHECKING:
    from tests.architecture.doors import Bank


def _make(bank: Bank) -> dict[str, Values]:
    from tests.factories.households import change, household

    here = household(bank.hers, by=bank.cast.ana)
    there = household(bank.theirs, by=bank.cast.ben)
    changes = (change(here, bank.hers, by=bank.cast.ana).pk, change(there, bank.theirs, by=bank.cast.ben).pk)
    return {"household": (here.pk, there.pk, 999_999_999), "household_change": (*changes, 999_999_999)}


_PAGES = ("household", "household_change", "household_decide", "household_end")
TOPIC = Topic(
    addressed={
        ("customer_no",): frozenset({"customers:household_of", "customers:household_new"}),
        ("household_change",): frozenset({"customers:household_change_decide"}),
        ("household",): frozenset(f"customers:{name}" for name in _PAGES),
    },
    make=_make,
    sees={
        "household": {"here": {"ana", "cleo", "olga"}, "there": {"ben", "cora", "olga"}},
        "household_change": {"here": {"ana", "cleo", "olga"}, "there": {"ben", "cora", "olga"}},
    },
)
