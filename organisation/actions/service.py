"""HR takes somebody out of service, and back: who leaves or is suspended signs in no more, and what they looked after
is handed over by those who keep customers."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from organisation import audit
from organisation.choices import StaffStatus
from organisation.models import Posting, Staff
from organisation.permissions import may_edit_staff
from organisation.queries.people import WHY

SERVICE = "staff.service"


@transaction.atomic
def set_service(
    *, staff: Staff, status: StaffStatus, since: date, reason: str, by: Staff, at: datetime
) -> None:
    """Leaving holds from a day on, which is the first without a posting; a suspension and its end hold at once. Until
    HR says that the person is back, the extract changes neither. The same said twice is said once."""
    may_edit_staff(by, staff).enforce()
    row: Staff = Staff.objects.unscoped(WHY).select_for_update().get(pk=staff.pk)
    leaves = since if status == StaffStatus.LEFT else None
    gone = leaves is not None and leaves <= timezone.localdate(at)
    now = status if gone or leaves is None else StaffStatus(row.status)
    if (row.status, row.left_on) == (now, leaves):
        return
    before = f"{row.status} {row.left_on or ''}".strip()
    row.status, row.left_on, row.updated_at = now, leaves, at
    row.service_by_portal = status != StaffStatus.ACTIVE
    row.save(update_fields=["status", "left_on", "service_by_portal", "updated_at"])
    if leaves is not None:
        _end_posting(row, leaves)
    after = f"{status} {leaves or ''}".strip()
    audit.record(
        by=by, action=SERVICE, target=row, at=at, field="status", before=before, after=after, reason=reason
    )


def _end_posting(staff: Staff, on: date) -> None:
    held: Posting | None = (
        Posting.objects.unscoped(WHY)
        .filter(staff=staff, period__contains=on, period__startswith__lt=on)
        .first()
    )
    if held is not None:
        held.period = DateRange(held.period.lower, on)
        held.save(update_fields=["period"])
