"""What opens and closes by itself: the handover of people who left, custody in a forced leave, the end of a
custody whose owner is back, and the checks after a handover. Each is safe to come twice or late."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from customers.actions.custody import NothingCovered, Plan, end, open_custody
from customers.actions.handover import AlreadyOpen, NothingToHandOver, Opening, complete_list, open_handover
from customers.choices import LASTING_ROLES, CustodySource, HandoverCause, PartStatus, RelationshipRole
from customers.models import (
    Custody,
    Customer,
    Handover,
    HandoverItem,
    HandoverPart,
    Prospect,
    Referral,
    Relationship,
    RetentionCheck,
)
from customers.models.prospect import OPEN as OPEN_PROSPECTS
from customers.policies import CAPACITY, RETENTION
from customers.queries.absent_managers import Cover, cover_of
from customers.queries.assignment import against, people, sizes
from customers.queries.handover_holdings import assets_of
from customers.queries.handover_leads import WORKED
from customers.rules.handover import OPEN, checks_due
from organisation.choices import AbsenceKind, StaffStatus
from organisation.models import Absence, Publication, Staff
from organisation.queries import published, staff_of

WHY = "a sweep has no person behind it"


def leavers(on: date) -> list[Staff]:
    """People out of service on the day who look after somebody who is on no open list of theirs, or follow somebody
    up without any open list."""
    listed = HandoverItem.objects.unscoped(WHY).filter(
        handover__giver=OuterRef("staff"),
        handover__status__in=OPEN,
        customer=OuterRef("customer"),
        role=OuterRef("role"),
    )
    holding = Relationship.objects.unscoped(WHY).filter(
        ~Exists(listed), staff=OuterRef("pk"), period__contains=on, role__in=LASTING_ROLES
    )
    out = Q(left_on__lte=on) | Q(status=StaffStatus.LEFT, left_on=None) | Q(status=StaffStatus.SUSPENDED)
    lists = Handover.objects.unscoped(WHY).filter(giver=OuterRef("pk"), status__in=OPEN)
    people = Prospect.objects.unscoped(WHY).filter(owner=OuterRef("pk"), status__in=OPEN_PROSPECTS)
    referrals = Referral.objects.unscoped(WHY).filter(receiver=OuterRef("pk"), status__in=WORKED)
    follows = ~Exists(lists) & (Exists(people) | Exists(referrals))
    return list(
        Staff.objects.unscoped(WHY).filter(out).filter(Exists(holding) | follows).order_by("staff_no")
    )


@transaction.atomic
def open_for_leavers(at: datetime, *, on: date | None = None, run_id: int | None = None) -> int:
    """Open the handover of everybody who is out of service, or add to it: nothing moves by it, the head divides
    the list. What such a person has in custody for others ends. The night says its own day and figures."""
    day = on or timezone.localdate(at)
    opened = 0
    for person in leavers(day):
        cause = HandoverCause.POST_CHANGE if person.status == StaffStatus.SUSPENDED else HandoverCause.LEFT
        opening = Opening(cause=cause, starts_on=max(person.left_on or day, day))
        try:
            open_handover(giver=person, opening=opening, by=None, at=at, on=day, run_id=run_id)
            opened += 1
        except AlreadyOpen:
            opened += complete_list(person, at=at, on=day, run_id=run_id)
        except NothingToHandOver:
            continue
        lasting = Q(period__endswith__gt=day) | Q(period__upper_inf=True)
        for custody in Custody.objects.unscoped(WHY).filter(lasting, substitute=person):
            end(custody=custody, by=None, at=at)
    return opened


def open_for_forced_leave(at: datetime) -> int:
    """Put the customers of everybody on forced leave into custody: with the backup where one is there, else with
    the least loaded of the branch whom no rule stands against. Whoever is left over is the head's to place."""
    today = timezone.localdate(at)
    away = Absence.objects.unscoped(WHY).filter(kind=AbsenceKind.FORCED_LEAVE, period__contains=today)
    opened = 0
    for absence in away.select_related("staff").order_by("staff__staff_no"):
        for substitute_id, customers in _places(absence.staff, cover_of(absence.staff, today), today).items():
            plan = Plan(
                owner=absence.staff,
                substitute=Staff.objects.unscoped(WHY).get(pk=substitute_id),
                first=today,
                last=absence.last_on,
                source=CustodySource.FORCED_LEAVE,
                follows_absence=True,
            )
            try:
                with transaction.atomic():
                    open_custody(plan=plan, by=None, at=at, customers=customers)
                    opened += 1
            except (NothingCovered, IntegrityError):
                continue  # another sweep was there first, or the day brought a rule against it
    return opened


