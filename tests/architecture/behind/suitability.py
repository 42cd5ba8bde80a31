"""Suitability and consent hang on the customer; the shelf is the same for everybody. Consumer protection sees which
products suit, and not what is held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.architecture.behind import Topic, Values
from tests.architecture.behind.tiers import EVERYBODY
from tests.factories import customers as make

if TYPE_CHECKING:
    from tests.architecture.doors import Bank


def _shelf(bank: Bank) -> Mapping[str, Values]:
    code = make.product("FUND", "股票基金").product_code
    return {"product_code": (code, code, "NO-SUCH")}


TOPIC = Topic(
    addressed={
        ("customer_no",): frozenset({"customers:suitability", "customers:consent", "customers:consent_new"}),
        ("product_code",): frozenset({"customers:product_rating_new"}),
    },
    make=_shelf,
    sees={"product_code": {"here": EVERYBODY, "there": EVERYBODY}},
)
