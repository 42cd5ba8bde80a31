"""A referral from its record to its acceptance: who is asked, who accepts, who passes it on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from customers.actions import prospects
from customers.actions.prospects import Person, Seen
from customers.choices import LeadMove, ProspectStatus, ReferralStatus, ReferrerType, Turn
from customers.models import LeadStep, Referral
from customers.permissions import referrals as permissions
from customers.policies import REFERRING
from customers.queries.receivers import order
from customers.rules.lifecycle import REFERRALS
from customers.rules.referrals import Candidate, next_to_ask
from organisation import audit, vault
from organisation.choices import Post
from organisation.concurrency import once

if TYPE_CHECKING:
    from customers.models import Customer, Prospect
    from organisation.models import Branch, Staff

REFER = "referral.create"
OFFER = "referral.offer"
ACCEPT = "referral.accept"
HAND_ON = "referral.pass"
WHY = "the writer of referrals; its callers have checked the scope"
_S = ReferralStatus
_KINDS: Mapping[str, ReferrerType] = {
    Post.LOBBY_MANAGER: ReferrerType.LOBBY,
    Post.TELLER: ReferrerType.CASH_TELLER,
    Post.ACCOUNTING_SUPERVISOR: ReferrerType.CASH_TELLER,
    Post.NONCASH_TELLER: ReferrerType.NONCASH_TELLER,
}


def referrer_type(by: Staff, introduced_by: Customer | None) -> ReferrerType:
    """A customer who introduced counts as the referrer; else it goes by the post of the colleague."""
    if introduced_by is not None:
        return ReferrerType.CUSTOMER
    post = by.posting.post if by.posting else ""
    return _KINDS.get(post, ReferrerType.MANAGER)


@transaction.atomic
def refer(
    *,
    uid: UUID,
    about: Customer | Prospect,
    branch: Branch,
    seen: Seen,
    to: Staff | None,
    introduced_by: Customer | None,
    by: Staff,
    at: datetime,
) -> Referral:
    """Record the line and ask the first who is free: whoever was chosen, else by the order. Referring to oneself is
    accepted at once. A form that was sent twice finds the line that the first one made."""
    known = once(uid, Referral.objects.unscoped(WHY), created_by_id=by.pk)
    if known is not None:
        return known
    made = _line_of(about, uid=uid, branch=branch, seen=seen, introduced_by=introduced_by, by=by, at=at)
    step(made, LeadMove.CREATED, at=at, by=by, to=_S.CREATED)
    audit.record(by=by, action=REFER, target=made, at=at, after=made.referrer_type)
    if to is not None and to.pk == by.pk:
        _offer_to(made, Candidate(by.pk, Turn.CHOSEN, free=True), by=by, at=at)
        return accept(referral=made, by=by, at=at)
    ask(made, to, by=by, at=at)
    return made


def _line_of(
    about: Customer | Prospect,
    *,
    uid: UUID,
    branch: Branch,
    seen: Seen,
    introduced_by: Customer | None,
    by: Staff,
    at: datetime,
) -> Referral:
    kind = "customer" if about._meta.model_name == "customer" else "prospect"
    given: dict[str, Any] = {kind: about}
    made = Referral(
        uid=uid,
        branch=branch,
        referrer_type=referrer_type(by, introduced_by),
        introduced_by=introduced_by,
        created_by=by,
        created_at=at,
        place=seen.place,
        estimated_assets=seen.estimated_assets,
        signals=list(seen.signals),
        interests=list(seen.interests),
        **vault.texts(note=seen.note),
        status=_S.CREATED,
        accept_by=at,
        expires_on=REFERRING.on(timezone.localdate(at)).expires_on(timezone.localdate(at)),
        **given,
    )
    made.save()
    return made


@transaction.atomic
def refer_person(
    *,
    uid: UUID,
    person: Person,
    branch: Branch,
    seen: Seen,
    to: Staff | None,
    introduced_by: Customer | None,
    by: Staff,
    at: datetime,
) -> Referral:
    """Keep somebody who is no customer yet as a prospect, and refer them."""
    prospect = prospects.add(
        uid=uid, person=person, seen=seen, branch=branch, owner=None, status=ProspectStatus.REFERRED,
        next_on=None, by=by, at=at,
    )  # fmt: skip
    return refer(
        uid=uid, about=prospect, branch=branch, seen=seen, to=to, introduced_by=introduced_by, by=by, at=at
    )


def step(
    referral: Referral,
    move: LeadMove,
    *,
    at: datetime,
    by: Staff | None,
    to: str = "",
    whom: Staff | None = None,
    note: str = "",
    **more: Any,
) -> None:
    """Add a line to the course; with `to` the state changes, along the table of states only."""
    before = referral.status
    if to and to != before:
        if ReferralStatus(to) not in REFERRALS[ReferralStatus(before)]:
            raise ValueError(f"a referral does not go from {before} to {to}")
        referral.status = to
    LeadStep.objects.create(
        referral=referral,
        prospect=referral.prospect,
        move=move,
        at=at,
        by=by,
        whom=whom,
        status_from=before if to else "",
        status_to=to,
        **vault.texts(note=note),
        **more,
    )


def ask(referral: Referral, to: Staff | None, *, by: Staff | None, at: datetime) -> bool:
    """Offer to whoever was named, else to the next of the order who is free and was not asked yet. When nobody is
    left, whoever was asked last keeps it until it expires; where nobody is there at all it is tried again."""
    if to is not None:
        found: Candidate | None = Candidate(to.pk, Turn.CHOSEN, free=True)
    else:
        found = next_to_ask(order(referral, timezone.localdate(at)), referral.asked)
    if found is not None:
        _offer_to(referral, found, by=by, at=at)
        return True
    if referral.status == _S.CREATED:
        referral.accept_by = REFERRING.on(timezone.localdate(at)).accept_by(at)
    else:
        referral.accept_by = _end_of(referral)
    referral.save(update_fields=["accept_by"])
    return False


def _end_of(referral: Referral) -> datetime:
    """The last moment of the last day on which it is open."""
    return timezone.make_aware(datetime.combine(referral.expires_on, time.max))


def _offer_to(referral: Referral, candidate: Candidate, *, by: Staff | None, at: datetime) -> None:
    referral.receiver_id = candidate.staff_id
    referral.turn = candidate.turn
    referral.asked = [*referral.asked, candidate.staff_id]
    referral.accept_by = REFERRING.on(timezone.localdate(at)).accept_by(at)
    referral.version += 1
    step(referral, LeadMove.OFFERED, at=at, by=by, to=_S.OFFERED, whom=referral.receiver)
    referral.save()
    audit.record(by=by, action=OFFER, target=referral, at=at, after=candidate.turn)


def held(referral: Referral) -> Referral:
    """The row as it stands now, locked until the transaction ends."""
    rows = Referral.objects.unscoped(WHY).select_for_update(of=("self",))
    return rows.select_related("receiver", "prospect", "branch").get(pk=referral.pk)


@transaction.atomic
def accept(*, referral: Referral, by: Staff, at: datetime) -> Referral:
    """Of two who press at once the first has it, and the second is told who."""
    row = held(referral)
    permissions.may_accept(by, row).enforce()
    step(row, LeadMove.ACCEPTED, at=at, by=by, to=_S.ACCEPTED, whom=by)
    row.accepted_at = at
    row.accept_by = None
    row.version += 1
    row.save()
    _own(row, by)
    audit.record(by=by, action=ACCEPT, target=row, at=at)
    return row


def _own(referral: Referral, staff: Staff) -> None:
    """Whoever works the referral follows up the prospect."""
    prospect = referral.prospect
    if prospect is not None and prospect.status in (ProspectStatus.REFERRED, ProspectStatus.FOLLOW_UP):
        prospect.owner = staff
        prospect.version += 1
        prospect.save(update_fields=["owner", "version"])


@transaction.atomic
def pass_on(*, referral: Referral, reason: str, to: Staff | None, by: Staff, at: datetime) -> Referral:
    """Whoever is asked passes on to the next; the head gives it to a person, also after it was accepted."""
    row = held(referral)
    permissions.may_pass(by, row).enforce()
    if to is not None:
        permissions.may_give(by).enforce()
    audit.record(by=by, action=HAND_ON, target=row, at=at, after=to.staff_no if to else "")
    if row.status in (_S.CREATED, _S.OFFERED):
        step(row, LeadMove.PASSED, at=at, by=by, note=reason)
        ask(row, to, by=by, at=at)
        return row
    if to is None:
        return row
    return _give(row, to, reason, by=by, at=at)


@transaction.atomic
def hand_over(*, referral: Referral, to: Staff, reason: str, by: Staff, at: datetime) -> Referral:
    """What somebody accepted goes to whoever takes over from them. The caller has asked the permission of the
    handover."""
    row = held(referral)
    audit.record(by=by, action=HAND_ON, target=row, at=at, after=to.staff_no)
    return _give(row, to, reason, by=by, at=at)


def _give(row: Referral, to: Staff, reason: str, *, by: Staff, at: datetime) -> Referral:
    step(row, LeadMove.MOVED, at=at, by=by, whom=to, note=reason)
    row.receiver = to
    row.turn = Turn.CHOSEN
    row.version += 1
    row.save()
    _own(row, to)
    return row
