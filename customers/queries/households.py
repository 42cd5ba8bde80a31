"""Households: who belongs together on a day, what they hold together, and what was proposed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, QuerySet, When

from customers.averages import sums_of
from customers.choices import Evidence, HouseholdStatus
from customers.models import Customer, Household, HouseholdChange, HouseholdMember
from customers.queries.sight import Amount, Sight
from customers.rules.tiering import average_of_sum
from organisation.masking import Column
from organisation.models import Staff
from organisation.roles import Permission
from organisation.rules.periods import ONE_DAY

WHY = "which customers belong together; the caller has the customers in scope"


def household_of(customer_ids: Collection[int], on: date) -> Mapping[int, int]:
    """The confirmed household of each of the customers who has one on the day, by the customer's key. One query."""
    rows = HouseholdMember.objects.unscoped(WHY).filter(
        customer__in=list(customer_ids), confirmed=True, period__contains=on
    )
    return dict(rows.values_list("customer_id", "household_id"))


def members_of(household_ids: Collection[int], on: date) -> Mapping[int, tuple[int, ...]]:
    """The members of confirmed households on the day, by the household's key. One query."""
    rows = HouseholdMember.objects.unscoped(WHY).filter(
        household__in=list(household_ids), confirmed=True, period__contains=on
    )
    found: dict[int, list[int]] = {}
    for home, customer in rows.order_by("pk").values_list("household_id", "customer_id"):
        found.setdefault(home, []).append(customer)
    return {home: tuple(held) for home, held in found.items()}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member in the reader's scope."""

    number: str
    name: str | None
    tier: str | None
    aum: Amount
    kinship: str | None
    evidence: tuple[str, ...]
    since: date
    until: date | None


def members(sight: Sight, household: Household) -> tuple[MemberRow, ...]:
    """The members whom the reader has in scope; the others are not even counted. Two queries."""
    rows = HouseholdMember.objects.filter(household=household).visible_to(sight.staff)
    found = list(rows.select_related("customer").order_by("pk"))
    days = {
        row.customer_id: row for row in sight.days().filter(customer__in=[one.customer_id for one in found])
    }
    return tuple(
        MemberRow(
            number=one.customer.customer_no,
            name=sight.name(one.customer.name),
            tier=sight.unless_absent(Column.TIER, getattr(days.get(one.customer_id), "tier", None)),
            aum=sight.amount(getattr(days.get(one.customer_id), "aum", None)),
            kinship=sight.unless_absent(Column.PROFILE, one.get_kinship_display()),
            evidence=sight.unless_absent(Column.PROFILE, evidence_words(one.evidence)) or (),
            since=one.starts_on,
            until=one.ends_before,
        )
        for one in found
    )


@dataclass(frozen=True, slots=True)
class Part:
    """What one member brings to the household in a period: only the days on which they belonged count."""

    number: str
    name: str | None
    days: int
    balance_sum: Decimal
    average: Decimal


@dataclass(frozen=True, slots=True)
class Together:
    """The members' averages over a period and their sum, exact; unweighted, loans and cards not among them."""

    start: date
    end: date
    parts: tuple[Part, ...]
    balance_sum: Decimal
    average: Decimal


def together(sight: Sight, household: Household, start: date, end: date) -> Together:
    """From `start` to `end`, both included, for the confirmed members in the reader's scope. Two queries. For
    readers who see assets in full."""
    rows = HouseholdMember.objects.filter(household=household, confirmed=True).visible_to(sight.staff)
    held = list(rows.filter(period__overlap=DateRange(start, end + ONE_DAY)).select_related("customer"))
    spans = {
        one.customer_id: (
            max(start, one.starts_on),
            min(end + ONE_DAY, one.ends_before or end + ONE_DAY),
        )
        for one in held
    }
    sums = {key: sum(held.values(), Decimal(0)) for key, held in sums_of(spans).items()}
    days = (end - start).days + 1
    parts = tuple(
        Part(
            number=one.customer.customer_no,
            name=sight.name(one.customer.name),
            days=(spans[one.customer_id][1] - spans[one.customer_id][0]).days,
            balance_sum=sums.get(one.customer_id, Decimal(0)),
            average=average_of_sum(sums.get(one.customer_id, Decimal(0)), days).rounded,
        )
        for one in sorted(held, key=lambda row: row.pk)
    )
    whole = sum((part.balance_sum for part in parts), Decimal(0))
    return Together(start, end, parts, whole, average_of_sum(whole, days).rounded)


