"""Handovers and custody as a reader sees them: the list, the items, what waits, and the past of one customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from customers.choices import Goes, HandoverStatus, PartStatus, RelationshipRole
from customers.models import (
    CreditShare,
    Custody,
    Customer,
    Handover,
    HandoverItem,
    HandoverPart,
    Relationship,
    RetentionCheck,
)
from customers.policies import HANDOVER
from customers.queries.absent_managers import Uncovered, away
from customers.queries.credit import credited
from customers.queries.sight import Amount, Sight
from customers.rules.handover import OPEN, kept_pct
from organisation.choices import BanKind, Post, StaffStatus
from organisation.models import Absence, PostBan, Posting, Staff
from organisation.paging import PAGE_ROWS
from organisation.policies import value_as_of
from organisation.roles import ROLE_OF_POST, Permission, Role

SHOWN = 8
TOLD = timedelta(days=14)  # so long the workbench tells a returned manager what happened meanwhile
WHY = "people of a branch whom the reader may choose"


@dataclass(frozen=True, slots=True)
class HandoverRow:
    handover: Handover
    customers: int
    left: int  # customers who have not gone yet
    unsent: int  # of these, whom no receiver has been asked for

    @property
    def open(self) -> bool:
        return self.handover.status in OPEN


def handovers(reader: Staff, *, status: str = "", cause: str = "") -> QuerySet[Any]:
    """The handovers in scope with their counts, the newest first, open ones unless asked; `row_of` reads them."""
    rows = Handover.objects.visible_to(reader).select_related("giver", "branch")
    if not status:
        rows = rows.filter(status__in=OPEN)
    elif status != "all":
        rows = rows.filter(status=status)
    if cause:
        rows = rows.filter(cause=cause)
    waits = Q(items__moved_on=None) & ~Q(items__goes=Goes.NOTHING)
    return rows.annotate(
        total=Count("items"),
        waiting=Count("items", filter=waits),
        unsent=Count("items", filter=waits & Q(items__part=None)),
    )


def row_of(row: Any) -> HandoverRow:
    return HandoverRow(row, row.total, row.waiting, row.unsent)


def parts_for(reader: Staff, *, status: str = PartStatus.OFFERED) -> list[HandoverPart]:
    """What the reader is offered. One query."""
    rows = HandoverPart.objects.visible_to(reader).filter(receiver=reader, status=status)
    return list(
        rows.select_related("handover", "handover__giver", "receiver").annotate(customers=Count("items"))
    )


def custodies(reader: Staff, *, on: date, past: bool = False, back: bool = False) -> list[Custody]:
    """Custody in scope that runs or is planned, or is over; one row more than is shown says that there are others.
    `back`: also the reader's own of the last days, of which they read what happened. One query."""
    rows = Custody.objects.visible_to(reader).select_related("owner", "substitute", "branch")
    lasting = Q(period__endswith__gt=on) | Q(period__upper_inf=True)
    if back:
        lasting |= Q(owner=reader, period__endswith__gt=on - TOLD)
    rows = rows.filter(period__endswith__lte=on) if past else rows.filter(lasting)
    return list(rows.annotate(customers=Count("items"))[: PAGE_ROWS + 1])


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A look at what the receiver kept, in the reader's sight. `pct` is None where amounts are hidden."""

    check: RetentionCheck
    before: Amount
    after: Amount
    pct: Amount


