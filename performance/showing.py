"""A card as a person reads it: every line with its figure, its rule in words and what was made of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from performance import wording
from performance.choices import ItemKind, LineStatus, Source
from performance.models import Scorecard, ScoreLine
from performance.queries.cards import Move


@dataclass(frozen=True, slots=True)
class Part:
    """One number that a figure was made of. `unit` is money, count or percent."""

    name: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the receipt, ready to be shown."""

    item: str
    name: str
    measure: str
    unit: str
    target: Decimal | None
    actual: Decimal | None
    points: Decimal | None
    base: Decimal
    missing: bool
    why: str
    gaps: str
    limit: str
    rule: str
    steps: str
    parts: tuple[Part, ...]
    first: date | None
    last: date | None
    base_first: date | None
    base_last: date | None
    sources: str
    open_points: Decimal

    @property
    def tone(self) -> str:
        """Below target is late, a gap is neither good nor bad."""
        if self.missing or self.points is None:
            return "neutral"
        return "ok" if self.points >= self.base else "due"


def line_views(card: Scorecard) -> list[LineView]:
    """The lines in the scheme's order. The card's lines must be loaded."""
    return [line_view(line) for line in card.lines.all()]


def line_view(line: ScoreLine) -> LineView:
    figure: Mapping[str, Any] = line.explanation.get("figure") or {}
    parts = figure.get("parts") or {}
    rule = line.explanation["rule"]
    return LineView(
        item=line.item,
        name=wording.item_name(line.item),
        measure=wording.measure_name(line.measure),
        unit=wording.unit_of(line.measure),
        target=line.target,
        actual=line.actual,
        points=line.points,
        base=line.base_points,
        missing=line.status == LineStatus.MISSING,
        why=wording.missing_reason(line.explanation["reason"]) if line.explanation["reason"] else "",
        gaps=_gaps(parts),
        limit=_limit(line.limit_hit),
        rule=wording.rule(line.measure, rule),
        steps=_steps(line, rule),
        parts=_parts(line.measure, figure),
        first=_day(figure.get("first")),
        last=_day(figure.get("last")),
        base_first=_day(parts.get("base_first")),
        base_last=_day(parts.get("base_last")),
        sources=_(", ").join(str(Source(code).label) for code in figure.get("sources", ())),
        open_points=Decimal(line.explanation["open_points"]),
    )


@dataclass(frozen=True, slots=True)
class MovedPart:
    """One of the numbers that a figure is made of, before and now."""

    name: str
    unit: str
    before: Decimal | None
    now: Decimal | None


@dataclass(frozen=True, slots=True)
class MoveView:
    """A line that moved since the previous business date, ready to be shown."""

    item: str
    name: str
    measure: str
    unit: str
    points_before: Decimal | None
    points: Decimal | None
    actual_before: Decimal | None
    actual: Decimal | None
    rule_changed: bool
    parts: tuple[MovedPart, ...]


def move_view(move: Move) -> MoveView:
    names = dict(zip(("numerator", "denominator"), wording.part_names(move.measure), strict=True))
    return MoveView(
        item=move.item,
        name=wording.item_name(move.item),
        measure=wording.measure_name(move.measure),
        unit=wording.unit_of(move.measure),
        points_before=move.points_before,
        points=move.points,
        actual_before=move.actual_before,
        actual=move.actual,
        rule_changed=move.rule_changed,
        parts=tuple(
            MovedPart(*names[part], Decimal(before) if before else None, Decimal(now) if now else None)
            for part, before, now in move.parts
        ),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _gaps(parts: Mapping[str, str]) -> str:
    """Which rows are missing: the first few by subject and period, and how many in all."""
    if not parts.get("missing"):
        return ""
    return _("Missing rows: %(rows)s (%(count)s in all)") % {
        "rows": parts["missing"],
        "count": parts["missing_count"],
    }


def _limit(code: str) -> str:
    return {"CAP": _("cap reached"), "FLOOR": _("floor reached")}.get(code, "")


def _steps(line: ScoreLine, rule: Mapping[str, Any]) -> str:
    """The working from actual to points, as one would write it on paper."""
    if line.points is None:
        return ""
    points, base = wording.number(line.points), wording.number(line.base_points)
    if rule["kind"] == ItemKind.STEP:
        return _("%(raw)s steps, %(steps)s counted × %(each)s points; %(base)s + change = %(points)s") % {
            "raw": wording.number(line.raw_steps),
            "steps": wording.number(line.steps),
            "each": rule["step_points"],
            "base": base,
            "points": points,
        }
    if rule["kind"] == ItemKind.RATIO:
        return _("%(share)s of the target × %(base)s = %(points)s") % {
            "share": wording.number(line.steps),
            "base": base,
            "points": points,
        }
    return _("%(points)s of %(base)s points") % {"points": points, "base": base}


def _parts(measure: str, figure: Mapping[str, Any]) -> tuple[Part, ...]:
    names = wording.part_names(measure)
    values = (figure.get("numerator"), figure.get("denominator"))
    return tuple(
        Part(name, Decimal(value), unit)
        for (name, unit), value in zip(names, values, strict=True)
        if value is not None
    )


def finding(views: list[LineView]) -> str:
    """The title of the chart: the line that brings most, the one that costs most, or what is open."""
    scored = [view for view in views if view.points is not None]
    still_open = sum((view.open_points for view in views if view.missing), Decimal(0))
    if not scored:
        return _("Nothing can be scored yet: %(points)s points are open") % {
            "points": wording.number(still_open, 2)
        }
    worst = min(scored, key=lambda view: (view.points or 0) - view.base)
    change = (worst.points or Decimal(0)) - worst.base
    if change < 0:
        return _("Most is lost on %(item)s: %(points)s points below the target") % {
            "item": worst.name,
            "points": wording.number(-change, 2),
        }
    best = max(scored, key=lambda view: (view.points or 0) - view.base)
    return _("Every scored item meets its target; %(item)s brings %(points)s points more") % {
        "item": best.name,
        "points": wording.number((best.points or Decimal(0)) - best.base, 2),
    }
