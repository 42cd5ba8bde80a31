"""The rows that moved a line since the previous business date, as far as the reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from customers.queries import figures
from organisation.masking import Access, Column, access_to, shown
from performance.choices import Source
from performance.models import Measure, Scorecard, ScoreLine
from performance.queries.sources import about, delivered_behind
from performance.year import YearToDate

if TYPE_CHECKING:
    from organisation.models import Staff

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Moved:
    """A customer or loan that is not what it was. `what` names the changed column of a loan."""

    number: str
    name: str | None
    what: str
    before: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Movement:
    """`hidden`: the reader's role sees no customers. `gone`: a night is too old, its rows are no longer kept."""

    deposits: tuple[Moved, ...] = ()
    loans: tuple[Moved, ...] = ()
    delivered: tuple[Measure, ...] = ()
    hidden: bool = False
    gone: bool = False

    @property
    def empty(self) -> bool:
        return not (self.deposits or self.loans or self.delivered or self.hidden or self.gone)


def movement(reader: Staff, card: Scorecard, line: ScoreLine, previous: Scorecard) -> Movement:
    """Deposits and loans that changed between the two nights, and figures delivered since the earlier one."""
    sources = set((line.explanation.get("figure") or {}).get("sources", ()))
    year, before = (
        YearToDate(card.run_id, card.business_date),
        YearToDate(previous.run_id, previous.business_date),
    )
    of_customers = bool(sources & {Source.DEPOSITS, Source.LOANS})
    hidden = of_customers and access_to(reader, Column.ASSETS) is Access.ABSENT
    kept = year.kept and before.kept
    seen = of_customers and kept and not hidden
    new = [row for row in delivered_behind(card, line, year) if row.source_as_of > previous.business_date]
    return Movement(
        deposits=_deposits(reader, card, previous) if seen and Source.DEPOSITS in sources else (),
        loans=_loans(reader, card, previous) if seen and Source.LOANS in sources else (),
        delivered=tuple(new[:SHOWN]),
        hidden=hidden,
        gone=of_customers and not hidden and not kept,
    )


def _deposits(reader: Staff, card: Scorecard, previous: Scorecard) -> tuple[Moved, ...]:
    rows = figures.deposit_moves(
        reader, run_id=card.run_id, earlier_run_id=previous.run_id, limit=SHOWN, **about(card)
    )
    return tuple(
        Moved(
            number=row.customer_no,
            name=shown(reader, Column.NAME, row.name, "name"),
            what="",
            before=shown(reader, Column.ASSETS, row.before),
            now=shown(reader, Column.ASSETS, row.now),
        )
        for row in rows
    )


# Columns of a loan that a ratio is made of, in the order in which they are told.
_LOAN_COLUMNS = ("five_class", "balance", "interest_due", "interest_collected")


def _loans(reader: Staff, card: Scorecard, previous: Scorecard) -> tuple[Moved, ...]:
    rows = list(
        figures.loans_behind(reader, run_id=card.run_id, day=card.business_date, **about(card)).filter(
            as_of__gt=previous.business_date
        )[:SHOWN]
    )
    before = figures.loans_before(rows, previous.business_date)
    found = []
    for row in rows:
        earlier = before.get(bytes(row.loan_no_hash))
        for column in _LOAN_COLUMNS:
            values = (getattr(earlier, column) if earlier else None, getattr(row, column))
            if values[0] != values[1]:
                found.append(_moved_loan(reader, row.customer, column, *values))
    return tuple(found)


def _moved_loan(reader: Staff, customer: Any, column: str, before: Any, now: Any) -> Moved:
    full = access_to(reader, Column.ASSETS) is Access.FULL
    return Moved(
        number=customer.customer_no,
        name=shown(reader, Column.NAME, customer.name, "name"),
        what=column,
        before=before if full or before is None else "***",
        now=now if full else "***",
    )
