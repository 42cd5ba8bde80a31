"""What people do with scores: take a quarter's file, have a card made again. Both leave a trace."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from organisation import audit
from organisation.exports import Written
from performance import exports
from performance.queries.appraisals import Quarter
from performance.queries.replaying import Replay, replay

if TYPE_CHECKING:
    from organisation.models import Staff
    from performance.models import Scorecard


@transaction.atomic
def export_appraisals(*, quarter: Quarter, kind: str, by: Staff, at: datetime) -> Written:
    """Make the file of a quarter in the person's scope; who took it, when, and its hash go to the trail."""
    written = exports.appraisals(by, quarter, kind)
    audit.record(
        by=by,
        action="appraisal.export",
        target=f"quarter:{quarter.period.code}",
        at=at,
        after={
            "format": kind,
            "rows": written.rows,
            "run": quarter.run_id,
            "sha256": written.sha256,
            "characters_dropped": written.dropped,
            "texts_cut": written.cut,
        },
    )
    return written


@transaction.atomic
def replay_card(*, card: Scorecard, from_source: bool, by: Staff, at: datetime) -> Replay:
    """Make a card again and compare; the card itself is never touched."""
    found = replay(card, from_source=from_source)
    audit.record(
        by=by,
        action="scorecard.replay",
        target=card,
        at=at,
        after={"from_source": from_source, "differences": [one.what for one in found.differences]},
        result="OK" if found.agrees else "DIFFERS",
    )
    return found
