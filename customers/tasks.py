"""What the beat does for customers: every sweep reads what is due from the tables, so it may come twice or late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from customers.actions import archive, choosing, handover_sweeps, prospect_matching, referral_course

# Each closes what is due at the time given and answers how many; it claims row by row and is safe to run twice.
SWEEPS: Sequence[Callable[[datetime], int]] = (
    archive.sweep_files,
    choosing.forget,
    prospect_matching.find_matches,
    prospect_matching.expire,
    referral_course.ask_the_next,
    referral_course.expire,
    handover_sweeps.open_for_leavers,
    handover_sweeps.open_for_forced_leave,
    handover_sweeps.end_for_returned,
    handover_sweeps.check_retention,
)


@shared_task
def sweep() -> None:
    now = timezone.now()
    for one in SWEEPS:
        one(now)
