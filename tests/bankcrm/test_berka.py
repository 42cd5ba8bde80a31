"""The standing acceptance: four drops of real balances, taken by the nightly run, held against plain Python."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command

from bankcrm.nightly import run_drops
from customers.models import CustomerDay, TierAssessment
from customers.rules.tiering import path
from organisation.policies import policy_as_of
from organisation.queries import published
from organisation.rules.numbers import round_half_up
from organisation.rules.periods import PeriodKind, containing

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
WHY = "read back by a test"
ONE_DAY = timedelta(days=1)
DECEMBER = date(2024, 12, 1), date(2024, 12, 31)
PERIODS = (DECEMBER, (date(2024, 1, 1), date(2024, 12, 31)), (date(2024, 10, 17), date(2024, 12, 3)))


class Extracts:
    """The four drops read with the csv module: newest row per key, balances by account and day."""

    def __init__(self, folder: Path) -> None:
        self.drops = sorted(one for one in folder.iterdir() if one.is_dir())
        self.customers = {row["customer_no"]: row for row in self._rows("customers")}
        self.owners = {row["account_no"]: row["customer_no"] for row in self._rows("accounts")}
        self.branches = {row["branch_no"] for row in self._rows("branches")}
        self.managers: dict[
            str, tuple[str, date]
        ] = {}  # the person and the first day; no drop names a last one
        for row in self._rows("relationships"):
            if row["role"] == "A":
                since = date.fromisoformat(row["from"])
                self.managers.setdefault(row["customer_no"], (row["staff_no"], since))
        self.balances: dict[str, dict[date, Decimal]] = defaultdict(dict)
        for row in self._rows("balances"):
            self.balances[row["account_no"]][date.fromisoformat(row["as_of"])] = Decimal(row["balance"])

    def _rows(self, table: str) -> Iterator[Mapping[str, str]]:
        for drop in self.drops:
            if (drop / f"{table}.csv").exists():
                with (drop / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
                    yield from csv.DictReader(file)

    def totals(self, start: date, end: date) -> Mapping[str, Decimal]:
        """Sum of end-of-day balances by customer: each balance times the days of the period it stood."""
        found = dict.fromkeys(self.customers, Decimal("0.00"))
        for account, rows in self.balances.items():
            days = [*sorted(rows), date.max]
            for day, following in pairwise(days):
                stood = (min(following, end + ONE_DAY) - max(day, start)).days
                found[self.owners[account]] += rows[day] * max(stood, 0)
        return found

    def manager(self, customer: str, on: date) -> str:
        staff_no, since = self.managers.get(customer, ("", date.max))
        return staff_no if since <= on else ""

    def averages(self, by: str, start: date, end: date) -> list[tuple[str, str]]:
        keys = {
            "bank": dict.fromkeys(self.customers, "bank"),
            "branch": {one: row["home_branch_no"] for one, row in self.customers.items()},
            "staff": {one: self.manager(one, end) for one in self.customers},
            "customer": {one: one for one in self.customers},
        }[by]
        sums = dict.fromkeys(self.branches, Decimal(0)) if by == "branch" else {}
        for customer, total in self.totals(start, end).items():
            sums[keys[customer]] = sums.get(keys[customer], Decimal(0)) + total
        if not sums.get(""):
            sums.pop("", None)  # those without a manager are named only when they hold something
        days = (end - start).days + 1
        return [(key, str(round_half_up(total / days))) for key, total in sorted(sums.items())]


@pytest.fixture
def extracts(bank_data: Path) -> Extracts:
    """The drops, after the nightly run has taken them."""
    folder = bank_data / "berka"
    outcomes = run_drops([folder], by=None, at=datetime(2025, 1, 1, 3, 0, tzinfo=UTC))
    assert [one.ok for one in outcomes] == [True] * 4, [one.sentence for one in outcomes]
    return Extracts(folder)


def reconcile(start: date, end: date, by: str) -> list[tuple[str, ...]]:
    out = StringIO()
    call_command("reconcile", "--from", str(start), "--to", str(end), "--by", by, stdout=out)
    return [tuple(row) for row in csv.reader(StringIO(out.getvalue()))]


def test_averages_of_any_period_are_those_of_the_extracts(extracts: Extracts) -> None:
    assert reconcile(*DECEMBER, "bank") == [("key", "average"), ("bank", "368438726.13")]
    for start, end in PERIODS:
        for by in ("bank", "branch", "staff", "customer"):
            assert reconcile(start, end, by)[1:] == extracts.averages(by, start, end), (start, end, by)


def test_tiers_are_those_of_the_extracts(extracts: Extracts) -> None:
    assessed = TierAssessment.objects.unscoped(WHY)
    december = Counter(assessed.filter(month=DECEMBER[0]).values_list("assessed", flat=True))
    assert december == {"PLATINUM": 641, "DIAMOND": 206, "GOLD": 203, "MASS": 89}
    found = defaultdict(list)
    for number, month, average, effective in assessed.order_by("month").values_list(
        "customer__customer_no", "month", "average", "effective"
    ):
        found[number].append((month, average, effective))
    assert found == _paths(extracts)
    days = CustomerDay.objects.unscoped(WHY).filter(run_id=published().run_id)
    held = days.values_list("customer__customer_no", "tier")
    assert dict(held) == {number: months[-1][2] for number, months in found.items()}


def _paths(extracts: Extracts) -> dict[str, list[tuple[date, Decimal, str]]]:
    """Month, average and effective tier of every customer since the first month, by the pure rule."""
    policy, _version = policy_as_of("customers.tiering", DECEMBER[1])
    first: dict[str, date] = {}
    for account, rows in extracts.balances.items():
        owner = extracts.owners[account]
        first[owner] = min(first.get(owner, date.max), min(rows).replace(day=1))
    month = containing(PeriodKind.MONTH, min(first.values()))
    averages: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    while month.last <= DECEMBER[1]:
        for number, total in extracts.totals(month.first, month.last).items():
            if first[number] <= month.first:
                averages[number].append((month.first, total / month.days))
        month = month.following()
    return {
        number: [
            (month, round_half_up(average), decision.effective)
            for (month, average), decision in zip(
                rows, path(None, [one for _, one in rows], policy), strict=True
            )
        ]
        for number, rows in averages.items()
    }
