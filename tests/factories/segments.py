"""Segments, ratings, target lists and pairs of customers who may be one person."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from customers.actions import duplicates
from customers.actions import segments as actions
from customers.choices import DuplicateEvidence, PairStatus
from customers.models import Customer, DuplicatePair, Merge, Segment
from customers.rules.segments import read
from organisation.models import Staff
from tests.factories.organisation import BUSINESS_DATE, NOW


def segment(
    by: Staff, *conditions: tuple[str, str, Any], name: str = "金卡以上", shared: bool = False
) -> Segment:
    """A segment of one alternative; gold customers and better unless told."""
    wanted = conditions or (("tier", "ANY_OF", ["GOLD", "DIAMOND"]),)
    group = [{"field": field, "operator": operator, "value": value} for field, operator, value in wanted]
    return actions.create(
        uid=uuid4(), name=name, note="", criteria=read([group]), shared=shared, by=by, at=NOW
    )


def pair(one: Customer, other: Customer, *evidence: str, status: str = PairStatus.OPEN) -> DuplicatePair:
    """Two records with the same phone unless told."""
    first, second = sorted((one, other), key=lambda customer: customer.pk)
    return DuplicatePair.objects.create(
        first=first,
        second=second,
        evidence=list(evidence or (DuplicateEvidence.PHONE,)),
        status=status,
        found_on=BUSINESS_DATE,
    )


def merged(survivor: Customer, other: Customer, *, by: Staff, right: tuple[str, ...] = ()) -> Merge:
    return duplicates.merge(
        uid=uuid4(),
        pair=pair(survivor, other),
        survivor=survivor,
        right=right,
        reason="本人到店确认",
        by=by,
        at=NOW,
    )
