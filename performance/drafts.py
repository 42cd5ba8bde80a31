"""What a card is made from: the person, the figures of the night, and the versions of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum

from organisation import policies
from organisation.choices import Grade, Post
from organisation.models import Posting, Preset, Violation
from organisation.rules.presets import PresetError
from performance.choices import Scheme as SchemeCode
from performance.measures import measure
from performance.rules.outcome import OutcomePolicy
from performance.rules.scheme import Scheme
from performance.year import Subject, YearToDate

OUTCOMES = "performance.outcomes"
MANAGER_POSTS = (
    Post.WEALTH_MANAGER,
    Post.MARKETING_MANAGER,
    Post.RELATIONSHIP_MANAGER,
    Post.CORPORATE_MANAGER,
    Post.LOAN_MANAGER,
)
SCHEME_OF_GRADE: Mapping[str, SchemeCode] = {
    Grade.SENIOR: SchemeCode.MANAGER_SENIOR,
    Grade.MID: SchemeCode.MANAGER_MID,
    Grade.JUNIOR: SchemeCode.MANAGER_JUNIOR,
}


@dataclass(frozen=True, slots=True)
class Ruled:
    """A policy with the version of the preset that it came from."""

    key: str
    version: int
    policy: Any


def scheme_key(scheme: str) -> str:
    return f"performance.scheme.{scheme.lower()}"


def in_force(key: str, day: date) -> Ruled | None:
    """The policy in force on the day; None where the bank has not filled it in or has no such preset."""
    try:
        policy, version = policies.policy_as_of(key, day)
    except (policies.PresetMissing, PresetError):
        return None
    return Ruled(key, version, policy)


def of_version(key: str, version: int) -> Ruled:
    """The policy as one version of the preset states it, whatever is in force now."""
    preset = Preset.objects.get(key=key, version=version)
    return Ruled(key, version, policies.registered()[key].parse(preset.value))


def scheme_of(post: str, grade: str) -> str:
    """The scheme of a post and grade, empty where no scheme covers them (business agents, no grade)."""
    if post == Post.BRANCH_HEAD:
        return SchemeCode.BRANCH_HEAD
    return SCHEME_OF_GRADE.get(grade, "") if post in MANAGER_POSTS else ""


def subjects_on(day: date) -> list[Subject]:
    """Every head and customer manager in service on the day, by staff number; `scheme` may be empty."""
    postings = (
        Posting.objects.unscoped("nightly scoring")
        .filter(period__contains=day, post__in=(Post.BRANCH_HEAD, *MANAGER_POSTS), staff__status="ACTIVE")
        .exclude(staff__left_on__lte=day)
        .select_related("staff", "branch")
        .order_by("staff__staff_no")
    )
    return [
        Subject(
            staff_id=one.staff_id,
            staff_no=one.staff.staff_no,
            branch_id=one.branch_id,
            branch_no=one.branch.branch_no,
            post=one.post,
            grade=one.grade,
            scheme=scheme_of(one.post, one.grade),
            heads=one.post == Post.BRANCH_HEAD,
            hired_on=one.staff.hired_on,
        )
        for one in postings
    ]


def violation_points(year: YearToDate) -> dict[int, int]:
    """Violation points of this year's acts up to the business date, by person; absent means none."""
    rows = Violation.objects.unscoped("nightly scoring").filter(
        occurred_on__gte=year.period.first, occurred_on__lte=year.day
    )
    return dict(rows.values_list("staff").annotate(points=Sum("points")).order_by())


def inputs_of(
    year: YearToDate, who: Subject, scheme: Ruled, outcomes: Ruled, points: Mapping[int, int]
) -> dict[str, Any]:
    """Everything that the engine is given, as the card keeps it. The run is no input: the same figures make
    the same card."""
    policy: Scheme = scheme.policy
    figures = measure(year, who, policy.measures)
    return {
        "business_date": year.day.isoformat(),
        "period": year.period.code,
        "staff_no": who.staff_no,
        "branch_no": who.branch_no,
        "post": who.post,
        "grade": who.grade,
        "heads": who.heads,
        "scheme": {"key": scheme.key, "version": scheme.version},
        "outcomes": {"key": outcomes.key, "version": outcomes.version},
        "measures": {code: figure.as_json() for code, figure in figures.items()},
        "facts": {"violation_points": points.get(who.staff_id, 0)},
    }


def policies_of(inputs: Mapping[str, Any]) -> tuple[Scheme, OutcomePolicy]:
    """The rules of the versions that a card names."""
    scheme, outcomes = inputs["scheme"], inputs["outcomes"]
    return (
        of_version(scheme["key"], scheme["version"]).policy,
        of_version(outcomes["key"], outcomes["version"]).policy,
    )
