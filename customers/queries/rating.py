"""How customers were rated, and by which scale one rates today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from customers.choices import RatingDimension
from customers.models import Customer, Rating
from customers.policies import RATING, S_LABEL
from customers.queries.sight import Sight
from customers.rules.rating import RatingPolicy
from organisation.masking import Column
from organisation.policies import PresetMissing
from organisation.rules.presets import PresetBlank


@dataclass(frozen=True, slots=True)
class Scale:
    """The scores that may be given, and what S means; `s_label` is empty until the bank has said it."""

    policy: RatingPolicy
    s_label: str


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A rating as the reader may see it."""

    rated_on: date
    by: str
    conclusion: str
    label: str
    scores: tuple[tuple[str, int], ...]
    reason: str | None


def scale_on(day: date) -> Scale:
    """Two queries."""
    policy = RATING.on(day)
    try:
        label = S_LABEL.on(day).s_label
    except (PresetBlank, PresetMissing):
        label = ""
    return Scale(policy, label)


def history(sight: Sight, customer: Customer) -> Sequence[RatingRow]:
    """Newest first; nothing for readers without the profile. One query."""
    if not sight.full(Column.PROFILE):
        return ()
    rows = Rating.objects.filter(customer=customer).visible_to(sight.staff).select_related("by")
    return [
        RatingRow(
            rated_on=row.rated_on,
            by=row.by.name,
            conclusion=row.conclusion,
            label=str(row.get_conclusion_display()),
            scores=_scores(row),
            reason=sight.note(row.reason),
        )
        for row in rows
    ]


def _scores(row: Rating) -> tuple[tuple[str, int], ...]:
    found = []
    for one in RatingDimension:
        score = getattr(row, one.value.lower())
        if score is not None:
            found.append((row.s_label if one is RatingDimension.S else str(one.label), score))
    return tuple(found)
