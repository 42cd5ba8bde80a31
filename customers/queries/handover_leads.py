"""Prospects and referrals that somebody who hands over follows up and that belong to no customer of the list."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from customers.choices import Goes, ProspectStatus, ReferralStatus
from customers.models import Handover, HandoverItem, Prospect, Referral
from customers.models.prospect import OPEN
from customers.queries.leads import lead_name
from organisation.models import Staff

WHY = "of the giver of a handover that the caller has found in scope"
WORKED = (ReferralStatus.ACCEPTED, ReferralStatus.FAILED_FIRST, ReferralStatus.FOLLOW_UP)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class LeadRow:
    name: str | None
    prospect: int | None  # of a prospect; else it is the referral of a customer
    referral: int | None
    status: str


@dataclass(frozen=True, slots=True)
class Leads:
    rows: list[LeadRow]
    number: int


def prospects_with(giver: Staff) -> QuerySet[Prospect]:
    """The people whom the giver follows up; their running referrals go along with them."""
    rows: QuerySet[Prospect] = Prospect.objects.unscoped(WHY).filter(owner=giver, status__in=OPEN)
    return rows.order_by("pk")


def referrals_with(giver: Staff) -> QuerySet[Referral]:
    """What the giver accepted and is working on, but for customers who go from an open list with it and for people
    who are followed up by the giver. What waits for the giver's acceptance goes to the next by itself."""
    going = HandoverItem.objects.unscoped(WHY).filter(
        ~Q(goes=Goes.NOTHING), handover__giver=giver, customer=OuterRef("customer"), moved_on=None
    )
    rows: QuerySet[Referral] = Referral.objects.unscoped(WHY).filter(receiver=giver, status__in=WORKED)
    followed = Q(prospect__owner=giver, prospect__status__in=OPEN)
    return rows.filter(~Exists(going)).exclude(followed).order_by("pk")


def anything_left(giver: Staff) -> bool:
    return prospects_with(giver).exists() or referrals_with(giver).exists()


def leads(reader: Staff, handover: Handover) -> Leads:
    """The first of them, and how many. Two queries."""
    people = list(prospects_with(handover.giver))
    referred = list(referrals_with(handover.giver).select_related("customer", "prospect"))
    rows = [
        LeadRow(lead_name(reader, one), one.pk, None, str(ProspectStatus(one.status).label))
        for one in people[:SHOWN]
    ]
    for one in referred[: SHOWN - len(rows)]:
        about = one.customer or one.prospect
        name = lead_name(reader, about) if about is not None else None
        rows.append(LeadRow(name, None, one.pk, str(ReferralStatus(one.status).label)))
    return Leads(rows, len(people) + len(referred))
