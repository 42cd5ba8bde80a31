"""Asking for a rehearsal of a proposed tier preset."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from customers.models import Rehearsal
from customers.models.rehearsal import OPEN
from customers.permissions.tiers import may_rehearse
from organisation import audit
from organisation.concurrency import once
from organisation.models import Preset
from organisation.queries import published

if TYPE_CHECKING:
    from organisation.models import Staff

REHEARSE = "preset.rehearse"


class NothingPublished(Exception):
    """There is no night whose history could be rehearsed."""


@transaction.atomic
def ask_rehearsal(*, preset: Preset, uid: UUID, by: Staff, at: datetime) -> Rehearsal:
    """Have a proposed version run over the loaded history. Asking twice, or while one runs, gives that one."""
    preset = Preset.objects.select_for_update().get(pk=preset.pk)
    may_rehearse(by, preset).enforce()
    known = once(uid, Rehearsal.objects.all(), preset_id=preset.pk)
    running = known or Rehearsal.objects.filter(preset=preset, status__in=OPEN).first()
    if running is not None:
        return running
    night = published()
    if night is None:
        raise NothingPublished
    made = Rehearsal.objects.create(
        uid=uid, preset=preset, business_date=night.business_date, asked_by=by, asked_at=at
    )
    audit.record(by=by, action=REHEARSE, target=preset, at=at, after={"business_date": night.business_date})
    return made
