"""Which customers are selected each month to be assigned, and to which branch (开户集中地).

Customers of the minimum tier and above without a manager go to the branch with most of their open accounts, whose
head assigns them. Source: domain.md A2 no. 16 (PBMS): select monthly, route by where the accounts were opened.

Example: two accounts at East, one at West: East. One at each: the customer's branch at the core, if the preset
says so, else the branch of the older account.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from customers.choices import Tier, TieRule
from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class SelectionPolicy:
    """The lowest tier that is selected, and who gets a customer with as many accounts at two branches."""

    minimum_tier: Tier
    tie: TieRule

    @classmethod
    def read(cls, preset: Reader) -> SelectionPolicy:
        return cls(preset.choice("minimum_tier", Tier), preset.choice("tie", TieRule))


@dataclass(frozen=True, slots=True)
class AtBranch:
    """A customer's open accounts at one branch, and when the oldest of them was opened."""

    branch: int
    accounts: int
    oldest: date | None


def concentration(home: int, held: Sequence[AtBranch], tie: TieRule) -> int:
    """The branch with most of the accounts; without accounts the customer's branch at the core."""

    def place(one: AtBranch) -> tuple[int, bool, date, int]:
        away = tie is TieRule.HOME and one.branch != home
        return -one.accounts, away, one.oldest or date.max, one.branch

    return min(held, key=place).branch if held else home