def checks(sight: Sight, parts: Sequence[HandoverPart]) -> list[CheckRow]:
    """One query."""
    rows = RetentionCheck.objects.visible_to(sight.staff).filter(part__in=parts)
    return [
        CheckRow(
            row,
            sight.amount(row.aum_before),
            sight.amount(row.aum_after),
            sight.amount(kept_pct(row.aum_before, row.aum_after)),
        )
        for row in rows.select_related("part", "part__receiver").order_by("part_id", "days")
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the reader: parts to answer, lists to divide, custody that runs, customers with nobody, and a
    long absence of one's own."""

    parts: list[HandoverPart]
    lists: list[HandoverRow]
    custodies: list[Custody]
    uncovered: list[Uncovered]
    own_absence: Absence | None  # a long one of the reader, before which they hand over in person

    @property
    def nothing(self) -> bool:
        return not (self.parts or self.lists or self.custodies or self.uncovered or self.own_absence)


def waiting(reader: Staff, on: date) -> Waiting:
    """Four queries, however many are away."""
    decides = Permission.ASSIGNMENT_DECIDE in reader.permissions
    rows = handovers(reader) if decides else handovers(reader).filter(giver=reader)
    lists = [row_of(row) for row in rows]
    undivided = [row for row in lists if row.unsent or row.handover.status == HandoverStatus.PREPARED]
    absent = away(reader, on)
    return Waiting(
        parts=parts_for(reader)[:SHOWN],
        lists=undivided[:SHOWN],
        custodies=custodies(reader, on=on, back=True)[:SHOWN],
        uncovered=absent.uncovered[:SHOWN] if decides else [],
        own_absence=None if lists else absent.own,
    )


def people_to_choose(reader: Staff, on: date) -> list[Staff]:
    """The customer managers in the reader's scope, and the reader. One query."""
    posts = [post for post, role in ROLE_OF_POST.items() if role is Role.RELATIONSHIP_MANAGER]
    rows = Staff.objects.visible_to(reader).filter(postings__period__contains=on, postings__post__in=posts)
    return sorted({one.pk: one for one in [*rows, reader]}.values(), key=lambda one: one.staff_no)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who may be offered customers, and for how many they are A. The `head` gets problem loans only."""

    staff: Staff
    load: int
    head: bool


def receivers(handover: Handover, on: date) -> list[Receiver]:
    """The managers of the branch who may be offered on the day (`candidates`, without what they hold) and are not
    the giver, the least loaded first; with problem loans on the list that go to the head by the preset, also the
    head. One query, so that the page of a long list stays quick."""
    posts = [post for post, role in ROLE_OF_POST.items() if role is Role.RELATIONSHIP_MANAGER]
    of_person = {"staff": OuterRef("staff"), "period__contains": on}
    away = Absence.objects.unscoped(WHY).filter(**of_person)
    banned = PostBan.objects.unscoped(WHY).filter(kind=BanKind.MANAGER_2Y, **of_person)
    giving = Handover.objects.unscoped(WHY).filter(giver=OuterRef("staff"), status__in=OPEN)
    held = Relationship.objects.unscoped(WHY).filter(role=RelationshipRole.A, **of_person)
    counted = held.order_by().values("staff").annotate(number=Count("pk")).values("number")
    problems = HandoverItem.objects.unscoped(WHY).filter(handover=handover, problem_loan=True)
    fit = Q(post__in=posts) | Q(Exists(problems), post=Post.BRANCH_HEAD)
    rows = (
        Posting.objects.unscoped(WHY)
        .filter(fit, branch=handover.branch, period__contains=on, staff__status=StaffStatus.ACTIVE)
        .exclude(Q(post=Post.CORPORATE_MANAGER) | Q(staff__left_on__lte=on) | Q(staff=handover.giver_id))
        .filter(~Exists(away), ~Exists(banned), ~Exists(giving))
        .annotate(load=Coalesce(Subquery(counted), 0), preset=value_as_of(HANDOVER.key, on))
        .select_related("staff")
        .order_by("load", "staff")
    )
    found = []
    for row in rows:
        head = row.post == Post.BRANCH_HEAD
        policy = HANDOVER.parsed(row.preset, on)
        if not head or policy.problem_loans_to_head:
            found.append(Receiver(row.staff, row.load, head))
    return found


@dataclass(frozen=True, slots=True)
class Past:
    """The handovers and custodies of one customer."""

    items: list[HandoverItem]
    custodies: list[Custody]
    opens: frozenset[int]
    opens_custody: frozenset[int]


def past_of(customer: Customer, reader: Staff) -> Past:
    """Each line, and which of them the reader may open: others' handovers are named, not opened. Four queries. The
    caller has found the customer in the reader's scope."""
    moved = HandoverItem.objects.unscoped("of a customer in scope").filter(customer=customer)
    kept = Custody.objects.unscoped("of a customer in scope").filter(items__customer=customer)
    items = moved.select_related("handover", "handover__giver", "part", "part__receiver").order_by("-pk")[:20]
    custodies = list(kept.select_related("owner", "substitute").order_by("-period")[:20])
    mine, watched = Handover.objects.visible_to(reader), Custody.objects.visible_to(reader)
    return Past(
        list(items),
        custodies,
        frozenset(mine.filter(items__customer=customer).values_list("pk", flat=True)),
        frozenset(watched.filter(items__customer=customer).values_list("pk", flat=True)),
    )


@dataclass(frozen=True, slots=True)
class CreditRow:
    staff: Staff
    share_pct: Decimal


@dataclass(frozen=True, slots=True)
class CreditSpan:
    """Whose credit the balances are from `since` until before `until` (None: for ever)."""

    since: date
    until: date | None
    rows: list[CreditRow]


def credit_of(customer: Customer, on: date) -> list[CreditSpan]:
    """Whose credit the customer's balances are today and from each later day on which the division of a handover
    changes; nothing where no handover divided it. Two queries, and two for each span."""
    lasting = Q(period__upper_inf=True) | Q(period__endswith__gt=on)
    running = CreditShare.objects.unscoped(WHY).filter(lasting, customer=customer)
    bounds = {day for row in running for day in (row.period.lower, row.period.upper) if day}
    days = [on, *sorted(day for day in bounds if day > on)] if running else []
    shares = [credited([customer.pk], day).get(customer.pk, ()) for day in days]
    people = Staff.objects.unscoped(WHY).in_bulk({one.staff_id for parts in shares for one in parts})
    return [
        CreditSpan(since, until, [CreditRow(people[one.staff_id], one.share_pct) for one in parts])
        for since, until, parts in zip(days, [*days[1:], None], shares, strict=False)
    ]
