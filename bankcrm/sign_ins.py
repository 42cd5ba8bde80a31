"""Sign-ins for a demonstration and for a new installation: people who can enter before anybody could let them in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Length
from django.utils import timezone

from organisation import audit
from organisation.actions import grant_role
from organisation.choices import Post
from organisation.models import Branch, Posting, Staff
from organisation.roles import Role

SINCE = date(2000, 1, 1)
BY_DEMO = "DEMO"  # the source of postings that no extract delivered

# Head office people whom a bank's extract need not hold: number, name, post.
HEAD_OFFICE = (
    ("HR001", "人力资源演示", Post.HR),
    ("AU001", "审计演示", Post.AUDITOR),
    ("CO001", "消保演示", Post.COMPLAINT_OFFICER),
    ("BL001", "业务负责人演示", Post.BUSINESS_LEAD),
    ("MK001", "市场营销演示", Post.MARKETING_OFFICER),
    ("MK002", "市场营销复核演示", Post.MARKETING_OFFICER),
    ("AD001", "系统管理演示", Post.ADMIN),
)
# Posts of which the demonstration opens one person each, at the outlet with the lowest number.
AT_AN_OUTLET = (
    Post.BRANCH_HEAD,
    Post.WEALTH_MANAGER,
    Post.RELATIONSHIP_MANAGER,
    Post.CORPORATE_MANAGER,
    Post.LOAN_MANAGER,
    Post.MARKETING_MANAGER,
    Post.LOBBY_MANAGER,
    Post.TELLER,
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """One line of what a command prints."""

    role: str
    staff_no: str


class NoBank(Exception):
    """There is no branch yet, so nobody can have a post."""


@transaction.atomic
def open_demo_accounts(*, at: datetime) -> list[SignIn]:
    """Give people of the loaded bank, and what head office lacks, the public demo password. Safe to repeat."""
    root = Branch.objects.unscoped("the demonstration's head office").order_by("path").first()
    if root is None:
        raise NoBank
    today = timezone.localdate(at)
    people = [*_head_office(root, today), *_of_an_outlet(today)]
    for person in people:
        if person.is_demo and person.check_password(settings.DEMO_PASSWORD):
            continue
        person.set_password(settings.DEMO_PASSWORD)
        person.is_demo = True
        person.save(update_fields=["password", "is_demo"])
        audit.record(by=None, action="account.demo", target=person, at=at)
    return [SignIn(", ".join(sorted(person.roles)), person.staff_no) for person in people]


def _head_office(root: Branch, today: date) -> Iterator[Staff]:
    everyone = Staff.objects.unscoped("the demonstration's accounts")
    for number, name, post in HEAD_OFFICE:
        taken = Posting.objects.unscoped("the demonstration's accounts").filter(
            post=post, branch=root, period__contains=today
        )
        holders = taken.exclude(source=BY_DEMO).order_by("staff__staff_no").select_related("staff")
        if number.endswith("001") and (holder := holders.first()):
            yield holder.staff
            continue
        person = everyone.filter(staff_no=number).first()
        if person is None:
            person = Staff.objects.create(staff_no=number, name=name, hired_on=SINCE, is_demo=True)
        if person.posting is None:
            Posting.objects.create(
                staff=person, branch=root, post=post, period=DateRange(SINCE, None), source=BY_DEMO
            )
            del person.posting
        yield person


def _of_an_outlet(today: date) -> Iterator[Staff]:
    current = Posting.objects.unscoped("the demonstration's accounts").filter(period__contains=today)
    top = (
        current.filter(branch__parent__isnull=True, post=Post.BRANCH_HEAD).order_by("staff__staff_no").first()
    )
    if top:
        yield top.staff
    for post in AT_AN_OUTLET:
        below = current.filter(post=post, branch__parent__isnull=False, staff__status="ACTIVE")
        first = below.order_by(Length("branch__path").desc(), "branch__branch_no", "staff__staff_no").first()
        if first and (top is None or first.staff_id != top.staff_id):
            yield first.staff


@transaction.atomic
def open_first_admin(*, staff_no: str, name: str, at: datetime) -> str:
    """Make the one administrator of a new installation; returns a password that is shown once.

    Raises ValueError when an administrator can already sign in: from then on people are let in by people.
    """
    if any(Role.ADMIN in person.roles for person in _with_password()):
        raise ValueError("an administrator can already sign in")
    person, _created = Staff.objects.get_or_create(staff_no=staff_no, defaults={"name": name})
    password = secrets.token_urlsafe(18)
    person.set_password(password)
    person.save(update_fields=["password"])
    if Role.ADMIN not in person.roles:
        grant_role(staff=person, role=Role.ADMIN, reason="first administrator", by=None, at=at)
    audit.record(by=None, action="account.first_admin", target=person, at=at)
    return password


def _with_password() -> Iterator[Staff]:
    admins = Staff.objects.unscoped("whether an administrator exists").filter(password__gt="")
    for person in admins.filter(grants__role=Role.ADMIN) | admins.filter(postings__post=Post.ADMIN):
        if person.has_usable_password():
            yield person
