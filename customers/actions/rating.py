"""Rating a customer by 5C1S."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from customers.choices import RatingClass, RatingDimension
from customers.models import Rating
from customers.permissions import segments as permissions
from organisation import audit, vault
from organisation.concurrency import once

if TYPE_CHECKING:
    from customers.models import Customer
    from organisation.models import Staff

RATE = "customer.rate"


@transaction.atomic
def rate(
    *,
    uid: UUID,
    customer: Customer,
    scores: Mapping[RatingDimension, int],
    s_label: str,
    conclusion: RatingClass,
    reason: str,
    by: Staff,
    at: datetime,
) -> Rating:
    """Add a rating; the ones before it stay as the history. Sent twice, it is one rating. The trail holds the
    conclusion only: the scores are personal data."""
    permissions.may_rate(by).enforce()
    rows = Rating.objects.unscoped("the rater's own, which was just sent")
    done = once(uid, rows, by_id=by.pk, customer_id=customer.pk)
    if done is not None:
        return done
    made: Rating = Rating.objects.create(
        uid=uid,
        customer=customer,
        by=by,
        rated_on=timezone.localdate(at),
        s_label=s_label,
        conclusion=conclusion,
        **vault.texts(reason=reason),
        **{one.value.lower(): score for one, score in scores.items()},
    )
    audit.record(by=by, action=RATE, target=customer, at=at, field="5C1S", after=conclusion.value)
    return made
