"""Keeping whom a person chose at once, and forgetting it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from customers.models import Choice

if TYPE_CHECKING:
    from organisation.models import Staff

KEPT = timedelta(days=7)  # long enough to come back to a page that was left open; no rule of the bank


def choose(*, customers: Sequence[int], by: Staff, at: datetime) -> Choice:
    """Keep the choice; nothing is done with anybody yet, so that the trail has nothing to say."""
    return Choice.objects.create(owner=by, made_at=at, customers=list(customers))


def forget(at: datetime) -> int:
    """Remove choices that nobody comes back to; how many."""
    return Choice.objects.filter(made_at__lt=at - KEPT).delete()[0]
