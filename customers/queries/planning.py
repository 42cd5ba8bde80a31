"""A proposal of the allocation planner: read from today's facts each time, so that it is never older than the page."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.db.models import Q

from customers.choices import AssignmentProblem, PlanReason, RelationshipRole
from customers.models import Customer, Loan, Relationship
from customers.policies import CAPACITY, PLANNER
from customers.queries import queue
from customers.queries.assignment import Person, Size, against, people, sizes
from customers.queries.choosing import choice_of
from customers.queries.households import household_of, members_of
from customers.rules.assignment import CapacityPolicy, RequiredGrade
from customers.rules.planning import Placed, Seat, Terms, Wish, plan
from organisation.models import Posting, Staff

WHY = "facts of customers whom the planning person has in scope or in the queue"
_RANK = {grade.value: place for place, grade in enumerate(RequiredGrade)}
_OWN = {AssignmentProblem.NO_ROOM, AssignmentProblem.SAME_PERSON}  # the planner counts room and B by itself


@dataclass(frozen=True, slots=True)
class Line:
    """One customer of the proposal."""

    customer: Customer
    aum: Decimal
    now: Staff | None
    to: Staff | None
    backup: int | None
    why: PlanReason

    @property
    def moves(self) -> bool:
        return self.to is not None and self.why is not PlanReason.STAYS


@dataclass(frozen=True, slots=True)
class Share:
    """What somebody has before and after."""

    staff: Staff
    load: int
    load_after: int
    aum: Decimal
    aum_after: Decimal


@dataclass(frozen=True, slots=True)
class Proposal:
    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    digest: str
    beyond: int

    @property
    def moves(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.moves)


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom a plan is asked: customers by number, a choice, or all who wait (`waiting`: "all", or a branch)."""

    numbers: tuple[str, ...] = ()
    choice: str = ""
    waiting: str = ""


def chosen(staff: Staff, wanted: Wanted) -> list[Customer]:
    """The customers asked for that are in scope or wait in a queue that is; or all who wait. Two queries, three with
    a choice."""
    numbers, waiting = wanted.numbers, wanted.waiting
    choice = choice_of(staff, wanted.choice) if wanted.choice else None
    keys = choice.customers if choice else ()
    entries = queue.waiting(staff)
    if waiting:
        if waiting != "all":
            entries = entries.filter(branch__branch_no=waiting)
        return [entry.customer for entry in entries.select_related("customer").order_by("pk")]
    asked = Q(customer_no__in=list(numbers)) | Q(pk__in=list(keys))
    seen = Customer.objects.visible_to(staff).filter(asked)
    queued = entries.filter(customer__in=Customer.objects.unscoped(WHY).filter(asked)).select_related(
        "customer"
    )
    found = {one.pk: one for one in [*seen, *(entry.customer for entry in queued)]}
    return sorted(found.values(), key=lambda one: one.customer_no)


def propose(customers: Sequence[Customer], terms: Terms, on: date) -> Proposal:
    """The proposal for the first of these customers, as many as the preset allows in one batch; the same number of
    queries however many."""
    most = PLANNER.on(on).batch_customers
    taken = list(customers[:most])
    size = sizes(taken, on)
    staff = _people_of({branch for one in size.values() for branch in one.branches}, on)
    facts = people(staff, on)
    free = {key: one for key, one in facts.items() if one.free}
    capacity = CAPACITY.on(on)
    limit = capacity.most(RelationshipRole.A)
    seats = [
        Seat(key, one.staff.staff_no, one.load(RelationshipRole.A), limit, one.aum)
        for key, one in free.items()
    ]
    placed = plan(_wishes(taken, size, free, on), seats, terms)
    holders = {one.pk: one for one in Staff.objects.unscoped(WHY).filter(pk__in=_held(size))}
    names = {**holders, **{key: one.staff for key, one in facts.items()}}
    by_key = {one.pk: one for one in taken}
    lines = tuple(_line(one, by_key, size, names) for one in placed)
    return Proposal(lines, _shares(lines, free), _digest(placed, terms), len(customers) - len(taken))


def _people_of(branches: Collection[int], on: date) -> list[Staff]:
    rows = Posting.objects.unscoped(WHY).filter(branch__in=branches, period__contains=on)
    return [row.staff for row in rows.select_related("staff").order_by("staff__staff_no")]


