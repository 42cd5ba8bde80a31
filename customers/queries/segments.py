"""Segments as rows: which a person may read, which fields they may use, and whom the conditions take in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from customers.choices import FlagKind, SegmentOperator, TierMove
from customers.models import CustomerDay, HoldingDay, Rating, Segment
from customers.queries.conditions import below, flagged, moved
from customers.queries.sight import Sight
from customers.rules.segments import FIELDS, Condition, Criteria
from organisation.masking import Column
from organisation.models import Staff
from organisation.scoping import Subject

# Under which group of columns a field falls: it is offered, and a shared segment answers, only where that group is
# seen in full. Fields without one are what everybody sees of a customer in scope.
COLUMN: Mapping[str, Column | None] = {
    "tier": Column.TIER,
    "moved": Column.TIER,
    "aum": Column.ASSETS,
    "average": Column.ASSETS,
    "average_quarter": Column.ASSETS,
    "change": Column.ASSETS,
    "loans": Column.ASSETS,
    "near": Column.ASSETS,
    "maturity": Column.ASSETS,
    "holds": Column.ASSETS,
    "noticed": Column.ASSETS,
    "age": Column.PROFILE,
    "gender": Column.PROFILE,
    "risk": Column.PROFILE,
    "years": Column.PROFILE,
    "rating": Column.PROFILE,
    "branch": None,
    "managed": None,
}
_FIGURES = {
    "aum": "aum",
    "average": "avg_month",
    "average_quarter": "avg_quarter",
    "change": "change_month",
    "loans": "loan_balance",
}


def readable(staff: Staff) -> QuerySet[Segment]:
    """The person's own segments (a head: those of their people), and what colleagues share with the office."""
    own: QuerySet[Segment] = Segment.objects.visible_to(staff)
    shared: QuerySet[Segment] = Segment.objects.filter(shared=True).visible_to(staff, subject=Subject.SHARED)
    return (own | shared).select_related("owner", "branch")


def offered(sight: Sight) -> list[str]:
    """The fields that the reader may use, in the order of the form."""
    return [name for name in FIELDS if (column := COLUMN[name]) is None or sight.full(column)]


def columns_of(criteria: Criteria) -> frozenset[Column]:
    """The groups of columns that the conditions look at: each must be seen in full."""
    return frozenset(column for name in criteria.fields if (column := COLUMN[name]) is not None)


def members(sight: Sight, criteria: Criteria) -> QuerySet[CustomerDay]:
    """The rows of the night in the reader's scope that the conditions take in. No query yet."""
    anyhow = Q()
    for group in criteria.groups:
        every = Q()
        for condition in group:
            every &= _CONDITIONS.get(condition.field, _figure)(sight, condition)
        anyhow |= every
    return sight.days().filter(anyhow)


def _figure(sight: Sight, condition: Condition) -> Q:
    way = "gte" if condition.operator is SegmentOperator.FROM else "lte"
    return Q(**{f"{_FIGURES[condition.field]}__{way}": condition.value})


def _among(condition: Condition, found: Q) -> Q:
    return found if condition.operator is SegmentOperator.ANY_OF else ~found


def _chosen(condition: Condition) -> tuple[str, ...]:
    """The codes or branch numbers of a condition whose field takes several."""
    assert isinstance(condition.value, tuple)
    return condition.value


def _whole(condition: Condition) -> int:
    """The days or years of a condition whose field takes a whole number."""
    assert isinstance(condition.value, int)
    return condition.value


def _codes(path: str) -> Callable[[Sight, Condition], Q]:
    def among(sight: Sight, condition: Condition) -> Q:
        return _among(condition, Q(**{f"{path}__in": condition.value}))

    return among


def _moved(sight: Sight, condition: Condition) -> Q:
    return _among(condition, moved(*map(TierMove, _chosen(condition))))


def _near(sight: Sight, condition: Condition) -> Q:
    found = flagged(sight, [FlagKind.NEAR_LINE])
    return found if condition.value else ~found


def _noticed(sight: Sight, condition: Condition) -> Q:
    return _among(condition, flagged(sight, _chosen(condition)))


def _maturity(sight: Sight, condition: Condition) -> Q:
    """Days until the next maturity; a customer without one meets neither bound."""
    day = sight.day + timedelta(days=_whole(condition))
    if condition.operator is SegmentOperator.FROM:
        return Q(next_maturity_on__gte=day)
    return Q(next_maturity_on__gte=sight.day, next_maturity_on__lte=day)


def _holds(sight: Sight, condition: Condition) -> Q:
    """A holding above 0 in one of the asset classes, on the row's own night and customer, which is in scope."""
    holdings = HoldingDay.objects.unscoped("holdings of a row that is in scope itself")
    held = holdings.filter(
        run_id=sight.run_id,
        customer_id=OuterRef("customer_id"),
        asset_class__in=_chosen(condition),
        balance__gt=0,
    )
    return _among(condition, Q(Exists(held)))


def years_before(day: date, years: int) -> date:
    """The day of the same month and number so many years earlier; 29 February becomes the 28th."""
    year = max(day.year - years, 1)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _since(path: str) -> Callable[[Sight, Condition], Q]:
    """Whole years since a date: at least 18 is a birth on or before the day 18 years ago; at most 65 is one after
    the day 66 years ago. A customer without the date meets neither."""

    def between(sight: Sight, condition: Condition) -> Q:
        years = _whole(condition)
        if condition.operator is SegmentOperator.FROM:
            return Q(**{f"{path}__lte": years_before(sight.day, years)})
        return Q(**{f"{path}__gt": years_before(sight.day, years + 1)})

    return between


def _rating(sight: Sight, condition: Condition) -> Q:
    """By the newest rating; "is none of" takes in those whom nobody has rated."""
    ratings = Rating.objects.unscoped("ratings of a row that is in scope itself")
    newest = ratings.filter(customer_id=OuterRef("customer_id")).order_by("-id").values("pk")[:1]
    rated = ratings.filter(
        customer_id=OuterRef("customer_id"), pk=Subquery(newest), conclusion__in=_chosen(condition)
    )
    return _among(condition, Q(Exists(rated)))


def _branch(sight: Sight, condition: Condition) -> Q:
    found = Q()
    for number in _chosen(condition):
        found |= below(number)
    return _among(condition, found)


def _managed(sight: Sight, condition: Condition) -> Q:
    return Q(owner__isnull=not condition.value)


_CONDITIONS: Mapping[str, Callable[[Sight, Condition], Q]] = {
    "tier": _codes("tier"),
    "gender": _codes("customer__gender"),
    "risk": _codes("customer__risk_level"),
    "moved": _moved,
    "near": _near,
    "noticed": _noticed,
    "maturity": _maturity,
    "holds": _holds,
    "age": _since("customer__birth_date"),
    "years": _since("customer__opened_on"),
    "rating": _rating,
    "branch": _branch,
    "managed": _managed,
}
