"""Alerts as the night or a person leaves them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from customers.choices import FlagKind, Tier
from customers.models import Alert, Customer
from tests.factories.organisation import BUSINESS_DATE


def alert(
    of: Customer, kind: str = FlagKind.AVERAGE_DROP, *, due: date | None = None, **fields: Any
) -> Alert:
    """An open alert of the business date, with A of the customer as its owner; due in three days by the calendar."""
    held = of.relationships.filter(period__contains=BUSINESS_DATE, role="A").first()
    values = {
        "occurrence": str(uuid4()),
        "tier": Tier.GOLD,
        "evidence": {"average": "69000.00", "mean": "100000.00", "share_pct": "69.00"},
        "raised_on": BUSINESS_DATE,
        "owner": held.staff if held else None,
        "due_on": due or timezone.localdate() + timedelta(days=3),
        **fields,
    }
    made: Alert = Alert.objects.create(uid=uuid4(), customer=of, kind=kind, **values)
    return made
