"""Segments: Ana's is shared with her office, Ben's is his own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from tests.architecture.behind import Topic, Values
from tests.factories import segments as make

if TYPE_CHECKING:
    from tests.architecture.doors import Bank


def _make(bank: Bank) -> Mapping[str, Values]:
    from customers.actions.choosing import choose
    from tests.factories.organisation import NOW

    hers = make.segment(bank.cast.ana, shared=True)
    his = make.segment(bank.cast.ben)
    list_here = make.target_list(bank.cast.ana, bank.hers).pk
    list_there = make.target_list(bank.cast.ben, bank.theirs).pk
    return {
        "segment": (hers.pk, his.pk, 999_999_999),
        "target": (list_here, list_there, 999_999_999),
        "kind": ("csv",) * 3,
        "choice": (
            choose(customers=[bank.hers.pk], by=bank.cast.ana, at=NOW).uid,
            choose(customers=[bank.theirs.pk], by=bank.cast.ben, at=NOW).uid,
            UUID(int=0),
        ),
    }


TOPIC = Topic(
    addressed={
        ("segment",): frozenset({"customers:segment", "customers:segment_edit", "customers:segment_delete"}),
        ("segment", "kind"): frozenset({"customers:segment_export"}),
        ("choice",): frozenset({"customers:choice", "customers:choose_list"}),
        ("choice", "kind"): frozenset({"customers:choose_file"}),
        ("target",): frozenset({"customers:target_list", "customers:target_list_close"}),
        ("target", "kind"): frozenset({"customers:target_list_export"}),
        ("target", "customer_no"): frozenset({"customers:target_done"}),
        ("customer_no",): frozenset({"customers:rating_of", "customers:rate"}),
    },
    make=_make,
    sees={
        "segment": {"here": {"ana", "cleo", "olga"}, "there": {"ben", "cora", "olga"}},
        "target": {"here": {"ana", "cleo", "olga"}, "there": {"ben", "cora", "olga"}},
        "choice": {"here": {"ana"}, "there": {"ben"}},
    },
    withheld={"customers:segment_edit": {"cleo", "cora"}},
    post_withheld={
        "customers:segment_edit": {"cleo", "cora"},
        "customers:segment_delete": {"cleo", "cora"},
        "customers:target_list_close": {"cleo", "cora"},
        "customers:target_done": {"cleo", "cora"},
    },
    # A choice without anybody in it is answered so, whoever asks.
    posts={"customers:choose": {409}},
)
