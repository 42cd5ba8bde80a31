"""What decides whether a person may take a customer: the person's post and load, the customer's size and managers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import BigIntegerField, Count, Sum, Value

from customers.choices import AssignmentProblem, RelationshipRole
from customers.models import Customer, CustomerDay, Handover, HoldingDay, Relationship
from customers.policies import CUSTOMER_SIZE
from customers.queries.figures import DEPOSITS
from customers.queries.queue import waits_of
from customers.rules.assignment import (
    Candidate,
    CapacityPolicy,
    RequiredGrade,
    problems,
    required_grade,
)
from customers.rules.handover import OPEN
from organisation.choices import BanKind, Post, StaffStatus
from organisation.models import Absence, PostBan, Posting, Staff
from organisation.queries import published, published_run
from organisation.roles import ROLE_OF_POST, Role
from organisation.rules.periods import ONE_DAY, Ban

WHY = "the facts of a guard; the caller has checked whom the reader may see"
ABSENT = 0  # no branch has this key


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff on the day. `loads` counts the customers by role, `aum` is what those as A hold."""

    staff: Staff
    active: bool
    post: str
    grade: str
    branch_id: int | None
    absent: bool
    handing_over: bool  # everything that they look after here
    bans: tuple[Ban, ...]
    loads: Mapping[str, int]
    aum: Decimal

    @property
    def manager(self) -> bool:
        """Whether the post looks after people; corporate managers (对公) look after companies."""
        if self.post == Post.CORPORATE_MANAGER:
            return False
        return ROLE_OF_POST.get(self.post) is Role.RELATIONSHIP_MANAGER

    @property
    def free(self) -> bool:
        """Whether the person may be offered customers at all."""
        kept_from = self.absent or self.handing_over or self.bans
        return self.active and self.manager and not kept_from

    def load(self, role: str) -> int:
        return self.loads.get(role, 0)


@dataclass(frozen=True, slots=True)
class Size:
    """A customer for the guards: the branches that may serve it (its own, and the one in whose queue it waits), what
    the size asks for, and who holds which role."""

    customer_id: int
    branches: frozenset[int]
    required: RequiredGrade
    aum: Decimal
    holders: Mapping[str, int]

    def other_role(self, staff_id: int, role: str) -> str:
        """The other of A and B that the person holds, if any; a custodian makes way by himself."""
        held = [one for one, who in self.holders.items() if who == staff_id and one != role]
        return next((one for one in held if one != RelationshipRole.CUSTODIAN), "")


def people(staff: Collection[Staff], on: date) -> Mapping[int, Person]:
    """The facts of these people on the day, by their key. Six queries, however many."""
    keys = [one.pk for one in staff]
    posted = {
        row.staff_id: row for row in Posting.objects.unscoped(WHY).filter(staff__in=keys, period__contains=on)
    }
    away = _away(keys, on)
    bans: dict[int, list[Ban]] = {}
    banned = PostBan.objects.unscoped(WHY).filter(kind=BanKind.MANAGER_2Y, period__contains=on)
    for row in banned.filter(staff__in=keys):
        after = row.period.upper or date.max
        bans.setdefault(row.staff_id, []).append(Ban(row.period.lower, after - ONE_DAY, after))
    loads, aum = _loads(keys, on)
    return {
        one.pk: Person(
            staff=one,
            active=_active(one, on),
            post=posted[one.pk].post if one.pk in posted else "",
            grade=posted[one.pk].grade if one.pk in posted else "",
            branch_id=posted[one.pk].branch_id if one.pk in posted else None,
            absent=(one.pk, ABSENT) in away,
            handing_over=one.pk in posted and (one.pk, posted[one.pk].branch_id) in away,
            bans=tuple(bans.get(one.pk, ())),
            loads=loads.get(one.pk, {}),
            aum=aum.get(one.pk, Decimal(0)),
        )
        for one in staff
    }


