"""Reads that others build on: the published night, people, branches, the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import Count, Model, QuerySet
from django.utils import timezone

from organisation.choices import DayKind, Post, PresetStatus
from organisation.models import (
    Absence,
    AuditEvent,
    Branch,
    CalendarDay,
    CalendarYear,
    NightlyRun,
    Posting,
    Preset,
    Publication,
    Reject,
    Staff,
)
from organisation.policies import IN_FORCE
from organisation.rules.working_time import WorkingCalendar
from organisation.scoping import BranchScoped, Reach, Subject, scope_of


def published() -> Publication | None:
    """The night that readers see, or None before the first one. Costs one query."""
    return Publication.objects.select_related("run").order_by("-pk").first()


def published_run() -> int:
    """The run that readers follow; before the first night 0, which no run has. Costs one query."""
    night = published()
    return night.run_id if night else 0


def night_read_by(staff: Staff) -> Publication | None:
    """The night that a person reads during one request: the page and its frame ask for it once between them."""
    if "night_read" not in staff.__dict__:
        staff.__dict__["night_read"] = published()
    night: Publication | None = staff.__dict__["night_read"]
    return night


def calendar_for(branch: Branch | None = None) -> WorkingCalendar:
    """The country's working calendar of the published years, with the closures of the branch. Two queries."""
    days = CalendarDay.objects.filter(branch__isnull=True)
    if branch is not None:
        days = days | CalendarDay.objects.filter(branch=branch)
    kinds: dict[str, set[date]] = {kind: set() for kind in DayKind.values}
    for day, kind in days.values_list("day", "kind"):
        kinds[kind].add(day)
    return WorkingCalendar(
        years=frozenset(CalendarYear.objects.values_list("year", flat=True)),
        holidays=frozenset(kinds[DayKind.HOLIDAY]),
        makeup_days=frozenset(kinds[DayKind.MAKEUP]),
        closures=frozenset(kinds[DayKind.CLOSURE]),
    )


def staff_by_no(staff_no: str) -> Staff | None:
    found: Staff | None = (
        Staff.objects.unscoped("looked up by number by the system").filter(staff_no=staff_no).first()
    )
    return found


def rejects_visible(run: NightlyRun, staff: Staff) -> QuerySet[Reject]:
    """A run's rejects that the person may read: all of them for those who see every branch, else those of the
    branches below their own; a reject that names no branch is for head office."""
    scope = scope_of(staff, Subject.BRANCH)
    rows = run.rejects.order_by("file", "line")
    if scope.reach is Reach.ALL:
        return rows
    if scope.reach is Reach.SUBTREE and scope.branch_path:
        return rows.filter(branch__path__startswith=scope.branch_path)
    return rows.none()


def reject_counts(run: NightlyRun, staff: Staff) -> list[tuple[str, str, int]]:
    """(file, reason code, rows) of the rejects that the person may read, most first."""
    rows = rejects_visible(run, staff).order_by().values_list("file", "code")
    return [(file, code, count) for file, code, count in rows.annotate(n=Count("pk")).order_by("-n", "file")]


def versions_of(key: str) -> list[Preset]:
    """Every version of a preset, newest first, with the people who made and decided it."""
    return list(Preset.objects.filter(key=key).select_related("made_by", "decided_by").order_by("-version"))


def in_force_of(key: str) -> list[Preset]:
    """The versions of a preset that are shipped or approved, also those whose day has not come. One query."""
    return [one for one in versions_of(key) if one.status in IN_FORCE]


def proposals() -> QuerySet[Preset]:
    """Versions that wait for a second person, oldest first."""
    return Preset.objects.filter(status=PresetStatus.PROPOSED).select_related("made_by").order_by("made_at")


def newest_in_force(day: date) -> dict[str, Preset]:
    """The version in force on the day of every preset, by key. One query."""
    rows = Preset.objects.filter(status__in=IN_FORCE, effective_from__lte=day)
    return {row.key: row for row in rows.order_by("key", "effective_from", "version")}


def audit_events(
    *,
    actor: str = "",
    action: str = "",
    entity: str = "",
    since: date | None = None,
    until: date | None = None,
    before: int = 0,
) -> QuerySet[AuditEvent]:
    """The trail, newest first, narrowed by who, what, which kind of thing and when; `before` an event."""
    rows = AuditEvent.objects.order_by("-seq")
    if before:
        rows = rows.filter(seq__lt=before)
    if actor:
        rows = rows.filter(actor_no__iexact=actor)
    if action:
        rows = rows.filter(action__startswith=action)
    if entity:
        rows = rows.filter(entity__startswith=entity)
    if since:
        rows = rows.filter(at__date__gte=since)
    if until:
        rows = rows.filter(at__date__lte=until)
    return rows


