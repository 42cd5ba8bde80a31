"""Customers who belong together: proposed by one person, confirmed by another, dissolved with a reason."""

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
from customers.choices import HouseholdStatus
from customers.models import Customer, Household, HouseholdMember
from customers.permissions import households as permits
from customers.queries.households import taken
from organisation import audit
from organisation.concurrency import once

if TYPE_CHECKING:
    from organisation.models import Staff

PROPOSE, DECIDE = "household.propose", "household.decide"
DISSOLVE, LEAVE = "household.dissolve", "household.leave"
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
    once(uid)
    made: Household | None = Household.objects.unscoped(WHY).filter(uid=uid, proposed_by=by).first()
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
def leave(*, household: Household, customer: Customer, reason: str, by: Staff, at: datetime) -> Household:
    """A member belongs until yesterday; a household of one is dissolved."""
    found = _locked(household)
    permits.may_end(by, found).enforce()
    today = timezone.localdate(at)
    for one in _running(found, today).filter(customer=customer):
        _end(one, today)
    if _running(found, today).count() < 2:
        _close(found, reason, by, at)
    audit.record(
        by=by, action=LEAVE, target=found, at=at, after={"customer": customer.customer_no}, reason=reason
    )
    return found


def _locked(household: Household) -> Household:
    found: Household = Household.objects.unscoped(WHY).select_for_update().get(pk=household.pk)
    return found


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
