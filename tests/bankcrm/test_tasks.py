"""The sweep of the drop folder: what is due, in which order, and what waits for the bank."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from bankcrm import nightly, tasks
from customers.models import Balance
from organisation.choices import RunStatus
from organisation.models import NightlyRun, Publication
from tests.organisation.nightly.drops import small_bank, write_drop
from tests.organisation.nightly.nights import FIRST


@pytest.fixture
def folder(ledger_in_test: None, tmp_path: Path, settings: Settings) -> Path:
    settings.DROP_FOLDER = tmp_path / "drops"
    lies_still(write_drop(settings.DROP_FOLDER, FIRST, "full", small_bank()))
    return settings.DROP_FOLDER


def lies_still(drop: Path, seconds: int = 3600) -> Path:
    """Files that were written a while ago."""
    then = time.time() - seconds
    for path in [*drop.iterdir(), drop]:
        os.utime(path, (then, then))
    return drop


def balance(folder: Path, day: int, amount: str) -> Path:
    rows = [{"account_no": "A001", "as_of": f"2026-02-{day:02}", "balance": amount}]
    return write_drop(folder, date(2026, 2, day), "delta", {"balances": rows})


def published() -> list[date]:
    return list(Publication.objects.order_by("pk").values_list("business_date", flat=True))


def test_missed_days_are_closed_in_order(folder: Path) -> None:
    for day in (4, 2, 3):
        lies_still(balance(folder, day, "1.00"))
    tasks.sweep_drops()
    assert published() == [FIRST, date(2026, 2, 2), date(2026, 2, 3), date(2026, 2, 4)]


def test_a_second_sweep_does_nothing(folder: Path) -> None:
    tasks.sweep_drops()
    runs = NightlyRun.objects.count()
    tasks.sweep_drops()
    assert (published(), NightlyRun.objects.count()) == ([FIRST], runs)


def test_a_drop_that_is_still_being_written_waits(folder: Path) -> None:
    balance(folder, 2, "1.00")
    tasks.sweep_drops()
    assert published() == [FIRST]


def test_a_refused_day_holds_up_the_later_ones_until_it_is_sent_anew(folder: Path) -> None:
    bad = lies_still(balance(folder, 2, "1e3"))
    lies_still(balance(folder, 3, "3.00"))
    tasks.sweep_drops()
    tasks.sweep_drops()
    refused = NightlyRun.objects.filter(status=RunStatus.REFUSED)
    assert (published(), refused.count()) == ([FIRST], 1)
    lies_still(balance(folder, 2, "1000.00"), seconds=60)
    tasks.sweep_drops()
    assert bad.name == "2026-02-02"
    assert published() == [FIRST, date(2026, 2, 2), date(2026, 2, 3)]
    assert Balance.objects.filter(day__gte="2026-02-02").count() == 2


def test_an_unreadable_manifest_is_told_once(folder: Path) -> None:
    (folder / "2026-02-02").mkdir()
    (folder / "2026-02-02" / "manifest.json").write_text("{")
    lies_still(folder / "2026-02-02")
    tasks.sweep_drops()
    tasks.sweep_drops()
    assert NightlyRun.objects.filter(status=RunStatus.REFUSED).count() == 1


def test_a_drop_that_failed_three_times_waits_for_a_person(folder: Path) -> None:
    drop = nightly.found_in([folder])[0]
    fingerprint = nightly.manifest.read(drop, nightly.TABLES).fingerprint
    from django.utils import timezone

    for _ in range(tasks.MOST_FAILURES):
        NightlyRun.objects.create(
            drop=str(drop), fingerprint=fingerprint, status=RunStatus.FAILED, started_at=timezone.now()
        )
    tasks.sweep_drops()
    assert published() == []


def test_an_empty_or_missing_folder_is_no_error(
    ledger_in_test: None, tmp_path: Path, settings: Settings
) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        settings.DROP_FOLDER = folder
        tasks.sweep_drops()
    assert not NightlyRun.objects.exists()


def test_the_night_has_time_limits_of_its_own(settings: Settings) -> None:
    assert tasks.sweep_drops.time_limit > settings.CELERY_TASK_TIME_LIMIT
    assert tasks.sweep_drops.soft_time_limit < tasks.sweep_drops.time_limit


def test_the_audit_chain_is_anchored_outside_the_database(
    bank: object, tmp_path: Path, settings: Settings
) -> None:
    settings.BANKCRM_HOME = tmp_path
    tasks.anchor_audit()
    assert len((tmp_path / "audit-anchors.txt").read_text().splitlines()) == 1


@pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
def test_a_worker_takes_a_drop_once_however_often_it_is_woken(
    start_worker: Callable[..., object], tmp_path: Path
) -> None:
    lies_still(write_drop(tmp_path, FIRST, "full", small_bank()))
    start_worker(BANKCRM_DROPS=str(tmp_path))
    for _ in range(3):
        tasks.sweep_drops.delay()
    deadline = time.monotonic() + 120
    while not NightlyRun.objects.filter(status=RunStatus.PUBLISHED).exists():
        assert time.monotonic() < deadline, list(NightlyRun.objects.values_list("status", "message"))
        time.sleep(0.2)
    assert (published(), NightlyRun.objects.count()) == ([FIRST], 1)