def _held(size: Mapping[int, Size]) -> set[int]:
    return {one.holders[RelationshipRole.A] for one in size.values() if RelationshipRole.A in one.holders}


def _wishes(
    customers: Sequence[Customer], size: Mapping[int, Size], free: Mapping[int, Person], on: date
) -> list[Wish]:
    homes = household_of([one.pk for one in customers], on)
    cared = _cared_for(set(homes.values()), {one.pk for one in customers}, on)
    sellers = _sellers([one.pk for one in customers])
    may: dict[tuple[frozenset[int], RequiredGrade], frozenset[int]] = {}
    found = []
    for one in customers:
        facts = size[one.pk]
        alike = facts.branches, facts.required
        if alike not in may:
            may[alike] = _may_take(facts, free, on)
        home = homes.get(one.pk)
        found.append(
            Wish(
                customer=one.pk,
                number=one.customer_no,
                rank=_RANK[facts.required],
                aum=facts.aum,
                may=may[alike],
                now=facts.holders.get(RelationshipRole.A),
                backup=facts.holders.get(RelationshipRole.B),
                seller=sellers.get(one.pk),
                household=home,
                household_of=cared.get(home) if home else None,
            )
        )
    return found


def _may_take(size: Size, free: Mapping[int, Person], on: date) -> frozenset[int]:
    """Whom no guard forbids to take customers of this size and these branches: nothing else of a customer is asked
    here, so that one answer serves all who are alike."""
    unlimited = CapacityPolicy(None, None)
    return frozenset(
        key
        for key, person in free.items()
        if not set(against(size, person, role=RelationshipRole.A, on=on, capacity=unlimited)) - _OWN
    )


def _sellers(customers: Collection[int]) -> dict[int, int]:
    """Who sold a customer the newest loan: the one sale of which the extract names the seller."""
    rows = Loan.objects.unscoped(WHY).filter(customer__in=customers, staff__isnull=False)
    newest = rows.order_by("customer_id", "-disbursed_on", "-as_of", "loan_no_hash").distinct("customer_id")
    return {row.customer_id: row.staff_id for row in newest if row.staff_id is not None}


def _cared_for(households: Collection[int], planned: Collection[int], on: date) -> dict[int, int]:
    """Who looks after a member of a household that is not planned itself; of several the one with most of them."""
    members = members_of(households, on)
    others = {one: home for home, held in members.items() for one in held if one not in planned}
    rows = Relationship.objects.unscoped(WHY).filter(
        Q(role=RelationshipRole.A), customer__in=list(others), period__contains=on
    )
    counts: dict[int, dict[int, int]] = {}
    for customer_id, staff_id in rows.values_list("customer_id", "staff_id"):
        held = counts.setdefault(others[customer_id], {})
        held[staff_id] = held.get(staff_id, 0) + 1
    return {home: min(held, key=lambda one: (-held[one], one)) for home, held in counts.items()}


def _line(
    one: Placed, customers: Mapping[int, Customer], size: Mapping[int, Size], names: Mapping[int, Staff]
) -> Line:
    facts = size[one.customer]
    now = facts.holders.get(RelationshipRole.A)
    return Line(
        customer=customers[one.customer],
        aum=facts.aum,
        now=names[now] if now else None,
        to=names[one.person] if one.person else None,
        backup=facts.holders.get(RelationshipRole.B),
        why=one.why,
    )


def _shares(lines: Sequence[Line], free: Mapping[int, Person]) -> tuple[Share, ...]:
    """Everybody who may be offered, before and after."""
    found = []
    for key, person in free.items():
        comes = [one for one in lines if one.moves and one.to is not None and one.to.pk == key]
        goes = [one for one in lines if one.moves and one.now is not None and one.now.pk == key]
        load = person.load(RelationshipRole.A)
        change = sum((one.aum for one in comes), Decimal(0)) - sum((one.aum for one in goes), Decimal(0))
        found.append(
            Share(person.staff, load, load + len(comes) - len(goes), person.aum, person.aum + change)
        )
    return tuple(sorted(found, key=lambda one: one.staff.staff_no))


def _digest(placed: Sequence[Placed], terms: Terms) -> str:
    """Whether a proposal is still the one that was looked at."""
    text = json.dumps([[asdict(one) for one in placed], asdict(terms)], sort_keys=True)
    return sha256(text.encode()).hexdigest()
