"""How the customers of a handover would be divided among several receivers: the planner's rule on today's facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from customers.choices import AssignmentProblem, PlanReason, RelationshipRole
from customers.models import HandoverItem
from customers.policies import CAPACITY
from customers.queries.assignment import Person, Size, against, people, sizes
from customers.queries.households import household_of
from customers.rules.assignment import CapacityPolicy, RequiredGrade
from customers.rules.planning import Seat, Terms, Wish, plan
from organisation.choices import Post
from organisation.models import Posting, Staff

_RANK = {grade.value: place for place, grade in enumerate(RequiredGrade)}
# Room is counted by the planner itself; a receiver who is the customer's B becomes A.
_NOT_AGAINST = {
    RelationshipRole.A: {AssignmentProblem.NO_ROOM, AssignmentProblem.SAME_PERSON},
    RelationshipRole.B: {AssignmentProblem.NO_ROOM},
}
_TERMS = Terms(together=True, seller=False, keep_b=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Who would get an item (None: nobody) and why."""

    item: int
    receiver: Staff | None
    why: PlanReason


def heads_among(receivers: Sequence[Staff], on: date) -> frozenset[int]:
    """The heads of an outlet or branch among them. One query."""
    rows = Posting.objects.unscoped("the posts of people whom the head chose")
    posted = rows.filter(staff__in=receivers, period__contains=on, post=Post.BRANCH_HEAD)
    return frozenset(posted.values_list("staff_id", flat=True))


def proposal(items: Sequence[HandoverItem], receivers: Sequence[Staff], on: date) -> Iterator[Place]:
    """One place for each item, primary and backup counted apart. The same number of queries however many."""
    facts = people(receivers, on)
    size_of = sizes([item.customer for item in items], on)
    homes = household_of([item.customer_id for item in items], on)
    capacity = CAPACITY.on(on)
    for role in (RelationshipRole.A, RelationshipRole.B):
        of_role = [item for item in items if item.role == role]
        seats = [
            Seat(key, one.staff.staff_no, one.load(role), capacity.most(role), one.aum)
            for key, one in facts.items()
        ]
        wishes = [_wish(item, size_of[item.customer_id], facts, homes, on) for item in of_role]
        key_of = {item.customer_id: item.pk for item in of_role}
        for placed in plan(wishes, seats, _TERMS):
            who = facts[placed.person].staff if placed.person is not None else None
            yield Place(key_of[placed.customer], who, placed.why)


def _wish(
    item: HandoverItem, size: Size, facts: Mapping[int, Person], homes: Mapping[int, int], on: date
) -> Wish:
    unlimited = CapacityPolicy(None, None)
    return Wish(
        customer=item.customer_id,
        number=item.customer.customer_no,
        rank=_RANK[size.required],
        aum=size.aum,
        may=frozenset(
            key
            for key, one in facts.items()
            if not set(against(size, one, role=item.role, on=on, capacity=unlimited))
            - _NOT_AGAINST[RelationshipRole(item.role)]
        ),
        household=homes.get(item.customer_id) if item.role == RelationshipRole.A else None,
    )
