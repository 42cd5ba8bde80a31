"""Where every number that is scored comes from: one function per indicator.

A figure that cannot be worked out carries the reason and no value: nothing here turns a gap into a zero.
Managers answer for the customers they have as A and for the loans in their name, a head for the branch and
everything below it. The year runs from 1 January to the business date. Source: domain.md A7, B7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from organisation.rules.numbers import as_decimal, exact, percent
from organisation.rules.periods import add_years
from performance.choices import DeliveredCode, IndicatorCode, MissingReason, Source
from performance.year import Subject, YearToDate


@dataclass(frozen=True, slots=True)
class Figure:
    """One actual with what it was made of. `parts` are the further numbers and periods of its receipt."""

    code: str
    value: Decimal | None
    reason: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    first: date | None = None
    last: date | None = None
    sources: tuple[str, ...] = ()
    parts: Mapping[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        """The figure as a card stores it: exact numbers as text."""
        return {
            "value": _text(self.value),
            "reason": self.reason,
            "numerator": _text(self.numerator),
            "denominator": _text(self.denominator),
            "first": _text(self.first),
            "last": _text(self.last),
            "sources": list(self.sources),
            "parts": dict(self.parts or {}),
        }


def _text(value: Decimal | date | None) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else format(value, "f")


def deposit_average(year: YearToDate, who: Subject) -> Figure:
    """Average daily deposits: the year's 积数 over its calendar days so far. No customers is a true zero."""
    area = (year.of(year.deposits, who) or (Decimal(0),))[0]
    return Figure(
        IndicatorCode.DEPOSIT_AVG,
        as_decimal(exact(area) / year.days),
        numerator=area,
        denominator=Decimal(year.days),
        first=year.period.first,
        last=year.day,
        sources=(Source.DEPOSITS,),
    )


def deposit_base(year: YearToDate, who: Subject) -> Figure:
    """Average daily deposits of last year: the delivered figure, else our own balances of the customers that
    the person has now, when they cover the whole year, else missing."""
    code, first, last = IndicatorCode.DEPOSIT_BASE, year.base_year.first, year.base_year.last
    found = year.delivered.total(DeliveredCode.DEPOSIT_AVG_BASE, year.sources(who), [year.base_year])
    if found.value is not None:
        return Figure(code, found.value, first=first, last=last, sources=(Source.DELIVERED,))
    own = year.base_history
    if own is None:
        return Figure(code, None, MissingReason.NO_BASE, first=first, last=last, parts=_gaps(found.missing))
    area, days = (year.of(own, who) or (Decimal(0),))[0], year.base_year.days
    return Figure(
        code,
        as_decimal(exact(area) / days),
        numerator=area,
        denominator=Decimal(days),
        first=first,
        last=last,
        sources=(Source.HISTORY,),
    )


def deposit_growth(year: YearToDate, who: Subject) -> Figure:
    """Growth of average daily deposits over last year's, in per cent of last year's: 134.7 on 100 is 34.7."""
    now, base = deposit_average(year, who), deposit_base(year, who)
    return _growth(IndicatorCode.DEPOSIT_GROWTH_PCT, now, base)


def new_deposits(year: YearToDate, who: Subject) -> Figure:
    """Average daily deposits less last year's, in yuan."""
    now, base = deposit_average(year, who), deposit_base(year, who)
    value = None if now.value is None or base.value is None else now.value - base.value
    return _pair(IndicatorCode.NEW_DEPOSIT_AVG, value, base.reason, now, base)


def npl_ratio(year: YearToDate, who: Subject) -> Figure:
    """Balance of substandard, doubtful and loss loans in per cent of all loans, each at its newest row.

    Somebody without loans has no ratio: the line is missing (NO_LOANS), neither full marks nor none.
    """
    balance, bad = (year.of(year.loans, who) or (Decimal(0), Decimal(0)))[:2]
    return _ratio(year, IndicatorCode.NPL_PCT, bad, balance, MissingReason.NO_LOANS)


def interest_collected(year: YearToDate, who: Subject) -> Figure:
    """Loan interest collected this year in per cent of the interest that fell due this year."""
    none = (Decimal(0),) * 4
    due, collected = (year.of(year.loans, who) or none)[2:]
    return _ratio(year, IndicatorCode.INTEREST_COLLECTION_PCT, collected, due, MissingReason.NO_INTEREST_DUE)


def fee_income(year: YearToDate, who: Subject) -> Figure:
    """Fee income of this year's closed months."""
    return _months(year, who, IndicatorCode.FEE_INCOME, DeliveredCode.FEE_INCOME)


