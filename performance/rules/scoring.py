"""The scoring engine: measures and a scheme in, a scorecard with a receipt for each line out.

Nothing is rounded before the total; whole steps are cut towards zero. A measure that is missing is shown as
missing and never scored as zero: the total is then partial and the card says how many points are still open.
Source: seed 002 art. 13; domain.md A7. Example (branch head, whole steps): deposit growth 34.7 against 30
is 4 steps of 2 points, 40 + 8 = 48; collection 99.8 against 99.5 is exactly 3 steps, 20 + 6 = 26.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from organisation.rules.numbers import Number, as_decimal, clamp, exact, round_half_up, truncate
from performance.choices import Bounds, ItemKind, LineStatus, StepMode
from performance.rules.scheme import (
    Band,
    BandItem,
    CoefficientItem,
    DeductionItem,
    Deviation,
    GateItem,
    Item,
    RankItem,
    RatioItem,
    Scheme,
    StepItem,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """An actual. `value` None: it could not be worked out, and `reason` says why (a code).

    A target that differs from the scheme's for this person is `target`; the size of the peer group for a
    rank is `peers`; `sources` name the rows behind the figure.
    """

    value: Decimal | None
    reason: str = ""
    target: Decimal | None = None
    peers: int | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One line of the receipt. `points` is None while the measure is missing.

    For gates and coefficients `points` is the change that they made to the total.
    """

    code: str
    kind: ItemKind
    measure: str
    status: LineStatus
    base_points: Decimal
    target: Decimal | None = None
    actual: Decimal | None = None
    raw_steps: Decimal | None = None
    steps: Decimal | None = None
    points: Decimal | None = None
    cap_hit: bool = False
    floor_hit: bool = False
    open_points: Decimal = Decimal(0)
    reason: str = ""
    sources: tuple[str, ...] = ()

    @property
    def limit_hit(self) -> str:
        """CAP, FLOOR or nothing."""
        return "CAP" if self.cap_hit else "FLOOR" if self.floor_hit else ""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Lines in the scheme's order; `total` rounded once, `exact_total` before rounding.

    `open_points`: what the missing lines could still bring at most; `unlimited_open`: one has no cap.
    """

    lines: tuple[ScoreLine, ...]
    total: Decimal
    exact_total: Decimal
    open_points: Decimal
    complete: bool
    unlimited_open: bool = False

    @property
    def most(self) -> Decimal:
        """The total if every missing measure came in best."""
        return self.total + self.open_points

    @property
    def missing(self) -> tuple[str, ...]:
        """Codes of the lines whose measure is missing."""
        return tuple(line.code for line in self.lines if line.status is LineStatus.MISSING)

    def line(self, code: str) -> ScoreLine:
        return next(line for line in self.lines if line.code == code)


def steps_of(deviation: Number, step: Number, mode: StepMode) -> tuple[Fraction, Fraction]:
    """Raw and counted steps: 4.7 over 1 is 4.7 raw and 4 whole steps, -2.5 counts as -2."""
    raw = exact(deviation) / exact(step)
    return raw, Fraction(truncate(raw)) if mode is StepMode.WHOLE_STEP else raw


def band_points(value: Number, bands: Iterable[Band], bounds: Bounds) -> Decimal:
    """Points of the band of a value. By default the line belongs to the band above it, [a, b)."""
    number = exact(value)
    for band in bands:
        if band.below is None or number < exact(band.below):
            return band.points
        if bounds is Bounds.CIVIL_CODE and number == exact(band.below):
            return band.points
    raise ValueError("the last band has no line")


def score(scheme: Scheme, measures: Mapping[str, Measure]) -> Scorecard:
    """Score one person under a scheme."""
    lines = [_line(item, measures.get(item.measure), scheme) for item in scheme.items]
    total = sum((exact(line.points) for line in lines if line.points is not None), Fraction(0))
    total = _hold_total(total, scheme)
    for place, item in enumerate(scheme.items):
        value = lines[place].actual
        if isinstance(item, GateItem | CoefficientItem) and value is not None:
            changed = _act_on_total(item, value, total)
            lines[place] = replace(lines[place], points=as_decimal(changed - total))
            total = changed
    total = _hold_total(total, scheme)
    missing = [
        item for item, line in zip(scheme.items, lines, strict=True) if line.status is LineStatus.MISSING
    ]
    still_open = sum((line.open_points for line in lines), Decimal(0))
    if scheme.total_cap is not None:
        still_open = min(still_open, as_decimal(exact(scheme.total_cap) - total))
    return Scorecard(
        lines=tuple(lines),
        total=round_half_up(total, scheme.decimals),
        exact_total=as_decimal(total),
        open_points=still_open,
        complete=not missing,
        unlimited_open=any(item.most is None for item in missing),
    )


def _hold_total(total: Fraction, scheme: Scheme) -> Fraction:
    return clamp(total, scheme.total_floor, scheme.total_cap)


def _line(item: Item, measure: Measure | None, scheme: Scheme) -> ScoreLine:
    """The line of one item; points of gates and coefficients are added when the total is known."""
    target = item.target if measure is None or measure.target is None else measure.target
    line = ScoreLine(
        code=item.code,
        kind=item.kind,
        measure=item.measure,
        status=LineStatus.SCORED,
        base_points=item.base_points,
        target=target,
    )
    if measure is None or measure.value is None:
        return replace(
            line,
            status=LineStatus.MISSING,
            open_points=Decimal(0) if item.most is None else item.most,
            reason="NO_MEASURE" if measure is None else measure.reason,
            sources=() if measure is None else measure.sources,
        )
    line = replace(line, actual=measure.value, sources=measure.sources)
    value = exact(measure.value)
    match item:
        case StepItem():
            line = _step_line(line, item, value, scheme.step_mode)
        case BandItem():
            met = value <= exact(item.target if target is None else target)
            line = replace(
                line, points=item.base_points if met else band_points(value, item.bands, scheme.bounds)
            )
        case RatioItem():
            line = _ratio_line(line, item, value)
        case RankItem():
            line = _rank_line(line, item, value, measure.peers, scheme.bounds)
        case DeductionItem():
            raw = exact(item.base_points) + exact(item.points_each) * value
            held = clamp(raw, item.floor, None)
            line = replace(line, points=as_decimal(held), steps=measure.value, floor_hit=held > raw)
    return line


def _ratio_line(line: ScoreLine, item: RatioItem, value: Fraction) -> ScoreLine:
    share = value / exact(item.target if line.target is None else line.target)
    held = clamp(share, 0, item.cap)
    return replace(
        line,
        points=as_decimal(exact(item.base_points) * held),
        raw_steps=as_decimal(share),
        steps=as_decimal(held),
        cap_hit=share >= item.cap,
        floor_hit=share < 0,
    )


def _step_line(line: ScoreLine, item: StepItem, value: Fraction, mode: StepMode) -> ScoreLine:
    target = exact(item.target if line.target is None else line.target)
    deviation = value - target
    if item.deviation is Deviation.PERCENT_OF_TARGET:
        deviation = deviation * 100 / target
    raw, counted = steps_of(deviation, item.step, mode)
    change = counted * exact(item.step_points)
    return replace(
        line,
        raw_steps=as_decimal(raw),
        steps=as_decimal(counted),
        points=as_decimal(exact(item.base_points) + clamp(change, item.floor, item.cap)),
        cap_hit=item.cap is not None and change >= item.cap,
        floor_hit=item.floor is not None and change <= item.floor,
    )


def _rank_line(
    line: ScoreLine, item: RankItem, place: Fraction, peers: int | None, bounds: Bounds
) -> ScoreLine:
    """Place 3 of 20 is the best 15 %; without the size of the peer group the line is missing."""
    if not peers:
        return replace(
            line, status=LineStatus.MISSING, reason="NO_PEERS", open_points=item.most or Decimal(0)
        )
    share = place * 100 / peers
    return replace(line, raw_steps=as_decimal(share), points=band_points(share, item.bands, bounds))


def _act_on_total(item: GateItem | CoefficientItem, value: Decimal, total: Fraction) -> Fraction:
    if isinstance(item, CoefficientItem):
        return total * clamp(exact(value), item.floor, item.cap)
    failed = (item.at_least is not None and value < item.at_least) or (
        item.at_most is not None and value > item.at_most
    )
    return min(total, exact(item.total_cap)) if failed else total
