"""What a rehearsal of a proposed tier preset found, as the reader may see it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from customers.models import Rehearsal, RehearsalMove
from customers.queries.migration import Matrix, matrix, sees_customers
from organisation.choices import PresetStatus
from organisation.models import Preset, Staff
from organisation.queries import night_read_by


def newest(preset: Preset) -> Rehearsal | None:
    """The last rehearsal of a version. One query."""
    return preset.rehearsals.select_related("asked_by", "preset").order_by("-asked_at", "-pk").first()


def stale(reader: Staff, rehearsal: Rehearsal) -> str:
    """Why what a rehearsal found no longer tells what approving its version would do, "" while it does: a newer
    night is published, or another version has come into force meanwhile. One query beside the night's."""
    version: Preset = rehearsal.preset
    if version.status != PresetStatus.PROPOSED:
        return ""
    night = night_read_by(reader)
    if night is not None and night.business_date > rehearsal.business_date:
        return _("The figures of a newer night are published since: rehearse again before you decide.")
    later = Preset.objects.filter(
        key=version.key, status=PresetStatus.APPROVED, decided_at__gt=rehearsal.asked_at
    )
    if later.exists():
        return _("Another version was approved since: rehearse again before you decide.")
    return ""


def moves(reader: Staff, rehearsal: Rehearsal) -> QuerySet[RehearsalMove]:
    """Who would hold another tier, of the customers in the reader's scope."""
    return RehearsalMove.objects.filter(rehearsal=rehearsal).visible_to(reader)


def found(reader: Staff, rehearsal: Rehearsal) -> Matrix:
    """From which tier to which, with assets now: of the reader's scope, or of the whole bank for head office, who
    has no customers in scope and decides about the rule. One query."""
    rows: Any = (
        moves(reader, rehearsal)
        if sees_customers(reader)
        else RehearsalMove.objects.unscoped("sums of the whole bank").filter(rehearsal=rehearsal)
    )
    sums = rows.order_by().values("before", "after").annotate(people=Count("pk"), held=Sum("aum"))
    return matrix(
        reader, {(one["before"], one["after"]): (one["people"], one["held"] or Decimal(0)) for one in sums}
    )
