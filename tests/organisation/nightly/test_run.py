"""A run from its drop to its publication: what the ledger says, and what a second drop of the same content does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from bankcrm import nightly
from bankcrm.nightly import TABLES
from customers.models import Balance
from organisation import night_words
from organisation.choices import RunStatus
from organisation.models import AuditEvent, NightlyRun, Publication
from organisation.nightly import staging, validation
from organisation.nightly.manifest import Entry
from organisation.nightly.refusal import Refused
from organisation.rules.numbers import NumberError, parse_decimal
from tests.organisation.nightly.drops import small_bank, write_drop, write_file
from tests.organisation.nightly.nights import DAY, FIRST, NOW, Run
from tests.organisation.nightly.state import state
from tests.properties import on_rows


def test_the_ledger_has_a_line_for_each_step(bank: nightly.Outcome) -> None:
    assert bank.run is not None
    assert [(step.name, step.status) for step in bank.run.steps.all()] == [
        (name, "DONE")
        for name in (
            "verify",
            "stage",
            "validate",
            "apply",
            "averages",
            "tiers",
            "flags",
            "scores",
            "publish",
        )
    ]
    run = NightlyRun.objects.get()
    assert (run.status, run.kind, run.as_of, run.business_date) == ("PUBLISHED", "full", FIRST, FIRST)
    assert (run.covers_from, len(run.fingerprint)) == (date(2026, 1, 1), 64)
    assert run.finished_at is not None
    assert Publication.objects.get().run_id == run.pk


def test_the_staging_tables_go_when_the_night_is_published(bank: nightly.Outcome) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'staging'")
        assert cursor.fetchall() == [("mark",)]


def test_the_same_drop_twice_changes_nothing(bank: nightly.Outcome, run: Run, tmp_path: Path) -> None:
    before = state()
    again = run(bank.drop)
    assert (again.status, again.ok) == (RunStatus.UNCHANGED, True)
    assert state() == before
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("store", ["csv.gz", "parquet"])
def test_every_way_of_storing_a_file_loads_the_same(run: Run, tmp_path: Path, store: str) -> None:
    ends = []
    for way in ("csv", store):
        tables = small_bank()
        if way == "parquet":
            tables["balances"] = [
                {
                    "account_no": row["account_no"],
                    "as_of": date.fromisoformat(row["as_of"]),
                    "balance": Decimal(row["balance"]),
                }
                for row in tables["balances"]
            ]
        with transaction.atomic():
            outcome = run(write_drop(tmp_path / way, FIRST, "full", tables, store=way))
            assert outcome.ok, outcome.sentence
            ends.append(state())
            transaction.set_rollback(True)
    assert ends[0] == ends[1]


def test_drops_run_in_the_order_of_their_days_and_stop_at_a_refusal(
    bank: nightly.Outcome, run: Run, tmp_path: Path
) -> None:
    for day, balance in ((3, "3.00"), (4, "x"), (5, "5.00")):
        rows = [{"account_no": "A001", "as_of": f"2026-02-{day:02}", "balance": balance}]
        write_drop(tmp_path / "drops", date(2026, 2, day), "delta", {"balances": rows})
    outcomes = nightly.run_drops([tmp_path / "drops"], by=None, at=NOW)
    assert [(outcome.drop.name, str(outcome.status)) for outcome in outcomes] == [
        ("2026-02-03", "PUBLISHED"),
        ("2026-02-04", "REFUSED"),
    ]
    assert Balance.objects.filter(day__gte="2026-02-03").count() == 1


def test_a_late_drop_restates_and_the_newest_day_stays_shown(
    bank: nightly.Outcome, run: Run, tmp_path: Path
) -> None:
    late = [{"account_no": "A001", "as_of": "2026-01-20", "balance": "2000.00"}]
    outcome = run(write_drop(tmp_path, date(2026, 1, 20), "delta", {"balances": late}))
    assert outcome.ok
    assert outcome.run is not None
    assert outcome.run.business_date == FIRST
    assert [note["code"] for note in outcome.run.notes] == ["older"]
    days = {row[0]: row[1] for row in state()["days"]}
    assert days["C001"] == Decimal("2000.00")


def test_rows_missing_from_a_full_drop_are_kept_and_told(
    bank: nightly.Outcome, run: Run, tmp_path: Path
) -> None:
    tables = small_bank()
    tables["customers"] = tables["customers"][:1]
    outcome = run(write_drop(tmp_path, DAY, "full", tables))
    assert outcome.run is not None
    assert outcome.run.notes == [{"code": "absent_rows", "params": {"table": "customers", "count": 1}}]
    assert len(state()["customers"]) == 2


def test_publishing_is_audited(bank: nightly.Outcome) -> None:
    event = AuditEvent.objects.get(action="nightly.publish")
    assert bank.run is not None
    assert (event.entity_id, event.actor_no) == (str(bank.run.pk), "")


def test_only_the_results_of_the_two_newest_nights_are_kept(
    bank: nightly.Outcome, run: Run, tmp_path: Path
) -> None:
    for day in (2, 3):
        rows = [{"account_no": "A001", "as_of": f"2026-02-{day:02}", "balance": "1.00"}]
        assert run(write_drop(tmp_path, date(2026, 2, day), "delta", {"balances": rows})).ok
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT run_id FROM customers_customerday ORDER BY 1")
        kept = [run_id for (run_id,) in cursor.fetchall()]
    assert kept == sorted(Publication.objects.order_by("-pk").values_list("run_id", flat=True)[:2])


def test_no_path_and_no_drop_are_told(run: Run, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        nightly.run_drops([tmp_path / "missing"], by=None, at=NOW)
    assert run(tmp_path).status == RunStatus.REFUSED


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_code_has_a_sentence_in_both_languages(language: str) -> None:
    with translation.override(language):
        for known in (night_words.REFUSALS, night_words.NOTES, night_words.REJECTS, night_words.STEPS):
            for code, sentence in known.items():
                assert str(sentence) not in {"", code}


CELLS = {
    "account_no": st.sampled_from(["A001", "A002", "A003", "", "A 01", '"A002"']),
    "as_of": st.sampled_from(
        ["2026-01-30", "2026-01-31", "2026-02-01", "2026-02-02", "2026-02-30", "20260131", ""]
    ),
    "balance": st.sampled_from(
        ["1.00", "2.00", "2.5", "-3", "1e3", "1_000", "１", "0.001", "NaN", "", '"4.00"']
    ),
}
ROW = st.tuples(*CELLS.values()).map(",".join)
LINE = st.one_of(ROW, ROW, ROW, st.sampled_from(["", "A001", "A001,2026-01-30,1.00,9"]))


@pytest.mark.parametrize("many", [staging.MANY, -1], ids=["small file", "laid out as a large file"])
@given(lines=st.lists(LINE, max_size=25))
@settings(on_rows, max_examples=60)
def test_each_row_of_a_file_is_applied_rejected_or_a_duplicate(
    bank: nightly.Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, lines: list[str]
) -> None:
    """Rows in the file = applied + rejected + duplicates, each row in exactly one set, and in the one that a reading
    of the contract in plain Python puts it."""
    monkeypatch.setattr(staging, "MANY", many)
    applied, rejected, duplicates = expected(lines)
    content = ("account_no,as_of,balance\n" + "".join(f"{line}\n" for line in lines)).encode()
    rows = sum(bool(line) for line in lines)
    drop = write_file(tmp_path, DAY, "balances.csv", content, rows)
    given = nightly.manifest.read(drop, TABLES).entries[0]
    with transaction.atomic():
        found = staged_lines(given)
        transaction.set_rollback(True)
    assert found == (applied, rejected)
    assert len(applied) + len(rejected) + len(duplicates) == rows


def staged_lines(entry: Entry) -> tuple[list[int], list[int]]:
    """The lines that stay and the lines put aside when the file is staged and validated."""
    spec = TABLES["balances"]
    staging.prepare()
    staged = staging.stage_file(entry, spec, lambda file, rows: None)
    validation.begin()
    validated = validation.validate(spec, TABLES, frozenset(["balances"]), DAY, staged)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {spec.staged} WHERE line IS NULL")
        if cursor.fetchone()[0]:  # a sound file of many rows: nobody has asked for its lines yet
            staging.number(spec, staged.first)
        cursor.execute(f"SELECT line FROM {spec.staged} ORDER BY line")
        stayed = [line for (line,) in cursor.fetchall()]
        cursor.execute("SELECT line FROM staging.rejects ORDER BY line")
        aside = [line for (line,) in cursor.fetchall()]
    assert (validated.valid, validated.rejected) == (len(stayed), len(aside))
    return stayed, aside


def expected(lines: list[str]) -> tuple[list[int], list[int], list[int]]:
    """The contract read in plain Python: numbers of the lines applied, rejected and left out as duplicates."""
    sound: dict[tuple[str, date], list[tuple[int, Decimal]]] = {}
    rejected = []
    for line, text in enumerate(lines, 2):
        if not text:
            continue
        try:
            account, day, balance = (field.strip('"') for field in text.split(","))
            if len(day) != 10 or account not in {"A001", "A002"} or date.fromisoformat(day) > DAY:
                raise ValueError
            amount = parse_decimal(balance)
            sound.setdefault((account, date.fromisoformat(day)), []).append((line, amount))
        except (ValueError, NumberError):
            rejected.append(line)
    applied, duplicates = [], []
    for rows in sound.values():
        if len({balance for _line, balance in rows}) > 1:
            rejected += [line for line, _balance in rows]
        else:
            applied.append(rows[0][0])
            duplicates += [line for line, _balance in rows[1:]]
    return sorted(applied), sorted(rejected), duplicates