def fee_growth(year: YearToDate, who: Subject) -> Figure:
    """Growth of fee income, this year's closed months over the same months of last year, in per cent."""
    now = fee_income(year, who)
    if now.value is None:
        return replace(now, code=IndicatorCode.FEE_GROWTH_PCT)
    assert now.first
    months = year.delivered.months(DeliveredCode.FEE_INCOME, year.closed_months)
    found = year.delivered.total(
        DeliveredCode.FEE_INCOME, year.sources(who), [month.shifted(-12) for month in months]
    )
    base = Figure(
        IndicatorCode.FEE_INCOME,
        found.value,
        MissingReason.BASE_MONTHS_MISSING if found.value is None else "",
        first=add_years(now.first, -1),
        last=months[-1].shifted(-12).last,
        sources=(Source.DELIVERED,),
        parts=_gaps(found.missing),
    )
    return _growth(IndicatorCode.FEE_GROWTH_PCT, now, base)


def accounts_opened(year: YearToDate, who: Subject) -> Figure:
    """Basic corporate accounts opened in this year's closed months."""
    return _months(year, who, IndicatorCode.ACCOUNTS_OPENED, DeliveredCode.ACCOUNTS_OPENED)


def delivered_year(code: str) -> Callable[[YearToDate, Subject], Figure]:
    """A measure of the bank's own: the figure delivered under its code for the year, and nothing else."""

    def figure(year: YearToDate, who: Subject) -> Figure:
        found = year.delivered.total(code, year.sources(who), [year.period])
        reason = "" if found.value is not None else MissingReason.NOT_DELIVERED
        return Figure(
            code,
            found.value,
            reason,
            first=year.period.first,
            last=year.day,
            sources=(Source.DELIVERED,),
            parts=_gaps(found.missing),
        )

    return figure


INDICATORS: Mapping[str, Callable[[YearToDate, Subject], Figure]] = {
    IndicatorCode.DEPOSIT_AVG: deposit_average,
    IndicatorCode.DEPOSIT_BASE: deposit_base,
    IndicatorCode.NEW_DEPOSIT_AVG: new_deposits,
    IndicatorCode.DEPOSIT_GROWTH_PCT: deposit_growth,
    IndicatorCode.NPL_PCT: npl_ratio,
    IndicatorCode.INTEREST_COLLECTION_PCT: interest_collected,
    IndicatorCode.FEE_INCOME: fee_income,
    IndicatorCode.FEE_GROWTH_PCT: fee_growth,
    IndicatorCode.ACCOUNTS_OPENED: accounts_opened,
}


def measure(year: YearToDate, who: Subject, codes: Iterable[str]) -> dict[str, Figure]:
    """The figures of one person; reads nothing that was not read for everybody."""
    return {code: INDICATORS.get(code, delivered_year(code))(year, who) for code in sorted(codes)}


def _growth(code: str, now: Figure, base: Figure) -> Figure:
    value = None
    reason = base.reason
    if now.value is not None and base.value is not None:
        rate = percent(exact(now.value) - exact(base.value), base.value) if base.value > 0 else None
        value, reason = (None, MissingReason.ZERO_BASE) if rate is None else (as_decimal(rate), "")
    return _pair(code, value, reason, now, base)


def _pair(code: str, value: Decimal | None, reason: str, now: Figure, base: Figure) -> Figure:
    """A figure made of this year's and last year's."""
    return Figure(
        code,
        value,
        reason,
        numerator=now.value,
        denominator=base.value,
        first=now.first,
        last=now.last,
        sources=tuple(dict.fromkeys((*now.sources, *base.sources))),
        parts={
            **(base.parts or {}),
            "base_first": _text(base.first) or "",
            "base_last": _text(base.last) or "",
        },
    )


def _ratio(year: YearToDate, code: str, part: Decimal, whole: Decimal, reason: str) -> Figure:
    share = percent(part, whole)
    return Figure(
        code,
        None if share is None else as_decimal(share),
        reason if share is None else "",
        numerator=part,
        denominator=whole,
        first=year.period.first,
        last=year.day,
        sources=(Source.LOANS,),
    )


def _months(year: YearToDate, who: Subject, code: str, delivered_code: str) -> Figure:
    months = year.delivered.months(delivered_code, year.closed_months)
    if not months:
        reason = MissingReason.NOT_DELIVERED if year.closed_months else MissingReason.NO_CLOSED_MONTH
        return Figure(code, None, reason, first=year.period.first, last=year.day)
    found = year.delivered.total(delivered_code, year.sources(who), months)
    return Figure(
        code,
        found.value,
        MissingReason.MONTHS_MISSING if found.value is None else "",
        first=months[0].first,
        last=months[-1].last,
        sources=(Source.DELIVERED,),
        parts=_gaps(found.missing),
    )


def _gaps(missing: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The first of the missing rows in words of the extracts, and how many there are."""
    if not missing:
        return {}
    named = ", ".join(f"{subject} {period}" for subject, period in missing[:6])
    return {"missing": named, "missing_count": str(len(missing))}
