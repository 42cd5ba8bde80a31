"""Making, changing and dropping segments."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from customers.models import Segment
from customers.permissions import segments as permissions
from customers.rules.segments import Criteria
from organisation import audit
from organisation.concurrency import once, unchanged

if TYPE_CHECKING:
    from organisation.models import Staff

CREATE = "segment.create"
CHANGE = "segment.change"
DELETE = "segment.delete"


class NameTaken(Exception):
    """The person has another segment of the name."""


@transaction.atomic
def create(
    *, uid: UUID, name: str, note: str, criteria: Criteria, shared: bool, by: Staff, at: datetime
) -> Segment:
    """Keep conditions under a name. The same form sent twice makes one segment."""
    made = once(uid, Segment.objects.unscoped("whose it is is asked here"), owner_id=by.pk)
    if made is not None:
        return made
    if by.posting is None:
        raise PermissionDenied(_("Somebody without a posting has no customers to choose from."))
    try:
        with transaction.atomic():
            segment = Segment.objects.create(
                uid=uid,
                owner=by,
                branch=by.posting.branch,
                name=name,
                note=note,
                criteria=criteria.plain,
                shared=shared,
                created_at=at,
                updated_at=at,
            )
    except IntegrityError as taken:
        raise NameTaken(name) from taken
    audit.record(by=by, action=CREATE, target=segment, at=at, after={"name": name, "shared": shared})
    return segment


@transaction.atomic
def change(
    *,
    segment: Segment,
    version: int,
    name: str,
    note: str,
    criteria: Criteria,
    shared: bool,
    by: Staff,
    at: datetime,
) -> Segment:
    """Change the conditions that were read as `version`; Changed when they are others by now."""
    now: Segment = Segment.objects.select_for_update().get(pk=segment.pk)
    permissions.may_edit(by, now).enforce()
    unchanged(now, version)
    before = {"name": now.name, "shared": now.shared, "conditions": now.criteria}
    now.name, now.note, now.criteria, now.shared = name, note, criteria.plain, shared
    now.version, now.updated_at = version + 1, at
    try:
        with transaction.atomic():
            now.save()
    except IntegrityError as taken:
        raise NameTaken(name) from taken
    after = {"name": name, "shared": shared, "conditions": now.criteria}
    audit.record(by=by, action=CHANGE, target=now, at=at, before=before, after=after)
    return now


@transaction.atomic
def delete(*, segment: Segment, by: Staff, at: datetime) -> None:
    """Drop a segment. Lists that were made from it stay. Dropped twice at once, it is dropped once."""
    now: Segment | None = Segment.objects.select_for_update().filter(pk=segment.pk).first()
    if now is None:
        return
    permissions.may_edit(by, now).enforce()
    audit.record(by=by, action=DELETE, target=now, at=at, before={"name": now.name})
    now.delete()
