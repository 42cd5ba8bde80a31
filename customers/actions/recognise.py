"""A look at who stands in the lobby is put on record: who looked, by what, and whom they saw; not what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from customers.choices import MatchKind
from organisation import audit

if TYPE_CHECKING:
    from organisation.models import Staff

RECOGNISE = "customer.recognise"


@transaction.atomic
def note_recognition(
    *, by: Staff, shown: Sequence[int], found: int, kind: MatchKind | None, at: datetime
) -> None:
    """One event for each customer that was shown, so that it is found from the customer too; one when nobody was."""
    after = {"found": found, "by": kind.value if kind else ""}
    for target in [f"customers.customer:{pk}" for pk in shown] or ["customers.customer:recognise"]:
        audit.record(by=by, action=RECOGNISE, target=target, at=at, after=after)
