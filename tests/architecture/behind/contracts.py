"""Paper contracts and the registers of what was taken out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from tests.architecture.behind import Topic, Values
from tests.factories import contracts

if TYPE_CHECKING:
    from tests.architecture.doors import Bank

NONE = UUID("00000000-0000-4000-8000-000000000001")


def make(bank: Bank) -> Mapping[str, Values]:
    here, there = contracts.asked(bank.hers, bank.cast.ana), contracts.asked(bank.theirs, bank.cast.ben)
    return {"contract": (here.uid, there.uid, NONE)}


_HERE, _THERE = {"ana", "cleo", "olga"}, {"ben", "cora", "olga"}
TOPIC = Topic(
    addressed={
        ("customer_no",): frozenset({"customers:contract_ask", "customers:contracts_of"}),
        ("contract",): frozenset(
            f"customers:contract{step}" for step in ("", "_decide", "_prolong", "_back", "_withdraw")
        ),
    },
    make=make,
    sees={"contract": {"here": _HERE, "there": _THERE}},
    # Not out yet: nobody takes it back or prolongs it. Only whoever asked withdraws the request.
    post_withheld={
        "customers:contract_prolong": {"cleo"},
        "customers:contract_back": {"cleo"},
        "customers:contract_withdraw": {"cleo"},
    },
)
