"""A scoring scheme as data: its items, their kinds and parameters, read from a preset.

Kinds: STEP (points for each step away from a target), BAND (points by bands), RATIO (share of a target),
RANK (place among peers), DEDUCTION (points per event), GATE (a condition that takes the total), COEFFICIENT
(a factor on the total). Source: mission P1; seed 002 art. 13; domain.md A7.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from organisation.rules.presets import PresetError, PresetProblem, Reader
from performance.choices import Bounds, ItemKind, StepMode


class Deviation(StrEnum):
    """How far an actual is from its target: the difference, or the difference in per cent of the target."""

    DIFFERENCE = "DIFFERENCE"
    PERCENT_OF_TARGET = "PERCENT_OF_TARGET"


@dataclass(frozen=True, slots=True)
class StepItem:
    """base + clamp(steps x step_points, floor, cap); floor is a negative number of points."""

    code: str
    measure: str
    base_points: Decimal
    target: Decimal
    step: Decimal
    step_points: Decimal
    floor: Decimal | None
    cap: Decimal | None
    deviation: Deviation = Deviation.DIFFERENCE
    kind: ItemKind = ItemKind.STEP

    @property
    def most(self) -> Decimal | None:
        """The highest points of the item, None when it has no cap."""
        return None if self.cap is None else self.base_points + self.cap


@dataclass(frozen=True, slots=True)
class Band:
    """Points up to a line; the last band has no line."""

    below: Decimal | None
    points: Decimal


@dataclass(frozen=True, slots=True)
class BandItem:
    """Full points at the target or better (smaller is better), else the points of the band of the actual."""

    code: str
    measure: str
    base_points: Decimal
    target: Decimal
    bands: tuple[Band, ...]
    kind: ItemKind = ItemKind.BAND

    @property
    def most(self) -> Decimal | None:
        return self.base_points


@dataclass(frozen=True, slots=True)
class RatioItem:
    """base_points x actual / target, held between 0 and `cap` times the base points."""

    code: str
    measure: str
    base_points: Decimal
    target: Decimal
    cap: Decimal
    kind: ItemKind = ItemKind.RATIO

    @property
    def most(self) -> Decimal | None:
        return self.base_points * self.cap


@dataclass(frozen=True, slots=True)
class RankItem:
    """Points by the share of peers up to and including one's place; bands as upper shares in per cent."""

    code: str
    measure: str
    base_points: Decimal
    bands: tuple[Band, ...]
    kind: ItemKind = ItemKind.RANK
    target: Decimal | None = None

    @property
    def most(self) -> Decimal | None:
        return max(band.points for band in self.bands)


@dataclass(frozen=True, slots=True)
class DeductionItem:
    """points_each for every event (negative takes away), held at `floor` (None: it may eat the total)."""

    code: str
    measure: str
    base_points: Decimal
    points_each: Decimal
    floor: Decimal | None
    kind: ItemKind = ItemKind.DEDUCTION
    target: Decimal | None = None

    @property
    def most(self) -> Decimal | None:
        return self.base_points


@dataclass(frozen=True, slots=True)
class GateItem:
    """While the actual is above `at_most` or below `at_least`, the total is held at `total_cap`."""

    code: str
    measure: str
    at_least: Decimal | None
    at_most: Decimal | None
    total_cap: Decimal
    kind: ItemKind = ItemKind.GATE
    base_points: Decimal = Decimal(0)
    target: Decimal | None = None

    @property
    def most(self) -> Decimal | None:
        return Decimal(0)


@dataclass(frozen=True, slots=True)
class CoefficientItem:
    """The total is multiplied by the actual, held between floor and cap."""

    code: str
    measure: str
    floor: Decimal | None
    cap: Decimal | None
    kind: ItemKind = ItemKind.COEFFICIENT
    base_points: Decimal = Decimal(0)
    target: Decimal | None = None

    @property
    def most(self) -> Decimal | None:
        return Decimal(0)


Item = StepItem | BandItem | RatioItem | RankItem | DeductionItem | GateItem | CoefficientItem


