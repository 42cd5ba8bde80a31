"""What customers said about marketing."""

from __future__ import annotations

from datetime import date
from typing import Any

from customers.choices import ConsentAnswer, ConsentChannel, ConsentEvidence
from customers.models import Consent, Customer
from organisation.models import Staff
from tests.factories.organisation import BUSINESS_DATE, NOW


def consent(
    of: Customer,
    by: Staff,
    channel: str = ConsentChannel.SMS,
    answer: str = ConsentAnswer.REFUSED,
    *,
    said_on: date = BUSINESS_DATE,
    **fields: Any,
) -> Consent:
    values = {"evidence": ConsentEvidence.COUNTER, "recorded_at": NOW, **fields}
    return Consent.objects.create(
        customer=of, recorded_by=by, channel=channel, answer=answer, said_on=said_on, **values
    )
