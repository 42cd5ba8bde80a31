"""A customer's stage as one reader sees it: where they stand, what the bank does there, and how they came to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.choices import LifecycleStage, StageReason
from customers.models import Customer
from customers.queries.alerts import stage_of, steps_of
from customers.queries.sight import Sight

# Source: seed 001, the quiz on the customer's course (domain.md A16). Its sentence on standard processes stands there
# under maturity and is marked wrong: it belongs to growth. For maturity the seed has none; the words are [design].
STRATEGY: Mapping[LifecycleStage, str | Promise] = {
    LifecycleStage.AWARENESS: _(
        "Be clear about the value the bank offers, settle who the target customers are, and help them to know the"
        " bank's products and services."
    ),
    LifecycleStage.ACQUISITION: _(
        "Win the customer by effective means, such as what competitors' products leave out and what the customer"
        " cares about most, through the channel that suits."
    ),
    LifecycleStage.GROWTH: _(
        "Follow the standard process: design a fitting combination of products and services and raise satisfaction,"
        " so that the customer goes on buying and using them."
    ),
    LifecycleStage.MATURITY: _(
        "Deepen the relationship: products that complete what the customer has, loyalty, and asking for referrals."
    ),
    LifecycleStage.DECLINE: _("Early warning and retention of customers at high risk of leaving."),
    LifecycleStage.LOST: _("All accounts are closed. Keep the reason for leaving, for those who stay."),
}
UNSOURCED = frozenset({LifecycleStage.MATURITY, LifecycleStage.LOST})


@dataclass(frozen=True, slots=True)
class Step:
    before: str
    stage: str
    on: date
    reason: str
    words: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Standing:
    """`sourced`: the strategy is the seed's; else it is the bank's own to set."""

    stage: LifecycleStage
    strategy: str
    sourced: bool
    steps: Sequence[Step]


def standing(sight: Sight, customer: Customer) -> Standing:
    """Where the customer stands on the day of the night. Three queries at most."""
    stage = stage_of(customer, sight.day)
    steps = tuple(
        Step(
            str(LifecycleStage(row.before).label),
            str(LifecycleStage(row.stage).label),
            row.on,
            str(StageReason(row.reason).label),
            sight.note(row.words),
            row.by.name if row.by else "",
        )
        for row in steps_of(customer)
    )
    return Standing(stage, str(STRATEGY[stage]), stage not in UNSOURCED, steps)
