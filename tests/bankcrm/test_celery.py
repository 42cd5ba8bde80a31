"""Work reaches a real worker over the real broker, and comes back when that worker is killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from bankcrm.celery import app
from bankcrm.tasks import anchor_audit
from organisation import audit
from organisation.models import AuditEvent

StartWorker = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def anchors(transactional_db: None) -> Iterator[Path]:
    """The file that the task writes, with an event in the trail to write down."""
    path = settings.BANKCRM_HOME / "audit-anchors.txt"
    path.unlink(missing_ok=True)
    audit.record(by=None, action="test.happened", target="test:1", at=timezone.now())
    yield path
    path.unlink(missing_ok=True)


def within(seconds: float, claim: Callable[[], object]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if claim():
            return True
        time.sleep(0.1)
    return False


def test_every_scheduled_task_exists_and_is_wanted_often_enough() -> None:
    app.loader.import_default_modules()
    scheduled = {entry["task"]: entry["schedule"] for entry in app.conf.beat_schedule.values()}
    assert set(scheduled) <= set(app.tasks)
    assert scheduled == {
        "bankcrm.tasks.sweep_drops": 300.0,
        "bankcrm.tasks.anchor_audit": 600.0,
        "customers.tasks.sweep": 60.0,
        "bankcrm.tasks.rehearse": 60.0,
    }


def test_a_task_runs_in_a_real_worker(anchors: Path, start_worker: StartWorker) -> None:
    start_worker()
    anchor_audit.delay()
    assert within(20, anchors.exists)


def test_a_task_whose_worker_is_killed_is_done_by_the_next_one(
    anchors: Path, start_worker: StartWorker
) -> None:
    """The trail is locked, so the task waits inside its query; there its worker dies with everything it started."""
    first = start_worker()
    holder = psycopg2.connect(**connection.get_connection_params())
    with holder.cursor() as cursor:
        cursor.execute(f'LOCK TABLE "{AuditEvent._meta.db_table}" IN ACCESS EXCLUSIVE MODE')
        anchor_audit.delay()
        assert within(20, waits_for_the_lock)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    holder.close()
    assert not anchors.exists()
    start_worker(BANKCRM_VISIBILITY_TIMEOUT="2")
    assert within(30, anchors.exists)


def waits_for_the_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return bool(cursor.fetchone()[0])
