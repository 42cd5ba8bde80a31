"""Four months of a real bank: every figure of every card against a plain reading of the same files."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bankcrm.nightly import Outcome, run_drops
from performance.models import Scorecard
from performance.queries.replaying import replay
from tests.factories.organisation import NOW

pytestmark = pytest.mark.django_db
DAY = date(2024, 12, 31)
NEW_YEAR = date(2024, 1, 1)
DEPOSITS = {"DEMAND_DEPOSIT", "TIME_DEPOSIT", "STRUCTURED_DEPOSIT"}
Row = Mapping[str, str]


def rows(data: Path, table: str) -> Iterator[Row]:
    for drop in sorted((data / "berka").iterdir()):
        if (drop / f"{table}.csv").exists():
            with (drop / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
                yield from csv.DictReader(file)


class Plain:
    """The bank as lists and loops: later rows replace earlier ones of the same key."""

    def __init__(self, data: Path) -> None:
        self.classes = {row["product_code"]: row["asset_class"] for row in rows(data, "products")}
        self.home = {row["customer_no"]: row["home_branch_no"] for row in rows(data, "customers")}
        accounts = {row["account_no"]: row for row in rows(data, "accounts")}
        self.manager = self._managers(data)
        self.staff = {row["staff_no"]: row for row in rows(data, "staff")}
        balances: dict[str, dict[date, Decimal]] = defaultdict(dict)
        for row in rows(data, "balances"):
            balances[row["account_no"]][date.fromisoformat(row["as_of"])] = Decimal(row["balance"])
        self.area: dict[str, Decimal] = defaultdict(Decimal)  # customer -> deposit days of the year
        for number, account in accounts.items():
            if self.classes[account["product_code"]] in DEPOSITS:
                self.area[account["customer_no"]] += area(balances[number])
        self.loans: dict[str, Row] = {}
        for row in rows(data, "loans"):
            if row["loan_no"] not in self.loans or row["as_of"] >= self.loans[row["loan_no"]]["as_of"]:
                self.loans[row["loan_no"]] = row

    def _managers(self, data: Path) -> dict[str, str]:
        return {
            row["customer_no"]: row["staff_no"]
            for row in rows(data, "relationships")
            if row["role"] == "A"
            and row["from"] <= DAY.isoformat()
            and (not row["to"] or row["to"] > DAY.isoformat())
        }

    def figures(self, staff_no: str) -> dict[str, Any]:
        person = self.staff[staff_no]
        if person["post"] == "BRANCH_HEAD":
            customers = {number for number, home in self.home.items() if home == person["branch_no"]}
            loans = [row for row in self.loans.values() if row["customer_no"] in customers]
        else:
            customers = {number for number, manager in self.manager.items() if manager == staff_no}
            loans = [
                row
                for row in self.loans.values()
                if (row["staff_no"] or self.manager.get(row["customer_no"])) == staff_no
            ]
        balance = sum((Decimal(row["balance"]) for row in loans), Decimal(0))
        bad = sum(
            (
                Decimal(row["balance"])
                for row in loans
                if row["five_class"] in {"SUBSTANDARD", "DOUBTFUL", "LOSS"}
            ),
            Decimal(0),
        )
        due = sum((Decimal(row["interest_due"]) for row in loans), Decimal(0))
        collected = sum((Decimal(row["interest_collected"]) for row in loans), Decimal(0))
        return {
            "average": rounded(Fraction(sum((self.area[number] for number in customers), Decimal(0))) / 366),
            "npl": rounded(Fraction(bad) * 100 / Fraction(balance)) if balance else None,
            "collection": rounded(Fraction(collected) * 100 / Fraction(due)) if due else None,
        }


def area(changes: Mapping[date, Decimal]) -> Decimal:
    """End-of-day balances of the year added up, a balance standing until the next."""
    days = sorted(changes)
    total = Decimal(0)
    for day, following in zip(days, [*days[1:], DAY + timedelta(days=1)], strict=True):
        first, after = max(day, NEW_YEAR), min(following, DAY + timedelta(days=1))
        total += changes[day] * max((after - first).days, 0)
    return total


def rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(
        Decimal("0.00000001"), ROUND_HALF_UP
    )


def stored(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value).quantize(Decimal("0.00000001"), ROUND_HALF_UP)


def test_every_figure_of_december_is_that_of_a_plain_reading(
    ledger_in_test: None, bank_data: Path, run: Callable[[Path], Outcome]
) -> None:
    outcomes = run_drops(sorted((bank_data / "berka").iterdir()), by=None, at=NOW)
    assert [outcome.ok for outcome in outcomes] == [True] * 4
    plain = Plain(bank_data)
    cards = list(
        Scorecard.objects.filter(business_date=DAY).select_related("staff").prefetch_related("lines")
    )
    assert len(cards) == 171
    for card in cards:
        measures = card.inputs["measures"]
        deposits = measures.get("DEPOSIT_GROWTH_PCT") or measures["NEW_DEPOSIT_AVG"]
        expected = plain.figures(card.staff.staff_no)
        found = {
            "average": stored(deposits["numerator"]),
            "npl": stored(measures["NPL_PCT"]["value"]),
            "collection": stored(measures["INTEREST_COLLECTION_PCT"]["value"]),
        }
        assert found == expected, card.staff.staff_no
        assert deposits["value"] is None  # nobody delivers last year's base, and 2023 was never loaded
        assert not card.complete
        assert card.rank is None
    assert replay(cards[0], from_source=True).agrees
