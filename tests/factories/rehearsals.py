"""A proposed tier preset and what its rehearsal found."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from customers.choices import RehearsalStatus, Tier
from customers.models import Customer, Rehearsal, RehearsalMove
from organisation import actions
from organisation.models import Preset, Staff
from organisation.policies import version_as_of
from tests.factories.organisation import BUSINESS_DATE, NOW

KEY = "customers.tiering"


def proposal(by: Staff, **changes: Any) -> Preset:
    value = {**version_as_of(KEY, BUSINESS_DATE).value, "grace_months": 2, **changes}
    return actions.propose_preset(
        key=KEY,
        value=value,
        source="行内规定",
        effective_from=date(2027, 1, 1),
        note="缩短保级期",
        by=by,
        at=NOW,
    )


def rehearsal(of: Preset, status: str = RehearsalStatus.DONE, **fields: Any) -> Rehearsal:
    values = {"compared": 4, "months": [], "asked_by": of.made_by, "asked_at": NOW, **fields}
    return Rehearsal.objects.create(preset=of, business_date=BUSINESS_DATE, status=status, **values)


def move(
    of: Rehearsal, who: Customer, before: str = Tier.PLATINUM, after: str = Tier.GOLD, aum: int = 300_000
) -> RehearsalMove:
    return RehearsalMove.objects.create(
        rehearsal=of,
        customer=who,
        before=before,
        after=after,
        average_before=Decimal(aum),
        average_after=Decimal(aum),
        aum=Decimal(aum),
    )
