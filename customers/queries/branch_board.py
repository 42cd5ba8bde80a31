"""The board of an office: sums of the night over it and all below it, and each office below on its own line.

Reads the night's roll-ups, never the customers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404

from customers.choices import AssetClass, RollUpKind, Tier
from customers.models import RollUp
from customers.policies import TIERING
from customers.rules.tiering import divisor_to_date
from organisation.models import Branch, Publication, Staff
from organisation.rules.numbers import round_half_up
from organisation.rules.periods import PeriodKind, containing

TOTAL = "AUM"


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One office with all below it, or one asset class."""

    label: str
    branch_no: str
    customers: int
    balance: Decimal
    average_month: Decimal
    average_quarter: Decimal
    average_year: Decimal


@dataclass(frozen=True, slots=True)
class Board:
    """An office on the business date: in all, by asset class, by office below, and customers by tier."""

    total: BoardLine
    classes: tuple[BoardLine, ...]
    offices: tuple[BoardLine, ...]
    tiers: tuple[tuple[Tier, int], ...]


@dataclass(frozen=True, slots=True)
class _Days:
    """By how many days the sums of month, quarter and year to date are divided."""

    month: int
    quarter: int
    year: int


def with_all_below(reader: Staff, branch_no: str) -> list[Branch]:
    """The office, first, and all below it; 404 when the reader does not see it. One query."""
    seen = Branch.objects.visible_to(reader).filter(path__contains=f"/{branch_no}/")
    found: list[Branch] = list(seen.order_by("path"))
    if not found or found[0].branch_no != branch_no:
        raise Http404("no such office")
    return found


def board(branches: Sequence[Branch], night: Publication) -> Board:
    """The board of the first of the offices, the others being all below it. A query and the tier preset."""
    branch, offices = branches[0], {row.pk: row for row in branches}
    rows = list(
        RollUp.objects.filter(run_id=night.run_id, kind=RollUpKind.BRANCH, subject_id__in=list(offices))
    )
    totals = [row for row in rows if row.asset_class == TOTAL]
    days = _days(night)
    counted: Counter[str] = Counter()
    for row in totals:
        counted.update(row.tiers)
    children = [office for office in offices.values() if office.parent_id == branch.pk]
    return Board(
        total=_line(branch.name, branch.branch_no, totals, days),
        classes=tuple(
            _line(str(one.label), one, [row for row in rows if row.asset_class == one], days)
            for one in AssetClass
            if any(row.asset_class == one for row in rows)
        ),
        offices=tuple(
            _line(child.name, child.branch_no, _of(child, totals, offices), days)
            for child in sorted(children, key=lambda child: child.branch_no)
        ),
        tiers=tuple((tier, counted[tier]) for tier in reversed(Tier)),
    )


def _of(child: Branch, rows: Iterable[RollUp], offices: dict[int, Branch]) -> list[RollUp]:
    return [row for row in rows if offices[row.subject_id].path.startswith(child.path)]


def _days(night: Publication) -> _Days:
    policy = TIERING.on(night.business_date)
    kinds = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
    return _Days(
        *(
            divisor_to_date(policy, first=containing(kind, night.business_date).first, on=night.business_date)
            for kind in kinds
        )
    )


def _line(label: str, branch_no: str, rows: Iterable[RollUp], days: _Days) -> BoardLine:
    rows = list(rows)

    def average(name: str, divisor: int) -> Decimal:
        return round_half_up(sum((getattr(row, name) for row in rows), Decimal(0)) / divisor)

    return BoardLine(
        label=label,
        branch_no=branch_no,
        customers=sum(row.customers for row in rows),
        balance=round_half_up(sum((row.balance for row in rows), Decimal(0))),
        average_month=average("sum_month", days.month),
        average_quarter=average("sum_quarter", days.quarter),
        average_year=average("sum_year", days.year),
    )
