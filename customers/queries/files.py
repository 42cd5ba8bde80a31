"""The files of many customers: which are incomplete, due for a check, or rest on an expiring document.

Whether an item is there is decided in SQL by one expression each, the same for one customer and for a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone

from customers.choices import ArchiveItem, DocumentKind, NeedKind, Tier
from customers.models import (
    Competitor,
    Customer,
    CustomerDay,
    Document,
    ImportantDate,
    Need,
    Preference,
    Research,
    Survey,
    Verification,
)
from customers.models.archive import Filed
from customers.policies import ARCHIVE, VERIFICATION
from customers.queries.conditions import below, within
from customers.queries.contracts import overdue
from customers.queries.sight import Sight
from customers.queries.verification import check_due, never_checked, with_checks
from customers.rules.archive import ArchivePolicy, Completeness, VerificationPolicy, completeness
from customers.rules.tiering import RANK
from organisation.choices import BranchLevel
from organisation.masking import Column
from organisation.models import Branch, Publication
from organisation.paging import PAGE_ROWS, Page, page_of
from organisation.policies import values_as_of

There: TypeAlias = "Exists | ExpressionWrapper[Any]"
LAST_PAGE = 40  # a longer walk is a filter that is missing


def _kept(model: type[Filed], **which: Any) -> There:
    return Exists(model.objects.filter(customer=OuterRef("customer_id"), **which))


def _core(condition: Q) -> There:
    return ExpressionWrapper(condition, output_field=BooleanField())


def presence() -> Mapping[ArchiveItem, There]:
    """Item by item, whether it is in the file of the row's customer."""
    return {
        ArchiveItem.IDENTITY: _core(~Q(customer__id_hash=b"") & Q(customer__id_valid_to__isnull=False)),
        ArchiveItem.PHONE: _core(~Q(customer__phone_hash=b"")),
        ArchiveItem.ADDRESS: _core(~Q(customer__address_sealed=b"")),
        ArchiveItem.OCCUPATION: _core(~Q(customer__occupation="")),
        ArchiveItem.RISK: _core(Q(customer__risk_assessed_on__isnull=False)),
        ArchiveItem.PREFERENCE: _kept(Preference),
        ArchiveItem.NEED: _kept(Need, kind=NeedKind.NEED),
        ArchiveItem.GOAL: _kept(Need, kind=NeedKind.GOAL),
        ArchiveItem.DATE: _kept(ImportantDate),
        ArchiveItem.RESEARCH: _kept(Research),
        ArchiveItem.COMPETITOR: _kept(Competitor),
        ArchiveItem.SURVEY: _kept(Survey),
        ArchiveItem.VERIFICATION: _kept(Verification),
        ArchiveItem.IDENTITY_COPY: _kept(
            Document, kind=DocumentKind.IDENTITY_COPY, withdrawn_at__isnull=True
        ),
    }


def _has(row: CustomerDay) -> frozenset[ArchiveItem]:
    return frozenset(item for item in ArchiveItem if getattr(row, f"has_{item.lower()}"))


def _with_presence(rows: Any) -> Any:
    return rows.annotate(**{f"has_{item.lower()}": there for item, there in presence().items()})


def present_of(sight: Sight, customer: Customer) -> tuple[str, frozenset[ArchiveItem]] | None:
    """The tier of a customer and what is in their file; None before a first tier. One query."""
    row = _with_presence(sight.days().filter(customer=customer)).first()
    return (row.tier, _has(row)) if row is not None and row.tier else None


class Show(StrEnum):
    """Which files a list shows."""

    INCOMPLETE = "incomplete"
    CHECK_DUE = "due"
    NEVER_CHECKED = "never"
    ID_EXPIRING = "expiring"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class FileFilter:
    show: Show = Show.INCOMPLETE
    tier: str = ""
    missing: str = ""
    branch: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    number: str
    name: str | None
    tier: str
    manager: str | None
    state: Completeness
    check_on: date | None
    check_late: bool
    never_checked: bool
    id_valid_to: date | None
    id_days_left: int | None


@dataclass(frozen=True, slots=True)
class FilePage:
    """A page of the list; `period_known`: the bank has said how often a file is checked."""

    page: Page[FileRow]
    period_known: bool


def _incomplete(policy: ArchivePolicy, only: str = "") -> Q:
    """A file lacks something that its tier needs (or the one item asked for)."""
    wanted = Q(pk__in=[])
    for item, lowest in policy.items.items():
        if not only or item == only:
            wanted |= Q(tier_rank__gte=RANK[lowest], **{f"has_{item.lower()}": False})
    return wanted


def _order(sight: Sight) -> tuple[str, ...]:
    """The highest tier and the largest assets first, where the reader sees assets. A scope beyond a branch is read
    along the index of assets: an order by tier would sort the whole bank for one page."""
    if not sight.full(Column.ASSETS):
        return ("-tier_rank", "customer_id")
    return ("-aum", "-customer_id") if sight.wide else ("-tier_rank", "-aum", "customer_id")


