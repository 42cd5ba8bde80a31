"""People who are no customers yet: recorded, changed, handed on, followed up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from customers import search
from customers.choices import Attempt, LeadMove, ProspectStatus
from customers.models import LeadStep, Prospect, Referral
from customers.models.referral import RUNNING
from customers.permissions import prospects as permissions
from customers.policies import REFERRING
from customers.rules.lifecycle import PROSPECTS
from organisation import audit, vault
from organisation.concurrency import Opened, once, settle

if TYPE_CHECKING:
    from customers.models import Customer
    from organisation.models import Branch, Staff

ADD = "prospect.create"
EDIT = "prospect.edit"
ASSIGN = "prospect.assign"
CONTACT = "prospect.contact"
WHY = "the writer of prospects; its callers have checked the scope"
_S = ProspectStatus
_AFTER = {Attempt.SUCCESS: _S.REGISTERED, Attempt.AGAIN: _S.FOLLOW_UP, Attempt.GIVEN_UP: _S.INVALID}


@dataclass(frozen=True, slots=True)
class Person:
    """Who the prospect is, as far as it is known."""

    name: str
    phone: str = ""
    id_type: str = ""
    id_no: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a person: the columns of the register beside time, people and result."""

    signals: Collection[str] = ()
    interests: Collection[str] = ()
    estimated_assets: Decimal | None = None
    note: str = ""
    place: str = ""


@transaction.atomic
def add(
    *,
    uid: UUID,
    person: Person,
    seen: Seen,
    branch: Branch,
    owner: Staff | None,
    status: ProspectStatus,
    next_on: date | None,
    by: Staff,
    at: datetime,
) -> Prospect:
    """Keep a person. A form that was sent twice finds the row that the first one made."""
    known = once(uid, Prospect.objects.unscoped(WHY), identified_by_id=by.pk)
    if known is not None:
        return known
    policy = REFERRING.on(timezone.localdate(at))
    made = Prospect(
        uid=uid,
        branch=branch,
        estimated_assets=seen.estimated_assets,
        signals=list(seen.signals),
        interests=list(seen.interests),
        **vault.texts(note=seen.note),
        identified_by=by,
        identified_at=at,
        owner=owner,
        status=status,
        next_follow_up=next_on,
        expires_on=policy.expires_on(timezone.localdate(at)),
    )
    _identify(made, asdict(person))
    made.save()
    line(made, LeadMove.CREATED, at=at, by=by, whom=owner, to=status)
    audit.record(by=by, action=ADD, target=made, at=at, after=status)
    return made


def _identify(prospect: Prospect, given: Mapping[str, Any]) -> None:
    """Set what is given of the person, and the keyed hashes by which they are found again."""
    for name, value in given.items():
        setattr(prospect, name, value)
    if "name" in given:
        prospect.name_hash = search.prospect_key(given["name"])
    if "phone" in given:
        prospect.phone_hash = search.phone_key(given["phone"])
    if "id_no" in given:
        prospect.id_hash = search.id_key(given["id_no"])


def line(
    prospect: Prospect,
    move: LeadMove,
    *,
    at: datetime,
    by: Staff | None,
    whom: Staff | None = None,
    to: str = "",
    note: str = "",
    **more: Any,
) -> None:
    """Add a line to the course of the prospect."""
    before = prospect.status if to else ""
    LeadStep.objects.create(
        prospect=prospect,
        move=move,
        at=at,
        by=by,
        whom=whom,
        status_from=before,
        status_to=to,
        **vault.texts(note=note),
        **more,
    )


def held(prospect: Prospect) -> Prospect:
    """The row as it stands now, locked until the transaction ends."""
    rows = Prospect.objects.unscoped(WHY).select_for_update(of=("self",))
    return rows.select_related("owner", "branch").get(pk=prospect.pk)


def set_status(
    prospect: Prospect,
    to: ProspectStatus,
    *,
    next_on: date | None,
    at: datetime,
    customer: Customer | None = None,
) -> Prospect:
    """The one place where the state of a prospect changes, along the table of states; staying as it is is allowed.
    `customer` is whom the core has opened."""
    row = held(prospect)
    if customer is not None:
        row.customer = customer
    if row.status != to:
        if to not in PROSPECTS[ProspectStatus(row.status)]:
            raise ValueError(f"a prospect does not go from {row.status} to {to}")
        row.status = to
        row.closed_at = at if not PROSPECTS[to] else None
    row.next_follow_up = next_on
    row.version += 1
    row.save()
    return row


@transaction.atomic
def edit(
    *, prospect: Prospect, opened: Opened, values: Mapping[str, Any], by: Staff, at: datetime
) -> Prospect:
    """Change what is known. `Stale` when somebody else changed the same meanwhile. Phone and identity number, which
    the page does not show, are taken where something was typed."""
    row = held(prospect)
    permissions.may_edit(by, row).enforce()
    hidden = {name: values[name] for name in ("phone", "id_type", "id_no") if values.get(name)}
    shown = {name: value for name, value in values.items() if name not in ("phone", "id_type", "id_no")}
    changed = settle(row, opened=opened, yours=shown) | hidden
    if not changed:
        return row
    _identify(row, changed)
    row.version += 1
    row.save()
    line(row, LeadMove.CHANGED, at=at, by=by)
    audit.record(by=by, action=EDIT, target=row, at=at, after=sorted(changed))
    return row


@transaction.atomic
def assign(*, prospect: Prospect, to: Staff, by: Staff, at: datetime) -> Prospect:
    """Give the prospect to somebody of the branch who follows up from now on."""
    row = held(prospect)
    permissions.may_assign(by, row).enforce()
    before = row.owner.staff_no if row.owner else ""
    if row.owner_id != to.pk:
        row.owner = to
        row.version += 1
        row.save()
        line(row, LeadMove.MOVED, at=at, by=by, whom=to)
        audit.record(by=by, action=ASSIGN, target=row, at=at, before=before, after=to.staff_no)
    return row


@transaction.atomic
def contact(
    *,
    prospect: Prospect,
    result: Attempt,
    note: str,
    next_on: date | None,
    by: Staff,
    at: datetime,
    uid: UUID | None = None,
) -> Prospect:
    """Put on record what came of a conversation with somebody who was not referred, or no longer is. The same `uid`
    again changes nothing."""
    uid = uid or uuid4()
    sent_before = once(uid, LeadStep.objects.all(), prospect_id=prospect.pk)
    row = held(prospect)
    if sent_before is not None:
        return row
    permissions.may_contact(by, row, referred=referred(row)).enforce()
    to = _AFTER[result]
    if row.status == _S.REGISTERED and result is not Attempt.GIVEN_UP:
        to = _S.REGISTERED  # whoever registered stays so until the core opens the customer
    line(row, LeadMove.ATTEMPT, at=at, by=by, to=to, note=note, result=result, next_on=next_on, uid=uid)
    row = set_status(row, to, next_on=next_on if result is Attempt.AGAIN else None, at=at)
    audit.record(by=by, action=CONTACT, target=row, at=at, after=result)
    return row


def referred(prospect: Prospect) -> bool:
    """Whether a referral of the person is still running."""
    return Referral.objects.unscoped(WHY).filter(prospect=prospect, status__in=RUNNING).exists()
