"""When two records of the core are taken for one person, and how many may share a trait before it means nothing.

[design]: no document of the bank says what makes two records one person; a head decides each case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from customers.choices import DuplicateEvidence, MergeProblem
from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class DuplicatePolicy:
    """`largest_group`: a phone that more customers share is a firm's or an agent's, and makes no pairs. With 5, six
    customers of one phone make none, five make ten."""

    largest_group: int

    @classmethod
    def read(cls, preset: Reader) -> DuplicatePolicy:
        return cls(largest_group=preset.integer("largest_group", minimum=2, maximum=50))


@dataclass(frozen=True, slots=True)
class Record:
    """What the rule has to know of one of the two."""

    key: int
    id_type: str
    id_hash: bytes
    absorbed: bool = False  # merged into another already
    has_others: bool = False  # others were merged into it


def against(survivor: Record, other: Record) -> tuple[MergeProblem, ...]:
    """Everything that stands against merging `other` into `survivor`.

    Two resident identity cards with different numbers are two people; a card and a passport may be one.
    """
    found = []
    if survivor.key == other.key:
        found.append(MergeProblem.SAME)
    if survivor.absorbed or other.absorbed:
        found.append(MergeProblem.ABSORBED)
    if other.has_others:
        found.append(MergeProblem.HAS_OTHERS)
    if (
        survivor.id_hash
        and other.id_hash
        and survivor.id_type == other.id_type
        and survivor.id_hash != other.id_hash
    ):
        found.append(MergeProblem.IDENTITY_DIFFERS)
    return tuple(found)


def strongest_first(evidence: Iterable[str]) -> tuple[DuplicateEvidence, ...]:
    """In the order of the closed list, each once."""
    given = set(evidence)
    return tuple(one for one in DuplicateEvidence if one in given)
