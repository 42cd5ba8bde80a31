"""What was measured in an outlet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from organisation import audit
from organisation.concurrency import Opened, settle
from organisation.models import Branch, ServicePoint, Staff
from organisation.permissions import may_keep_service_point

RECORD = "service_point.record"
WHY = "the caller has checked that the branch is visible"


@transaction.atomic
def record(
    *, branch: Branch, opened: Opened, values: Mapping[str, Any], by: Staff, at: datetime
) -> ServicePoint:
    """Keep what was measured. Raises Stale where somebody else wrote the same meanwhile."""
    may_keep_service_point(by).enforce()
    Branch.objects.unscoped(WHY).select_for_update().get(pk=branch.pk)
    kept: ServicePoint | None = ServicePoint.objects.unscoped(WHY).filter(branch=branch).first()
    row = kept or ServicePoint(branch=branch)
    write = settle(row, opened=opened, yours=values)
    if not write:
        return row
    before = {name: str(getattr(row, name)) for name in write} if kept else ""
    for name, value in write.items():
        setattr(row, name, value)
    row.version, row.changed_by, row.changed_at = row.version + 1, by, at
    row.save()
    after = {name: str(value) for name, value in write.items()}
    audit.record(by=by, action=RECORD, target=branch, at=at, before=before, after=after)
    return row
