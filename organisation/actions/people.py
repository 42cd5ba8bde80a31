"""What HR puts on record about people: posts, certificates, violations, and the bans that follow from a post left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from organisation import audit
from organisation.choices import BanKind
from organisation.concurrency import once
from organisation.models import Branch, Certificate, PostBan, Posting, Staff, Violation
from organisation.permissions import may_edit_staff
from organisation.policies import policy_as_of
from organisation.queries.people import WHY, ineligible, outlet_left
from organisation.rules.periods import Ban, day_after
from organisation.rules.postings import ACCOUNTING_POSTS, MANAGER_POSTS, bans_of_change
from organisation.rules.sanctions import BanPolicy, Ineligible

POST = "posting.change"
CERTIFY = "certificate.record"
END_CERTIFICATE = "certificate.end"
VIOLATE = "violation.record"
BAN = "ban.begin"
PORTAL = "PORTAL"  # the night leaves the postings of a person alone who has one of these


class NotBefore(Exception):
    """The change begins before the posting that it ends, or a later one is known."""

    def __init__(self, posting: Posting) -> None:
        super().__init__(str(posting))
        self.posting = posting


class KeptFrom(Exception):
    """A rule keeps the person from the post: reasons against a manager, or the ban of the old outlet."""

    def __init__(self, reasons: tuple[Ineligible, ...], until: date | None) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons
        self.until = until


@dataclass(frozen=True, slots=True)
class NewPost:
    """Where a person will work from a day on. `for_cause`: removed for a serious violation or a failed appraisal;
    `abnormal`: the conduct check found something."""

    branch: Branch
    post: str
    grade: str
    starts_on: date
    for_cause: bool = False
    abnormal: bool = False


@transaction.atomic
def change_post(*, staff: Staff, to: NewPost, reason: str, by: Staff, at: datetime) -> Posting:
    """Close the posting and open the next; the same change sent twice is one. What the person leaves bans them
    by the rules; what bans them already refuses the new post."""
    may_edit_staff(by, staff).enforce()
    _hold(staff)
    rows = Posting.objects.unscoped(WHY).filter(staff=staff)
    wanted = {"branch": to.branch, "post": to.post, "grade": to.grade}
    known: Posting | None = rows.filter(**wanted, period__startswith=to.starts_on).first()
    if known is not None:
        return known
    later = rows.filter(period__startswith__gte=to.starts_on).order_by("period").first()
    if later is not None:
        raise NotBefore(later)
    current: Posting | None = rows.filter(period__contains=to.starts_on).select_related("branch").first()
    _check(staff, to, current.post if current else "")
    if current is not None:
        current.period = DateRange(current.period.lower, to.starts_on)
        current.save(update_fields=["period"])
    made: Posting = Posting.objects.create(
        staff=staff, **wanted, period=DateRange(to.starts_on, None), source=PORTAL
    )
    before = f"{current.branch.branch_no} {current.post}" if current else ""
    after = f"{to.branch.branch_no} {to.post} {to.starts_on}"
    audit.record(
        by=by, action=POST, target=staff, at=at, field="posting", before=before, after=after, reason=reason
    )
    if current is not None:
        _ban(staff, current.post, to, reason=reason, by=by, at=at)
    return made


def _hold(staff: Staff) -> None:
    """Changes to one person come one after the other."""
    Staff.objects.unscoped(WHY).select_for_update().get(pk=staff.pk)


def _check(staff: Staff, to: NewPost, before: str) -> None:
    """Appointment to a manager post, and to an accounting post of the outlet that the person left as manager."""
    if to.post in MANAGER_POSTS and (before not in MANAGER_POSTS or to.for_cause):
        reasons = ineligible(staff, to.starts_on, abnormal=to.abnormal)
        if to.for_cause:
            reasons = (*reasons, Ineligible.BANNED)
        if reasons:
            raise KeptFrom(reasons, _until(staff, BanKind.MANAGER_2Y, to.starts_on))
    if to.post in ACCOUNTING_POSTS:
        bans = PostBan.objects.unscoped(WHY).filter(staff=staff, kind=BanKind.ACCOUNTING_1Y)
        for row in bans.filter(period__contains=to.starts_on).select_related("staff"):
            left = outlet_left(row)
            if left is None or left.pk == to.branch.pk:
                raise KeptFrom((Ineligible.BANNED,), row.period.upper)
        _check_leaving(to, before, staff)


def _check_leaving(to: NewPost, before: str, staff: Staff) -> None:
    """From the manager post straight to an accounting post of the same outlet: the ban begins with that very day."""
    here = Posting.objects.unscoped(WHY).filter(
        staff=staff, period__contains=to.starts_on, branch=to.branch, post__in=MANAGER_POSTS
    )
    if before in MANAGER_POSTS and here.exists():
        bans = bans_of_change(
            before, to.post, to.starts_on, for_cause=to.for_cause, policy=_ban_policy(to.starts_on)
        )
        raise KeptFrom((Ineligible.BANNED,), bans.accounting.eligible_on if bans else None)


def _ban_policy(day: date) -> BanPolicy:
    policy: BanPolicy = policy_as_of("organisation.bans", day)[0]
    return policy


def _until(staff: Staff, kind: str, on: date) -> date | None:
    row = PostBan.objects.unscoped(WHY).filter(staff=staff, kind=kind, period__contains=on).first()
    return row.period.upper if row else None


def _ban(staff: Staff, before: str, to: NewPost, *, reason: str, by: Staff, at: datetime) -> None:
    """The bans that follow from leaving; one that runs already is lengthened, never shortened."""
    bans = bans_of_change(
        before, to.post, to.starts_on, for_cause=to.for_cause, policy=_ban_policy(to.starts_on)
    )
    if bans is None:
        return
    _keep_ban(staff, BanKind.ACCOUNTING_1Y, bans.accounting, cause=reason, by=by, at=at)
    if bans.manager is not None:
        _keep_ban(staff, BanKind.MANAGER_2Y, bans.manager, cause=reason, by=by, at=at)


def _keep_ban(staff: Staff, kind: str, ban: Ban, *, cause: str, by: Staff, at: datetime) -> None:
    period = DateRange(ban.since, ban.eligible_on)
    running = PostBan.objects.unscoped(WHY).filter(staff=staff, kind=kind, period__overlap=period).first()
    if running is None:
        PostBan.objects.create(staff=staff, kind=kind, cause=cause, period=period)
    else:
        longest = None if running.period.upper is None else max(running.period.upper, ban.eligible_on)
        running.period = DateRange(min(running.period.lower, ban.since), longest)
        running.save(update_fields=["period"])
    audit.record(
        by=by, action=BAN, target=staff, at=at, field=kind, after=f"{ban.since} {ban.through}", reason=cause
    )


@transaction.atomic
def record_certificate(
    *, staff: Staff, kind: str, number: str, starts_on: date, last_on: date | None, by: Staff, at: datetime
) -> Certificate | None:
    """Put a certificate on record; None when one of the kind holds on some of the days already."""
    may_edit_staff(by, staff).enforce()
    _hold(staff)
    period = DateRange(starts_on, day_after(last_on))
    rows = Certificate.objects.unscoped(WHY).filter(staff=staff, kind=kind)
    same: Certificate | None = rows.filter(number=number, period=period).first()
    if same is not None or rows.filter(period__overlap=period).exists():
        return same
    made: Certificate = Certificate.objects.create(staff=staff, kind=kind, number=number, period=period)
    audit.record(by=by, action=CERTIFY, target=staff, at=at, field=kind, after=f"{starts_on} {last_on or ''}")
    return made


@transaction.atomic
def end_certificate(*, certificate: Certificate, on: date, by: Staff, at: datetime) -> None:
    """The certificate no longer holds from the day on; one that would then never have held is taken away."""
    may_edit_staff(by, certificate.staff).enforce()
    _hold(certificate.staff)
    row: Certificate = Certificate.objects.unscoped(WHY).select_for_update().get(pk=certificate.pk)
    if row.period.upper is not None and row.period.upper <= on:
        return
    if row.period.lower >= on:
        row.delete()
    else:
        row.period = DateRange(row.period.lower, on)
        row.save(update_fields=["period"])
    audit.record(by=by, action=END_CERTIFICATE, target=row.staff, at=at, field=row.kind, after=str(on))


@transaction.atomic
def record_violation(
    *, uid: UUID, staff: Staff, level: int, occurred_on: date, ground: str, by: Staff, at: datetime
) -> Violation:
    """Put a violation on record with the points that the preset of that day gives its level."""
    may_edit_staff(by, staff).enforce()
    _hold(staff)
    known = once(uid, Violation.objects.unscoped(WHY), staff_id=staff.pk)
    if known is not None:
        return known
    policy, _version = policy_as_of("organisation.violations", occurred_on)
    made: Violation = Violation.objects.create(
        uid=uid,
        staff=staff,
        level=level,
        points=policy.points[level],
        occurred_on=occurred_on,
        decided_by=by,
        decided_at=at,
        ground=ground,
    )
    audit.record(
        by=by, action=VIOLATE, target=staff, at=at, field=f"level {level}", after=made.points, reason=ground
    )
    return made
