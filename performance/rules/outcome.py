"""What follows from a score: keep, propose demotion, propose dismissal, with every reason that was hit.

The system proposes, a person decides: a score alone is no lawful ground for dismissal (domain.md B5).
Dismissal comes before demotion, demotion before keeping. 85.00 keeps and 84.99 demotes, 70.00 demotes and
69.99 is in the dismissal band, 15 violation points are in. Source: seed 002 art. 14; domain.md A7.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from organisation.rules.numbers import exact, plain
from organisation.rules.periods import Period
from organisation.rules.presets import PresetError, PresetProblem, Reader
from performance.choices import Bounds, Outcome, OutcomeReason

_SEVERITY = {Outcome.KEEP: 0, Outcome.PROPOSE_DEMOTION: 1, Outcome.PROPOSE_DISMISSAL: 2}


@dataclass(frozen=True, slots=True)
class ManagerLines:
    """The lines for customer managers."""

    demote_score: Decimal
    dismiss_score: Decimal
    collection_pct: Decimal
    deposit_line_pct: Decimal
    deposit_months: int
    violation_points: int


@dataclass(frozen=True, slots=True)
class HeadLines:
    """The lines for branch heads."""

    score: Decimal
    npl_pct: Decimal
    key_item_pct: Decimal
    years: int


@dataclass(frozen=True, slots=True)
class OutcomePolicy:
    manager: ManagerLines
    head: HeadLines
    bounds: Bounds = Bounds.LOWER_INCLUSIVE

    @classmethod
    def read(cls, preset: Reader) -> OutcomePolicy:
        manager, head = preset.child("manager"), preset.child("head")
        policy = cls(
            manager=ManagerLines(
                demote_score=manager.decimal("demote_score"),
                dismiss_score=manager.decimal("dismiss_score"),
                collection_pct=manager.decimal("collection_pct"),
                deposit_line_pct=manager.decimal("deposit_line_pct", minimum=0),
                deposit_months=manager.integer("deposit_months", minimum=1),
                violation_points=manager.integer("violation_points", minimum=1),
            ),
            head=HeadLines(
                score=head.decimal("score"),
                npl_pct=head.decimal("npl_pct"),
                key_item_pct=head.decimal("key_item_pct"),
                years=head.integer("years", minimum=1),
            ),
            bounds=preset.choice("bounds", Bounds),
        )
        if policy.manager.dismiss_score > policy.manager.demote_score:
            raise PresetError(preset.at("manager.dismiss_score"), PresetProblem.ORDER)
        return policy

    def with_bounds(self, bounds: Bounds) -> OutcomePolicy:
        return replace(self, bounds=bounds)


@dataclass(frozen=True, slots=True)
class AccidentPolicy:
    """The loss in yuan from which an accident of a branch ends the head's contract; blank in the source."""

    line: Decimal

    @classmethod
    def read(cls, preset: Reader) -> AccidentPolicy:
        return cls(line=preset.decimal("line", minimum=0))


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground that was hit: its kind, the figure, the line crossed, and what it leads to."""

    kind: OutcomeReason
    leads_to: Outcome
    actual: Decimal | None = None
    line: Decimal | None = None

    @property
    def code(self) -> str:
        """Machine code with the line in it, such as SCORE_LT_85."""
        return self.kind.value if self.line is None else f"{self.kind.value}_{plain(self.line)}"


@dataclass(frozen=True, slots=True)
class OutcomeDecision:
    """The proposal with all its reasons, gravest first; `missing` names facts that are not known yet."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(reason.code for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class ManagerFacts:
    """What is known about a customer manager's year; None is unknown and triggers nothing."""

    score: Decimal | None
    collection_pct: Decimal | None
    deposit_low_months: bool | None
    violation_points: int | None
    serious_violation: bool = False
    serious_loss: bool = False


@dataclass(frozen=True, slots=True)
class HeadYear:
    """A branch head's year: score, bad-loan ratio and the worst completion of a key item, in per cent."""

    score: Decimal | None
    npl_pct: Decimal | None
    key_item_pct: Decimal | None
    accident_loss: Decimal | None = None


def _below(value: Decimal, line: Decimal, bounds: Bounds) -> bool:
    """ "以下": strictly less by default; the Civil Code reading takes the line itself in."""
    return value <= line if bounds is Bounds.CIVIL_CODE else value < line


def _decision(reasons: Sequence[Reason], missing: Sequence[str]) -> OutcomeDecision:
    ordered = sorted(reasons, key=lambda reason: -_SEVERITY[reason.leads_to])
    outcome = ordered[0].leads_to if ordered else Outcome.KEEP
    return OutcomeDecision(outcome, tuple(ordered), tuple(missing))


