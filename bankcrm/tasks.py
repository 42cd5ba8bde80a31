"""What the beat wakes a worker for. The work itself, and its state, is elsewhere: a task may come twice, or never."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from bankcrm import nightly
from customers.nightly import rehearsal
from organisation import audit
from organisation.choices import RunStatus
from organisation.models import NightlyRun
from organisation.nightly import manifest
from organisation.nightly.refusal import AlreadyRunning, Refused

logger = logging.getLogger(__name__)
NIGHT_SECONDS = 3 * 3600  # a night is longer than any other task may be
MOST_FAILURES = 3  # of the same files, before a person must look
SETTLED_SECONDS = 30  # a folder that changed just now may still be being written


@shared_task(time_limit=NIGHT_SECONDS + 60, soft_time_limit=NIGHT_SECONDS)
def sweep_drops() -> None:
    """Close the days whose drops lie in the drop folder and are not published, in order, one after the other.

    It computes what is due from the folder and the ledger, so days that were missed are caught up, and a second
    sweep at the same time finds the night held and goes.
    """
    now = timezone.now()
    try:
        for drop in due(settings.DROP_FOLDER, now):
            outcome = nightly.run_drops([drop], by=None, at=now)[-1]
            logger.info("drop %s: %s %s", drop.name, outcome.status, outcome.sentence)
            if not outcome.ok:
                return
    except AlreadyRunning as running:
        logger.info("%s", running)
    except Refused as refused:
        logger.error("%s", refused)


def due(folder: Path, now: datetime) -> list[Path]:
    """The drops to run, oldest first, up to the first that waits for the bank: a later day may build on it."""
    drops = []
    for drop in nightly.found_in([folder]) if folder.is_dir() and any(folder.iterdir()) else []:
        try:
            fingerprint = manifest.read(drop, nightly.TABLES).fingerprint
        except Refused:
            fingerprint = ""
        same = {"fingerprint": fingerprint} if fingerprint else {"drop": str(drop)}
        runs = NightlyRun.objects.filter(**same)
        if fingerprint and runs.filter(publication__isnull=False).exists():
            continue
        if not _ready(drop, runs, now):
            break
        drops.append(drop)
    return drops


def _ready(drop: Path, runs: QuerySet[NightlyRun], now: datetime) -> bool:
    """Whether a drop that is not published may be run: its files lie still, and what was refused, or failed too
    often, has been sent anew since."""
    newest = max(path.stat().st_mtime for path in [drop, *drop.iterdir()])
    changed = datetime.fromtimestamp(newest, tz=UTC)
    since = runs.filter(started_at__gt=changed)
    refused = since.filter(status=RunStatus.REFUSED).exists()
    failures = since.filter(status=RunStatus.FAILED).count()
    return not refused and failures < MOST_FAILURES and now - changed >= timedelta(seconds=SETTLED_SECONDS)


@shared_task(time_limit=NIGHT_SECONDS + 60, soft_time_limit=NIGHT_SECONDS)
def rehearse() -> None:
    """Run the rehearsals of proposed tier presets that wait, also one whose worker was killed."""
    rehearsal.run_due(timezone.now())


@shared_task
def anchor_audit() -> None:
    """Write the newest link of the audit chain to a file outside the database, where the verification reads it."""
    audit.anchor(settings.BANKCRM_HOME / "audit-anchors.txt", timezone.now())
