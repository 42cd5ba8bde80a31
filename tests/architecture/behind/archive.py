"""The file of a customer: panels, entries, documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from tests.architecture.behind import Topic, Values
from tests.factories import archive

if TYPE_CHECKING:
    from tests.architecture.doors import Bank

NONE = UUID("00000000-0000-4000-8000-000000000000")


def make(bank: Bank) -> Mapping[str, Values]:
    ours, theirs = (bank.hers, bank.cast.ana), (bank.theirs, bank.cast.ben)
    entries = [archive.need(*owner).uid for owner in (ours, theirs)]
    papers = [archive.document(*owner).uid for owner in (ours, theirs)]
    return {
        "part": ("need", "need", "need"),
        "entry": (entries[0], entries[1], NONE),
        "paper": (papers[0], papers[1], NONE),
    }


TOPIC = Topic(
    addressed={
        ("customer_no",): frozenset(
            f"customers:{name}"
            for name in (
                "brief",
                "needs",
                "dates",
                "research",
                "verification",
                "verify",
                "file_of",
                "documents",
                "document_new",
            )
        ),
        ("customer_no", "part"): frozenset({"customers:entry_new"}),
        ("customer_no", "part", "entry"): frozenset({"customers:entry_edit", "customers:entry_remove"}),
        ("customer_no", "paper"): frozenset({"customers:document", "customers:document_withdraw"}),
    },
    make=make,
    # Audit reads the register of who took a document out; the content is for those who work with the customer.
    post_withheld={"customers:document": {"olga"}},
)
