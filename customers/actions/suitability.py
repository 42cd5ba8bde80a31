"""Recording how the issuer of a product rates its risk."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from customers.models import IssuerRating, Product
from customers.permissions.suitability import may_rate
from organisation import audit
from organisation.concurrency import once

if TYPE_CHECKING:
    from organisation.models import Staff

RATE = "product.rate"


class RatingOverlaps(Exception):
    """A rating that begins on that day or later is recorded already."""


@transaction.atomic
def rate(
    *, product: Product, rating: str, since: date, source: str, uid: UUID, by: Staff, at: datetime
) -> IssuerRating:
    """From a day on the issuer's rating is this one; the one before it ends the day before. The same `uid` again
    gives the row that it made."""
    may_rate(by).enforce()
    product = Product.objects.select_for_update().get(pk=product.pk)
    known = once(uid, IssuerRating.objects.all(), product_id=product.pk)
    if known is not None:
        return known
    last = product.issuer_ratings.order_by("-period").first()
    if last is not None and last.period.lower >= since:
        raise RatingOverlaps
    if last is not None and (last.period.upper is None or last.period.upper > since):
        last.period = DateRange(last.period.lower, since)
        last.save(update_fields=["period"])
    made = IssuerRating.objects.create(
        uid=uid,
        product=product,
        rating=rating,
        period=DateRange(since, None),
        source=source,
        recorded_by=by,
        recorded_at=at,
    )
    audit.record(
        by=by,
        action=RATE,
        target=product,
        at=at,
        field="issuer_rating",
        before=last.rating if last else "",
        after=rating,
        reason=source,
    )
    return made
