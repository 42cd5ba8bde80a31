"""What a bench found, as lines: ours, the bare work beside it, the ratio, the goal and whether it is met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from bankcrm.bench.timing import Spread, ratios, spread


@dataclass(frozen=True, slots=True)
class Finding:
    """One measured figure. `held`: it does not depend on the machine, so a figure over the goal is a fault."""

    what: str
    figure: Spread
    goal: float | None = None
    ours: str = ""
    bare: str = ""
    note: str = ""
    held: bool = False

    @property
    def over(self) -> bool:
        return self.goal is not None and self.figure.middle > self.goal

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        return "OVER" if self.over else "ok"


def ratio(
    what: str, ours: Sequence[float], bare: Sequence[float], goal: float | None = None, note: str = ""
) -> Finding:
    """Ours against the bare work, as a ratio of seconds."""
    return Finding(what, ratios(ours, bare), goal, seconds(spread(ours)), seconds(spread(bare)), note)


def count(what: str, value: int, goal: int, note: str = "") -> Finding:
    """A number that is the same on every machine."""
    return Finding(what, spread([value]), goal, note=note, held=True)


def seconds(taken: Spread) -> str:
    if taken.high >= 1:
        return _ranged(taken, 2, "s")
    scaled = Spread(taken.middle * 1000, taken.low * 1000, taken.high * 1000)
    return _ranged(scaled, 1 if scaled.middle < 100 else 0, "ms")


def _ranged(taken: Spread, digits: int, unit: str) -> str:
    text = f"{taken.middle:.{digits}f}"
    if taken.low != taken.high:
        text += f" [{taken.low:.{digits}f}-{taken.high:.{digits}f}]"
    return f"{text} {unit}".strip()


def _row(one: Finding) -> tuple[str, ...]:
    whole = one.figure.middle.is_integer() and one.figure.low == one.figure.high
    figure = _ranged(one.figure, 0 if whole else 2, "")
    goal = "" if one.goal is None else f"<= {one.goal:g}"
    return one.what, one.ours, one.bare, figure, goal, one.verdict, one.note


HEAD = ("", "ours", "bare", "figure", "goal", "", "")


def table(title: str, findings: Iterable[Finding]) -> list[str]:
    """The findings under a title, in columns."""
    rows = [HEAD, *(_row(one) for one in findings)]
    widths = [max(_width(row[place]) for row in rows) for place in range(len(HEAD))]
    lines = [
        "  ".join(
            text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    return ["", title, *(f"  {line}" for line in lines)]


def _width(text: str) -> int:
    """Columns on a screen: a Chinese character takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
