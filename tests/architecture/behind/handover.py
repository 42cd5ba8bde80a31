"""A handover with a part that was accepted, and a custody, at Ana's branch and at Ben's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from customers.choices import CustodySource, Goes, GoesWhy, HandoverCause, PartStatus
from customers.models import Custody, CustodyItem, Customer, Handover, HandoverItem, HandoverPart
from organisation.models import Staff
from tests.architecture.behind import Topic, Values
from tests.factories import organisation as org
from tests.factories.organisation import BUSINESS_DATE, NOW

if TYPE_CHECKING:
    from tests.architecture.doors import Bank

NOBODY = 999_999_999


def _of(giver: Staff, customer: Customer, receiver: Staff) -> tuple[int, int, int, int]:
    """Handover, part, item and custody."""
    branch = customer.home_branch
    handover = Handover.objects.create(
        giver=giver, branch=branch, cause=HandoverCause.POST_CHANGE, starts_on=BUSINESS_DATE, opened_at=NOW
    )
    part = HandoverPart.objects.create(
        handover=handover,
        receiver=receiver,
        status=PartStatus.ACCEPTED,
        offered_at=NOW,
        effective_on=BUSINESS_DATE,
    )
    item = HandoverItem.objects.create(
        handover=handover,
        customer=customer,
        role="A",
        goes=Goes.BOTH,
        goes_by_rule=Goes.BOTH,
        why=GoesWhy.CAUSE,
        part=part,
        receiver=receiver,
        aum_before=480_000,
        moved_on=BUSINESS_DATE,
    )
    custody = Custody.objects.create(
        owner=giver,
        substitute=receiver,
        branch=branch,
        source=CustodySource.HEAD,
        period=org.DateRange(BUSINESS_DATE, BUSINESS_DATE + timedelta(days=400)),
        opened_at=NOW,
    )
    CustodyItem.objects.create(custody=custody, customer=customer, aum_before=480_000)
    return handover.pk, part.pk, item.pk, custody.pk


def make(bank: Bank) -> Mapping[str, Values]:
    cast = bank.cast
    here = _of(cast.ana, bank.hers, org.staff("安宁", at=cast.here, staff_no="A009"))
    there = _of(cast.ben, bank.theirs, org.staff("贝宁", at=cast.there, staff_no="B009"))
    names = ("handover", "handover_part", "handover_item", "custody")
    return {name: (*pair, NOBODY) for name, pair in zip(names, zip(here, there, strict=True), strict=True)}


_SEES = {"here": {"ana", "cleo", "olga"}, "there": {"ben", "cora", "olga"}}
TOPIC = Topic(
    addressed={
        ("customer_no",): frozenset({"customers:handovers_of"}),
        ("staff_no",): frozenset({"customers:handover_of_staff"}),
        ("handover",): frozenset(
            {
                "customers:handover",
                "customers:handover_allocate",
                "customers:handover_leads",
                "customers:handover_offer",
                "customers:handover_cancel",
            }
        ),
        ("handover_part",): frozenset(
            {"customers:handover_part", "customers:handover_sheet", "customers:handover_answer"}
        ),
        ("handover_item",): frozenset({"customers:handover_introduction"}),
        ("custody",): frozenset({"customers:custody", "customers:custody_end"}),
    },
    make=make,
    sees=dict.fromkeys(("handover", "handover_part", "handover_item", "custody"), _SEES),
    post_withheld={
        # Only the receiver answers; what was accepted is not called off.
        "customers:handover_answer": {"ana", "cleo", "ben", "cora"},
        "customers:handover_cancel": {"ana", "cleo", "ben", "cora"},
        # The head gives prospects and referrals away; the giver and the auditor only read of them.
        "customers:handover_leads": {"ana", "ben", "olga"},
    },
)
