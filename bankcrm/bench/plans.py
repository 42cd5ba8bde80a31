"""Which statements a page runs, and whether one of them reads a customer table from end to end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Tables that grow with the number of customers; a partition's name begins with that of its parent.
GROWING = (
    "customers_customer",
    "customers_customerday",
    "customers_account",
    "customers_accountstate",
    "customers_balance",
    "customers_holdingday",
    "customers_loan",
    "customers_relationship",
    "customers_tierassessment",
    "customers_flag",
)
_CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ")
SCALED_TO = 1_000_000
SCALABLE_FROM = 180_000  # PostgreSQL 18 can be told the size of a table


@dataclass(frozen=True, slots=True)
class Watched:
    """What one request asked of the database: its reads, the reads of a growing table from end to end, and the
    most rows of tables that one of the reads looked at."""

    statements: tuple[str, ...]
    scans: tuple[str, ...]
    rows: int


def watch(work: Callable[[], object]) -> Watched:
    """Run the work once, then explain each of its reads as it was sent."""
    with CaptureQueriesContext(connection) as captured:
        work()
    sent = [query["sql"] for query in captured.captured_queries]
    statements = tuple(sql for sql in sent if not sql.lstrip().upper().startswith(_CONTROL))
    plans = [(sql, _plan(sql)) for sql in statements if _reads(sql)]
    scans = [f"{scan}: {sql[:300]}" for sql, plan in plans for scan in sequential(plan)]
    return Watched(statements, tuple(scans), max((looked_at(plan) for _sql, plan in plans), default=0))


def _reads(sql: str) -> bool:
    return sql.lstrip("( ").upper().startswith(("SELECT", "WITH"))


def _plan(sql: str) -> Any:
    """The plan with the rows that came by, without times, which differ from run to run."""
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, FORMAT JSON) " + sql.replace("%", "%%"), []
        )
        plan = cursor.fetchone()[0]
    return json.loads(plan) if isinstance(plan, str) else plan


def looked_at(plan: Any) -> int:
    """Rows that a plan takes from tables or passes over there."""
    if isinstance(plan, list):
        return sum(looked_at(part) for part in plan)
    if not isinstance(plan, dict):
        return 0
    rows = sum(looked_at(part) for part in plan.values() if isinstance(part, list | dict))
    if "Relation Name" in plan:
        passed = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
        rows += round(passed * plan["Actual Loops"])
    return rows


def sequential(plan: Any) -> Iterator[str]:
    """Names of the growing tables that a plan reads from end to end."""
    if isinstance(plan, list):
        for part in plan:
            yield from sequential(part)
    elif isinstance(plan, dict):
        relation = plan.get("Relation Name", "")
        if plan.get("Node Type") == "Seq Scan" and grows(relation):
            yield relation
        for part in plan.values():
            yield from sequential(part)


def grows(relation: str) -> bool:
    """Whether the table, or the table it is a partition of, grows with the number of customers."""
    parent, mark, rest = relation.rpartition("_")
    partition = mark and rest.lstrip("r").isdigit() and parent in GROWING
    return relation in GROWING or bool(partition)


def analyse() -> None:
    """Fresh statistics of all tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pretend_large(customers: int, *, as_if: int = SCALED_TO) -> bool:
    """Tell the planner that every growing table is as large as in a bank of `as_if` customers, so that a small
    bank shows the plans of a large one. False where the server cannot be told (before PostgreSQL 18)."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        if int(cursor.fetchone()[0]) < SCALABLE_FROM:
            return False
        cursor.execute(
            "SELECT relname, reltuples, relpages FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND reltuples > 0"
        )
        for name, rows, pages in cursor.fetchall():
            if grows(name):
                cursor.execute(
                    "SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', %s::text,"
                    " 'relpages', %s::integer, 'reltuples', %s::real)",
                    [name, pages, rows * as_if / customers],
                )
    return True
