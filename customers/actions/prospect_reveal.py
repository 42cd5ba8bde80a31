"""The phone or identity number of a prospect shown once, under the same quota as that of a customer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from customers.actions import looking
from customers.choices import RevealField, RevealReason
from customers.permissions import prospects as permissions
from customers.rules.limits import RevealPolicy
from organisation import audit
from organisation.masking import Column, shown
from organisation.queries import times_done

if TYPE_CHECKING:
    from customers.models import Prospect
    from organisation.models import Staff

REVEAL = "prospect.reveal"
AN_HOUR = timedelta(hours=1)
FIELDS = (RevealField.PHONE, RevealField.ID_NO)


@transaction.atomic
def reveal(
    *,
    prospect: Prospect,
    field: RevealField,
    reason: RevealReason,
    words: str,
    policy: RevealPolicy,
    by: Staff,
    at: datetime,
) -> looking.Revealed | None:
    """The trail first, then the value. None when the hour's reveals, of customers and prospects together, are spent;
    that attempt is on record too."""
    permissions.may_reveal(by, prospect).enforce()
    value = str(getattr(prospect, field.value))
    seen = sum(times_done(by=by, action=one, since=at - AN_HOUR) for one in (REVEAL, looking.REVEAL))
    spent = policy.spent(seen)
    audit.record(
        by=by,
        action=REVEAL,
        target=prospect,
        at=at,
        field=field.value,
        after=shown(by, Column.IDENTITY, value, field.value) or "",
        reason=f"{reason.value}: {words}",
        result="REFUSED" if spent else "OK",
    )
    return None if spent else looking.Revealed(value, policy.seconds_shown)
