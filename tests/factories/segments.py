"""Segments, ratings, target lists and pairs of customers who may be one person."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from customers.actions import segments as actions
from customers.models import Segment
from customers.rules.segments import read
from organisation.models import Staff
from tests.factories.organisation import NOW


def segment(
    by: Staff, *conditions: tuple[str, str, Any], name: str = "金卡以上", shared: bool = False
) -> Segment:
    """A segment of one alternative; gold customers and better unless told."""
    wanted = conditions or (("tier", "ANY_OF", ["GOLD", "DIAMOND"]),)
    group = [{"field": field, "operator": operator, "value": value} for field, operator, value in wanted]
    return actions.create(
        uid=uuid4(), name=name, note="", criteria=read([group]), shared=shared, by=by, at=NOW
    )