def with_numbers(events: Iterable[AuditEvent]) -> list[AuditEvent]:
    """The events, each with the number by which people know its thing: of a customer, a person, a branch. One query
    for each such kind of thing; whatever is gone, or has no number, keeps its key."""
    rows = list(events)
    keys: dict[str, set[int]] = {}
    for event in rows:
        event.number = event.entity_id
        if event.entity_id.isdecimal():
            keys.setdefault(event.entity, set()).add(int(event.entity_id))
    for model in apps.get_models():
        entity = model._meta.label_lower
        if entity in keys and issubclass(model, BranchScoped) and model.known_by:
            found = model.objects.unscoped("the trail is read by audit, who sees the whole bank")
            known = dict(found.filter(pk__in=keys[entity]).values_list("pk", model.known_by))
            for event in rows:
                if event.entity == entity and event.entity_id.isdecimal():
                    event.number = known.get(int(event.entity_id), event.entity_id)
    return rows


def staff_of(branch: Branch, on: date) -> list[Posting]:
    """Who is posted at the branch on the day, head first, then by post and number."""
    rows = Posting.objects.unscoped("the caller has checked that the branch is visible")
    rows = rows.filter(branch=branch, period__contains=on).select_related("staff")
    return sorted(rows, key=lambda row: (row.post != Post.BRANCH_HEAD, row.post, row.staff.staff_no))


def heads_of(branch: Branch, on: date) -> list[Staff]:
    """Who heads the branch on the day. One query."""
    rows = Posting.objects.unscoped("who heads a branch is no secret")
    rows = rows.filter(branch=branch, post=Post.BRANCH_HEAD, period__contains=on).select_related("staff")
    return [row.staff for row in rows.order_by("staff")]


def postings_of(people: Iterable[Staff], on: date) -> dict[int, Posting]:
    """Where each of these people is posted on the day, by their key. One query."""
    rows = Posting.objects.unscoped("the caller has checked that the people are visible")
    rows = rows.filter(staff__in=list(people), period__contains=on).select_related("branch")
    return {row.staff_id: row for row in rows}


def newest_runs(count: int) -> list[NightlyRun]:
    """The newest runs of the ledger, newest first."""
    return list(NightlyRun.objects.order_by("-pk")[:count])


def staff_by_typed_no(typed: str) -> Staff | None:
    """The person whose number was typed in any case, at sign-in."""
    found: Staff | None = (
        Staff.objects.unscoped("sign-in, before anybody is known")
        .filter(staff_no__iexact=typed.strip())
        .first()
    )
    return found


ACCOUNT_ACTIONS = (
    "sign_in",
    "sign_in.failed",
    "sign_in.locked",
    "sign_out",
    "sessions.end",
    "password.change",
    "password.reset_asked",
    "totp.on",
    "totp.off",
    "recovery_codes.new",
    "role.grant",
    "role.revoke",
)


def account_events(staff: Staff, limit: int) -> list[AuditEvent]:
    """What lately happened with one's own account, newest first. One query on the index of the object."""
    about_me = AuditEvent.objects.filter(entity=staff._meta.label_lower, entity_id=str(staff.pk))
    return list(about_me.filter(action__in=ACCOUNT_ACTIONS).order_by("-seq")[:limit])


def times_done(
    *, by: Staff, action: str, since: datetime, result: str = "OK", target: Model | None = None
) -> int:
    """How often the person has done this (to the thing), by the trail, since a moment. Refused attempts do not
    count unless they are asked for."""
    done = AuditEvent.objects.filter(actor_no=by.staff_no, action=action, at__gte=since, result=result)
    if target is not None:
        done = done.filter(entity=target._meta.label_lower, entity_id=str(target.pk))
    return done.count()


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody whom a demonstration may be entered as."""

    staff_no: str
    post: str


def demo_people() -> list[DemoPerson]:
    """The people of the demonstration in the order of the posts. One query."""
    titles = dict(Post.choices)
    order = list(titles)
    current = Posting.objects.unscoped("the sign-in page of a demonstration").filter(
        staff__is_demo=True, period__contains=timezone.localdate(), post__in=order
    )
    found = current.values_list("post", "staff__staff_no")
    ranked = sorted(found, key=lambda one: (order.index(one[0]), one[1]))
    return [DemoPerson(staff_no, str(titles[post])) for post, staff_no in ranked]


def has_second_factor(staff: Staff) -> bool:
    """Whether signing in asks this person for a code of an authenticator app."""
    return bool(Authenticator.objects.filter(user=staff, type=Authenticator.Type.TOTP).exists())


def absences(reader: Staff, *, when: str, kind: str, on: date) -> QuerySet[Absence]:
    """Absences of people in scope that run on the day ("now"), begin later ("ahead") or are over ("past")."""
    rows: QuerySet[Absence] = Absence.objects.visible_to(reader).select_related("staff")
    if kind:
        rows = rows.filter(kind=kind)
    if when == "ahead":
        return rows.filter(period__startswith__gt=on).order_by("period", "pk")
    if when == "past":
        return rows.filter(period__endswith__lte=on).order_by("-period", "pk")
    return rows.filter(period__contains=on).order_by("period", "pk")