def _places(owner: Staff, cover: Cover, on: date) -> dict[int, list[int]]:
    """Customers by the person who shall stand in; those whom custody covers already are not in it."""
    known = set(
        Custody.objects.unscoped(WHY)
        .filter(owner=owner, period__contains=on)
        .values_list("items__customer_id", flat=True)
    )
    places: dict[int, list[int]] = {}
    for customer_id, backup_id in cover.backups.items():
        if customer_id not in known and customer_id not in cover.covered:
            places.setdefault(backup_id, []).append(customer_id)
    posting = owner.posting_on(on)
    if not cover.open or posting is None:
        return places
    facts = people([one.staff for one in staff_of(posting.branch, on) if one.staff_id != owner.pk], on)
    size_of, capacity = (
        sizes(list(Customer.objects.unscoped(WHY).filter(pk__in=cover.open)), on),
        CAPACITY.on(on),
    )
    load = {key: person.load(RelationshipRole.A) for key, person in facts.items()}
    for customer_id in cover.open:
        size = size_of[customer_id]
        fit = [
            key
            for key, person in facts.items()
            if not against(size, person, role=RelationshipRole.CUSTODIAN, on=on, capacity=capacity)
        ]
        if fit:
            chosen = min(fit, key=lambda key: (load[key], key))
            load[chosen] += 1
            places.setdefault(chosen, []).append(customer_id)
    return places


def end_for_returned(at: datetime) -> int:
    """End custody that follows an absence when the owner is away no more."""
    today = timezone.localdate(at)
    away = Absence.objects.unscoped(WHY).filter(staff=OuterRef("owner"), period__contains=today)
    running = Custody.objects.unscoped(WHY).filter(follows_absence=True, period__contains=today)
    back = list(running.filter(~Exists(away)))
    for custody in back:
        end(custody=custody, by=None, at=at)
    return len(back)


def check_retention(at: datetime) -> int:
    """Look after 30, 60 and 90 days (preset) at what is still there of what a receiver took over, on the first
    published night that reaches the day."""
    night = published()
    if night is None:
        return 0
    policy = RETENTION.on(night.business_date)
    taken = HandoverPart.objects.unscoped(WHY).filter(
        status=PartStatus.ACCEPTED, effective_on__lte=night.business_date
    )
    open_parts = taken.annotate(done=Count("checks")).filter(done__lt=len(policy.days))
    made = 0
    for part in open_parts.prefetch_related("checks"):
        done = {check.days for check in part.checks.all()}
        for days, due in checks_due(part.effective_on or night.business_date, policy):
            if days not in done and due <= night.business_date:
                made += _check(part, days, due, night)
    return made


def _check(part: HandoverPart, days: int, due: date, night: Publication) -> int:
    items = {item.customer_id: item.aum_before for item in part.items.exclude(moved_on=None)}
    now = {key: assets.aum for key, assets in assets_of(items, night.run_id).items()}
    _row, made = RetentionCheck.objects.get_or_create(
        part=part,
        days=days,
        defaults={
            "due_on": due,
            "as_of": night.business_date,
            "customers_before": len(items),
            "customers_after": sum(1 for aum in now.values() if aum > 0),
            "aum_before": sum(items.values(), Decimal(0)),
            "aum_after": sum(now.values(), Decimal(0)),
        },
    )
    return int(made)
