"""Facts that hold from a day to a day: half-open periods that may not overlap, read `as_of` a day."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

Row = TypeVar("Row", bound=models.Model)


class EffectiveDated(models.Model):
    """Base of dated facts. `period` is [from, to): the day `to` is the first day it no longer holds."""

    period = DateRangeField()

    class Meta:
        abstract = True

    @property
    def starts_on(self) -> date:
        return self.period.lower

    @property
    def ends_before(self) -> date | None:
        return self.period.upper


def as_of(rows: models.QuerySet[Row], day: date) -> models.QuerySet[Row]:
    """The rows whose period contains the day. An open end (NULL upper bound) contains every later day."""
    return rows.filter(period__contains=day)


def no_overlap(name: str, *fields: str, **extra: Any) -> ExclusionConstraint:
    """Database constraint: no two rows with equal `fields` hold on the same day (needs btree_gist)."""
    expressions = [(field, RangeOperators.EQUAL) for field in fields]
    return ExclusionConstraint(
        name=name, expressions=[*expressions, ("period", RangeOperators.OVERLAPS)], **extra
    )
