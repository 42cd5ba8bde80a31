"""The 5C1S rating: six dimensions scored by a person, who also says what the customer is to the bank.

Source: seed 002 names the method and the three classes; the five C are as domain.md A16 reads them. No source says
how scores become a class, so the rater concludes; and none says what S stands for, so that S is scored only after
the bank has named it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from customers.choices import RatingDimension
from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class RatingPolicy:
    """The lowest and the highest score of a dimension. With 1 to 5, a 6 is refused."""

    lowest: int
    highest: int

    @classmethod
    def read(cls, preset: Reader) -> RatingPolicy:
        lowest = preset.integer("lowest", minimum=0)
        return cls(lowest=lowest, highest=preset.integer("highest", minimum=lowest + 1, maximum=100))

    def fits(self, score: int) -> bool:
        return self.lowest <= score <= self.highest


@dataclass(frozen=True, slots=True)
class SLabelPolicy:
    """What the bank says S stands for."""

    s_label: str

    @classmethod
    def read(cls, preset: Reader) -> SLabelPolicy:
        return cls(s_label=preset.text("s_label"))


def asked(s_label: str) -> tuple[RatingDimension, ...]:
    """The dimensions that can be scored: all six once S has a label, the five C before."""
    return tuple(one for one in RatingDimension if one is not RatingDimension.S or s_label)


def complete(scores: Mapping[RatingDimension, int], policy: RatingPolicy, s_label: str) -> bool:
    """Whether every dimension that can be scored has a score within the scale, and no other has one."""
    wanted = asked(s_label)
    return set(scores) == set(wanted) and all(policy.fits(score) for score in scores.values())
