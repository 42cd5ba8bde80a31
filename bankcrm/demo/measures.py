"""Figures that another system of the bank owns: fees, accounts opened, last year's deposit averages.

The base is derived from the deposits that the drops really contain, so that growth comes out as a manager's
growth does: some above the target, some below, a few shrinking.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from bankcrm.demo.loans import money
from bankcrm.demo.network import Network
from bankcrm.demo.staff import PORTFOLIO_POSTS, Member, Personnel
from bankcrm.demo.timeline import Timeline

FEE_INCOME = "FEE_INCOME"
DEPOSIT_AVG_BASE = "DEPOSIT_AVG_BASE"
ACCOUNTS_OPENED = "ACCOUNTS_OPENED"

_FEES = {"SENIOR": 1_900_000, "MID": 1_300_000, "JUNIOR": 700_000}  # fen a month
_ACCOUNTS_A_YEAR = {"SENIOR": 11, "MID": 8, "JUNIOR": 5}
Row = tuple[str, str, str, str, str]


@dataclass(slots=True)
class Deposits:
    """Fen-days of deposits this year, by staff number or branch number."""

    areas: dict[str, int] = field(default_factory=dict)

    def add(self, subject: str, area: int) -> None:
        self.areas[subject] = self.areas.get(subject, 0) + area


def rows(
    *, seed: int, timeline: Timeline, network: Network, personnel: Personnel, deposits: Deposits
) -> Iterator[tuple[int, Row]]:
    """(drop number, measure row): everything known at the full drop in it, later months as they close."""
    for outlet, team in zip(network.outlets, personnel.teams, strict=True):
        rng = Random(f"{seed}:measure:{outlet.number}")
        yield from _base(rng, outlet.number, "", timeline, deposits)
        people = (*team.managers, *team.others)
        usual = sum(_FEES[member.grade] for member in people) * 13 // 10
        yield from _fees(rng, outlet.number, usual, timeline, since="")
        for member in people:
            yield from _person(seed, member, timeline, deposits)


def _person(seed: int, member: Member, timeline: Timeline, deposits: Deposits) -> Iterator[tuple[int, Row]]:
    """Somebody hired this year has no base and no fees of last year: their growth cannot be computed."""
    rng = Random(f"{seed}:measure:{member.number}")
    since = f"{member.hired_on:%Y-%m}"
    if member.post in PORTFOLIO_POSTS and member.hired_on.year < timeline.as_of.year:
        yield from _base(rng, member.number, member.grade, timeline, deposits)
    yield from _fees(rng, member.number, _FEES[member.grade], timeline, since=since)
    yearly = _ACCOUNTS_A_YEAR[member.grade] * (0.7 + 0.6 * rng.random())
    for period, drop in _closed_months(timeline, timeline.as_of.year):
        opened = int(yearly / 12 + rng.random())
        if period >= since:
            yield drop, (member.number, ACCOUNTS_OPENED, period, str(opened), "对公账户系统")


def _base(
    rng: Random, subject: str, grade: str, timeline: Timeline, deposits: Deposits
) -> Iterator[tuple[int, Row]]:
    """Last year's average daily deposits: this year's so far, less the growth drawn for the subject."""
    days = timeline.last - timeline.year_first + 1
    average = deposits.areas.get(subject, 0) // days
    if not average:
        return
    if grade == "JUNIOR":  # measured by amount: about a million yuan more than last year
        base = max(average // 2, average - 100_000_000 * int(70 + 60 * rng.random()) // 100)
    else:
        base = average * 1000 // int(1000 * (1.16 + 0.24 * rng.random()))
    yield 0, (subject, DEPOSIT_AVG_BASE, str(timeline.as_of.year - 1), money(base), "管理会计系统")


def _fees(
    rng: Random, subject: str, usual: int, timeline: Timeline, *, since: str
) -> Iterator[tuple[int, Row]]:
    growth = 1.08 + 0.26 * rng.random()
    for year, factor in ((timeline.as_of.year - 1, 1.0), (timeline.as_of.year, growth)):
        for period, drop in _closed_months(timeline, year):
            value = int(usual * factor * (0.85 + 0.3 * rng.random()))
            if period >= since:
                yield drop, (subject, FEE_INCOME, period, money(value), "fee ledger")


def _closed_months(timeline: Timeline, year: int) -> Iterator[tuple[str, int]]:
    """Months of the year that are over on the last day, each with the drop in which it first appears."""
    ends = {month.period: month.last for month in timeline.months if month.complete}
    first = timeline.months[0].period
    for number in range(1, 13):
        period = f"{year}-{number:02d}"
        if period < first:
            yield period, 0
        elif period in ends:
            yield period, timeline.drop_of[ends[period]]
