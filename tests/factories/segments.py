"""Segments, ratings, target lists and pairs of customers who may be one person."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from customers.actions import duplicates, rating, target_lists
from customers.actions import segments as actions
from customers.actions.target_lists import Chosen
from customers.choices import DuplicateEvidence, PairStatus, RatingClass, RatingDimension
from customers.models import Customer, DuplicatePair, Merge, Rating, Segment, TargetList
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


def target_list(
    by: Staff, *customers: Customer, name: str = "到期客户", channel: str = "PHONE"
) -> TargetList:
    return target_lists.create(
        uid=uuid4(),
        name=name,
        purpose="电话约访",
        channel=channel,
        chosen=[Chosen(one.pk) for one in customers],
        as_of=BUSINESS_DATE,
        by=by,
        at=NOW,
    )


def rated(customer: Customer, by: Staff, conclusion: str = RatingClass.QUALITY) -> Rating:
    """The five C at three points each; S waits for its name."""
    scores = {one: 3 for one in RatingDimension if one is not RatingDimension.S}
    return rating.rate(
        uid=uuid4(),
        customer=customer,
        scores=scores,
        s_label="",
        conclusion=RatingClass(conclusion),
        reason="资金稳定，往来多年",
        by=by,
        at=NOW,
    )
