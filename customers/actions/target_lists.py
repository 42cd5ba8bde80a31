"""Making target lists, working through them, and closing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import TargetEntry, TargetList
from customers.permissions import segments as permissions
from organisation import audit
from organisation.concurrency import once

if TYPE_CHECKING:
    from customers.models import Customer
    from organisation.models import Staff

CREATE = "target_list.create"
ADD = "target_list.add"
DONE = "target_list.done"
CLOSE = "target_list.close"
WHY = "the lists of the person who works on them"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A customer to be put on a list with the figures by which they were chosen."""

    pk: int
    balance: Decimal | None = None
    average: Decimal | None = None


@transaction.atomic
def create(
    *,
    uid: UUID,
    name: str,
    purpose: str,
    channel: str,
    chosen: Sequence[Chosen],
    as_of: date,
    by: Staff,
    at: datetime,
) -> TargetList:
    """Make a list of customers in the order given. The same form sent twice makes one list. The caller has dropped
    whoever must not be contacted."""
    made = once(uid, TargetList.objects.unscoped(WHY), owner_id=by.pk)
    if made is not None:
        return made
    if by.posting is None:
        raise PermissionDenied(_("Somebody without a posting has no customers to choose from."))
    target: TargetList = TargetList.objects.create(
        uid=uid,
        owner=by,
        branch=by.posting.branch,
        name=name,
        purpose=purpose,
        channel=channel,
        as_of=as_of,
        created_at=at,
    )
    size = _put(target, chosen, at=at)
    audit.record(by=by, action=CREATE, target=target, at=at, after={"name": name, "customers": size})
    return target


@transaction.atomic
def add(*, target: TargetList, chosen: Sequence[Chosen], by: Staff, at: datetime) -> int:
    """Put further customers at the end of a list; how many were not on it yet."""
    now: TargetList = TargetList.objects.unscoped(WHY).select_for_update().get(pk=target.pk)
    permissions.may_work_on(by, now).enforce()
    new = _put(now, chosen, at=at)
    audit.record(by=by, action=ADD, target=now, at=at, after={"customers": new})
    return new


def _put(target: TargetList, chosen: Sequence[Chosen], *, at: datetime) -> int:
    rows = TargetEntry.objects.unscoped(WHY).filter(target_list=target)
    there = dict(rows.values_list("customer_id", "place"))
    start = max(there.values(), default=0) + 1
    new = [one for one in {one.pk: one for one in chosen}.values() if one.pk not in there]
    TargetEntry.objects.bulk_create(
        TargetEntry(
            target_list=target,
            customer_id=one.pk,
            place=place,
            balance=one.balance,
            average=one.average,
            added_at=at,
        )
        for place, one in enumerate(new, start)
    )
    return len(new)


@transaction.atomic
def done(*, target: TargetList, customer: Customer, by: Staff, at: datetime) -> None:
    """The customer's file was looked at (建档), the last step of the list; done once stays done."""
    permissions.may_work_on(by, target).enforce()
    rows = TargetEntry.objects.unscoped(WHY).filter(
        target_list=target, customer=customer, done_at__isnull=True
    )
    if rows.update(done_at=at, done_by=by):
        audit.record(by=by, action=DONE, target=target, at=at, after=customer.customer_no)


@transaction.atomic
def close(*, target: TargetList, by: Staff, at: datetime) -> None:
    now: TargetList = TargetList.objects.unscoped(WHY).select_for_update().get(pk=target.pk)
    permissions.may_work_on(by, now).enforce()
    now.closed_at = at
    now.save(update_fields=["closed_at"])
    audit.record(by=by, action=CLOSE, target=now, at=at, after=now.name)
