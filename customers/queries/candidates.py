"""Who of a branch may be offered customers: people in active service who are present, with their load."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.choices import AssignmentProblem
from customers.models import Customer
from customers.policies import CAPACITY
from customers.queries.assignment import Person, against, people, sizes
from organisation.models import Branch
from organisation.queries import staff_of


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A person who may be offered, with the customers and assets they have, and what stands against taking the
    customers asked for: nothing, or the reasons of any of them."""

    person: Person
    load: int
    most: int | None
    aum: Decimal
    problems: tuple[AssignmentProblem, ...]

    @property
    def staff_no(self) -> str:
        return self.person.staff.staff_no

    @property
    def name(self) -> str:
        return self.person.staff.name


def candidates(
    *, branch: Branch, role: str, on: date, customers: Collection[Customer] = ()
) -> tuple[CandidateRow, ...]:
    """People of the branch who may be offered customers in the role, the least loaded first. Nobody who left, is
    suspended, away or banned is among them. Nine queries, and five more with customers."""
    capacity = CAPACITY.on(on)
    facts = people([posting.staff for posting in staff_of(branch, on)], on)
    wanted = sizes(customers, on).values() if customers else ()
    rows = []
    for person in facts.values():
        if not person.free:
            continue
        found = {
            problem
            for size in wanted
            for problem in against(size, person, role=role, on=on, capacity=capacity, taking=len(wanted))
        }
        rows.append(
            CandidateRow(
                person=person,
                load=person.load(role),
                most=capacity.most(role),
                aum=person.aum,
                problems=tuple(one for one in AssignmentProblem if one in found),
            )
        )
    return tuple(sorted(rows, key=lambda row: (bool(row.problems), row.load, row.aum, row.staff_no)))
