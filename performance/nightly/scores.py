"""The step `scores`: a provisional card for every head and manager with a grade, in one pass."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg2.extras import execute_values

from organisation.nightly.steps import Night, StepResult
from performance.choices import ScoreKind
from performance.drafts import (
    OUTCOMES,
    Ruled,
    in_force,
    inputs_of,
    scheme_key,
    subjects_on,
    violation_points,
)
from performance.receipt import Result, digest, evaluate
from performance.year import Subject, YearToDate

PAGE = 500
NAMED = 200  # people listed by number in the ledger
_CARD = """
    INSERT INTO performance_scorecard (
        id, run_id, business_date, staff_id, branch_id, post, grade, kind, scheme, preset_version, period,
        total, open_points, complete, rank, outcome, outcome_reasons, outcome_unknown, inputs, input_hash,
        result_hash
    ) VALUES %s
"""
_LINE = """
    INSERT INTO performance_scoreline (
        card_id, position, item, measure, status, target, actual, raw_steps, steps, base_points, points,
        limit_hit, explanation
    ) VALUES %s
"""
_LINE_COLUMNS = (
    "position", "item", "measure", "status", "target", "actual", "raw_steps", "steps", "base_points",
    "points", "limit_hit",
)  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A card before it has its rank and number."""

    who: Subject
    version: int
    inputs: Mapping[str, Any]
    result: Result
    rank: int | None = None


def run(night: Night) -> StepResult:
    """Score everybody. People whom no scheme covers are named in the ledger, not scored as if one did."""
    year = YearToDate(night.run_id, night.business_date)
    people = subjects_on(night.business_date)
    drafts, blank = _drafts(year, people)
    _rank(drafts)
    _store(night, year, drafts)
    unscored = [who.staff_no for who in people if not who.scheme]
    detail: dict[str, Any] = {
        "complete": sum(draft.result.complete for draft in drafts),
        "without_scheme": len(unscored),
        "people_without_scheme": unscored[:NAMED],
    }
    if blank:
        detail["presets_not_filled_in"] = sorted(blank)
    return StepResult(rows_in=len(people), rows_applied=len(drafts), detail=detail)


def _drafts(year: YearToDate, people: Sequence[Subject]) -> tuple[list[Draft], set[str]]:
    """The cards, and the presets without which some could not be made."""
    outcomes = in_force(OUTCOMES, year.day)
    used = {who.scheme for who in people if who.scheme}
    schemes: dict[str, Ruled | None] = {code: in_force(scheme_key(code), year.day) for code in sorted(used)}
    blank = {scheme_key(code) for code, ruled in schemes.items() if ruled is None}
    if outcomes is None:
        return [], blank | {OUTCOMES}
    points = violation_points(year)
    drafts = []
    for who in people:
        ruled = schemes.get(who.scheme)
        if ruled is not None:
            inputs = inputs_of(year, who, ruled, outcomes, points)
            drafts.append(Draft(who, ruled.version, inputs, evaluate(inputs, ruled.policy, outcomes.policy)))
    return drafts, blank


def _rank(drafts: Iterable[Draft]) -> None:
    """Place among the complete cards of the same scheme, the same total the same place. A partial total is
    not compared with a whole one, so an incomplete card has no place."""
    by_scheme: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.result.complete:
            by_scheme.setdefault(draft.who.scheme, []).append(draft)
    for group in by_scheme.values():
        group.sort(key=lambda draft: -draft.result.total)
        for place, draft in enumerate(group, start=1):
            above = group[place - 2] if place > 1 else None
            tied = above is not None and above.result.total == draft.result.total
            draft.rank = above.rank if tied and above else place


def _store(night: Night, year: YearToDate, drafts: Sequence[Draft]) -> None:
    """Write the cards of the run, in place of those that an earlier try of the same run left."""
    with night.cursor() as cursor:
        cursor.execute(
            "DELETE FROM performance_scoreline WHERE card_id IN"
            " (SELECT id FROM performance_scorecard WHERE run_id = %s)",
            [night.run_id],
        )
        cursor.execute("DELETE FROM performance_scorecard WHERE run_id = %s", [night.run_id])
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('performance_scorecard', 'id'))"
            " FROM generate_series(1, %s)",
            [len(drafts)],
        )
        keys = [key for (key,) in cursor.fetchall()]
        cards = (_card(night, year, draft, key) for draft, key in zip(drafts, keys, strict=True))
        execute_values(cursor.cursor, _CARD, cards, page_size=PAGE)
        execute_values(cursor.cursor, _LINE, _lines(drafts, keys), page_size=PAGE)


def _card(night: Night, year: YearToDate, draft: Draft, key: int) -> tuple[Any, ...]:
    who, result = draft.who, draft.result
    return (
        key,
        night.run_id,
        night.business_date,
        who.staff_id,
        who.branch_id,
        who.post,
        who.grade,
        ScoreKind.PROVISIONAL.value,
        str(who.scheme),
        draft.version,
        year.period.code,
        result.total,
        result.open_points,
        result.complete,
        draft.rank,
        result.outcome,
        _json(result.reasons),
        _json(result.unknown),
        _json(draft.inputs),
        digest(draft.inputs),
        result.hash,
    )


def _lines(drafts: Sequence[Draft], keys: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for draft, key in zip(drafts, keys, strict=True):
        for line in draft.result.lines:
            yield (key, *(line[name] for name in _LINE_COLUMNS), _json(line["explanation"]))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
