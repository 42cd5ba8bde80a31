"""Segments: Ana's is shared with her office, Ben's is his own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.architecture.behind import Topic, Values
from tests.factories import segments as make

if TYPE_CHECKING:
    from tests.architecture.doors import Bank


def _make(bank: Bank) -> Mapping[str, Values]:
    hers = make.segment(bank.cast.ana, shared=True)
    his = make.segment(bank.cast.ben)
    list_here = make.target_list(bank.cast.ana, bank.hers).pk
    list_there = make.target_list(bank.cast.ben, bank.theirs).pk
    return {
        "segment": (hers.pk, his.pk, 999_999_999),
        "target": (list_here, list_there, 999_999_999),
        "kind": ("csv",) * 3,
    }


_EVERYBODY = {"ana", "ben", "cleo", "cora"}
TOPIC = Topic(
    addressed={
        ("segment",): frozenset({"customers:segment", "customers:segment_edit", "customers:segment_delete"}),
        ("segment", "kind"): frozenset({"customers:segment_export"}),
        ("kind",): frozenset({"customers:choose_file"}),
        ("target",): frozenset({"customers:target_list", "customers:target_list_close"}),
        ("target", "kind"): frozenset({"customers:target_list_export"}),
        ("target", "customer_no"): frozenset({"customers:target_done"}),
        ("customer_no",): frozenset({"customers:rating_of", "customers:rate"}),
    },
    make=_make,
    sees={
        "segment": {"here": {"ana", "cleo", "olga"}, "there": {"ben", "cora", "olga"}},
        "target": {"here": {"ana", "cleo", "olga"}, "there": {"ben", "cora", "olga"}},
        "kind": {"here": _EVERYBODY, "there": _EVERYBODY},
    },
    withheld={"customers:segment_edit": {"cleo", "cora"}},
    post_withheld={
        "customers:segment_edit": {"cleo", "cora"},
        "customers:segment_delete": {"cleo", "cora"},
        "customers:target_list_close": {"cleo", "cora"},
        "customers:target_done": {"cleo", "cora"},
    },
    # A choice without anybody in it is answered so, whoever asks.
    posts={"customers:choose": {409}, "customers:choose_list": {409}, "customers:choose_file": {404}},
)
