"""A colleague at Ana's outlet, and handovers in each state."""

from __future__ import annotations

from uuid import uuid4

from customers.actions import handover as actions
from customers.actions import handover_division, handover_parts
from customers.actions.handover import Opening
from customers.actions.handover_division import Choice
from customers.choices import HandoverCause
from customers.models import Handover, HandoverPart
from organisation.choices import Grade
from organisation.models import Staff
from tests.factories import organisation as org
from tests.factories.organisation import NOW, Cast

TODAY = NOW.date()


def colleague(cast: Cast, *, grade: str = Grade.SENIOR, staff_no: str = "A002", password: str = "") -> Staff:
    """Another wealth manager at Ana's outlet."""
    return org.staff("安宁", at=cast.here, grade=grade, staff_no=staff_no, password=password)


def opened(giver: Staff, *, by: Staff | None = None, cause: str = HandoverCause.POST_CHANGE) -> Handover:
    """The list of what the giver looks after; by the giver in person unless told."""
    opening = Opening(cause=cause, starts_on=TODAY, reason="岗位调整")
    return actions.open_handover(giver=giver, opening=opening, by=by or giver, at=NOW, uid=uuid4())


def offered(handover: Handover, receiver: Staff, *, head: Staff) -> HandoverPart:
    """Everything on the list offered to one receiver."""
    handover.refresh_from_db()
    keys = list(handover.items.values_list("pk", flat=True))
    refused = handover_division.allocate(
        handover=handover,
        version=handover.version,
        item_ids=keys,
        choice=Choice((receiver,)),
        by=head,
        at=NOW,
    )
    assert refused == []
    handover.refresh_from_db()
    handover_division.offer(handover=handover, version=handover.version, by=head, at=NOW)
    return handover.parts.get(receiver=receiver, status="OFFERED")


def accepted(part: HandoverPart) -> HandoverPart:
    return handover_parts.accept(part=part, by=part.receiver, at=NOW)
