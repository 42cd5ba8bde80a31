"""Referrals and prospects as their readers may see them: who it is about, and the course of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import pgettext

from customers.choices import Interest, LeadMove, ReferralStatus, Signal
from customers.models import Customer, LeadStep, Prospect, Referral
from customers.queries.sight import Sight
from organisation.masking import Access, Column, access_to, shown
from organisation.models import Staff
from organisation.rules import masks

WHY = "of a referral or prospect whose scope was checked"


@dataclass(frozen=True, slots=True)
class About:
    """The person: a name as the reader may see it, the tier of a customer, and the number where the customer's page
    may be opened."""

    name: str | None
    tier: str = ""
    number: str = ""
    prospect: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the course."""

    at: datetime
    move: LeadMove
    by: str
    whom: str
    result: str
    next_on: date | None
    note: str | None


def lead_name(staff: Staff, person: Customer | Prospect) -> str | None:
    """The name of somebody who was referred. Front staff see whom they recorded masked, and a customer not at all:
    the tier and the manager are what they may know."""
    seen: str | None = shown(staff, Column.NAME, person.name, "name")
    if access_to(staff, Column.NAME) is Access.ABSENT and isinstance(person, Prospect) and person.name:
        return masks.name(person.name)
    return seen


def written(sight: Sight, referral: Referral) -> str | None:
    """What was said in words when somebody was referred: as the reader may see notes, and in full for whoever
    wrote it."""
    return referral.note if referral.created_by_id == sight.staff.pk else sight.note(referral.note)


def course(referral: Referral | None, prospect: Prospect | None, sight: Sight) -> tuple[Line, ...]:
    """The course, oldest first, with what was said as the reader may see it. One query."""
    rows = LeadStep.objects.filter(**({"referral": referral} if referral else {"prospect": prospect}))
    return tuple(
        Line(
            at=row.at,
            move=LeadMove(row.move),
            by=row.by.name if row.by else "",
            whom=row.whom.name if row.whom else "",
            result=row.get_result_display(),
            next_on=row.next_on,
            note=sight.note(row.note),
        )
        for row in rows.select_related("by", "whom")
        if not _told(row, prospect)
    )


def _told(row: LeadStep, prospect: Prospect | None) -> bool:
    """Told by the line before: the registration of a failed attempt, and the referral with which a prospect came."""
    came_with = prospect is not None and row.referral_id is not None and row.move == LeadMove.CREATED
    return row.status_from == ReferralStatus.FAILED_FIRST or came_with


def words(codes: Sequence[str], kind: type[Signal] | type[Interest]) -> str:
    """The codes of a closed list in the reader's language."""
    return pgettext("between the entries of a list", ", ").join(
        str(kind(code).label) for code in codes if code in kind.values
    )


def open_numbers(sight: Sight, customer_ids: Sequence[int]) -> dict[int, str]:
    """The numbers of those of the customers whose page the reader may open. One query."""
    rows = Customer.objects.filter(pk__in=customer_ids).visible_to(sight.staff)
    return dict(rows.values_list("pk", "customer_no"))
