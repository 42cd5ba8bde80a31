"""Every write of the organisation with a business meaning: presets, the calendar, roles, saved views."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from organisation import audit, policies
from organisation.choices import DayKind, PresetStatus
from organisation.models import CalendarDay, CalendarYear, Preset, RoleGrant, SavedView, Staff
from organisation.permissions import (
    may_approve_preset,
    may_decide_preset,
    may_grant,
    may_propose_preset,
    may_revoke,
)
from organisation.roles import Role
from organisation.rules.periods import day_after
from organisation.rules.presets import PresetError, PresetProblem

DISTANT_PAST = date(1900, 1, 1)


@transaction.atomic
def install_shipped_presets(*, at: datetime) -> int:
    """Store version 1 of every registered preset that has no version yet; returns how many were new.

    Shipped values are in force from the start and carry their source. The presets page shows them as not yet
    confirmed by the bank; confirming is a proposal and an approval like any other change.
    """
    known = set(Preset.objects.values_list("key", flat=True))
    new = [entry.spec for key, entry in policies.registered().items() if key not in known]
    Preset.objects.bulk_create(
        Preset(
            key=spec.key,
            version=1,
            value=spec.value,
            unit=spec.unit,
            source=spec.source,
            effective_from=DISTANT_PAST,
            status=PresetStatus.SHIPPED,
            note=spec.note,
            made_at=at,
        )
        for spec in new
    )
    if new:
        audit.record(
            by=None, action="preset.install", target="preset:shipped", at=at, after=[spec.key for spec in new]
        )
    return len(new)


@transaction.atomic
def publish_calendar(
    *,
    year: int,
    holidays: Mapping[date, str],
    makeup_days: Mapping[date, str],
    source: str,
    by: Staff | None,
    at: datetime,
) -> bool:
    """Publish a year's holidays and make-up working days. A year already published is left as it is: False."""
    if CalendarYear.objects.filter(year=year).exists():
        return False
    CalendarYear.objects.create(year=year, source=source)
    days = [(DayKind.HOLIDAY, holidays), (DayKind.MAKEUP, makeup_days)]
    CalendarDay.objects.bulk_create(
        CalendarDay(day=day, kind=kind, name=name) for kind, named in days for day, name in named.items()
    )
    audit.record(by=by, action="calendar.publish", target=f"calendar:{year}", at=at, reason=source)
    return True


@transaction.atomic
def propose_preset(
    *, key: str, value: Any, source: str, effective_from: date, note: str, by: Staff, at: datetime
) -> Preset:
    """Store a new version for a second person to approve. The value must parse; PresetError says what is wrong.

    A version may not take effect before the newest one in force, so that a past period keeps its rules.
    """
    may_propose_preset(by).enforce()
    policies.registered()[key].parse(value)
    newest = Preset.objects.select_for_update().filter(key=key).order_by("-version").first()
    in_force = (
        Preset.objects.filter(key=key, status__in=policies.IN_FORCE).order_by("-effective_from").first()
    )
    if in_force is not None and effective_from < in_force.effective_from:
        raise PresetError("effective_from", PresetProblem.TOO_SMALL, str(in_force.effective_from))
    preset = Preset.objects.create(
        key=key,
        version=newest.version + 1 if newest else 1,
        value=value,
        unit=newest.unit if newest else "",
        source=source,
        effective_from=effective_from,
        status=PresetStatus.PROPOSED,
        note=note,
        made_by=by,
        made_at=at,
    )
    audit.record(
        by=by,
        action="preset.propose",
        target=preset,
        at=at,
        before=newest.value if newest else "",
        after=value,
        reason=note,
    )
    return preset


@transaction.atomic
def decide_preset(*, preset: Preset, approve: bool, by: Staff, at: datetime, note: str = "") -> Preset:
    """Approve or reject a proposed version; the person who made it may not."""
    # The versions of one preset are decided one after the other: what is in force must not change meanwhile.
    family = {one.pk: one for one in Preset.objects.select_for_update().filter(key=preset.key).order_by("pk")}
    preset = family[preset.pk]
    may_decide_preset(by, preset).enforce()
    if approve:
        in_force = [one for one in family.values() if one.status in policies.IN_FORCE]
        may_approve_preset(by, preset, in_force).enforce()
    preset.status = PresetStatus.APPROVED if approve else PresetStatus.REJECTED
    preset.decided_by, preset.decided_at = by, at
    preset.save(update_fields=["status", "decided_by", "decided_at"])
    audit.record(
        by=by, action="preset.approve" if approve else "preset.reject", target=preset, at=at, reason=note
    )
    return preset


@transaction.atomic
def grant_role(
    *, staff: Staff, role: Role, reason: str, by: Staff | None, at: datetime, until: date | None = None
) -> RoleGrant:
    """Give a person a role besides the one of their post, from today; never to oneself. `by` None is the
    installation, for the first administrator and the people of a demo."""
    may_grant(by, staff, role).enforce()
    period = DateRange(timezone.localdate(at), day_after(until))
    grant = RoleGrant.objects.create(staff=staff, role=role, granted_by=by, reason=reason, period=period)
    audit.record(by=by, action="role.grant", target=staff, at=at, field="role", after=role, reason=reason)
    return grant


@transaction.atomic
def revoke_role(*, grant: RoleGrant, by: Staff, reason: str, at: datetime) -> None:
    """End a granted role today: it no longer holds from the next request on."""
    may_revoke(by, grant.staff).enforce()
    today = timezone.localdate(at)
    if grant.period.lower >= today:
        grant.delete()
    else:
        grant.period = DateRange(grant.period.lower, today)
        grant.save(update_fields=["period"])
    audit.record(
        by=by, action="role.revoke", target=grant.staff, at=at, field="role", before=grant.role, reason=reason
    )


@transaction.atomic
def save_view(*, owner: Staff, page: str, name: str, query: str, at: datetime) -> SavedView:
    """Keep a list's filters under a name; the same name is overwritten."""
    view, _created = SavedView.objects.update_or_create(
        owner=owner, page=page, name=name, defaults={"query": query}
    )
    audit.record(by=owner, action="view.save", target=view, at=at, after=name)
    return view


@transaction.atomic
def delete_view(*, view: SavedView, by: Staff, at: datetime) -> None:
    audit.record(by=by, action="view.delete", target=view, at=at, before=view.name)
    view.delete()


@transaction.atomic
def choose_language(*, by: Staff, language: str) -> None:
    """Keep the language that the person reads the portal in. Not audited: it touches nobody else."""
    by.language = language
    by.save(update_fields=["language"])


@transaction.atomic
def end_sessions(*, staff: Staff, by: Staff, at: datetime) -> None:
    """Sign the person out everywhere; the browser that asks must sign in again too."""
    staff.end_sessions()
    audit.record(by=by, action="sessions.end", target=staff, at=at)
