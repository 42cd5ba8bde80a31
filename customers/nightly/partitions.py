"""Partitions of what grows: balances by month, a night's figures by run.

A table is made and filled on its own and then attached: readers of the parent are never locked out, as they
would be by CREATE TABLE ... PARTITION OF.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from customers.nightly import work
from organisation.nightly.steps import Night
from organisation.rules.periods import PeriodKind, containing

BALANCES = "customers_balance"
RUN_TABLES = ("customers_customerday", "customers_holdingday", "customers_rollup")


def months(night: Night, rows: str) -> Mapping[str, int]:
    """Have a partition of the balances for every month of `day` in a query; the rows that each will get."""
    wanted = work.rows(
        night,
        f"SELECT date_trunc('month', day::timestamp)::date, count(*) FROM ({rows}) r GROUP BY 1 ORDER BY 1",
    )
    found = {}
    for first, number in wanted:
        name = f"{BALANCES}_{first:%Y%m}"
        if work.one(night, "SELECT to_regclass(%(name)s) IS NULL", {"name": name}):
            _month(night, name, first)
        found[name] = number
    return found


def _month(night: Night, name: str, first: date) -> None:
    following = containing(PeriodKind.MONTH, first).following().first
    bounds = {"first": first, "following": following}
    night.run(
        f"CREATE TABLE {name} (LIKE {BALANCES} INCLUDING DEFAULTS INCLUDING CONSTRAINTS,"
        f" CONSTRAINT {name}_days CHECK (day >= %(first)s AND day < %(following)s),"
        f" CONSTRAINT {name}_key PRIMARY KEY (account_id, day))",
        bounds,
    )
    night.run(
        f"ALTER TABLE {BALANCES} ATTACH PARTITION {name} FOR VALUES FROM (%(first)s) TO (%(following)s)",
        bounds,
    )
    night.run(f"ALTER TABLE {name} DROP CONSTRAINT {name}_days")


def of_run(table: str, run_id: int) -> str:
    """The name of a run's partition."""
    return f"{table}_r{run_id}"


def start(night: Night, table: str) -> str:
    """An empty table for the run's rows, not yet part of the parent; its name."""
    name = of_run(table, night.run_id)
    night.run(f"DROP TABLE IF EXISTS {name}")
    night.run(
        f"CREATE TABLE {name} (LIKE {table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS,"
        f" CONSTRAINT {name}_run CHECK (run_id = {night.run_id}))"
    )
    return name


def finish(night: Night, table: str, columns: str) -> None:
    """Index the filled table as its parent is, attach it, and have the columns that readers filter and sort by
    analysed; the others would cost a third of the step and change no plan."""
    name = of_run(table, night.run_id)
    night.run(f"ALTER TABLE {table} ATTACH PARTITION {name} FOR VALUES IN ({night.run_id})")
    night.run(f"ALTER TABLE {name} DROP CONSTRAINT {name}_run")
    night.run(f"ANALYZE {name} ({columns})")
