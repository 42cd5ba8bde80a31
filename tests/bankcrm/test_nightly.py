"""The nightly command as a process: killed at any moment and run again, twice at once, and what it prints."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import psycopg2
import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from bankcrm.demo.bank import generate
from organisation.models import NightlyRun, NightlyStep, Publication
from organisation.nightly import ledger
from tests.conftest import PROJECT
from tests.organisation.nightly.state import state

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
STEPS = ("verify", "stage", "validate", "apply", "averages", "tiers", "flags", "scores", "publish")
# In the order in which one run after another gets further: what was staged and validated is not done again.
FAULTS = [
    *("verify:begin", "stage:begin", "stage:middle", "stage:end", "validate:begin", "validate:middle"),
    *("apply:begin", "apply:middle", "averages:begin", "tiers:begin", "flags:begin", "scores:end"),
    *("publish:begin", "publish:middle"),
]


@pytest.fixture
def days(tmp_path: Path) -> list[Path]:
    """Two small days of the demonstration bank: a full drop and a delta."""
    made = generate(tmp_path / "drops", customers=40, seed=3, as_of=date(2026, 11, 20), months=2, days=1)
    return [Path(folder) for folder in sorted(made.folders)][:2]


def night(environment: dict[str, str], *drops: Path, fault: str = "") -> subprocess.CompletedProcess[str]:
    extra = {"BANKCRM_FAULT": f"kill:{fault}"} if fault else {}
    return subprocess.run(
        [sys.executable, "manage.py", "nightly", *map(str, drops)],
        cwd=PROJECT,
        env={
            **environment,
            **extra,
            "LOG_LEVEL": "WARNING",
            "BANKCRM_ROLE": "command",
            "LANGUAGE_CODE": "en",
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_a_run_killed_anywhere_and_run_again_ends_as_if_undisturbed(
    process_environment: dict[str, str], days: list[Path]
) -> None:
    assert night(process_environment, *days).returncode == 0
    undisturbed = state()
    call_command("flush", interactive=False, verbosity=0)
    assert night(process_environment, days[0]).returncode == 0
    before = state()
    for fault in FAULTS:
        killed = night(process_environment, days[1], fault=fault)
        assert killed.returncode == -signal.SIGKILL, (fault, killed.stderr)
        assert state() == before, fault
    assert night(process_environment, days[1]).returncode == 0
    assert state() == undisturbed
    runs = NightlyRun.objects.order_by("pk")
    ends = [str(run.status) for run in runs]
    assert ends == ["PUBLISHED", *["FAILED"] * len(FAULTS), "PUBLISHED"]
    assert all(run.explanation and run.finished_at for run in runs if run.status == "FAILED")
    last = runs.last()
    assert last is not None
    assert [note["params"].get("step") for note in last.notes][:2] == [
        "stage",
        "validate",
    ]


def test_a_run_killed_after_its_publication_stands(
    process_environment: dict[str, str], days: list[Path]
) -> None:
    assert night(process_environment, days[0], fault="publish:end").returncode == -signal.SIGKILL
    assert Publication.objects.count() == 1
    again = night(process_environment, days[0])
    assert again.returncode == 0, again.stderr
    assert [str(run.status) for run in NightlyRun.objects.order_by("pk")] == ["PUBLISHED", "UNCHANGED"]


def test_of_two_runs_at_once_one_works_and_the_other_says_so(
    process_environment: dict[str, str], days: list[Path]
) -> None:
    holder = psycopg2.connect(process_environment["DATABASE_URL"])
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ledger.LOCK])
        refused = night(process_environment, days[0])
        assert refused.returncode == 1
        assert not NightlyRun.objects.exists()
        assert len(refused.stderr.strip().splitlines()) == 1
    finally:
        holder.close()
    assert night(process_environment, days[0]).returncode == 0


def test_two_processes_on_one_drop_publish_it_once(
    process_environment: dict[str, str], days: list[Path]
) -> None:
    command = [sys.executable, "manage.py", "nightly", str(days[0])]
    environment = {**process_environment, "LOG_LEVEL": "WARNING", "BANKCRM_ROLE": "command"}
    both = [
        subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    errors = [process.communicate(timeout=300)[1] for process in both]
    assert 0 in [process.returncode for process in both], errors
    assert Publication.objects.count() == 1


def test_the_command_prints_a_line_per_step_and_a_closing_line(
    process_environment: dict[str, str], days: list[Path]
) -> None:
    first = night(process_environment, days[0].parent)
    lines = first.stdout.strip().splitlines()
    drops = len(list(days[0].parent.iterdir()))
    assert first.returncode == 0, first.stderr
    assert len(lines) == drops * (len(STEPS) + 1)
    assert days[0].name in lines[len(STEPS)]
    (days[0] / "manifest.json").write_text("{}")
    second = night(process_environment, days[0])
    assert (second.returncode, second.stdout.count("\n")) == (1, 1)
    assert days[0].name in second.stderr


def test_production_does_not_die_on_purpose(process_environment: dict[str, str], days: list[Path]) -> None:
    from django.test import override_settings

    from organisation.nightly import faults

    os.environ[faults.VARIABLE] = "kill:verify:begin"
    try:
        with override_settings(DEMO=False):
            with pytest.raises(SystemExit):
                faults.refuse_in_production()
            faults.reach("verify", "begin")  # still alive
    finally:
        del os.environ[faults.VARIABLE]


def test_how_far_a_step_is_is_seen_while_the_night_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "PROGRESS_SECONDS", 0.0)
    run = ledger.open_run(drop="drops/2026-11-20", by=None, at=timezone.now())
    with transaction.atomic():
        line = ledger.Line(run, 1, "stage")
        line.progress("balances.csv", 500)
        transaction.set_rollback(True)
    detail = NightlyStep.objects.get(run=run).detail
    assert (detail["file"], detail["rows"]) == ("balances.csv", 500)
