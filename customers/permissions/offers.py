"""The people who are offered for a customer, each with the sentence that refuses them, if one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from customers.permissions.assignment import sentences
from customers.queries.assignment import Size
from customers.queries.candidates import CandidateRow
from customers.queries.sight import Amount, Sight
from organisation.choices import Grade
from organisation.verdict import ALLOWED, Verdict, refused


@dataclass(frozen=True, slots=True)
class Offer:
    """A person as the page shows them."""

    staff_no: str
    name: str
    grade: str
    load: int
    most: int | None
    aum: Amount
    verdict: Verdict
    holds: bool


def offers(
    sight: Sight, rows: Sequence[CandidateRow], size: Size, *, role: str, on: date
) -> tuple[Offer, ...]:
    """Those who may take the customer first. No query."""
    found = []
    for row in rows:
        person = row.person
        words = sentences(row.problems, person, size, role=role, on=on, most=row.most)
        found.append(
            Offer(
                staff_no=row.staff_no,
                name=row.name,
                grade=str(Grade(person.grade).label) if person.grade in Grade.values else "",
                load=row.load,
                most=row.most,
                aum=sight.amount(row.aum),
                verdict=refused(" ".join(words)) if words else ALLOWED,
                holds=size.holders.get(role) == person.staff.pk,
            )
        )
    return tuple(found)
