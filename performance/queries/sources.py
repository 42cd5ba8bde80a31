"""The rows behind a line of a card, as far as the reader may see customers, loans and amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from customers.queries import figures
from organisation.choices import Post
from organisation.masking import Access, Column, access_to, shown
from organisation.roles import Permission
from organisation.rules.periods import PeriodKind, containing
from performance.choices import DeliveredCode, IndicatorCode, Source
from performance.models import Measure, Scorecard, ScoreLine
from performance.year import Subject, YearToDate

if TYPE_CHECKING:
    from organisation.models import Staff

SHOWN = 50
DELIVERED_BEHIND: Mapping[str, str] = {
    IndicatorCode.DEPOSIT_BASE: DeliveredCode.DEPOSIT_AVG_BASE,
    IndicatorCode.DEPOSIT_GROWTH_PCT: DeliveredCode.DEPOSIT_AVG_BASE,
    IndicatorCode.NEW_DEPOSIT_AVG: DeliveredCode.DEPOSIT_AVG_BASE,
    IndicatorCode.FEE_GROWTH_PCT: DeliveredCode.FEE_INCOME,
}


@dataclass(frozen=True, slots=True)
class Holder:
    """A customer's share of a deposit figure."""

    number: str
    name: str | None
    average: Any
    balance: Any


@dataclass(frozen=True, slots=True)
class LoanRow:
    number: str
    name: str | None
    as_of: date
    five_class: str
    balance: Any
    interest_due: Any
    interest_collected: Any


@dataclass(frozen=True, slots=True)
class Behind:
    """Source rows of a line. `hidden`: the reader's role sees no customers. `gone`: the night is too old, its
    rows are no longer kept. `more`: there are rows beyond those shown."""

    holders: tuple[Holder, ...] = ()
    loans: tuple[LoanRow, ...] = ()
    delivered: tuple[Measure, ...] = ()
    of_customers: bool = False
    of_loans: bool = False
    of_history: bool = False
    hidden: bool = False
    gone: bool = False
    more: bool = False
    openable: bool = False  # the reader may open a customer's page


def behind(reader: Staff, card: Scorecard, line: ScoreLine) -> Behind:
    """The rows behind one line of a card that the reader may see."""
    figure = line.explanation.get("figure") or {}
    sources = set(figure.get("sources", ()))
    year = YearToDate(card.run_id, card.business_date)
    customers, loans = Source.DEPOSITS in sources, Source.LOANS in sources
    hidden = access_to(reader, Column.ASSETS) is Access.ABSENT
    seen = (customers or loans) and year.kept and not hidden
    holders = _holders(reader, card, year) if customers and seen else ()
    borrowed = _loans(reader, card) if loans and seen else ()
    return Behind(
        holders=holders[:SHOWN],
        loans=borrowed[:SHOWN],
        delivered=delivered_behind(card, line, year) if Source.DELIVERED in sources or _waits(figure) else (),
        of_customers=customers,
        of_loans=loans,
        of_history=Source.HISTORY in sources,
        hidden=(customers or loans) and hidden,
        gone=(customers or loans) and not hidden and not year.kept,
        more=len(holders) > SHOWN or len(borrowed) > SHOWN,
        openable=Permission.CUSTOMER_VIEW in reader.permissions,
    )


def _waits(figure: Mapping[str, Any]) -> bool:
    return bool((figure.get("parts") or {}).get("missing"))


def about(card: Scorecard) -> dict[str, Any]:
    """Whose rows: the A manager's own, or those of the branch and all below it."""
    heads = card.inputs["heads"]
    return {"owner_id": None if heads else card.staff_id, "branch_path": card.branch.path}


def _holders(reader: Staff, card: Scorecard, year: YearToDate) -> tuple[Holder, ...]:
    shares = figures.deposit_customers(reader, run_id=card.run_id, limit=SHOWN + 1, **about(card))
    return tuple(
        Holder(
            number=share.customer_no,
            name=shown(reader, Column.NAME, share.name, "name"),
            average=shown(reader, Column.ASSETS, share.area / year.days),
            balance=shown(reader, Column.ASSETS, share.balance),
        )
        for share in shares
    )


def _loans(reader: Staff, card: Scorecard) -> tuple[LoanRow, ...]:
    rows = figures.loans_behind(reader, run_id=card.run_id, day=card.business_date, **about(card))
    return tuple(
        LoanRow(
            number=row.customer.customer_no,
            name=shown(reader, Column.NAME, row.customer.name, "name"),
            as_of=row.as_of,
            five_class=row.get_five_class_display()
            if access_to(reader, Column.ASSETS) is Access.FULL
            else "***",
            balance=shown(reader, Column.ASSETS, row.balance),
            interest_due=shown(reader, Column.ASSETS, row.interest_due),
            interest_collected=shown(reader, Column.ASSETS, row.interest_collected),
        )
        for row in rows[: SHOWN + 1]
    )


def delivered_behind(card: Scorecard, line: ScoreLine, year: YearToDate) -> tuple[Measure, ...]:
    """Delivered rows of this year and last: the person's own, or those of the outlets below a head."""
    who = Subject(
        staff_id=card.staff_id,
        staff_no=card.inputs["staff_no"],
        branch_id=card.branch_id,
        branch_no=card.inputs["branch_no"],
        post=card.post,
        grade=card.grade,
        scheme=card.scheme,
        heads=card.post == Post.BRANCH_HEAD,
        hired_on=None,
    )
    last_year = containing(PeriodKind.YEAR, card.business_date).previous().code
    rows = Measure.objects.filter(
        code=DELIVERED_BEHIND.get(line.measure, line.measure),
        subject_no__in=[source.subject_no for source in year.sources(who)],
        period__gte=last_year,
        period__lte=f"{card.business_date:%Y-%m}",
    )
    return tuple(rows.order_by("period", "subject_no")[: SHOWN * 4])
