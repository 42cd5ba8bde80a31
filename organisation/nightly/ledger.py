"""The ledger of runs, written through a connection of its own, so that progress is seen while the night's one
transaction is open, and a run that is undone still tells what it did.

The connection also holds the night: a lock of the database session, gone with the process that holds it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connections
from django.utils import timezone

from organisation import night_words
from organisation.choices import RunStatus, StepStatus
from organisation.models import NightlyRun, NightlyStep, Publication, Staff
from organisation.nightly.refusal import AlreadyRunning, Refused
from organisation.nightly.steps import StepResult

ALIAS = "ledger"
LOCK = 7_201_001  # any number that nothing else in the database locks
BEAT_SECONDS = 10.0
PROGRESS_SECONDS = 1.0


@contextmanager
def the_night() -> Iterator[Callable[[], None]]:
    """Hold the night, or AlreadyRunning at once. Gives a check that raises Refused when the hold was lost."""
    connection = connections[ALIAS]
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s), pg_backend_pid()", [LOCK])
        held, session = cursor.fetchone()
    if not held:
        raise AlreadyRunning("already_running", since=_since())

    def still_held() -> None:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            if cursor.fetchone()[0] != session:
                raise Refused("lost_lock")

    try:
        settle_dead()
        yield still_held
    finally:
        # The server ends the hold with the session; giving it back explicitly lets the connection live on.
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _since() -> str:
    run = NightlyRun.objects.using(ALIAS).filter(status=RunStatus.RUNNING).first()
    return timezone.localtime(run.started_at).strftime("%Y-%m-%d %H:%M") if run else "?"


def settle_dead() -> None:
    """The holder of the night finds every other RUNNING run dead: published if its publication stands, else failed."""
    for run in NightlyRun.objects.using(ALIAS).filter(status=RunStatus.RUNNING):
        if Publication.objects.using(ALIAS).filter(run=run).exists():
            run.status = RunStatus.PUBLISHED
        else:
            run.status, run.message = RunStatus.FAILED, night_words.pack("ended", {})
        run.finished_at = run.heartbeat_at or run.started_at
        run.save(using=ALIAS)
        status = StepStatus.DONE if run.status == RunStatus.PUBLISHED else StepStatus.FAILED
        run.steps.using(ALIAS).filter(status=StepStatus.RUNNING).update(status=status)


def open_run(*, drop: str, by: Staff | None, at: datetime) -> NightlyRun:
    return NightlyRun.objects.using(ALIAS).create(
        drop=drop[:400],
        status=RunStatus.RUNNING,
        requested_by_id=by.pk if by else None,
        started_at=at,
        heartbeat_at=at,
    )


def update_run(run: NightlyRun, **values: Any) -> None:
    """Change columns of the run's row, and of the object in hand."""
    for name, value in values.items():
        setattr(run, name, value)
    NightlyRun.objects.using(ALIAS).filter(pk=run.pk).update(**values)


def note(run: NightlyRun, code: str, /, **params: Any) -> None:
    """Add something that a person should know about the run."""
    update_run(run, notes=[*run.notes, {"code": code, "params": params}])


def close_run(run: NightlyRun, status: RunStatus, *, message: str = "") -> None:
    update_run(run, status=status, message=message, finished_at=timezone.now(), heartbeat_at=timezone.now())


def was_published(fingerprint: str) -> Publication | None:
    """The publication of an earlier run of the same content."""
    return Publication.objects.using(ALIAS).filter(run__fingerprint=fingerprint).first()


class Line:
    """A line of the ledger in the making: opened when the step begins, closed with what it did."""

    def __init__(self, run: NightlyRun, position: int, name: str) -> None:
        self._began = self._told = time.monotonic()
        self._row = NightlyStep.objects.using(ALIAS).create(
            run_id=run.pk, position=position, name=name, status=StepStatus.RUNNING, started_at=timezone.now()
        )

    @property
    def seconds(self) -> Decimal:
        return Decimal(f"{time.monotonic() - self._began:.3f}")

    def progress(self, file: str, rows: int) -> None:
        """Show how far the step is, at most once a second."""
        now = time.monotonic()
        if now - self._told < PROGRESS_SECONDS:
            return
        self._told = now
        rate = round(rows / max(now - self._began, 0.001))
        self._save(detail={"file": file, "rows": rows, "rows_per_second": rate}, seconds=self.seconds)

    def done(self, result: StepResult) -> NightlyStep:
        return self._save(
            status=StepStatus.DONE,
            rows_in=result.rows_in,
            rows_applied=result.rows_applied,
            rows_rejected=result.rows_rejected,
            detail=dict(result.detail),
            seconds=self.seconds,
        )

    def ended(self, status: StepStatus, params: Mapping[str, Any]) -> NightlyStep:
        return self._save(status=status, detail={**self._row.detail, **params}, seconds=self.seconds)

    def _save(self, **values: Any) -> NightlyStep:
        for name, value in values.items():
            setattr(self._row, name, value)
        NightlyStep.objects.using(ALIAS).filter(pk=self._row.pk).update(**values)
        return self._row


@contextmanager
def heart(run: NightlyRun) -> Iterator[None]:
    """A sign of life every few seconds, from a thread with a connection of its own."""
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(BEAT_SECONDS):
                NightlyRun.objects.using(ALIAS).filter(pk=run.pk).update(heartbeat_at=timezone.now())
        finally:
            connections.close_all()

    thread = threading.Thread(target=beat, name="night-heart", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
