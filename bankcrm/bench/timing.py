"""Interleaved rounds and what is read from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some measurements, and their ends."""

    middle: float
    low: float
    high: float


def spread(values: Sequence[float]) -> Spread:
    return Spread(float(median(values)), float(min(values)), float(max(values)))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest measurement that at least this share of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ratios(ours: Sequence[float], bare: Sequence[float]) -> Spread:
    """Round by round, so that a machine that slows down meanwhile slows both sides of a ratio."""
    return spread([one / other for one, other in zip(ours, bare, strict=True)])


def clock(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def interleaved(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each way in each round: A B, B A, A B, so that none is always the one that warms the cache."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    order = list(ways)
    for _ in range(rounds):
        for name in order:
            taken[name].append(clock(ways[name]))
        order.reverse()
    return taken
