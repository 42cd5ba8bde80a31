"""Early warning: which flags somebody has to act on, by when, how an alert ends, and how good each rule is.

Source: domain.md A3 (register of movements and closures), A16 and part C (decline triggers). No source gives days
or lines: they are presets of the bank's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.choices import AlertOutcome, AlertStatus, FlagKind, LifecycleStage, Tier
from organisation.rules.numbers import as_decimal, exact, percent
from organisation.rules.periods import ONE_DAY, add_days, add_months
from organisation.rules.presets import Reader

_K = FlagKind
KINDS: tuple[FlagKind, ...] = (
    _K.LARGE_OUTFLOW,
    _K.AVERAGE_DROP,
    _K.ACCOUNT_CLOSED,
    _K.NOT_RENEWED,
    _K.DORMANT,
    _K.COMPLAINT,
    _K.RISK_EXPIRED,
    _K.ID_EXPIRED,
)
# The register 《优质客户异动销户记录表》 asks for movements and closures.
REGISTERED: tuple[FlagKind, ...] = (_K.LARGE_OUTFLOW, _K.AVERAGE_DROP, _K.ACCOUNT_CLOSED, _K.NOT_RENEWED)
# What lets a mature customer decline (domain.md part C): average, outflow, unresolved complaint.
DECLINING: tuple[FlagKind, ...] = (_K.AVERAGE_DROP, _K.LARGE_OUTFLOW, _K.COMPLAINT)
# Facts that hold night after night until somebody mends them; the night sees when they are mended.
LASTING: tuple[FlagKind, ...] = (_K.DORMANT, _K.RISK_EXPIRED, _K.ID_EXPIRED)

STATUSES: Mapping[AlertStatus, frozenset[AlertStatus]] = {
    AlertStatus.OPEN: frozenset({AlertStatus.DONE, AlertStatus.DISMISSED, AlertStatus.CLEARED}),
    AlertStatus.DONE: frozenset(),
    AlertStatus.DISMISSED: frozenset(),
    AlertStatus.CLEARED: frozenset(),
}

REAL: frozenset[AlertOutcome] = frozenset(
    {AlertOutcome.RETAINED, AlertOutcome.PARTLY_RETAINED, AlertOutcome.REMEDIED, AlertOutcome.LOST}
)
LEAVES: frozenset[AlertOutcome] = frozenset(
    {AlertOutcome.RETAINED, AlertOutcome.PARTLY_RETAINED, AlertOutcome.LOST}
)


def asks_reason(kind: str, outcome: str) -> bool:
    """Whether it must be said why: the register asks it of each of its events that the customer meant, and of whoever
    is lost. A customer who complained and stays has left nothing."""
    return outcome in (LEAVES if kind in REGISTERED else {AlertOutcome.LOST})


@dataclass(frozen=True, slots=True)
class AlertPolicy:
    """Lowest tier whose flags become alerts, days until an alert is due, when a customer is dormant and a maturity
    not renewed, from when a customer is mature, and when a rule is called noisy."""

    from_tier: Tier
    due_days: Mapping[FlagKind, int]
    dormant_months: int
    renewal_days: int
    mature_months: int
    noisy_below_pct: Decimal
    noisy_from: int

    @classmethod
    def read(cls, preset: Reader) -> AlertPolicy:
        due = preset.child("due_days")
        return cls(
            from_tier=preset.choice("from_tier", Tier),
            due_days={kind: due.integer(kind, minimum=0) for kind in KINDS},
            dormant_months=preset.integer("dormant_months", minimum=1),
            renewal_days=preset.integer("renewal_days", minimum=0),
            mature_months=preset.integer("mature_months", minimum=0),
            noisy_below_pct=preset.decimal("noisy_below_pct", minimum=0, maximum=100),
            noisy_from=preset.integer("noisy_from", minimum=1),
        )


def due_on(kind: FlagKind, raised_on: date, policy: AlertPolicy) -> date:
    """The day not counted in, by calendar days: raised 2026-11-20 with 3 days is due 2026-11-23."""
    return add_days(raised_on, policy.due_days[kind])


def status_after(outcome: AlertOutcome) -> AlertStatus:
    """An alert that was right is done; one that cried wolf is dismissed."""
    return AlertStatus.DONE if outcome in REAL else AlertStatus.DISMISSED


def starting_stage(opened_on: date | None, on: date, policy: AlertPolicy) -> LifecycleStage:
    """Where a customer stands of whom no step was recorded: grown up after the preset's months with the bank.

    Opened 2025-11-20, twelve months: in growth on 2026-11-19, mature on 2026-11-20.
    """
    if opened_on is not None and opened_on > mature_since(on, policy):
        return LifecycleStage.GROWTH
    return LifecycleStage.MATURITY


def mature_since(on: date, policy: AlertPolicy) -> date:
    """The newest opening day that makes a customer mature: on 2025-02-28 also 2024-02-29, whose day the month
    does not have."""
    newest = add_months(on, -policy.mature_months)
    while add_months(newest + ONE_DAY, policy.mature_months) <= on:
        newest += ONE_DAY
    return newest


@dataclass(frozen=True, slots=True)
class Precision:
    """How many alerts of a rule were handled by a person, and in how many of them the rule was right."""

    handled: int
    real: int

    @property
    def share_pct(self) -> Decimal | None:
        """9 real of 12 handled: 75 %. None while nothing was handled."""
        share = percent(self.real, self.handled)
        return None if share is None else as_decimal(share)

    def noisy(self, policy: AlertPolicy) -> bool:
        """Enough alerts to judge, and fewer right than the preset asks."""
        if self.handled < policy.noisy_from:
            return False
        share = percent(self.real, self.handled)
        return share is not None and share < exact(policy.noisy_below_pct)