def manager_outcome(facts: ManagerFacts, policy: OutcomePolicy) -> OutcomeDecision:
    """The proposal for a customer manager: score 72 and all else in order is a demotion, SCORE_LT_85."""
    lines, reasons = policy.manager, []
    dismissal, demotion = Outcome.PROPOSE_DISMISSAL, Outcome.PROPOSE_DEMOTION
    points = facts.violation_points
    if points is not None and points >= lines.violation_points:
        line = Decimal(lines.violation_points)
        reasons.append(Reason(OutcomeReason.VIOLATION_POINTS_GE, dismissal, Decimal(points), line))
    if facts.serious_violation:
        reasons.append(Reason(OutcomeReason.SERIOUS_VIOLATION, dismissal))
    if facts.serious_loss:
        reasons.append(Reason(OutcomeReason.SERIOUS_LOSS, dismissal))
    if facts.score is not None and _below(facts.score, lines.dismiss_score, policy.bounds):
        reasons.append(Reason(OutcomeReason.SCORE_LT, dismissal, facts.score, lines.dismiss_score))
    if facts.score is not None and _below(facts.score, lines.demote_score, policy.bounds):
        reasons.append(Reason(OutcomeReason.SCORE_LT, demotion, facts.score, lines.demote_score))
    if facts.collection_pct is not None and facts.collection_pct < lines.collection_pct:
        reasons.append(
            Reason(OutcomeReason.COLLECTION_LT, demotion, facts.collection_pct, lines.collection_pct)
        )
    if facts.deposit_low_months:
        months = Decimal(lines.deposit_months)
        reasons.append(Reason(OutcomeReason.DEPOSIT_LOW_MONTHS, demotion, None, months))
    known = {
        "SCORE": facts.score,
        "COLLECTION": facts.collection_pct,
        "DEPOSIT_LOW_MONTHS": facts.deposit_low_months,
        "VIOLATION_POINTS": points,
    }
    return _decision(reasons, [name for name, value in known.items() if value is None])


def head_year_reasons(
    year: HeadYear, policy: OutcomePolicy, accident: AccidentPolicy | None = None
) -> tuple[Reason, ...]:
    """Every ground of one year of a branch head; the accident line is blank in the source until set."""
    lines, reasons, demotion = policy.head, [], Outcome.PROPOSE_DEMOTION
    loss = year.accident_loss
    if loss is not None and accident is not None and loss >= accident.line:
        reasons.append(Reason(OutcomeReason.ACCIDENT_LOSS_GE, Outcome.PROPOSE_DISMISSAL, loss, accident.line))
    if year.score is not None and _below(year.score, lines.score, policy.bounds):
        reasons.append(Reason(OutcomeReason.SCORE_LT, demotion, year.score, lines.score))
    if year.npl_pct is not None and year.npl_pct > lines.npl_pct:
        reasons.append(Reason(OutcomeReason.NPL_GT, demotion, year.npl_pct, lines.npl_pct))
    if year.key_item_pct is not None and _below(year.key_item_pct, lines.key_item_pct, policy.bounds):
        reasons.append(Reason(OutcomeReason.KEY_ITEM_LT, demotion, year.key_item_pct, lines.key_item_pct))
    return tuple(reasons)


def head_outcome(
    years: Sequence[HeadYear], policy: OutcomePolicy, accident: AccidentPolicy | None = None
) -> OutcomeDecision:
    """The proposal for a branch head after the last of consecutive years, oldest first.

    A ground for demotion in two consecutive years proposes dismissal; a good year in between starts anew.
    """
    if not years:
        raise ValueError("a branch head is judged by at least one year")
    by_year = [head_year_reasons(year, policy, accident) for year in years]
    reasons = list(by_year[-1])
    recent = by_year[-policy.head.years :]
    if len(recent) == policy.head.years and policy.head.years > 1 and all(recent):
        in_a_row = Decimal(policy.head.years)
        reasons.append(Reason(OutcomeReason.CONSECUTIVE_YEARS, Outcome.PROPOSE_DISMISSAL, in_a_row, in_a_row))
    last = years[-1]
    known = {"SCORE": last.score, "NPL": last.npl_pct, "KEY_ITEM": last.key_item_pct}
    return _decision(reasons, [name for name, value in known.items() if value is None])


def low_deposit_month(
    values: Sequence[Decimal | None], *, base: Decimal, line_pct: Decimal, months: int
) -> int | None:
    """The place (from 1) of the month that completes a run of low months, None when no run is complete.

    Base 1 000, line 90 %: 905, 899, 880, 899.99 triggers at month 4; 899, 901, 880, 870 does not. A month
    without a figure breaks the run.
    """
    line = exact(base) * exact(line_pct) / 100
    run = 0
    for place, value in enumerate(values, start=1):
        run = run + 1 if value is not None and exact(value) < line else 0
        if run == months:
            return place
    return None


def in_adjacent_months(values: Sequence[tuple[Period, Decimal]]) -> tuple[Decimal | None, ...]:
    """Month figures in calendar order with a None for each month between them that has no figure."""
    ordered = sorted(values, key=lambda one: one[0])
    filled: list[Decimal | None] = []
    expected: Period | None = None
    for month, value in ordered:
        while expected is not None and expected.first < month.first:
            filled.append(None)
            expected = expected.following()
        filled.append(value)
        expected = month.following()
    return tuple(filled)
