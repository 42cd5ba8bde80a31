"""Duplicates: a pair and a merge at Ana's branch, and the same at Ben's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.architecture.behind import Topic, Values
from tests.factories import customers as make
from tests.factories import segments

if TYPE_CHECKING:
    from organisation.models import Branch, Staff
    from tests.architecture.doors import Bank


def _at(branch: Branch, head: Staff) -> tuple[int, int]:
    kinds = ("RESIDENT_ID", "PASSPORT", "TAIWAN_PERMIT")
    one, other, third = (make.customer("孙重复", at=branch, id_type=kind) for kind in kinds)
    return segments.pair(one, other).pk, segments.merged(third, other, by=head).pk


def _make(bank: Bank) -> Mapping[str, Values]:
    pair_here, merge_here = _at(bank.cast.here, bank.cast.cleo)
    pair_there, merge_there = _at(bank.cast.there, bank.cast.cora)
    return {"pair": (pair_here, pair_there, 999_999_999), "merge": (merge_here, merge_there, 999_999_999)}


_SEES = {"here": {"cleo", "olga"}, "there": {"cora", "olga"}}
TOPIC = Topic(
    addressed={
        ("customer_no",): frozenset({"customers:duplicates_of"}),
        ("pair",): frozenset({"customers:duplicate", "customers:duplicate_dismiss"}),
        ("merge",): frozenset({"customers:duplicate_undo"}),
    },
    make=_make,
    sees={"pair": _SEES, "merge": _SEES},
    post_withheld={"customers:duplicate": {"olga"}},
)
