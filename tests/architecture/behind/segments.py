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
    return {"segment": (hers.pk, his.pk, 999_999_999), "kind": ("csv",) * 3}


TOPIC = Topic(
    addressed={
        ("segment",): frozenset({"customers:segment", "customers:segment_edit", "customers:segment_delete"}),
        ("segment", "kind"): frozenset({"customers:segment_export"}),
    },
    make=_make,
    sees={"segment": {"here": {"ana", "cleo", "olga"}, "there": {"ben", "cora", "olga"}}},
    withheld={"customers:segment_edit": {"cleo", "cora"}},
    post_withheld={
        "customers:segment_edit": {"cleo", "cora"},
        "customers:segment_delete": {"cleo", "cora"},
    },
)
