"""A quarter as HR sees it: which night stands for it, whose cards are complete, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q, QuerySet

from organisation.models import Certificate, Publication
from organisation.rules.periods import Period, PeriodKind, containing
from performance.models import Scorecard

if TYPE_CHECKING:
    from organisation.models import Staff

SHOWN_QUARTERS = 8


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter and the last night published within it, whose cards are its figures."""

    period: Period
    run_id: int
    business_date: date
    published_at: datetime
    cards: int
    complete: int

    @property
    def missing(self) -> int:
        return self.cards - self.complete

    @property
    def closed(self) -> bool:
        """Whether the night is the quarter's last day, so that its figures no longer move."""
        return self.business_date == self.period.last


def quarters(reader: Staff) -> list[Quarter]:
    """The newest quarters that have cards the reader may see, newest first. One query for each and two more."""
    seen = Scorecard.objects.visible_to(reader).order_by()
    span = seen.aggregate(first=Min("business_date"), last=Max("business_date"))
    if span["last"] is None:
        return []
    found: list[Quarter] = []
    period = containing(PeriodKind.QUARTER, span["last"])
    while period.last >= span["first"] and len(found) < SHOWN_QUARTERS:
        quarter = quarter_of(reader, period)
        if quarter is not None:
            found.append(quarter)
        period = period.previous()
    return found


def quarter_of(reader: Staff, period: Period) -> Quarter | None:
    """The quarter by its last published night; None when no card of it is in the reader's scope."""
    seen = Scorecard.objects.visible_to(reader).filter(
        business_date__gte=period.first, business_date__lte=period.last
    )
    last = seen.order_by("-business_date", "-run_id").values_list("run_id", "business_date").first()
    if last is None:
        return None
    run_id, day = last
    counted = (
        seen.filter(run_id=run_id)
        .order_by()
        .aggregate(cards=Count("pk"), complete=Count("pk", filter=Q(complete=True)))
    )
    published_at = Publication.objects.values_list("published_at", flat=True).get(run_id=run_id)
    return Quarter(period, run_id, day, published_at, counted["cards"], counted["complete"])


def cards_of(reader: Staff, quarter: Quarter) -> QuerySet[Scorecard]:
    """The quarter's cards in the reader's scope, by staff number."""
    cards: QuerySet[Scorecard] = Scorecard.objects.visible_to(reader).filter(run_id=quarter.run_id)
    return (
        cards.select_related("staff", "branch")
        .prefetch_related("lines")
        .order_by("staff__staff_no", "scheme")
    )


def certificates_on(staff_ids: Iterable[int], day: date) -> Mapping[int, list[str]]:
    """Kinds of the certificates that the people hold on the day. One query."""
    held: dict[int, list[str]] = {}
    rows = Certificate.objects.unscoped("of cards already in scope").filter(
        staff_id__in=list(staff_ids), period__contains=day
    )
    for staff_id, kind in rows.order_by("kind").values_list("staff_id", "kind"):
        held.setdefault(staff_id, []).append(kind)
    return held
