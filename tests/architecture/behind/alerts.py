"""Behind the doors of early warning: an open alert of each branch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.architecture.behind import Topic, Values
from tests.factories import alerts

if TYPE_CHECKING:
    from tests.architecture.doors import Bank


def make(bank: Bank) -> Mapping[str, Values]:
    here, there = alerts.alert(bank.hers), alerts.alert(bank.theirs)
    return {"alert": (here.pk, there.pk, 999_999_999)}


_HERE, _THERE = {"ana", "cleo", "olga"}, {"ben", "cora", "olga"}
TOPIC = Topic(
    addressed={
        ("customer_no",): frozenset({"customers:alerts_of", "customers:alert_event", "customers:stage"}),
        ("alert",): frozenset(
            {
                "customers:alert",
                "customers:alert_close",
                "customers:alert_retain",
                "customers:alert_give",
            }
        ),
    },
    make=make,
    sees={"alert": {"here": _HERE, "there": _THERE}},
    post_withheld={"customers:stage": {"olga"}},
)
