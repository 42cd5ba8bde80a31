"""What is known about people in their posts: bans, points, certificates, and how an outlet is staffed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from organisation.choices import BanKind, CertificateKind, Post, StaffStatus
from organisation.models import (
    Branch,
    CalendarDay,
    Certificate,
    PostBan,
    Posting,
    Staff,
    Violation,
)
from organisation.policies import PresetMissing, policy_as_of
from organisation.rules.norms import StaffingFacts, StaffingPolicy, StaffingReport, staffing
from organisation.rules.periods import Ban
from organisation.rules.postings import MANAGER_POSTS
from organisation.rules.presets import PresetBlank
from organisation.rules.sanctions import (
    AppointmentFacts,
    Ineligible,
    SuspensionPolicy,
    ViolationPolicy,
    crosses_dismissal_line,
    ineligible_reasons,
)
from organisation.rules.working_time import CalendarNotPublished, WorkingCalendar

ONE_DAY = timedelta(days=1)
GRAVEST = 4
WHY = "facts about a person whom the caller has checked"


def ban_of(row: PostBan) -> Ban:
    """The stored ban as the rule speaks of it: last day and first free day. Bans recorded here always end."""
    free: date = row.period.upper or date.max
    return Ban(since=row.period.lower, through=free - ONE_DAY, eligible_on=free)


def bans_on(staff: Staff, on: date) -> list[PostBan]:
    """Bans that hold on the day. One query."""
    return list(PostBan.objects.unscoped(WHY).filter(staff=staff, period__contains=on).order_by("kind"))


def outlet_left(ban: PostBan) -> Branch | None:
    """The outlet of the manager post that the person left on the day the ban began: the ban speaks of it alone."""
    left = Posting.objects.unscoped(WHY).filter(
        staff=ban.staff, period__endswith=ban.period.lower, post__in=MANAGER_POSTS
    )
    found = left.select_related("branch").first()
    return found.branch if found else None


def ineligible(staff: Staff, on: date, *, abnormal: bool) -> tuple[Ineligible, ...]:
    """What stands against appointing the person manager on the day. Four queries."""
    points = points_of(staff, on.year)
    bans = PostBan.objects.unscoped(WHY).filter(staff=staff, kind=BanKind.MANAGER_2Y, period__contains=on)
    facts = AppointmentFacts(
        serious_record=points.gravest >= GRAVEST,
        points_this_year=points.total,
        qualified=Certificate.objects.unscoped(WHY).filter(staff=staff, period__contains=on).exists(),
        abnormal_behaviour=abnormal,
        bans=[ban_of(row) for row in bans],
    )
    return ineligible_reasons(facts, on=on, suspension=points.suspension)


@dataclass(frozen=True, slots=True)
class Points:
    """A year's violation points against the dismissal line and the line for suspension, which the source leaves
    blank (`suspension` None until the bank sets it)."""

    year: int
    total: int
    gravest: int
    line: int
    crosses: bool
    suspension: SuspensionPolicy | None


def points_of(staff: Staff, year: int) -> Points:
    """One query for the points, two for the presets."""
    rows = Violation.objects.unscoped(WHY).filter(staff=staff, occurred_on__year=year)
    found = list(rows.values_list("points", "level"))
    last = date(year, 12, 31)
    policy: ViolationPolicy = policy_as_of("organisation.violations", last)[0]
    total = sum(points for points, _level in found)
    return Points(
        year,
        total,
        max((level for _points, level in found), default=0),
        policy.dismissal_line,
        crosses_dismissal_line(total, policy),
        _suspension(last),
    )


def _suspension(day: date) -> SuspensionPolicy | None:
    try:
        policy: SuspensionPolicy = policy_as_of("organisation.suspension_points", day)[0]
    except (PresetBlank, PresetMissing):
        return None
    return policy


_COUNTED = {
    "heads": [Post.BRANCH_HEAD],
    "wealth_managers": [Post.WEALTH_MANAGER],
    "lobby_managers": [Post.LOBBY_MANAGER],
    "marketing_managers": [Post.MARKETING_MANAGER],
    "other_managers": [Post.RELATIONSHIP_MANAGER, Post.CORPORATE_MANAGER, Post.LOAN_MANAGER],
    "noncash_tellers": [Post.NONCASH_TELLER],
}


def staffing_of(outlets: Sequence[int], on: date) -> dict[int, StaffingReport]:
    """The people of each outlet (by key) in service on the day against the norm of seed 001; an outlet without
    people is measured too. Three queries for any number of outlets, two of the facts and one of the preset."""
    if not outlets:
        return {}
    here = Posting.objects.unscoped("the caller has checked that the branches are visible").filter(
        branch__in=outlets, period__contains=on, staff__status=StaffStatus.ACTIVE
    )
    counted: Any = here.values("branch").annotate(
        total=Count("pk"), **{name: Count("pk", filter=Q(post__in=posts)) for name, posts in _COUNTED.items()}
    )
    heads = {row["branch"]: {name: row[name] for name in ("total", *_COUNTED)} for row in counted}
    certified = Certificate.objects.unscoped("counted, not shown").filter(
        kind__in=[CertificateKind.AFP, CertificateKind.CFP], period__contains=on
    )
    holders = dict(
        here.filter(staff__in=certified.values("staff")).values_list("branch").annotate(people=Count("staff"))
    )
    policy: StaffingPolicy = policy_as_of("organisation.staffing", on)[0]
    return {
        outlet: staffing(
            StaffingFacts(**heads.get(outlet, {"total": 0}), certificates=holders.get(outlet, 0)), policy
        )
        for outlet in outlets
    }


@dataclass(frozen=True, slots=True)
class CalendarState:
    """Until when working days can be counted, and the next working day of a branch; None when its year is not
    published, which is an error that somebody has to mend."""

    years: Sequence[int]
    missing: int | None
    next_workday: date | None


def calendar_state(calendar: WorkingCalendar, on: date) -> CalendarState:
    """No query. In the last quarter the next year is asked for too: due dates already reach into it."""
    years = sorted(calendar.years)
    try:
        following = calendar.add_working_days(on, 1)
    except CalendarNotPublished as missing:
        return CalendarState(years, missing.day.year, None)
    ahead = on + timedelta(days=90)
    return CalendarState(years, None if ahead.year in calendar.years else ahead.year, following)


def closures(reader: Staff, since: date) -> QuerySet[CalendarDay]:
    """Closures from a day on of the branches that the reader sees. One query."""
    seen = Branch.objects.visible_to(reader)
    rows = CalendarDay.objects.filter(branch__in=seen, day__gte=since).select_related("branch")
    return rows.order_by("day", "branch__branch_no")
