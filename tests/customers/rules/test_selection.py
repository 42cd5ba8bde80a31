from datetime import date

from customers.choices import TieRule
from customers.rules.selection import AtBranch, concentration

EAST, WEST, HOME = 1, 2, 3
OLD, NEW = date(2019, 1, 1), date(2024, 1, 1)


def test_most_accounts_decide() -> None:
    assert concentration(WEST, [AtBranch(EAST, 2, NEW), AtBranch(WEST, 1, OLD)], TieRule.HOME) == EAST


def test_a_tie_goes_home_or_to_the_older_account() -> None:
    tied = [AtBranch(EAST, 1, OLD), AtBranch(WEST, 1, NEW)]
    assert concentration(WEST, tied, TieRule.HOME) == WEST
    assert concentration(WEST, tied, TieRule.OLDEST) == EAST
    assert concentration(HOME, tied, TieRule.HOME) == EAST
    assert concentration(HOME, [AtBranch(WEST, 1, None), AtBranch(EAST, 1, None)], TieRule.HOME) == EAST


def test_without_accounts_the_branch_at_the_core() -> None:
    assert concentration(HOME, [], TieRule.OLDEST) == HOME
