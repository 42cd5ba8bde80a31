"""One bench from an empty database to the report."""

from __future__ import annotations

import logging
import resource
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import connection
from django.utils import timezone

from bankcrm.bench import nights, pages, plans, readers, scratch, upserts
from bankcrm.bench.multiply import multiply
from bankcrm.bench.report import Finding, count, ratio, table
from bankcrm.demo.bank import DEFAULT_AS_OF, generate
from bankcrm.preparation import prepare
from organisation.queries import published

ROUNDS = 3
GROWTH, DAYS_GROWTH = 5.0, 1.1
MEMORY_MB = 1200
GROWN = 4
ENOUGH = 20_000  # customers from which plans are those of a large bank
EARLY, LATE = date(2026, 10, 9), date(2026, 12, 30)  # days 9 and 91 of a quarter
Say = Callable[[str], None]


@dataclass(slots=True)
class Result:
    """Everything that a bench found."""

    findings: list[Finding] = field(default_factory=list)
    facts: list[Finding] = field(default_factory=list)
    scans: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """What would be wrong on any machine."""
        over = [f"{one.what}: {one.figure.middle:g}, at most {one.goal:g}" for one in self.facts if one.over]
        return [*over, *self.scans]


def bench(
    *,
    customers: int,
    rounds: int = ROUNDS,
    repeats: int = pages.REPEATS,
    timed: bool = True,
    say: Say = print,
) -> Result:
    """Make a bank, load it on both sides, read it in every scope, and say what was found as it comes."""
    result = Result()
    with quiet(), tempfile.TemporaryDirectory(prefix="bankcrm-bench-") as name, scratch.database():
        folder = Path(name)
        say(f"A bank of {customers} customers, {rounds} rounds")
        drops = make_bank(folder, customers, rounds)
        first, daily = nights.load_bank(drops, rounds)
        night = nights.night_findings(first, daily, drops)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        night.append(Finding("memory of this process, MB", count("", peak, MEMORY_MB).figure, MEMORY_MB))
        _tell(result, say, "The night, against plain SQL for the same drops and the same answer", night)
        plans.analyse()
        cast = readers.cast()
        if timed:
            loads = nights.load_findings(drops[0], folder, rounds)
            loads += upserts.findings(folder, date.fromisoformat(drops[-1].name), rounds)
            _tell(result, say, "Loading, against COPY into unlogged typed tables", loads)
            _tell(result, say, "Pages, against the floor view", pages.times(cast, rounds, repeats))
        _facts(result, say, cast, customers)
    return result


def _tell(result: Result, say: Say, title: str, findings: list[Finding]) -> None:
    result.findings += findings
    for line in table(title, findings):
        say(line)


def _facts(result: Result, say: Say, cast: dict[str, readers.Reader], customers: int) -> None:
    planned = _enlarge(customers)
    found = pages.facts(cast)
    result.facts, result.scans = found.findings, found.scans
    for line in table("Statements", found.findings):
        say(line)
    say(f"\nTables read from end to end, planned for {planned}: {len(found.scans)}")
    for scan in found.scans:
        say(f"  {scan}")


def _enlarge(customers: int) -> str:
    """Give a small bank the size and the statistics that plans of a large one depend on; what it is like now."""
    times = -(-ENOUGH // customers)
    night = published()
    if times > 1 and night is not None:
        multiply(times, night.run_id)
    plans.analyse()
    if times > 1 and plans.pretend_large(customers * times):
        return f"{plans.SCALED_TO} customers ({times} copies of the bank, and statistics)"
    return f"{customers * times} customers"


def make_bank(folder: Path, customers: int, rounds: int, as_of: date = DEFAULT_AS_OF) -> list[Path]:
    """Write the drops of a bank, and install what the first night needs; searches are not rationed here."""
    drops = generate(
        folder / f"{customers}-{as_of}", customers=customers, days=rounds + 1, as_of=as_of
    ).folders
    prepare(at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organisation_preset SET value = jsonb_set(value, '{searches_per_minute}', '1000000')"
            " WHERE key = 'customers.use'"
        )
    return list(drops)


def growth(*, customers: int, rounds: int = ROUNDS, say: Say = print) -> Result:
    """The night at one and four times the customers, and early and late in a quarter."""
    result = Result()
    turns = {
        "small": (customers, DEFAULT_AS_OF),
        "large": (customers * GROWN, DEFAULT_AS_OF),
        "early": (customers, EARLY),
        "late": (customers, LATE),
    }
    taken: dict[str, list[float]] = {name: [] for name in turns}
    # There and back, since a machine is rarely as fast at the end as at the beginning.
    for name in (*turns, *reversed(turns)):
        size, as_of = turns[name]
        taken[name] += _nights(size, rounds, as_of)
    found = [
        ratio(
            f"night of {GROWN * customers} : {customers} customers", taken["large"], taken["small"], GROWTH
        ),
        ratio("night of day 91 : day 9 of a quarter", taken["late"], taken["early"], DAYS_GROWTH),
    ]
    _tell(result, say, "Growth of our night (each against the smaller or earlier one)", found)
    return result


def _nights(customers: int, rounds: int, as_of: date) -> list[float]:
    with quiet(), tempfile.TemporaryDirectory(prefix="bankcrm-bench-") as name, scratch.database():
        _first, daily = nights.load_bank(make_bank(Path(name), customers, rounds, as_of), rounds)
        return daily.ours


@contextmanager
def quiet() -> Iterator[None]:
    """No line per request in the report."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)
