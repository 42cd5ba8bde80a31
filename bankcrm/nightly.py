"""The night in order: which tables of the extracts there are, and what is done with them, one step after another.

Before these steps each drop is verified, staged and validated; after them it is published. Adding a table or a
step means adding it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import customers.nightly.apply
import customers.nightly.averages
import customers.nightly.flags
import customers.nightly.leavers
import customers.nightly.selection
import customers.nightly.tables
import customers.nightly.tiers
import organisation.nightly.apply
import organisation.nightly.tables
import performance.nightly.apply
import performance.nightly.scores
import performance.nightly.tables
from bankcrm.preparation import prepare
from organisation.choices import RunStatus
from organisation.models import Staff
from organisation.nightly import manifest
from organisation.nightly.plan import Outcome, Plan, Report, Stage
from organisation.nightly.refusal import Refused
from organisation.nightly.run import run_drop
from organisation.nightly.specs import in_order

TABLES = in_order(
    [
        *organisation.nightly.tables.TABLES,  # branches, staff
        *customers.nightly.tables.TABLES,  # products, customers, accounts, balances, loans, relationships
        *performance.nightly.tables.TABLES,  # measures
    ]
)
STEPS = (
    Stage(
        "apply",
        (
            organisation.nightly.apply.apply,
            customers.nightly.apply.apply,
            performance.nightly.apply.apply,
        ),
    ),
    Stage("averages", (customers.nightly.averages.run,)),
    Stage("tiers", (customers.nightly.tiers.run, customers.nightly.selection.run)),
    Stage("flags", (customers.nightly.flags.run, customers.nightly.leavers.run)),
    Stage("scores", (performance.nightly.scores.run,)),
)
PLAN = Plan(TABLES, STEPS, prepare)


def run_drops(
    paths: Iterable[Path],
    *,
    by: Staff | None,
    at: datetime,
    report: Report | None = None,
    ended: Callable[[Outcome], None] | None = None,
) -> list[Outcome]:
    """Run drops in the order of their days, and stop at the first that is refused or fails: a later day may
    build on it. AlreadyRunning is raised when another process is at work. `report` hears of each step, `ended`
    of each drop."""
    outcomes = []
    for drop in found_in(paths):
        outcomes.append(run_drop(drop, PLAN, by=by, at=at, report=report))
        if ended is not None:
            ended(outcomes[-1])
        if not outcomes[-1].ok:
            break
    return outcomes


def found_in(paths: Iterable[Path]) -> list[Path]:
    """The drops that are meant: each path is a drop or a folder of drops. In the order of their days; a drop whose
    manifest cannot be read comes first, so that it is told before anything is done."""
    drops: dict[Path, str] = {}
    for path in paths:
        if not path.is_dir():
            raise Refused("no_folder", drop=str(path))
        inside = sorted(child.parent for child in path.glob(f"*/{manifest.NAME}"))
        chosen = [path] if (path / manifest.NAME).is_file() or not inside else inside
        for drop in chosen:
            drops[drop] = _day(drop)
    return sorted(drops, key=lambda drop: (drops[drop], str(drop)))


def _day(drop: Path) -> str:
    try:
        return manifest.read(drop, TABLES).as_of.isoformat()
    except Refused:
        return ""


__all__ = ["PLAN", "STEPS", "TABLES", "Outcome", "RunStatus", "found_in", "run_drops"]
