"""Reading drops back the way a bank's counterpart would: plain csv, later drops over earlier ones."""

import csv
import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

KEYS = {
    "branches": ("branch_no",),
    "staff": ("staff_no",),
    "products": ("product_code",),
    "customers": ("customer_no",),
    "accounts": ("account_no",),
    "balances": ("account_no", "as_of"),
    "loans": ("loan_no", "as_of"),
    "relationships": ("customer_no", "staff_no", "role", "from"),
    "measures": ("subject_no", "code", "period"),
}
Row = dict[str, str]


@dataclass
class Bank:
    """The state after all drops, the manifests, and every row as it came: (drop day, table, row)."""

    tables: dict[str, dict[tuple[str, ...], Row]] = field(default_factory=lambda: {name: {} for name in KEYS})
    manifests: dict[str, Any] = field(default_factory=dict)
    arrivals: list[tuple[str, str, Row]] = field(default_factory=list)

    def rows(self, table: str) -> list[Row]:
        return list(self.tables[table].values())

    def balances(self) -> dict[str, list[tuple[str, Decimal]]]:
        """Account number -> its change days in order."""
        found: dict[str, list[tuple[str, Decimal]]] = {}
        for row in self.rows("balances"):
            found.setdefault(row["account_no"], []).append((row["as_of"], Decimal(row["balance"])))
        return {number: sorted(days) for number, days in found.items()}


def read(folder: Path) -> Bank:
    bank = Bank()
    for drop in sorted(folder.iterdir()):
        manifest = bank.manifests[drop.name] = json.loads((drop / "manifest.json").read_text("utf-8"))
        for entry in manifest["files"]:
            table = entry["name"].removesuffix(".csv")
            with (drop / entry["name"]).open(encoding="utf-8", newline="") as lines:
                for row in csv.DictReader(lines):
                    bank.arrivals.append((drop.name, table, row))
                    bank.tables[table][tuple(row[column] for column in KEYS[table])] = row
    return bank


def month_average(bank: Bank, first: date, last: date) -> dict[str, Decimal]:
    """Average assets of every customer from `first` to `last`, day by day."""
    owner = {row["account_no"]: row["customer_no"] for row in bank.rows("accounts")}
    totals = {row["customer_no"]: Decimal(0) for row in bank.rows("customers")}
    for number, days in bank.balances().items():
        day, total = first, Decimal(0)
        while day <= last:
            total += next((value for when, value in reversed(days) if when <= day.isoformat()), Decimal(0))
            day += timedelta(days=1)
        totals[owner[number]] += total
    return {number: total / ((last - first).days + 1) for number, total in totals.items()}
