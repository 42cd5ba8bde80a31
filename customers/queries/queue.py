"""Customers who wait for a manager or a backup, and how full the people of a branch are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.http import Http404

from customers.choices import CustomerStatus, RelationshipRole
from customers.models import Customer, CustomerDay, CustomerStanding, Relationship, Unassigned
from customers.policies import SELECTION
from customers.queries.merged import key_of
from customers.queries.sight import Amount, Sight
from customers.rules.tiering import RANK
from organisation.models import Branch, Staff
from organisation.scoping import get_visible_or_404

PAGE = 50


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A customer who waits, since when, and why at this branch."""

    pk: int
    number: str
    name: str | None
    tier: str
    aum: Amount
    branch: str
    cause: str
    accounts: int
    of_accounts: int
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class Queue:
    rows: tuple[QueueRow, ...]
    count: int
    oldest: int | None
    following: int | None


def waiting(staff: Staff) -> QuerySet[Unassigned]:
    """Who waits in the queues that the reader sees."""
    return Unassigned.objects.visible_to(staff).filter(ended_on__isnull=True)


def waits_of(customers: Collection[int]) -> QuerySet[Unassigned]:
    """The places in a queue of some customers, for whoever has checked that they may be asked about."""
    rows: QuerySet[Unassigned] = Unassigned.objects.unscoped("of customers whom the caller has in reach")
    return rows.filter(customer__in=customers, ended_on__isnull=True)


def queue(sight: Sight, on: date, *, branch: str = "", after: int = 0, shown: int = PAGE) -> Queue:
    """The longest waiting first, a page of them. Three queries."""
    rows = waiting(sight.staff)
    if branch:
        rows = rows.filter(branch__branch_no=branch)
    totals = rows.aggregate(count=Count("pk"), since=Min("since"))
    page = list(rows.filter(pk__gt=after).select_related("customer", "branch").order_by("pk")[: shown + 1])
    held = _assets(sight, [row.customer_id for row in page])
    found = tuple(
        QueueRow(
            row.pk,
            row.customer.customer_no,
            sight.name(row.customer.name),
            row.tier,
            sight.amount(held.get(row.customer_id)),
            row.branch.name,
            row.get_cause_display(),
            row.accounts,
            row.of_accounts,
            row.since,
            (on - row.since).days,
        )
        for row in page[:shown]
    )
    oldest = (on - totals["since"]).days if totals["since"] else None
    return Queue(found, totals["count"], oldest, found[-1].pk if len(page) > shown else None)


def _assets(sight: Sight, customers: list[int]) -> dict[int, Decimal]:
    """What customers of the queue hold. The queue decides who is seen, not the customer's branch."""
    rows = CustomerDay.objects.unscoped("customers of a queue that the reader sees")
    return dict(rows.filter(run_id=sight.run_id, customer__in=customers).values_list("customer_id", "aum"))


def queue_branches(staff: Staff) -> list[tuple[str, str, int]]:
    """Branches in whose queue somebody waits, with how many."""
    rows = waiting(staff).order_by().values_list("branch__branch_no", "branch__name").annotate(n=Count("pk"))
    return sorted(rows)


@dataclass(frozen=True, slots=True)
class NoBackupRow:
    number: str
    name: str | None
    tier: str
    aum: Amount
    manager: str


def without_backup(sight: Sight, on: date) -> tuple[NoBackupRow, ...]:
    """Customers in scope of the selected tiers who have a manager and no backup today, the largest first. One query
    beside the preset's."""
    policy = SELECTION.on(on)
    running = Relationship.objects.filter(customer=OuterRef("customer"), period__contains=on)
    rows = sight.days().filter(
        Exists(running.filter(role=RelationshipRole.A)),
        ~Exists(running.filter(role=RelationshipRole.B)),
        tier_rank__gte=RANK[policy.minimum_tier],
    )
    found = rows.select_related("customer", "owner").order_by("-aum", "customer_id")[:PAGE]
    return tuple(
        NoBackupRow(
            row.customer.customer_no,
            sight.name(row.customer.name),
            row.tier,
            sight.amount(row.aum),
            row.owner.name if row.owner else "",
        )
        for row in found
    )


def in_reach(staff: Staff, customer_no: str) -> Customer:
    """The customer of the number (of a merged record: the survivor), if it is in scope or waits in a queue that is;
    else 404 as for one that does not exist."""
    try:
        found: Customer = get_visible_or_404(Customer, staff, pk=key_of(customer_no))
    except Http404:
        entry = get_visible_or_404(
            Unassigned.objects.filter(ended_on__isnull=True).select_related("customer"),
            staff,
            customer=key_of(customer_no),
        )
        found = entry.customer
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has a customer today, under which status, and since when it waits."""

    a: Relationship | None
    b: Relationship | None
    status: str
    status_words: str
    status_reason: str
    wait: Unassigned | None
    branch: Branch

    def holder(self, role: str) -> Relationship | None:
        return self.a if role == RelationshipRole.A else self.b


def standing(customer: Customer, on: date) -> Standing:
    """Three queries and the branch. The caller has found the customer in reach."""
    why = "of a customer in reach"
    rows = Relationship.objects.unscoped(why).filter(customer=customer, period__contains=on)
    held = {row.role: row for row in rows.select_related("staff")}
    status = CustomerStanding.objects.unscoped(why).filter(customer=customer, period__contains=on).first()
    entry = waits_of([customer.pk]).select_related("branch").first()
    return Standing(
        a=held.get(RelationshipRole.A),
        b=held.get(RelationshipRole.B),
        status=status.status if status else CustomerStatus.ACTIVE.value,
        status_words=str((CustomerStatus(status.status) if status else CustomerStatus.ACTIVE).label),
        status_reason=status.reason if status else "",
        wait=entry,
        branch=entry.branch if entry else customer.home_branch,
    )