@dataclass(frozen=True, slots=True)
class Policies:
    """What belongs in a file, and how often it is checked: None while the bank has not said."""

    archive: ArchivePolicy
    period: VerificationPolicy | None


def policies() -> Policies:
    """What holds today, whatever day the figures are of: a file is kept and checked from day to day. One query."""
    day = timezone.localdate()
    values = values_as_of([ARCHIVE.key, VERIFICATION.key], day)
    return Policies(
        ARCHIVE.parsed(values.get(ARCHIVE.key), day),
        VERIFICATION.unless_blank(values.get(VERIFICATION.key), day),
    )


# Each of these reads the files of a scope one by one: for more than an outlet that is not one page's work.
_READS_ALL = (Show.CHECK_DUE, Show.NEVER_CHECKED, Show.ID_EXPIRING)


def asks_for_an_outlet(sight: Sight, wanted: FileFilter) -> bool:
    """Whether the list is too wide to be answered: an outlet is to be chosen first. One query, none for an outlet."""
    if not sight.wide or wanted.show not in _READS_ALL:
        return False
    return not Branch.objects.filter(branch_no=wanted.branch, level=BranchLevel.OUTLET).exists()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the workbench says of files: the largest incomplete ones, whether checks or documents are due, and
    whether a contract is not back in time."""

    found: Page[FileRow]
    due: bool
    expiring: bool
    overdue: bool


def waiting(sight: Sight, *, size: int) -> Waiting:
    """Three queries. Whether anything is due is asked for an outlet or one's own customers only: for a whole bank
    the answer costs reading it."""
    policy = policies()
    found = _page(sight, FileFilter(), policy, size=size)
    if sight.wide:
        return Waiting(found, due=False, expiring=False, overdue=False)
    here = within(
        sight.staff
    )  # else one row is looked for along the whole night, which is long where there is none
    due, expiring = (
        Exists(_rows(sight, FileFilter(show), policy).filter(here))
        for show in (Show.CHECK_DUE, Show.ID_EXPIRING)
    )
    answer = (
        Publication.objects.filter(pk=sight.night.pk).values_list(due, expiring, Exists(overdue(sight))).get()
    )
    return Waiting(found, *answer)


def files(sight: Sight, wanted: FileFilter, number: int = 1) -> FilePage:
    """A page of files in scope, the highest tier and the largest assets first (where the reader sees assets).
    Two queries, whatever the number of rows."""
    policy = policies()
    return FilePage(_page(sight, wanted, policy, number), policy.period is not None)


def _rows(sight: Sight, wanted: FileFilter, policy: Policies) -> Any:
    """The days of the customers whose files are asked for."""
    rows = with_checks(_with_presence(sight.days().exclude(tier="")), policy.period)
    if wanted.branch:
        rows = rows.filter(below(wanted.branch, "customer__home_branch"))
    if wanted.tier:
        rows = rows.filter(tier=wanted.tier)
    if wanted.show is Show.INCOMPLETE or wanted.missing:
        rows = rows.filter(_incomplete(policy.archive, wanted.missing))
    if wanted.show is Show.CHECK_DUE:
        rows = rows.filter(check_due(policy.archive, policy.period, timezone.localdate()))
    if wanted.show is Show.NEVER_CHECKED:
        rows = rows.filter(never_checked(policy.archive))
    if wanted.show is Show.ID_EXPIRING:
        last = timezone.localdate() + timedelta(days=policy.archive.expiry_warning_days)
        rows = rows.filter(customer__id_valid_to__lte=last)
    return rows


def _page(
    sight: Sight, wanted: FileFilter, policy: Policies, number: int = 1, size: int = PAGE_ROWS
) -> Page[FileRow]:
    rows = _rows(sight, wanted, policy)
    order = {
        Show.CHECK_DUE: (F("check_on").asc(nulls_first=True), "-tier_rank", "customer_id"),
        Show.ID_EXPIRING: ("customer__id_valid_to", "customer_id"),
    }.get(wanted.show, _order(sight))
    ordered = rows.select_related("customer", "owner").order_by(*order)
    today = timezone.localdate()
    page = page_of(ordered, number, size, last=LAST_PAGE)
    return page.of(lambda row: _line(sight, row, policy.archive, today))


def _line(sight: Sight, row: Any, policy: ArchivePolicy, today: date) -> FileRow:
    expires = row.customer.id_valid_to if sight.sees(Column.PROFILE) else None
    return FileRow(
        number=row.customer.customer_no,
        name=sight.name(row.customer.name),
        tier=row.tier,
        manager=row.owner.name if row.owner else None,
        state=completeness(Tier(row.tier), _has(row), policy),
        check_on=row.check_on,
        never_checked=row.checked_on is None and ArchiveItem.VERIFICATION in policy.needed(Tier(row.tier)),
        check_late=row.check_on is not None and row.check_on < today,
        id_valid_to=expires,
        id_days_left=(expires - today).days if expires else None,
    )
