"""A year up to a business date: who is scored, and the sums that their figures are taken from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import connection

from customers.queries import figures
from organisation.rules.periods import Period, PeriodKind, containing
from performance.delivered import Delivered, Supplier
from performance.network import Network, Vector

Both = tuple[Mapping[int, Vector], Mapping[int, Vector]]


@dataclass(frozen=True, slots=True)
class Subject:
    """A person who is scored, in the post and at the branch of the business date."""

    staff_id: int
    staff_no: str
    branch_id: int
    branch_no: str
    post: str
    grade: str
    scheme: str
    heads: bool
    hired_on: date | None


class YearToDate:
    """The sums of one run that everybody's figures are taken from. Each is read once, when first needed."""

    def __init__(self, run_id: int, day: date) -> None:
        self.run_id = run_id
        self.day = day
        self.period = containing(PeriodKind.YEAR, day)
        self.base_year = self.period.previous()
        self.network = Network.load()

    @property
    def days(self) -> int:
        """Calendar days of the year so far, both ends included."""
        return (self.day - self.period.first).days + 1

    @cached_property
    def kept(self) -> bool:
        """Whether the run's roll-ups are still there: only those of the newest nights are."""
        return figures.has_roll_ups(self.run_id)

    @cached_property
    def delivered(self) -> Delivered:
        return Delivered.load([self.base_year.first.year, self.period.first.year])

    @cached_property
    def closed_months(self) -> list[Period]:
        return [month for month in self.period.months() if month.last <= self.day]

    @cached_property
    def deposits(self) -> Both:
        return self._both(figures.deposit_areas(self.run_id))

    @cached_property
    def base_history(self) -> Both | None:
        """Last year's deposits from our own balances, None unless every day of it was loaded."""
        first, after = self.base_year.first, self.period.first
        if not history_covers(self.run_id, first, after):
            return None
        return self._both(figures.deposit_areas_between(self.run_id, first, after))

    @cached_property
    def loans(self) -> Both:
        return self._both(figures.loan_book(self.run_id, self.day, self.period.first))

    def _both(self, sums: figures.Sums) -> Both:
        return sums.by_staff, self.network.rolled_up(sums.by_branch)

    def of(self, sums: Both, who: Subject) -> Vector | None:
        return sums[1].get(who.branch_id) if who.heads else sums[0].get(who.staff_id)

    def sources(self, who: Subject) -> list[Supplier]:
        """Whose delivered rows make up the figure: the person's own, or those of the leaves below a head."""
        if not who.heads:
            return [Supplier(who.staff_no, who.hired_on)]
        return [Supplier(one.branch_no, one.opened_on) for one in self.network.leaves(who.branch_id)]


def history_covers(run_id: int, first: date, after: date) -> bool:
    """Whether the drops published so far, with the one in hand, cover every day of [first, after)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(range_agg(daterange(covers_from, as_of, '[]')) @> daterange(%s, %s), false)"
            " FROM organisation_nightlyrun"
            " WHERE covers_from <= as_of AND (status = 'PUBLISHED' OR id = %s)",
            [first, after, run_id],
        )
        return bool(cursor.fetchone()[0])
