"""The phone or identity number of a prospect shown once, under the same quota as that of a customer."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from customers.actions import protection
from customers.choices import RevealField, RevealReason
from customers.permissions import prospects as permissions
from customers.rules.limits import RevealPolicy
from organisation import audit
from organisation.masking import Column, shown

if TYPE_CHECKING:
    from customers.models import Prospect
    from organisation.models import Staff

REVEAL = protection.REVEAL_PROSPECT
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
) -> protection.Revealed | None:
    """Show the phone or identity number of a prospect, or None when the hour's reveals are spent."""
    permissions.may_reveal(by, prospect).enforce()
    value = str(getattr(prospect, field.value))
    masked = shown(by, Column.IDENTITY, value, field.value) or ""
    why = f"{reason.value}: {words}"
    write = partial(
        audit.record, by=by, action=REVEAL, target=prospect, field=field.value, after=masked, reason=why
    )
    return protection.revealed(write, lambda: value, policy=policy, by=by, at=at)
