"""Writing drops: one folder per business day with CSV files and a manifest, as the nightly contract asks.

Files are written as rows come, so memory does not grow with the bank. A folder appears under its own name
only when it is complete.
"""

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from bankcrm.demo.timeline import Timeline

COLUMNS = {
    "branches": "branch_no,name,parent_branch_no,level,city,opened_on",
    "staff": "staff_no,name,branch_no,post,grade,hired_on,left_on,status,email,phone",
    "products": "product_code,name,asset_class,risk_rating,issuer",
    "customers": (
        "customer_no,name,id_type,id_no,id_valid_to,birth_date,gender,phone,address,occupation,"
        "risk_level,risk_assessed_on,home_branch_no,opened_on,marketing_opt_out"
    ),
    "accounts": (
        "account_no,customer_no,product_code,currency,opened_on,closed_on,maturity_on,branch_no,rate,status"
    ),
    "balances": "account_no,as_of,balance",
    "loans": (
        "loan_no,customer_no,account_no,product_code,principal,balance,rate,disbursed_on,due_on,five_class,"
        "overdue_days,interest_due,interest_collected,staff_no,as_of"
    ),
    "relationships": "customer_no,staff_no,role,from,to,source",
    "measures": "subject_no,code,period,value,source",
}
TOTALS = {"balances": ("balance",), "loans": ("principal", "balance")}
SOURCE = "demonstration bank, generated"
_BUFFER = 65_536  # characters kept before they are written


@dataclass(slots=True)
class Table:
    """One CSV file in the making: RFC 4180, UTF-8, LF."""

    name: str
    path: Path
    rows: int = 0
    totals: dict[str, int] = field(default_factory=dict)
    _digest: Any = field(default_factory=sha256)
    _lines: list[str] = field(default_factory=list)
    _held: int = 0
    _file: IO[bytes] | None = None

    def __post_init__(self) -> None:
        self._lines.append(COLUMNS[self.name] + "\n")
        self.totals = dict.fromkeys(TOTALS.get(self.name, ()), 0)

    def write(self, values: Sequence[str]) -> None:
        line = ",".join(values)
        if line.count(",") != len(values) - 1 or '"' in line or "\n" in line:
            line = ",".join(_quoted(value) for value in values)
        self.append(line + "\n", 1)

    def append(self, text: str, rows: int) -> None:
        """Ready lines, each with its line feed."""
        self.rows += rows
        self._lines.append(text)
        self._held += len(text)
        if self._held >= _BUFFER:
            self._flush()

    def add(self, column: str, fen: int) -> None:
        self.totals[column] += fen

    def close(self) -> dict[str, Any]:
        """The table's entry in the manifest."""
        self._flush()
        if self._file:
            self._file.close()
        entry: dict[str, Any] = {
            "name": self.path.name,
            "rows": self.rows,
            "sha256": self._digest.hexdigest(),
        }
        if self.totals:
            entry["totals"] = {name: f"{fen // 100}.{fen % 100:02d}" for name, fen in self.totals.items()}
        return entry

    def _flush(self) -> None:
        data = "".join(self._lines).encode()
        self._lines.clear()
        self._held = 0
        if self._file is None:
            self._file = self.path.open("wb")
        self._digest.update(data)
        self._file.write(data)


class Drops:
    """All folders of one run. A table without rows is written only where it belongs to a full drop."""

    def __init__(self, folder: Path, timeline: Timeline) -> None:
        self._folder = folder
        self._timeline = timeline
        self._tables: list[dict[str, Table]] = []
        for drop in timeline.drops:
            place = self._place(drop.end, partial=True)
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            names: Iterable[str] = COLUMNS if drop.kind == "full" else ()
            self._tables.append({name: Table(name, place / f"{name}.csv") for name in names})

    def table(self, drop: int, name: str) -> Table:
        tables = self._tables[drop]
        if name not in tables:
            place = self._place(self._timeline.drops[drop].end, partial=True)
            tables[name] = Table(name, place / f"{name}.csv")
        return tables[name]

    def publish(self) -> list[Path]:
        """Close every file, write the manifests and give the folders their names, oldest first."""
        places = []
        for drop, tables in zip(self._timeline.drops, self._tables, strict=True):
            partial, place = self._place(drop.end, partial=True), self._place(drop.end, partial=False)
            files = [tables[name].close() for name in COLUMNS if name in tables]
            manifest = {
                "as_of": self._timeline.text(drop.end), "from": self._timeline.text(drop.start),
                "kind": drop.kind, "source": SOURCE, "files": files,
            }  # fmt: skip
            (partial / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
            shutil.rmtree(place, ignore_errors=True)
            partial.rename(place)
            places.append(place)
        return places

    def _place(self, end: int, *, partial: bool) -> Path:
        name = self._timeline.text(end)
        return self._folder / (f".{name}.partial" if partial else name)


def _quoted(value: str) -> str:
    if any(mark in value for mark in ',"\r\n'):
        return '"' + value.replace('"', '""') + '"'
    return value
