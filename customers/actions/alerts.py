"""Raising, handling and giving away alerts; keeping customers; the steps of their stage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from customers.choices import (
    AlertOutcome,
    AlertStatus,
    FlagKind,
    LeavingReason,
    LifecycleStage,
    RetentionWay,
    StageReason,
)
from customers.models import Alert, Customer, Retention, StageChange
from customers.permissions.alerts import may_give, may_handle, may_step
from customers.policies import ALERTS
from customers.queries.alerts import responsible, stage_of
from customers.queries.tiers import published_tiers
from customers.rules import alerts as rules
from organisation import audit, vault
from organisation.concurrency import Changed, once, unchanged

if TYPE_CHECKING:
    from organisation.models import Staff

RAISE = "alert.raise"
CLOSE = "alert.close"
GIVE = "alert.give"
RETAIN = "alert.retain"
STEP = "customer.stage"
WHY = "locked for its change; the caller has checked the scope"


@transaction.atomic
def raise_alert(
    *,
    customer: Customer,
    kind: FlagKind,
    evidence: Mapping[str, Any],
    by: Staff | None,
    at: datetime,
    amount: Decimal | None = None,
    due_on: date | None = None,
    said: str = "",
    uid: UUID | None = None,
) -> Alert:
    """Have somebody act on the customer. While an alert of the kind is open it is the answer, unchanged.

    `by` is None when a rule asks. `uid` makes a form that was sent twice one alert. The owner is A, else B, else
    the head of the branch; the due date follows from the preset unless given."""
    Customer.objects.unscoped(WHY).select_for_update().get(pk=customer.pk)
    on = timezone.localdate(at)
    key = uid or uuid4()
    if (found := _answer(customer, kind, key)) is not None:
        return found
    made: Alert = Alert.objects.create(
        uid=key,
        customer=customer,
        kind=kind,
        occurrence=str(key),
        tier=published_tiers([customer.pk]).get(customer.pk, ""),
        amount=amount,
        evidence=dict(evidence),
        **vault.texts(said=said),
        raised_on=on,
        raised_by=by,
        owner=responsible(customer, on),
        due_on=due_on or rules.due_on(kind, on, ALERTS.on(on)),
    )
    audit.record(by=by, action=RAISE, target=made, at=at, field="kind", after=kind)
    if kind in rules.DECLINING and stage_of(customer, on) == LifecycleStage.MATURITY:
        _step(customer, LifecycleStage.DECLINE, StageReason.ALERT, by=by, at=at, alert=made)
    return made


def _answer(customer: Customer, kind: FlagKind, key: UUID) -> Alert | None:
    """The open alert of the kind, or the one that this very form made."""
    known = Alert.objects.unscoped(WHY).filter(customer=customer, kind=kind)
    return known.filter(status=AlertStatus.OPEN).first() or known.filter(uid=key).first()


def _held(alert: Alert) -> Alert:
    """The alert as it is now, held until the change is done."""
    rows = Alert.objects.unscoped(WHY).select_for_update(of=("self",))
    return rows.select_related("customer").get(pk=alert.pk)


def _locked(alert: Alert, version: int) -> Alert:
    """The alert, held; Changed when it is no longer what was shown."""
    now = _held(alert)
    unchanged(now, version)
    return now


@transaction.atomic
def close(
    *,
    alert: Alert,
    version: int,
    outcome: AlertOutcome,
    reason: LeavingReason | None,
    note: str,
    by: Staff,
    at: datetime,
) -> Alert:
    """Say how it ended. Who was retained out of decline grows again."""
    now = _locked(alert, version)
    may_handle(alert=now, staff=by).enforce()
    now.status = rules.status_after(outcome)
    now.outcome, now.reason, now.note = outcome, reason or "", note
    now.closed_on, now.closed_by = timezone.localdate(at), by
    now.version += 1
    now.save(
        update_fields=["status", "outcome", "reason", "note_sealed", "closed_on", "closed_by", "version"]
    )
    audit.record(by=by, action=CLOSE, target=now, at=at, field="outcome", after=outcome)
    _follow(now, outcome, by=by, at=at)
    return now


def _follow(alert: Alert, outcome: AlertOutcome, *, by: Staff, at: datetime) -> None:
    """Retained out of decline leads back to growth (domain.md part C). Lost is said by the closing of accounts."""
    stage = stage_of(alert.customer, timezone.localdate(at))
    if outcome == AlertOutcome.RETAINED and stage == LifecycleStage.DECLINE:
        _step(alert.customer, LifecycleStage.GROWTH, StageReason.RETAINED, by=by, at=at, alert=alert)


@transaction.atomic
def give(*, alert: Alert, version: int, to: Staff, by: Staff, at: datetime) -> Alert:
    """The head chooses who acts; the choice holds until that person has left."""
    now = _locked(alert, version)
    may_give(alert=now, staff=by).enforce()
    before = now.owner.staff_no if now.owner else ""
    now.owner, now.owner_chosen = to, True
    now.version += 1
    now.save(update_fields=["owner", "owner_chosen", "version"])
    audit.record(by=by, action=GIVE, target=now, at=at, field="owner", before=before, after=to.staff_no)
    return now


@transaction.atomic
def retain(
    *,
    alert: Alert,
    uid: UUID,
    on: date,
    way: RetentionWay,
    reason: LeavingReason,
    amount_kept: Decimal | None,
    note: str,
    by: Staff,
    at: datetime,
) -> Retention:
    """Record one attempt to keep the customer or the money (挽留). The same form sent twice is one attempt."""
    now = _held(alert)
    found = once(uid, Retention.objects.unscoped(WHY), alert_id=now.pk)
    if found is not None:
        return found
    may_handle(alert=now, staff=by).enforce()
    made: Retention = Retention.objects.create(
        uid=uid,
        alert=now,
        customer=now.customer,
        on=on,
        way=way,
        reason=reason,
        amount_kept=amount_kept,
        **vault.texts(note=note),
        by=by,
        at=at,
    )
    audit.record(by=by, action=RETAIN, target=now, at=at, field="way", after=way)
    return made


@transaction.atomic
def step(
    *, customer: Customer, shown: LifecycleStage, to: LifecycleStage, words: str, by: Staff, at: datetime
) -> StageChange:
    """A person judges that the customer is at another stage. `shown` is the stage on the page they looked at."""
    Customer.objects.unscoped(WHY).select_for_update().get(pk=customer.pk)
    stage = stage_of(customer, timezone.localdate(at))
    if stage != shown:
        raise Changed
    may_step(stage=stage, to=to, staff=by).enforce()
    return _step(customer, to, StageReason.JUDGED, by=by, at=at, words=words)


def _step(
    customer: Customer,
    to: LifecycleStage,
    reason: StageReason,
    *,
    by: Staff | None,
    at: datetime,
    alert: Alert | None = None,
    words: str = "",
) -> StageChange:
    """The one writer of stages outside the night."""
    on = timezone.localdate(at)
    before = stage_of(customer, on)
    made: StageChange = StageChange.objects.create(
        uid=uuid4(),
        customer=customer,
        before=before,
        stage=to,
        on=on,
        at=at,
        by=by,
        reason=reason,
        alert=alert,
        **vault.texts(words=words),
    )
    audit.record(by=by, action=STEP, target=customer, at=at, field="stage", before=before, after=to)
    return made