def _away(keys: Collection[int], on: date) -> set[tuple[int, int]]:
    """Each person who is absent on the day, with ABSENT, and each who hands over, with the branch where. One query."""
    absent = Absence.objects.unscoped(WHY).filter(staff__in=keys, period__contains=on).order_by()
    giving = Handover.objects.unscoped(WHY).filter(giver__in=keys, status__in=OPEN).order_by()
    found = absent.values_list("staff_id", Value(ABSENT, BigIntegerField()))
    return set(found.union(giving.values_list("giver_id", "branch_id")))


def _active(staff: Staff, on: date) -> bool:
    gone = staff.left_on is not None and staff.left_on <= on
    return staff.status == StaffStatus.ACTIVE and not gone


def _loads(keys: Collection[int], on: date) -> tuple[dict[int, dict[str, int]], dict[int, Decimal]]:
    """Customers per person and role on the day, and the assets of those as A in the published night."""
    rows = Relationship.objects.unscoped(WHY).filter(staff__in=keys, period__contains=on)
    loads: dict[int, dict[str, int]] = {}
    for staff_id, role, number in (
        rows.order_by().values_list("staff_id", "role").annotate(number=Count("pk"))
    ):
        loads.setdefault(staff_id, {})[role] = number
    night = published()
    if night is None:
        return loads, {}
    sums = (
        rows.filter(role=RelationshipRole.A, customer__days__run_id=night.run_id)
        .order_by()
        .values_list("staff_id")
        .annotate(held=Sum("customer__days__aum"))
    )
    return loads, dict(sums)


def sizes(customers: Collection[Customer], on: date) -> Mapping[int, Size]:
    """The facts of these customers on the day, by their key. Six queries, however many. Without a
    night, or before their first one, customers hold nothing."""
    keys = [one.pk for one in customers]
    holders: dict[int, dict[str, int]] = {}
    rows = Relationship.objects.unscoped(WHY).filter(customer__in=keys, period__contains=on)
    for customer_id, role, staff_id in rows.values_list("customer_id", "role", "staff_id"):
        holders.setdefault(customer_id, {})[role] = staff_id
    waits = dict(waits_of(keys).values_list("customer_id", "branch_id"))
    run = published_run()
    held = CustomerDay.objects.unscoped(WHY).filter(run_id=run, customer__in=keys)
    figures = {
        one: (loans, aum) for one, loans, aum in held.values_list("customer_id", "loan_balance", "aum")
    }
    saved = HoldingDay.objects.unscoped(WHY).filter(run_id=run, customer__in=keys, asset_class__in=DEPOSITS)
    deposits = dict(saved.order_by().values_list("customer_id").annotate(sum=Sum("balance")))
    policy = CUSTOMER_SIZE.on(on)
    nothing = (Decimal(0), Decimal(0))
    return {
        one.pk: Size(
            customer_id=one.pk,
            branches=frozenset({one.home_branch_id, waits.get(one.pk, one.home_branch_id)}),
            required=required_grade(
                deposits.get(one.pk, Decimal(0)), figures.get(one.pk, nothing)[0], policy
            ).grade,
            aum=figures.get(one.pk, nothing)[1],
            holders=holders.get(one.pk, {}),
        )
        for one in customers
    }


def against(
    size: Size, person: Person, *, role: str, on: date, capacity: CapacityPolicy, taking: int = 1
) -> tuple[AssignmentProblem, ...]:
    """Every reason against giving the customer to the person in the role. No query."""
    candidate = Candidate(
        active=person.active,
        grade=person.grade,
        same_branch=person.branch_id in size.branches,
        absent=person.absent,
        handing_over=person.handing_over,
        bans=person.bans,
        manager=person.manager,
        load=person.load(role) - (size.holders.get(role) == person.staff.pk),
    )
    return problems(
        candidate,
        size.required,
        on=on,
        other_role_held=bool(size.other_role(person.staff.pk, role)),
        most=capacity.most(role),
        taking=taking,
    )
