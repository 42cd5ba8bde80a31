"""The bench from end to end on a small bank: it runs, both sides agree, and what no machine changes holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from django.db import connection, connections

from bankcrm.bench import plans, report, run, scratch, timing
from bankcrm.bench.report import Finding
from bankcrm.bench.timing import Spread

CUSTOMERS = 400


class Bench:
    """One bench and what it said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.result = run.bench(customers=CUSTOMERS, rounds=1, timed=True, repeats=1, say=self.said.append)

    def facts(self, start: str) -> dict[str, float]:
        return {one.what: one.figure.middle for one in self.result.facts if one.what.startswith(start)}


@pytest.fixture(scope="module")
def bench(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Bench]:
    with django_db_blocker.unblock():
        yield Bench()


def test_the_bench_reports_load_night_and_pages_against_bare_work(bench: Bench) -> None:
    found = {one.what: one for one in bench.result.findings}
    for what in (
        "a night",
        "load balances: verify, stage, validate",
        "list (manager) p50",
        "search by name (bank) p95",
    ):
        assert found[what].figure.middle > 0
        assert found[what].ours
        assert found[what].bare
    assert (found["a night"].goal, found["list (branch) p50"].goal) == (1.5, 1.25)
    said = "\n".join(bench.said)
    assert f"A bank of {CUSTOMERS} customers" in said
    assert "<= 1.25" in said


def test_every_scope_reads_its_pages(bench: Bench) -> None:
    scopes = {one.what.rpartition("(")[2].rstrip(")") for one in bench.result.facts if one.what.endswith(")")}
    assert scopes == {"manager", "branch", "bank", "audit"}
    assert len(bench.facts("list")) >= 35
    assert len(bench.facts("search")) >= 30
    assert len(bench.facts("customer")) >= 28
    assert len(bench.facts("panel")) >= 12


@pytest.mark.parametrize(
    ("start", "most"), [("list", 8), ("search", 10), ("customer", 10), ("panel", 6), ("workbench", 8)]
)
def test_pages_cost_few_statements(bench: Bench, start: str, most: int) -> None:
    assert {what: count for what, count in bench.facts(start).items() if count > most} == {}


def test_a_manager_is_served_from_their_own_customers(bench: Bench) -> None:
    assert 0 < bench.facts("rows that a manager's page looks at").popitem()[1] <= 2000
    assert bench.result.faults == []


def test_no_page_reads_a_customer_table_from_end_to_end(bench: Bench) -> None:
    assert bench.result.scans == []


def test_the_scratch_database_is_gone_and_the_connections_are_as_before(bench: Bench, db: None) -> None:
    assert {connections[alias].settings_dict["NAME"] for alias in connections} != {scratch.NAME}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [scratch.NAME])
        assert cursor.fetchone() == (0,)


def test_a_planted_scan_is_found(db: None) -> None:
    watched = plans.watch(
        lambda: connection.cursor().execute("SELECT count(*) FROM customers_account WHERE status = 'x'")
    )
    assert len(watched.statements) == 1
    assert [scan.partition(":")[0] for scan in watched.scans] == ["customers_account"]


@pytest.mark.parametrize(
    ("relation", "grows"),
    [
        ("customers_customer", True),
        ("customers_customerday_r17", True),
        ("customers_balance_202611", True),
        ("customers_product", False),
        ("customers_customerevent", False),
        ("organisation_branch", False),
    ],
)
def test_tables_that_grow_with_the_customers(relation: str, grows: bool) -> None:
    assert plans.grows(relation) is grows


def test_rounds_are_interleaved_and_turn_round() -> None:
    order: list[str] = []
    taken = timing.interleaved({"ours": lambda: order.append("A"), "bare": lambda: order.append("B")}, 3)
    assert order == ["A", "B", "B", "A", "A", "B"]
    assert [len(values) for values in taken.values()] == [3, 3]


def test_ratios_are_of_rounds_side_by_side() -> None:
    assert timing.ratios([2.0, 8.0, 3.0], [1.0, 4.0, 1.0]) == Spread(2.0, 2.0, 3.0)
    assert timing.percentile([5.0, 1.0, 2.0, 4.0, 3.0], 0.5) == 3.0


def test_a_figure_over_its_goal_says_so() -> None:
    lines = report.table(
        "Pages", [Finding("list", Spread(1.3, 1.2, 1.4), 1.25), Finding("search", Spread(1.0, 1.0, 1.0), 1.5)]
    )
    assert lines[1] == "Pages"
    assert [line.split()[-1] for line in lines[3:]] == ["OVER", "ok"]


def test_a_second_bench_is_told_to_wait(transactional_db: None) -> None:
    """The scratch database of a bench at work is not taken away from it."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {scratch.NAME}")
    settings = connection.settings_dict
    other = psycopg2.connect(
        dbname=scratch.NAME, user=settings["USER"], host=settings["HOST"], port=settings["PORT"]
    )
    try:
        with pytest.raises(scratch.BenchBusy), scratch.database():
            raise AssertionError("never reached")
    finally:
        other.close()
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {scratch.NAME}")


def test_the_floor_page_says_what_it_is() -> None:
    assert "{{ count }}" in (Path(run.__file__).with_name("floor.html")).read_text()