def evidence_words(codes: Iterable[str]) -> tuple[str, ...]:
    """What was found in common, in words; a code that the closed list does not know is left out."""
    return tuple(str(Evidence(code).label) for code in codes if code in Evidence.values)


def current(staff: Staff, customer: Customer, on: date) -> tuple[Household | None, int]:
    """The customer's confirmed household today, and how many proposals with the customer wait. Two queries."""
    rows = Household.objects.unscoped("of a customer in scope").filter(members__customer=customer)
    home = rows.filter(
        members__confirmed=True, members__period__contains=on, status=HouseholdStatus.CONFIRMED
    )
    waiting = Household.objects.visible_to(staff).filter(members__customer=customer)
    return home.first(), waiting.filter(status=HouseholdStatus.PROPOSED).distinct().count()


def may_open(staff: Staff, household: Household) -> bool:
    """Whether the household has a page for the reader. One query at most."""
    if Permission.HOUSEHOLD_VIEW not in staff.permissions:
        return False
    return Household.objects.visible_to(staff).filter(pk=household.pk).exists()


def running_member(household: Household, customer: Customer) -> HouseholdMember | None:
    """The customer's place in the household that has no end."""
    rows = HouseholdMember.objects.unscoped(WHY).filter(
        household=household, customer=customer, confirmed=True
    )
    return rows.filter(period__endswith__isnull=True).first()


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of a household with a customer in the reader's scope."""

    change: HouseholdChange
    number: str
    name: str | None
    words: tuple[str, ...]


def changes(sight: Sight, household: Household) -> tuple[ChangeRow, ...]:
    """What was proposed since the household was confirmed, the newest first. One query."""
    rows = HouseholdChange.objects.filter(household=household).visible_to(sight.staff)
    return tuple(
        ChangeRow(
            one,
            one.customer.customer_no,
            sight.name(one.customer.name),
            evidence_words(one.evidence),
        )
        for one in rows.select_related("customer", "proposed_by", "decided_by")
    )


def taken(customers: Collection[int], since: date) -> list[str]:
    """The numbers of those who are in a confirmed household on or after the day. One query."""
    rows = HouseholdMember.objects.unscoped(WHY).filter(
        customer__in=list(customers), confirmed=True, period__overlap=DateRange(since, None)
    )
    return sorted(set(rows.values_list("customer__customer_no", flat=True)))


def listed(reader: Staff, status: str) -> QuerySet[Household]:
    """The households in scope, of one state where asked: proposals that wait first, then the newest."""
    rows = Household.objects.visible_to(reader).select_related("branch", "proposed_by", "decided_by")
    if status:
        rows = rows.filter(status=status)
    waits = Case(When(status=HouseholdStatus.PROPOSED, then=0), default=1)
    return rows.order_by(waits, "-proposed_at", "-pk")


def with_members(
    sight: Sight, households: Collection[Household]
) -> list[tuple[Household, list[HouseholdMember]]]:
    """Each household with its members in the reader's scope. One query."""
    rows = HouseholdMember.objects.filter(household__in=households).visible_to(sight.staff)
    found: dict[int, list[HouseholdMember]] = {}
    for row in rows.select_related("customer").order_by("pk"):
        found.setdefault(row.household_id, []).append(row)
    return [(one, found.get(one.pk, [])) for one in households]


def names(sight: Sight, members: Collection[HouseholdMember]) -> str:
    """The members' names as the reader may see them, their numbers where names are absent."""
    return "、".join(sight.name(row.customer.name) or row.customer.customer_no for row in members)
