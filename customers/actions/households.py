"""Customers who belong together: proposed by one person, confirmed by another, as is who joins or leaves later;
dissolved with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from customers.actions.assignment import hold
from customers.choices import HouseholdStatus, MemberChange
from customers.models import Customer, Household, HouseholdChange, HouseholdMember
from customers.permissions import households as permits
from customers.queries.households import running_member, taken
from organisation import audit
from organisation.concurrency import once
from organisation.verdict import Verdict

if TYPE_CHECKING:
    from organisation.models import Staff

PROPOSE, DECIDE = "household.propose", "household.decide"
DISSOLVE = "household.dissolve"
CHANGE, DECIDE_CHANGE = "household.change", "household.decide_change"
WHY = "a household that the caller found in scope"


@dataclass(frozen=True, slots=True)
class Joining:
    """A customer who is to belong, what they are to the first one, and what suggests it."""

    customer: Customer
    kinship: str
    evidence: Sequence[str] = ()


@transaction.atomic
def propose(
    *,
    uid: UUID,
    kind: str,
    members: Sequence[Joining],
    since: date,
    reason: str,
    by: Staff,
    at: datetime,
) -> Household:
    """Propose that customers belong together since a day. Sent twice, it is the one that was stored first."""
    permits.may_propose(by).enforce()
    made = once(uid, Household.objects.unscoped(WHY), proposed_by_id=by.pk)
    if made is not None:
        return made
    permits.may_belong(taken([one.customer.pk for one in members], since)).enforce()
    household: Household = Household.objects.create(
        uid=uid,
        branch=members[0].customer.home_branch,
        kind=kind,
        status=HouseholdStatus.PROPOSED,
        reason=reason,
        proposed_by=by,
        proposed_at=at,
    )
    for one in members:
        HouseholdMember.objects.create(
            household=household,
            customer=one.customer,
            kinship=one.kinship,
            evidence=sorted(one.evidence),
            period=DateRange(since, None),
        )
    audit.record(
        by=by, action=PROPOSE, target=household, at=at, after={"members": len(members)}, reason=reason
    )
    return household


@transaction.atomic
def decide(*, household: Household, confirm: bool, reason: str, by: Staff, at: datetime) -> Household:
    """Confirm a proposal as the second person, or refuse it. From then on its members count together."""
    found = _locked(household)
    permits.may_decide(by, found).enforce()
    members = list(found.members.select_related("customer").order_by("customer_id"))
    if confirm:
        hold([one.customer for one in members])
        since = min(one.starts_on for one in members)
        permits.may_belong(taken([one.customer_id for one in members], since)).enforce()
        for one in members:
            one.confirmed = True
            one.save(update_fields=["confirmed"])
    found.status = HouseholdStatus.CONFIRMED if confirm else HouseholdStatus.REFUSED
    found.decided_by, found.decided_at, found.decision = by, at, reason
    found.save()
    audit.record(by=by, action=DECIDE, target=found, at=at, field="status", after=found.status, reason=reason)
    return found


@transaction.atomic
def dissolve(*, household: Household, reason: str, by: Staff, at: datetime) -> Household:
    """The members count together until yesterday; what was added up for earlier days stays as it was."""
    found = _locked(household)
    permits.may_end(by, found).enforce()
    _close(found, reason, by, at)
    audit.record(by=by, action=DISSOLVE, target=found, at=at, reason=reason)
    return found


@transaction.atomic
def propose_change(
    *,
    uid: UUID,
    household: Household,
    kind: str,
    member: Joining,
    since: date,
    reason: str,
    by: Staff,
    at: datetime,
) -> HouseholdChange:
    """Propose that a customer belongs to a confirmed household from a day on, or no longer. Sent twice, it is the
    one that was stored first. Nothing counts before a second person has confirmed it."""
    made = once(uid, HouseholdChange.objects.unscoped(WHY), proposed_by_id=by.pk, household_id=household.pk)
    if made is not None:
        return made
    found = _locked(household)
    permits.may_change(by, found).enforce()
    may_take_effect(found, kind, member.customer, since).enforce()
    waiting = found.changes.filter(customer=member.customer, status=HouseholdStatus.PROPOSED)
    permits.may_wait(waiting.exists()).enforce()
    change: HouseholdChange = HouseholdChange.objects.create(
        uid=uid,
        household=found,
        customer=member.customer,
        kind=kind,
        kinship=member.kinship,
        evidence=sorted(member.evidence),
        since=since,
        reason=reason,
        status=HouseholdStatus.PROPOSED,
        proposed_by=by,
        proposed_at=at,
    )
    audit.record(by=by, action=CHANGE, target=found, at=at, after=_said(change), reason=reason)
    return change


@transaction.atomic
def decide_change(
    *, change: HouseholdChange, confirm: bool, reason: str, by: Staff, at: datetime
) -> HouseholdChange:
    """Confirm a change as the second person, or refuse it. A joiner counts from the day proposed, a leaver until
    the day before; a household of one is dissolved."""
    home = _locked(change.household)
    found = HouseholdChange.objects.unscoped(WHY).select_for_update().get(pk=change.pk)
    permits.may_decide(by, found).enforce()
    if confirm:
        hold([found.customer])
        permits.may_change(by, home).enforce()
        may_take_effect(home, found.kind, found.customer, found.since).enforce()
        _apply(home, found, by, at)
    found.status = HouseholdStatus.CONFIRMED if confirm else HouseholdStatus.REFUSED
    found.decided_by, found.decided_at, found.decision = by, at, reason
    found.save()
    audit.record(
        by=by, action=DECIDE_CHANGE, target=home, at=at, after={**_said(found), "status": found.status},
        reason=reason,
    )  # fmt: skip
    return found


def may_take_effect(household: Household, kind: str, customer: Customer, since: date) -> Verdict:
    """Whether the change fits what stands now: a joiner is free from that day on, a leaver has belonged before."""
    if kind == MemberChange.JOIN:
        return permits.may_belong(taken([customer.pk], since))
    return permits.may_leave(since, running_member(household, customer))


def _apply(household: Household, change: HouseholdChange, by: Staff, at: datetime) -> None:
    if change.kind == MemberChange.JOIN:
        HouseholdMember.objects.create(
            household=household,
            customer=change.customer,
            kinship=change.kinship,
            evidence=change.evidence,
            period=DateRange(change.since, None),
            confirmed=True,
        )
        return
    member = running_member(household, change.customer)
    if member is not None:
        _end(member, change.since)
    if _running(household, timezone.localdate(at)).count() < 2:
        _close(household, change.reason, by, at)


def _said(change: HouseholdChange) -> dict[str, str]:
    return {"kind": change.kind, "customer": change.customer.customer_no, "since": change.since.isoformat()}


def _locked(household: Household) -> Household:
    return Household.objects.unscoped(WHY).select_for_update().get(pk=household.pk)


def _close(household: Household, reason: str, by: Staff, at: datetime) -> None:
    today = timezone.localdate(at)
    for one in _running(household, today):
        _end(one, today)
    household.status = HouseholdStatus.DISSOLVED
    household.ended_by, household.ended_on, household.end_reason = by, today, reason
    household.save()


def _end(member: HouseholdMember, today: date) -> None:
    """One who joined today never belonged for a day: the row goes, the history keeps it."""
    if member.starts_on >= today:
        member.delete()
        return
    member.period = DateRange(member.starts_on, today)
    member.save(update_fields=["period"])


def _running(household: Household, today: date) -> models.QuerySet[HouseholdMember]:
    rows: models.QuerySet[HouseholdMember] = HouseholdMember.objects.unscoped(WHY)
    return rows.filter(household=household, confirmed=True, period__contains=today)
