"""A card from its stored inputs, and nothing else: the night makes it, a replay makes it again.

No database and no clock. Values are held at the scale in which they are stored, so that the hash of a result
made today equals the hash of the rows that were kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from organisation.rules.numbers import exact, plain, round_half_up
from performance.choices import IndicatorCode, LineStatus, Outcome, UnknownFact
from performance.rules.outcome import (
    HeadYear,
    ManagerFacts,
    OutcomeDecision,
    OutcomePolicy,
    head_outcome,
    manager_outcome,
)
from performance.rules.scheme import Item, Scheme
from performance.rules.scoring import Measure, Scorecard, ScoreLine, score

# Decimal places of the stored columns.
TOTAL, TARGET, EXACT = 2, 4, 10
# The single items that art. 14 names as key for a branch head: deposits and loan interest collected.
KEY_MEASURES = (IndicatorCode.DEPOSIT_GROWTH_PCT, IndicatorCode.INTEREST_COLLECTION_PCT)


@dataclass(frozen=True, slots=True)
class Result:
    """What a card says, ready to be stored. `unknown` are the facts that the outcome rule could not see."""

    lines: tuple[Mapping[str, Any], ...]
    total: Decimal
    open_points: Decimal
    complete: bool
    outcome: str
    reasons: tuple[Mapping[str, Any], ...]
    unknown: tuple[str, ...]

    @property
    def hash(self) -> str:
        return digest(
            {
                "lines": self.lines,
                "total": self.total,
                "open_points": self.open_points,
                "complete": self.complete,
                "outcome": self.outcome,
                "reasons": self.reasons,
                "unknown": self.unknown,
            }
        )


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON of a value: sorted keys, no blanks, decimals as text."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_as_text)
    return hashlib.sha256(text.encode()).hexdigest()


def _as_text(value: Any) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def evaluate(inputs: Mapping[str, Any], scheme: Scheme, outcomes: OutcomePolicy) -> Result:
    """Score the inputs of a card. A partial score judges nobody: the outcome waits for the missing lines."""
    measures = {code: _measure(figure) for code, figure in inputs["measures"].items()}
    card = score(scheme, measures)
    decision = _decide(inputs, card, outcomes)
    undecided = decision.outcome is Outcome.KEEP and UnknownFact.SCORE in decision.missing
    lines = tuple(
        _line(place, item, line, inputs["measures"].get(item.measure))
        for place, (item, line) in enumerate(zip(scheme.items, card.lines, strict=True), start=1)
    )
    return Result(
        lines=lines,
        total=round_half_up(card.total, TOTAL),
        open_points=round_half_up(card.open_points, TOTAL),
        complete=card.complete,
        outcome="" if undecided else decision.outcome.value,
        reasons=tuple(
            {
                "code": reason.code,
                "kind": reason.kind.value,
                "leads_to": reason.leads_to.value,
                "actual": None if reason.actual is None else plain(reason.actual),
                "line": None if reason.line is None else plain(reason.line),
            }
            for reason in decision.reasons
        ),
        unknown=decision.missing,
    )


def _measure(figure: Mapping[str, Any]) -> Measure:
    value = figure["value"]
    return Measure(
        value=None if value is None else Decimal(value),
        reason=figure["reason"],
        sources=tuple(figure["sources"]),
    )


def _decide(inputs: Mapping[str, Any], card: Scorecard, policy: OutcomePolicy) -> OutcomeDecision:
    total = card.total if card.complete else None
    if inputs["heads"]:
        npl = _value(inputs, IndicatorCode.NPL_PCT)
        return head_outcome([HeadYear(total, npl, _key_completion(card, policy))], policy)
    facts = ManagerFacts(
        score=total,
        collection_pct=_value(inputs, IndicatorCode.INTEREST_COLLECTION_PCT),
        deposit_low_months=None,
        violation_points=inputs["facts"]["violation_points"],
    )
    return manager_outcome(facts, policy)


def _value(inputs: Mapping[str, Any], code: str) -> Decimal | None:
    figure = inputs["measures"].get(code)
    return None if figure is None or figure["value"] is None else Decimal(figure["value"])


def _key_completion(card: Scorecard, policy: OutcomePolicy) -> Decimal | None:
    """The worst completion of a key item in per cent; with one missing, only a failure is certain."""
    keys = [line for line in card.lines if line.measure in KEY_MEASURES]
    known = [
        exact(one.actual) * 100 / exact(one.target) for one in keys if one.actual is not None and one.target
    ]
    if not known:
        return None
    worst = round_half_up(min(known), EXACT)
    return worst if len(known) == len(keys) or worst < policy.head.key_item_pct else None


def _line(place: int, item: Item, line: ScoreLine, figure: Mapping[str, Any] | None) -> Mapping[str, Any]:
    return {
        "position": place,
        "item": line.code,
        "measure": line.measure,
        "status": line.status.value,
        "target": _at(line.target, TARGET),
        "actual": _at(line.actual, EXACT),
        "raw_steps": _at(line.raw_steps, EXACT),
        "steps": _at(line.steps, EXACT),
        "base_points": _at(line.base_points, TARGET),
        "points": _at(line.points, EXACT),
        "limit_hit": line.limit_hit,
        "explanation": {
            "reason": line.reason if line.status is LineStatus.MISSING else "",
            "open_points": _as_text(line.open_points),
            "rule": rule_of(item),
            "figure": figure,
        },
    }


def _at(value: Decimal | None, places: int) -> Decimal | None:
    return None if value is None else round_half_up(value, places)


def rule_of(item: Item) -> Mapping[str, Any]:
    """The parameters of a scheme's item as text, so that a receipt explains itself without the preset."""
    found: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name == "bands":
            found["bands"] = [
                {"below": None if band.below is None else plain(band.below), "points": plain(band.points)}
                for band in value
            ]
        else:
            found[field.name] = plain(value) if isinstance(value, Decimal) else value and str(value)
    return found
