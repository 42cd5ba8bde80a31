"""Assignments: the head decides on a customer by number; batches are seen where they were made."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.architecture.behind import Topic, Values

if TYPE_CHECKING:
    from tests.architecture.doors import Bank


def _make(bank: Bank) -> dict[str, Values]:
    from customers.models import AssignmentPlan
    from tests.factories.organisation import BUSINESS_DATE, NOW

    made = [
        AssignmentPlan.objects.create(
            branch=head.posting.branch,
            made_by=head,
            made_at=NOW,
            undo_until=BUSINESS_DATE + timedelta(days=3650),
        ).pk
        for head in (bank.cast.cleo, bank.cast.cora)
    ]
    return {"plan": (*made, 999_999_999)}


TOPIC = Topic(
    addressed={
        ("customer_no",): frozenset(
            {"customers:assign", "customers:assign_to", "customers:assign_end", "customers:assign_status"}
        ),
        ("plan",): frozenset({"customers:plan_batch", "customers:plan_undo"}),
    },
    make=_make,
    sees={"plan": {"here": {"cleo", "olga"}, "there": {"cora", "olga"}}},
)