@dataclass(frozen=True, slots=True)
class Scheme:
    """Items in the order of the receipt; the total is held between floor and cap, rounded to `decimals`."""

    items: tuple[Item, ...]
    step_mode: StepMode
    bounds: Bounds
    total_floor: Decimal | None
    total_cap: Decimal | None
    decimals: int = 2

    @property
    def measures(self) -> frozenset[str]:
        """The measure codes that the scheme needs."""
        return frozenset(item.measure for item in self.items)

    @classmethod
    def read(cls, preset: Reader) -> Scheme:
        items = tuple(_item(entry) for entry in preset.items("items"))
        codes = [item.code for item in items]
        for place, code in enumerate(codes):
            if code in codes[:place]:
                raise PresetError(f"{preset.at('items')}[{place}].code", PresetProblem.ORDER, f"{code} twice")
        if not items:
            raise PresetError(preset.at("items"), PresetProblem.MISSING)
        return cls(
            items=items,
            step_mode=preset.choice("step_mode", StepMode),
            bounds=preset.choice("bounds", Bounds),
            total_floor=preset.optional_decimal("total_floor"),
            total_cap=preset.optional_decimal("total_cap"),
            decimals=preset.integer("decimals", minimum=0, maximum=6),
        )


def _bands(entry: Reader) -> tuple[Band, ...]:
    bands = tuple(Band(one.optional_decimal("below"), one.decimal("points")) for one in entry.items("bands"))
    lines = [band.below for band in bands]
    closed = [line for line in lines if line is not None]
    if not bands or lines[-1] is not None or len(closed) != len(bands) - 1 or closed != sorted(set(closed)):
        raise PresetError(entry.at("bands"), PresetProblem.ORDER, "lines rise, the last band has none")
    return bands


def _step(entry: Reader) -> StepItem:
    deviation = entry.choice("deviation", Deviation) if entry.has("deviation") else Deviation.DIFFERENCE
    positive = Decimal("0.000000001")
    return StepItem(
        code=entry.text("code"),
        measure=entry.text("measure"),
        base_points=entry.decimal("base_points"),
        target=entry.decimal(
            "target", minimum=positive if deviation is Deviation.PERCENT_OF_TARGET else None
        ),
        step=entry.decimal("step", minimum=positive),
        step_points=entry.decimal("step_points"),
        floor=entry.optional_decimal("floor", maximum=0),
        cap=entry.optional_decimal("cap", minimum=0),
        deviation=deviation,
    )


def _band(entry: Reader) -> BandItem:
    return BandItem(
        code=entry.text("code"),
        measure=entry.text("measure"),
        base_points=entry.decimal("base_points"),
        target=entry.decimal("target"),
        bands=_bands(entry),
    )


def _ratio(entry: Reader) -> RatioItem:
    return RatioItem(
        code=entry.text("code"),
        measure=entry.text("measure"),
        base_points=entry.decimal("base_points"),
        target=entry.decimal("target", minimum=Decimal("0.000000001")),
        cap=entry.decimal("cap", minimum=0),
    )


def _rank(entry: Reader) -> RankItem:
    return RankItem(
        code=entry.text("code"),
        measure=entry.text("measure"),
        base_points=entry.decimal("base_points"),
        bands=_bands(entry),
    )


def _deduction(entry: Reader) -> DeductionItem:
    return DeductionItem(
        code=entry.text("code"),
        measure=entry.text("measure"),
        base_points=entry.decimal("base_points"),
        points_each=entry.decimal("points_each", maximum=0),
        floor=entry.optional_decimal("floor"),
    )


def _gate(entry: Reader) -> GateItem:
    gate = GateItem(
        code=entry.text("code"),
        measure=entry.text("measure"),
        at_least=entry.optional_decimal("at_least"),
        at_most=entry.optional_decimal("at_most"),
        total_cap=entry.decimal("total_cap"),
    )
    if gate.at_least is None and gate.at_most is None:
        raise PresetError(entry.at("at_least"), PresetProblem.MISSING)
    return gate


def _coefficient(entry: Reader) -> CoefficientItem:
    return CoefficientItem(
        code=entry.text("code"),
        measure=entry.text("measure"),
        floor=entry.optional_decimal("floor"),
        cap=entry.optional_decimal("cap"),
    )


_KINDS: Mapping[ItemKind, Callable[[Reader], Item]] = {
    ItemKind.STEP: _step,
    ItemKind.BAND: _band,
    ItemKind.RATIO: _ratio,
    ItemKind.RANK: _rank,
    ItemKind.DEDUCTION: _deduction,
    ItemKind.GATE: _gate,
    ItemKind.COEFFICIENT: _coefficient,
}


def _item(entry: Reader) -> Item:
    return _KINDS[entry.choice("kind", ItemKind)](entry)
