"""The branch tree as sums need it: a figure of a branch counts for every office above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from organisation.models import Branch

Vector = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A branch. A leaf has nothing below it: figures that are delivered by office come for leaves."""

    pk: int
    branch_no: str
    opened_on: date | None
    chain: tuple[str, ...]  # branch numbers from the root to this one
    leaf: bool


@dataclass(frozen=True, slots=True)
class Network:
    offices: Mapping[int, Office]
    leaves_below: Mapping[str, Sequence[Office]]

    @classmethod
    def load(cls) -> Network:
        """The whole tree in one query."""
        rows = Branch.objects.unscoped("sums of the night").values_list(
            "pk", "branch_no", "opened_on", "path"
        )
        chains = {pk: tuple(path.strip("/").split("/")) for pk, _, _, path in rows}
        parents = {chain[-2] for chain in chains.values() if len(chain) > 1}
        offices = {
            pk: Office(pk, number, opened, chains[pk], number not in parents)
            for pk, number, opened, _ in rows
        }
        below: dict[str, list[Office]] = {}
        for office in offices.values():
            for number in office.chain if office.leaf else ():
                below.setdefault(number, []).append(office)
        return cls(offices, below)

    def leaves(self, branch_id: int) -> Sequence[Office]:
        """The leaves of the subtree; a leaf is its own."""
        return self.leaves_below.get(self.offices[branch_id].branch_no, ())

    def rolled_up(self, own: Mapping[int, Vector]) -> dict[int, Vector]:
        """Sums of every subtree that holds anything, from the branches' own figures."""
        by_number: dict[str, Vector] = {}
        for pk, vector in own.items():
            for number in self.offices[pk].chain:
                by_number[number] = added(by_number.get(number), vector)
        return {
            pk: by_number[office.branch_no]
            for pk, office in self.offices.items()
            if office.branch_no in by_number
        }


def added(first: Vector | None, second: Vector) -> Vector:
    if first is None:
        return second
    return tuple(a + b for a, b in zip(first, second, strict=True))


def total(vectors: Iterable[Vector]) -> Vector | None:
    """The sum of the vectors, None of none."""
    result: Vector | None = None
    for vector in vectors:
        result = added(result, vector)
    return result
