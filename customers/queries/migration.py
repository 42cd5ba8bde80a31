"""From which tier to which: sums between two month ends, of a branch, of the bank, of one's own customers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from customers.choices import Tier
from customers.models import TierAssessment, TierFlow
from customers.queries.narrowing import branches_seen
from customers.rules.tiering import RANK
from organisation.masking import Access, Column, access_to
from organisation.models import Branch, Staff
from organisation.rules.periods import add_months
from organisation.scoping import Reach, Subject, scope_of

MONTHS = 12
FEWEST = 5  # customers behind a sum that is shown to somebody who may not see the amount of one
Sums = dict[tuple[str, str], tuple[int, Decimal]]


def sees_customers(staff: Staff) -> bool:
    """Whether the person has customers in scope at all; head office reads sums of the whole bank."""
    return scope_of(staff, Subject.CUSTOMER).reach > Reach.NOTHING


def shows_sum(staff: Staff, customers: int) -> bool:
    """Whether a sum of amounts is shown: to readers of amounts always, to others only over enough customers, for
    the sum of one is that one's amount."""
    return access_to(staff, Column.ASSETS) is Access.FULL or customers >= FEWEST


@dataclass(frozen=True, slots=True)
class Cell:
    """How many went one way, and the sum of their averages where the reader may see it."""

    before: str
    after: str
    customers: int
    amount: Decimal | None

    @property
    def way(self) -> str:
        """ "up", "down", "same", or "new" for those who had no tier before."""
        return way(self.before, self.after)


def way(before: str, after: str) -> str:
    if not before:
        return "new"
    step = RANK[Tier(after)] - RANK[Tier(before)]
    return "up" if step > 0 else "down" if step < 0 else "same"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of cells: a row for each tier before (and one for none), a cell for each tier after."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]

    def of(self, *ways: str) -> Cell:
        """The cells of some ways added up; no amount where one of them is withheld."""
        cells = [cell for _name, row in self.rows for cell in row if cell.way in ways and cell.customers]
        amounts = [cell.amount for cell in cells]
        total = None if None in amounts else sum((one for one in amounts if one is not None), Decimal(0))
        return Cell("", "", sum(cell.customers for cell in cells), total)

    @property
    def up(self) -> Cell:
        return self.of("up")

    @property
    def down(self) -> Cell:
        return self.of("down")

    @property
    def same(self) -> Cell:
        return self.of("same")

    @property
    def new(self) -> Cell:
        return self.of("new")


def matrix(reader: Staff, sums: Sums) -> Matrix:
    """The matrix of the sums as the reader may see them, the highest tier first. No query."""
    tiers = tuple(str(tier) for tier in reversed(Tier))
    befores = (*tiers, "") if any(not before for before, _after in sums) else tiers

    def cell(before: str, after: str) -> Cell:
        count, amount = sums.get((before, after), (0, Decimal(0)))
        return Cell(before, after, count, amount if shows_sum(reader, count) else None)

    rows = tuple((before, tuple(cell(before, after) for after in tiers)) for before in befores)
    return Matrix(tiers, rows)


@dataclass(frozen=True, slots=True)
class MonthOfMoves:
    month: date
    up: int
    down: int
    new: int


@dataclass(frozen=True, slots=True)
class Migration:
    """A year of moves and the matrix of one month. `branch` None: the reader's own customers."""

    branch: Branch | None
    month: date | None
    months: tuple[MonthOfMoves, ...]
    matrix: Matrix


def migration(reader: Staff, on: date, *, branch_no: str = "", month: date | None = None) -> Migration:
    """What the reader may see of a branch with all below it (the top one of theirs unless named), or of their own
    customers for somebody who sees no branch. Two queries."""
    branch = _branch(reader, branch_no)
    since = add_months(on.replace(day=1), -MONTHS)
    sums = _of_branch(branch, since) if branch else _of_own(reader, since)
    months = sorted(sums)
    chosen = month if month in sums else (months[-1] if months else None)
    if month is not None and month not in sums:
        raise Http404("no such month")
    return Migration(
        branch=branch,
        month=chosen,
        months=tuple(_counted(one, sums[one]) for one in months),
        matrix=matrix(reader, sums.get(chosen, {}) if chosen else {}),
    )


def _branch(reader: Staff, branch_no: str) -> Branch | None:
    seen = branches_seen(reader, Subject.BRANCH)
    if branch_no:
        found = [one for one in seen if one.branch_no == branch_no]
        if not found:
            raise Http404("no such branch")
        return found[0]
    return seen[0] if seen else None


def _counted(month: date, sums: Sums) -> MonthOfMoves:
    ways: Counter[str] = Counter()
    for (before, after), (customers, _amount) in sums.items():
        ways[way(before, after)] += customers
    return MonthOfMoves(month, ways["up"], ways["down"], ways["new"])


def _of_branch(branch: Branch, since: date) -> dict[date, Sums]:
    """From the night's sums, whatever the size of the branch. One query."""
    rows = TierFlow.objects.filter(month__gte=since, branch__path__startswith=branch.path)
    return _added_up(rows.values_list("month", "before", "after", "customers", "average_sum"))


def _of_own(reader: Staff, since: date) -> dict[date, Sums]:
    """From the assessments themselves: some hundred customers. One query."""
    rows = (
        TierAssessment.objects.filter(month__gte=add_months(since, -1))
        .visible_to(reader)
        .order_by("customer_id", "month")
        .values_list("customer_id", "month", "effective", "average")
    )
    held: dict[tuple[int, date], str] = {}
    moves = []
    for customer, month, effective, average in rows:
        held[customer, month] = effective
        moves.append((month, held.get((customer, add_months(month, -1)), ""), effective, 1, average))
    return _added_up(move for move in moves if move[0] >= since)


def _added_up(rows: Iterable[tuple[date, str, str, int, Decimal]]) -> dict[date, Sums]:
    found: dict[date, Sums] = defaultdict(dict)
    for month, before, after, customers, amount in rows:
        count, total = found[month].get((before, after), (0, Decimal(0)))
        found[month][before, after] = (count + customers, total + amount)
    return found


def moved(
    reader: Staff, *, month: date, before: str, after: str, branch: Branch | None
) -> QuerySet[TierAssessment]:
    """The customers in the reader's scope who went from one tier to the other at the end of the month."""
    earlier = TierAssessment.objects.unscoped("of the same customer").filter(
        customer=OuterRef("customer"), month=add_months(month, -1)
    )
    held = Exists(earlier.filter(effective=before)) if before else ~Exists(earlier)
    inside = Q(customer__home_branch__path__startswith=branch.path) if branch else Q()
    rows = TierAssessment.objects.filter(inside, held, month=month, effective=after).visible_to(reader)
    return rows.select_related("customer")
