"""Prospects as their readers may see them, and who of the people typed in is known already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from customers import search
from customers.choices import Interest, MatchBy, ProspectStatus, Signal
from customers.models import Customer, Prospect, ProspectMatch, Referral
from customers.models.prospect import OPEN
from customers.policies import RECEPTION
from customers.queries.leads import lead_name, words
from customers.queries.recognition import Recognised, recognised
from customers.queries.search_hashes import by_phone, hashed
from customers.queries.sight import Amount, Sight
from organisation.masking import Column, shown
from organisation.models import Staff
from organisation.scoping import Subject

PAGE_ROWS = 25
_WHY = "whether somebody is known; details only in the reader's scope"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`standing` is a status, "open" or nothing; `key` finds a whole name or phone."""

    standing: str = "open"
    due: date | None = None
    mine: bool = False
    key: str = ""
    before: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A prospect as one reader may see it."""

    pk: int
    name: str | None
    phone: str | None
    id_type: str
    id_no: str | None
    estimated: Amount
    signals: str
    interests: str
    note: str | None
    identified_by: str
    at: datetime
    owner: str
    status: ProspectStatus
    next_on: date | None
    expires_on: date
    matched: bool

    @property
    def tone(self) -> str:
        tones = {ProspectStatus.ASSIGNED: "ok", ProspectStatus.REGISTERED: "info"}
        return tones.get(self.status, "neutral" if self.status not in OPEN else "due")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody with the identity or phone number that was typed. `customer` only for one of the reader's branch, and
    `prospect` only for one in scope; else all that is told is that the bank knows the person."""

    by: MatchBy
    customer: Recognised | None = None
    prospect: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A customer whom the core has opened and who may be the prospect. `record` is the row behind `customer`, for
    the guards of an assignment; like it, only of somebody whom the reader would recognise."""

    pk: int
    by: MatchBy
    found_at: datetime
    customer: Recognised | None
    record: Customer | None
    name: str | None


def page(sight: Sight, wanted: Wanted) -> tuple[tuple[Row, ...], int | None]:
    """Prospects in scope that fit, newest first, and after which the next page begins. Two queries."""
    rows = Prospect.objects.visible_to(sight.staff)
    if wanted.standing == "open":
        rows = rows.filter(status__in=OPEN)
    elif wanted.standing:
        rows = rows.filter(status=wanted.standing)
    if wanted.due:
        rows = rows.filter(next_follow_up__lte=wanted.due)
    if wanted.mine:
        rows = rows.filter(owner=sight.staff)
    if wanted.key:
        typed = wanted.key
        name = hashed(lambda key: Q(name_hash=search.prospect_key(typed, key)))
        rows = rows.filter(name | by_phone(typed))
    if wanted.before:
        rows = rows.filter(pk__lt=wanted.before)
    found = list(rows.select_related("owner", "identified_by").order_by("-pk")[: PAGE_ROWS + 1])
    more = found[PAGE_ROWS - 1].pk if len(found) > PAGE_ROWS else None
    found = found[:PAGE_ROWS]
    waiting = set(
        ProspectMatch.objects.visible_to(sight.staff)
        .filter(prospect__in=[row.pk for row in found], same__isnull=True)
        .values_list("prospect", flat=True)
    )
    return tuple(row_of(sight, row, matched=row.pk in waiting) for row in found), more


def to_do(sight: Sight, today: date, *, most: int) -> tuple[Row, ...]:
    """Prospects of the reader, or of nobody, whose next contact is due, who may have become a customer, or who have
    nobody; the longest due first. One query."""
    matches = ProspectMatch.objects.visible_to(sight.staff).filter(prospect=OuterRef("pk"), same__isnull=True)
    rows = Prospect.objects.visible_to(sight.staff).annotate(matched=Exists(matches))
    waits = Q(next_follow_up__lte=today) | Q(matched=True) | Q(owner=None)
    mine = rows.filter(waits, Q(owner=sight.staff) | Q(owner=None), status__in=OPEN)
    ordered = mine.order_by(F("next_follow_up").asc(nulls_last=True), "pk")
    found = ordered.select_related("owner", "identified_by")[:most]
    return tuple(row_of(sight, row, matched=row.matched) for row in found)


def by_uid(staff: Staff, uid: UUID) -> Prospect | None:
    """The prospect that a form has made already. One query."""
    return Prospect.objects.visible_to(staff).filter(uid=uid).first()


def row_of(sight: Sight, row: Prospect, *, matched: bool = False) -> Row:
    """The prospect as the reader may see it. No query beyond its people."""
    return Row(
        pk=row.pk,
        name=lead_name(sight.staff, row),
        phone=shown(sight.staff, Column.IDENTITY, row.phone, "phone"),
        id_type=row.get_id_type_display(),
        id_no=shown(sight.staff, Column.IDENTITY, row.id_no, "id_no"),
        estimated=sight.amount(row.estimated_assets),
        signals=words(row.signals, Signal),
        interests=words(row.interests, Interest),
        note=sight.note(row.note),
        identified_by=row.identified_by.name,
        at=row.identified_at,
        owner=row.owner.name if row.owner else "",
        status=ProspectStatus(row.status),
        next_on=row.next_follow_up,
        expires_on=row.expires_on,
        matched=matched,
    )


def known(sight: Sight, *, id_no: str, phone: str, on: date) -> tuple[Known, ...]:
    """Customers and open prospects with this identity or phone number, the surer first. About eight queries."""
    identities = [search.id_key(id_no, key) for key in search.key_numbers() if search.normalise_id(id_no)]
    same = Q()
    if identities:
        same |= Q(id_hash__in=identities)
    if search.normalise_phone(phone):
        same |= by_phone(phone)
    if not same:
        return ()
    found = [*_customers(sight, same, identities, on), *_prospects(sight, same, identities)]
    return tuple(sorted(found, key=lambda one: one.by is not MatchBy.IDENTITY))


def _by(row: Customer | Prospect, identities: Collection[bytes]) -> MatchBy:
    return MatchBy.IDENTITY if bytes(row.id_hash) in identities else MatchBy.PHONE


def _customers(sight: Sight, same: Q, identities: Collection[bytes], on: date) -> list[Known]:
    rows = {row.pk: row for row in Customer.objects.unscoped(_WHY).filter(same).order_by("pk")[:10]}
    here = _of_the_branch(sight, list(rows), on)
    return [Known(_by(row, identities), customer=here.get(pk)) for pk, row in rows.items()]


def _prospects(sight: Sight, same: Q, identities: Collection[bytes]) -> list[Known]:
    rows = list(Prospect.objects.unscoped(_WHY).filter(same, status__in=OPEN).order_by("pk")[:10])
    mine = set(
        Prospect.objects.visible_to(sight.staff)
        .filter(pk__in=[row.pk for row in rows])
        .values_list("pk", flat=True)
    )
    return [
        Known(_by(row, identities), prospect=row.pk, name=lead_name(sight.staff, row))
        if row.pk in mine
        else Known(_by(row, identities))
        for row in rows
    ]


def _of_the_branch(sight: Sight, keys: list[int], on: date) -> dict[int, Recognised]:
    """Those of the customers whom the reader would recognise in the lobby."""
    if not keys:
        return {}
    rows = Customer.objects.filter(pk__in=keys).visible_to(sight.staff, subject=Subject.WALK_IN)
    policy = RECEPTION.on(on)
    return {one.pk: one for one in recognised(sight, rows, on, policy)}


def customer_of(sight: Sight, prospect: Prospect, on: date) -> Recognised | None:
    """The customer whom the prospect became, if the reader would recognise them."""
    if prospect.customer_id is None:
        return None
    return _of_the_branch(sight, [prospect.customer_id], on).get(prospect.customer_id)


def referrals_of(sight: Sight, prospect: Prospect) -> list[Referral]:
    """The referrals of the person that the reader may open, newest first. One query."""
    return list(Referral.objects.visible_to(sight.staff).filter(prospect=prospect).order_by("-pk"))


def matches(sight: Sight, prospect: Prospect, on: date) -> tuple[Match, ...]:
    """Customers of the core who may be the prospect and of whom nobody has decided."""
    rows = ProspectMatch.objects.visible_to(sight.staff).filter(prospect=prospect, same__isnull=True)
    found = list(rows.select_related("customer").order_by("pk"))
    here = _of_the_branch(sight, [row.customer_id for row in found], on)
    return tuple(
        Match(
            pk=row.pk,
            by=MatchBy(row.by),
            found_at=row.found_at,
            customer=here.get(row.customer_id),
            record=row.customer if row.customer_id in here else None,
            name=lead_name(sight.staff, row.customer) if row.customer_id in here else None,
        )
        for row in found
    )
