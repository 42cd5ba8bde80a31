"""Recording what a customer says about being contacted for marketing."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from customers.models import Consent, Customer
from customers.permissions.suitability import may_record_consent
from customers.queries.consent import newest_of, standing
from customers.rules.consent import may_follow
from organisation import audit
from organisation.concurrency import Changed, once

if TYPE_CHECKING:
    from organisation.models import Staff

RECORD = "consent.record"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the customer said, on which day, and how the bank can show it. The note is personal (C2)."""

    channel: str
    answer: str
    said_on: date
    evidence: str
    note: str = ""


class ConsentRefused(Exception):
    """The answer cannot stand: `code` is "earlier" (a later answer stands) or "not_given" (nothing was given that
    could be withdrawn)."""

    def __init__(self, code: str, stands: Consent | None = None) -> None:
        super().__init__(code)
        self.code, self.stands = code, stands


@transaction.atomic
def record_consent(
    *, customer: Customer, said: Answer, uid: UUID, seen: int, by: Staff, at: datetime
) -> Consent:
    """Add an answer. `seen` is the newest answer of the customer that the person had before their eyes, 0 for none;
    Changed if it is another by now;
    the same `uid` again gives the answer that it made."""
    may_record_consent(by).enforce()
    Customer.objects.unscoped(
        "locked for its answers; the caller has checked the scope"
    ).select_for_update().only("pk").get(pk=customer.pk)
    made = once(uid, Consent.objects.unscoped("a double submit"), customer_id=customer.pk)
    if made is not None:
        return made
    newest = newest_of(customer.pk)
    if seen != (newest.pk if newest else 0):
        raise Changed(newest)
    before = standing([customer.pk], date.max).get(customer.pk, {}).get(said.channel)
    if before is not None and said.said_on < before.said_on:
        raise ConsentRefused("earlier", before)
    if not may_follow(before.answer if before else None, said.answer):
        raise ConsentRefused("not_given", before)
    made = Consent.objects.create(
        uid=uid,
        customer=customer,
        recorded_by=by,
        recorded_at=at,
        **{one.name: getattr(said, one.name) for one in fields(said)},
    )
    audit.record(
        by=by,
        action=RECORD,
        target=customer,
        at=at,
        field=said.channel,
        before=before.answer if before else "",
        after=said.answer,
        reason=said.evidence,
    )
    return made
