"""The register of identified quality customers: rows, one line in full, and what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from customers.choices import (
    Attempt,
    Interest,
    ReferralStanding,
    ReferralStatus,
    ReferrerType,
    Signal,
    Turn,
)
from customers.models import Customer, Referral
from customers.queries.leads import About, lead_name, open_numbers, words
from customers.queries.recognition import tiers_of
from customers.queries.sight import Amount, Sight
from organisation.masking import Column, shown
from organisation.models import Staff

PAGE_ROWS = 25
PANEL_ROWS = 6
_S = ReferralStatus
STANDINGS = {
    ReferralStanding.WAITING: (_S.CREATED, _S.OFFERED),
    ReferralStanding.WORKED: (_S.ACCEPTED, _S.FAILED_FIRST, _S.FOLLOW_UP),
    ReferralStanding.WON: (_S.CONVERTED,),
    ReferralStanding.OVER: (_S.EXPIRED,),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for; `before` is the row above the page."""

    standing: str = ""
    referrer: str = ""
    since: date | None = None
    until: date | None = None
    before: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the register as one reader may see it."""

    pk: int
    about: About
    at: datetime
    place: str
    referrer: str
    referrer_type: ReferrerType
    introducer: str | None
    contact: str | None
    estimated: Amount
    signals: str
    interests: str
    status: ReferralStatus
    turn: Turn | None
    receiver: str
    first_result: str
    accept_by: datetime | None
    next_on: date | None
    expires_on: date
    reward: Amount

    @property
    def nobody_else(self) -> bool:
        """Everybody was asked: whoever is asked last keeps it to its end."""
        return self.accept_by is not None and timezone.localdate(self.accept_by) == self.expires_on

    @property
    def tone(self) -> str:
        tones = {_S.CONVERTED: "ok", _S.EXPIRED: "neutral", _S.OFFERED: "due", _S.CREATED: "late"}
        return tones.get(self.status, "info")


def filtered(staff: Staff, wanted: Wanted) -> QuerySet[Referral]:
    """The referrals in scope that fit, newest first."""
    rows = Referral.objects.visible_to(staff)
    if wanted.standing:
        rows = rows.filter(status__in=STANDINGS[ReferralStanding(wanted.standing)])
    if wanted.referrer:
        rows = rows.filter(referrer_type=wanted.referrer)
    if wanted.since:
        rows = rows.filter(created_at__date__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(created_at__date__lte=wanted.until)
    if wanted.before:
        rows = rows.filter(pk__lt=wanted.before)
    return rows.order_by("-pk")


def page(sight: Sight, wanted: Wanted) -> tuple[tuple[Row, ...], int | None]:
    """A page of the register, and the row after which the next one begins. Three queries."""
    found = list(_with_people(filtered(sight.staff, wanted))[: PAGE_ROWS + 1])
    more = found[PAGE_ROWS - 1].pk if len(found) > PAGE_ROWS else None
    return read(sight, found[:PAGE_ROWS]), more


def by_uid(staff: Staff, uid: UUID) -> Referral | None:
    """The referral that a form has made already. One query."""
    return Referral.objects.visible_to(staff).filter(uid=uid).first()


def all_rows(sight: Sight, wanted: Wanted, *, most: int) -> tuple[Row, ...]:
    """The register for a file, up to so many lines. Three queries."""
    return read(sight, _with_people(filtered(sight.staff, wanted))[:most])


def _with_people(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    return rows.select_related("customer", "prospect", "receiver", "created_by", "introduced_by")


def read(sight: Sight, referrals: Iterable[Referral]) -> tuple[Row, ...]:
    """The referrals as the reader may see them. Two queries."""
    found = list(referrals)
    keys = [row.customer_id for row in found if row.customer_id]
    keys += [row.introduced_by_id for row in found if row.introduced_by_id]
    tiers, numbers = tiers_of(sight, keys), open_numbers(sight, keys)
    return tuple(_row(sight, row, tiers, numbers) for row in found)


def _row(sight: Sight, row: Referral, tiers: Mapping[int, str], numbers: Mapping[int, str]) -> Row:
    person = row.customer or row.prospect
    assert person is not None  # the table allows no other
    return Row(
        pk=row.pk,
        about=About(
            name=lead_name(sight.staff, person),
            tier=tiers.get(row.customer_id or 0, ""),
            number=numbers.get(row.customer_id or 0, ""),
            prospect=row.prospect_id,
        ),
        at=row.created_at,
        place=row.place,
        referrer=row.created_by.name,
        referrer_type=ReferrerType(row.referrer_type),
        introducer=_introducer(sight, row, numbers),
        contact=shown(sight.staff, Column.IDENTITY, person.phone, "phone"),
        estimated=sight.amount(row.estimated_assets),
        signals=words(row.signals, Signal),
        interests=words(row.interests, Interest),
        status=ReferralStatus(row.status),
        turn=Turn(row.turn) if row.turn else None,
        receiver=row.receiver.name if row.receiver else "",
        first_result=str(Attempt(row.first_result).label) if row.first_result else "",
        accept_by=row.accept_by if row.status == _S.OFFERED else None,
        next_on=row.next_follow_up,
        expires_on=row.expires_on,
        reward=row.reward_amount,
    )


def _introducer(sight: Sight, row: Referral, numbers: Mapping[int, str]) -> str | None:
    """The customer who introduced: the name where the reader may open the page, else only that there is one."""
    if row.introduced_by is None:
        return None
    return sight.name(row.introduced_by.name) if row.introduced_by_id in numbers else ""


def one(sight: Sight, referral: Referral) -> Row:
    """A line in full; the caller has found it in scope. Three queries."""
    rows = Referral.objects.visible_to(sight.staff).filter(pk=referral.pk)
    return read(sight, _with_people(rows))[0]


def waiting(sight: Sight) -> tuple[Row, ...]:
    """What waits for the reader: referrals to accept first, then follow-ups by their day. Three queries."""
    mine = Q(receiver=sight.staff, status__in=[_S.OFFERED, _S.ACCEPTED, _S.FOLLOW_UP])
    rows = _with_people(Referral.objects.visible_to(sight.staff).filter(mine))
    return read(sight, rows.order_by("accept_by", "next_follow_up", "pk")[:PANEL_ROWS])


def made(sight: Sight) -> tuple[Row, ...]:
    """What the reader referred lately, and where it stands. Three queries."""
    rows = _with_people(Referral.objects.visible_to(sight.staff).filter(created_by=sight.staff))
    return read(sight, rows.order_by("-pk")[:PANEL_ROWS])


def unaccepted(sight: Sight) -> int:
    """Referrals in the reader's scope that nobody has accepted. One query."""
    rows = filtered(sight.staff, Wanted(standing=ReferralStanding.WAITING))
    return int(rows.count())


def of_customer(sight: Sight, customer: Customer) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Referrals of the customer, and of people whom the customer introduced. Six queries."""
    rows = _with_people(Referral.objects.unscoped("of a customer whom the caller found in scope"))
    about = read(sight, rows.filter(customer=customer).order_by("-pk")[:PANEL_ROWS])
    brought = read(sight, rows.filter(introduced_by=customer).order_by("-pk")[:PANEL_ROWS])
    return about, brought
