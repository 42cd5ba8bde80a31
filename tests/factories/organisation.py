"""Branches, people and published nights, and the cast that every test speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from django.db.backends.postgresql.psycopg_any import DateRange

from organisation import actions, policies
from organisation.choices import BranchLevel, Grade, Post, RunStatus
from organisation.models import Branch, NightlyRun, Posting, Publication, RoleGrant, Staff
from organisation.roles import Role

BEGIN = date(2020, 1, 1)
BUSINESS_DATE = date(2026, 11, 20)  # day 20 of a month of 30
NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
_numbers = count(1)


def branch(
    branch_no: str = "", name: str = "", *, parent: Branch | None = None, level: str = BranchLevel.OUTLET
) -> Branch:
    """An office below `parent`, its path filled as the night fills it."""
    number = branch_no or f"9{next(_numbers):05d}"
    return Branch.objects.create(
        branch_no=number,
        name=name or f"网点{number}",
        parent=parent,
        level=level,
        path=f"{parent.path if parent else '/'}{number}/",
    )


def staff(
    name: str = "",
    *,
    at: Branch | None = None,
    post: str = Post.WEALTH_MANAGER,
    grade: str = "",
    staff_no: str = "",
    since: date = BEGIN,
    password: str = "",
) -> Staff:
    """A person with a posting since `since` at the branch `at` (none: no posting, hence no role)."""
    number = staff_no or f"S{next(_numbers):04d}"
    person = Staff(staff_no=number, name=name or f"员工{number}", hired_on=since)
    if password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    person.save()
    if at is not None:
        posting(person, at=at, post=post, grade=grade, since=since)
    return person


def posting(
    person: Staff,
    *,
    at: Branch,
    post: str = Post.WEALTH_MANAGER,
    grade: str = "",
    since: date = BEGIN,
    until: date | None = None,
) -> Posting:
    return Posting.objects.create(
        staff=person, branch=at, post=post, grade=grade, period=DateRange(since, until), source="TEST"
    )


def grant(person: Staff, role: Role, *, since: date = BEGIN) -> RoleGrant:
    """A further role; read the person anew (or make the request as them) afterwards."""
    return RoleGrant.objects.create(staff=person, role=role, period=DateRange(since, None), reason="test")


def presets() -> None:
    """The shipped presets of every app that has registered its own."""
    actions.install_shipped_presets(at=NOW)
    assert policies.registered(), "no app has registered its presets"


def night(
    business_date: date = BUSINESS_DATE, *, publish: bool = True, status: str = RunStatus.PUBLISHED
) -> NightlyRun:
    """A run of the ledger; published unless told, so that readers follow it."""
    run = NightlyRun.objects.create(
        drop=f"drop-{business_date}",
        fingerprint=f"{next(_numbers):064d}",
        kind="full",
        covers_from=business_date,
        as_of=business_date,
        business_date=business_date,
        status=status,
        started_at=NOW,
        finished_at=NOW,
    )
    if publish:
        Publication.objects.create(run=run, business_date=business_date, published_at=NOW)
    return run


@dataclass(frozen=True)
class Cast:
    """The bank of the tests: head office, two branches with one outlet each, and one person per role.

    Ana manages customers at the same outlet as most tests play in, Ben manages at the other outlet, Cleo heads
    Ana's outlet, Cora heads Ben's. Head office: Hana (HR), Olga (audit), Mira (marketing officer), Cole
    (complaints), Ada (administrator). Leo is business lead and Tina a teller of Ana's outlet, Lola its lobby.
    """

    head_office: Branch
    here: Branch
    there: Branch
    ana: Staff
    ben: Staff
    cleo: Staff
    cora: Staff
    hana: Staff
    olga: Staff
    leo: Staff
    ada: Staff
    mira: Staff
    cole: Staff
    tina: Staff
    lola: Staff

    def everybody(self) -> list[Staff]:
        return [one for one in vars(self).values() if isinstance(one, Staff)]


PASSWORD = "a calm instrument 7"  # of every person of the cast that is made with passwords=True


def cast(*, passwords: bool = False) -> Cast:
    """The cast; with passwords people can sign in through the page, without they can `force_login`."""
    secret = PASSWORD if passwords else ""
    head_office = branch("000000", "总行", level=BranchLevel.HEAD_OFFICE)
    first = branch("010000", "东城支行", parent=head_office, level=BranchLevel.BRANCH)
    second = branch("020000", "西城支行", parent=head_office, level=BranchLevel.BRANCH)
    here = branch("010101", "东门网点", parent=first)
    there = branch("020101", "西门网点", parent=second)

    def person(staff_no: str, name: str, at: Branch, post: str, grade: str = "") -> Staff:
        return staff(name, at=at, post=post, grade=grade, staff_no=staff_no, password=secret)

    return Cast(
        head_office=head_office,
        here=here,
        there=there,
        ana=person("A001", "安娜", here, Post.WEALTH_MANAGER, Grade.SENIOR),
        ben=person("B001", "本杰明", there, Post.WEALTH_MANAGER, Grade.MID),
        cleo=person("C001", "柯丽", here, Post.BRANCH_HEAD),
        cora=person("C002", "柯拉", there, Post.BRANCH_HEAD),
        hana=person("H001", "韩娜", head_office, Post.HR),
        olga=person("O001", "欧佳", head_office, Post.AUDITOR),
        leo=person("L001", "雷欧", here, Post.BUSINESS_LEAD),
        ada=person("D001", "艾达", head_office, Post.ADMIN),
        mira=person("M001", "米拉", head_office, Post.MARKETING_OFFICER),
        cole=person("K001", "柯尔", head_office, Post.COMPLAINT_OFFICER),
        tina=person("T001", "田娜", here, Post.TELLER),
        lola=person("V001", "罗拉", here, Post.LOBBY_MANAGER),
    )
