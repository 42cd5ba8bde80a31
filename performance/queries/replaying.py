"""A card made again: from the inputs that it keeps, and on demand from the rows those inputs came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from performance.drafts import inputs_of, of_version, policies_of, subjects_on, violation_points
from performance.models import Scorecard
from performance.receipt import Result, digest, evaluate
from performance.year import YearToDate

LINE_FIELDS = (
    "position", "item", "measure", "status", "target", "actual", "raw_steps", "steps", "base_points",
    "points", "limit_hit", "explanation",
)  # fmt: skip
CARD_FIELDS = ("total", "open_points", "complete", "outcome")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was: what it is, as the card has it, as it comes out now."""

    what: str
    stored: str
    found: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found. `from_source` says whether the measures were read anew as well."""

    differences: tuple[Difference, ...]
    lines: int
    from_source: bool

    @property
    def agrees(self) -> bool:
        return not self.differences


def replay(card: Scorecard, *, from_source: bool = False) -> Replay:
    """Run the engine again with the card's inputs and the preset versions that it names.

    The hash of the inputs, every column of every line, the total, the outcome and the hash of the result are
    held against what is stored. With `from_source` the figures are also read again from the run's own rows,
    which are kept for the newest nights only. Writes nothing.
    """
    differences = list(_compared(card))
    if from_source:
        differences += _against_source(card)
    return Replay(tuple(differences), len(card.lines.all()), from_source)


def _compared(card: Scorecard) -> Iterator[Difference]:
    yield from _differing("input_hash", card.input_hash, digest(card.inputs))
    result = evaluate(card.inputs, *policies_of(card.inputs))
    yield from _lines(card, result)
    for name in CARD_FIELDS:
        yield from _differing(name, getattr(card, name), getattr(result, name))
    yield from _differing("outcome_reasons", card.outcome_reasons, list(result.reasons))
    yield from _differing("outcome_unknown", card.outcome_unknown, list(result.unknown))
    yield from _differing("result_hash", card.result_hash, result.hash)


def _lines(card: Scorecard, result: Result) -> Iterator[Difference]:
    stored = {line.item: line for line in card.lines.all()}
    for line in result.lines:
        kept = stored.pop(line["item"], None)
        if kept is None:
            yield Difference(line["item"], "-", "line")
            continue
        for name in LINE_FIELDS:
            yield from _differing(f"{kept.item}.{name}", getattr(kept, name), line[name])
    for item in stored:
        yield Difference(item, "line", "-")


def _differing(what: str, stored: Any, found: Any) -> Iterator[Difference]:
    if _plain(stored) != _plain(found):
        yield Difference(what, _plain(stored), _plain(found))


def _plain(value: Any) -> str:
    """A value as text in which equal things are equal, whether read from a column or just made."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_plain(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_plain(one) for one in value) + "]"
    return str(value)


def _against_source(card: Scorecard) -> Iterator[Difference]:
    """Read the figures of the card's run again. A changed figure is named with both values."""
    year = YearToDate(card.run_id, card.business_date)
    if not year.kept:
        yield Difference("run", str(card.run_id), "-")
        return
    who = next((one for one in subjects_on(card.business_date) if one.staff_id == card.staff_id), None)
    if who is None:
        yield Difference("staff", card.inputs["staff_no"], "-")
        return
    scheme, outcomes = card.inputs["scheme"], card.inputs["outcomes"]
    fresh = inputs_of(
        year,
        who,
        of_version(scheme["key"], scheme["version"]),
        of_version(outcomes["key"], outcomes["version"]),
        violation_points(year),
    )
    for name, stored in card.inputs.items():
        if name != "measures":
            yield from _differing(name, stored, fresh[name])
    for code, stored in card.inputs["measures"].items():
        yield from _differing(f"measures.{code}", stored, fresh["measures"].get(code))


def card_for_replay(*, pk: int | None, staff_no: str | None, on: date | None) -> Scorecard | None:
    """A card by number, or the newest of a person on a business date; None when there is none."""
    cards = Scorecard.objects.unscoped("replay by the operator").select_related("staff")
    if pk is not None:
        return cards.filter(pk=pk).first()
    if staff_no is None or on is None:
        return None
    return cards.filter(staff__staff_no=staff_no, business_date=on).order_by("-run_id").first()
