"""Loans with level principal repayment, their five-class grade and the interest due and collected.

Interest figures are cumulative within the calendar year, the form in which a collection rate is read.
Amounts are in fen, rates in ten-thousandths a year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from bankcrm.demo.people import Person
from bankcrm.demo.timeline import Drop, Timeline, month_end

_SHARE = (0.10, 0.22, 0.24, 0.22, 0.15)  # customers with a loan, by wealth class
# (product, rate, principal from, to in fen, terms in months)
_KINDS = (
    ("LOAN-HOME", 310, 30_000_000, 300_000_000, (240, 360)),
    ("LOAN-CONS", 365, 3_000_000, 30_000_000, (12, 24, 36)),
    ("LOAN-BIZ", 395, 20_000_000, 500_000_000, (12, 24, 36)),
)
_OVERDUE = 0.03
# Up to so many days overdue, the grade is at best this one.
_GRADES = ((0, "NORMAL"), (90, "SPECIAL_MENTION"), (180, "SUBSTANDARD"), (360, "DOUBTFUL"), (10**9, "LOSS"))


@dataclass(frozen=True, slots=True)
class Loan:
    """`unpaid_from`: instalments after which the borrower stopped paying; None if they pay."""

    number: str
    customer: str
    account: str
    product: str
    rate: int
    principal: int
    disbursed: date
    months: int
    unpaid_from: int | None
    kept_back: int  # interest not collected from a borrower who pays, in ten-thousandths

    def row(self, day: date, staff_no: str) -> tuple[str, ...]:
        elapsed = self.elapsed(day)
        overdue = self.overdue_days(day)
        grade = next(name for limit, name in _GRADES if overdue <= limit)
        due, collected = self.interest(day)
        return (
            self.number, self.customer, self.account, self.product, money(self.principal),
            money(self.balance(elapsed)), f"0.{self.rate:04d}", self.disbursed.isoformat(),
            self.due_on.isoformat(),
            grade, str(overdue), money(due), money(collected), staff_no, day.isoformat(),
        )  # fmt: skip

    @property
    def due_on(self) -> date:
        return months_after(self.disbursed, self.months)

    def elapsed(self, day: date) -> int:
        """Instalments that have come due by `day`."""
        whole = (day.year - self.disbursed.year) * 12 + day.month - self.disbursed.month
        return max(0, min(self.months, whole - (day < months_after(self.disbursed, whole))))

    def paid(self, elapsed: int) -> int:
        return elapsed if self.unpaid_from is None else min(elapsed, self.unpaid_from)

    def balance(self, elapsed: int) -> int:
        """Outstanding principal; the last instalment takes the rounding."""
        paid = self.paid(elapsed)
        return 0 if paid == self.months else self.principal - paid * (self.principal // self.months)

    def overdue_days(self, day: date) -> int:
        if self.unpaid_from is None or self.elapsed(day) <= self.unpaid_from:
            return 0
        return (day - months_after(self.disbursed, self.unpaid_from + 1)).days + 1

    def interest(self, day: date) -> tuple[int, int]:
        """(due, collected) since 1 January of the year of `day`."""
        before, now = self.elapsed(date(day.year - 1, 12, 31)), self.elapsed(day)
        due = sum(self.balance(k) for k in range(before, now)) * self.rate // 120_000
        honest = (
            sum(self.balance(k) for k in range(before, max(before, self.paid(now)))) * self.rate // 120_000
        )
        return due, honest - honest * self.kept_back // 10_000


def draw(rng: Random, person: Person, account: str, timeline: Timeline) -> Loan | None:
    """The customer's loan, if they have one that is still running or was repaid within about half a year."""
    if rng.random() >= _SHARE[person.wealth]:
        return None
    product, rate, low, high, terms = _KINDS[int(rng.random() * len(_KINDS))]
    months = terms[int(rng.random() * len(terms))]
    principal = int(low * (high / low) ** rng.random()) // 100_000 * 100_000
    longest = min(months * 30 + 180, 6 * 365, timeline.last - person.opened)
    disbursed = timeline.day(timeline.last - int(rng.random() * longest))
    loan = Loan(
        f"N{person.number[1:]}", person.number, account, product, rate + 5 * int(rng.random() * 12),
        principal, disbursed, months, None, 300 if rng.random() < 0.03 else 0,
    )  # fmt: skip
    if rng.random() >= _OVERDUE:
        return loan
    elapsed = loan.elapsed(timeline.as_of)
    behind = int(rng.random() * min(elapsed, 15))
    fields = {name: getattr(loan, name) for name in Loan.__slots__}
    return Loan(**{**fields, "unpaid_from": max(0, elapsed - 1 - behind)})


def reported(loan: Loan, timeline: Timeline) -> Iterator[tuple[int, date]]:
    """(drop number, day) of every state the bank reports.

    Month ends and the end of each longer drop always; a single day only if an instalment came due or was
    missed.
    """
    full = timeline.drops[0]
    days = [(0, timeline.day(month.last)) for month in timeline.months if month.last <= full.end]
    for number, drop in enumerate(timeline.drops[1:], start=1):
        day = timeline.day(drop.end)
        if drop.end - drop.start > 3 or day == month_end(day) or _moved(loan, drop, timeline):
            days.append((number, day))
    known = False
    for number, day in days:
        repaid = not loan.balance(loan.elapsed(day))
        if day >= loan.disbursed and (known or not repaid):
            known = True
            yield number, day
        if repaid:
            return


def _moved(loan: Loan, drop: Drop, timeline: Timeline) -> bool:
    before, day = timeline.day(drop.start - 1), timeline.day(drop.end)
    fresh = before < loan.disbursed <= day
    return fresh or loan.elapsed(before) != loan.elapsed(day) or loan.overdue_days(day) > 0


def months_after(day: date, months: int) -> date:
    """The same day number `months` later, or the month's last day if it has none."""
    position = day.year * 12 + day.month - 1 + months
    last = month_end(date(position // 12, position % 12 + 1, 1))
    return last.replace(day=min(day.day, last.day))


def money(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
