"""What a segment may say: conditions over the customer's figures and record, in alternatives.

A segment is up to three alternatives; a customer belongs to it who meets every condition of at least one of them.
Example: [[aum at least 200 000, tier is one of GOLD], [loans at least 1]] takes in a gold customer with 250 000 yuan,
and anybody with a loan. Amounts are yuan, days and years are whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from customers.choices import (
    AssetClass,
    FlagKind,
    Gender,
    RatingClass,
    RiskLevel,
    SegmentOperator,
    Tier,
    TierMove,
)
from organisation.rules.numbers import NumberError, parse_decimal

MOST_ALTERNATIVES = 3
MOST_CONDITIONS = 8
MOST_WHOLE = 36_600  # days: a hundred years
LONGEST_CODE = 20

Value = Decimal | int | bool | tuple[str, ...]
_O = SegmentOperator


class Kind(StrEnum):
    """What a condition compares with: yuan, a whole number, codes of a closed list, an office, or yes and no."""

    AMOUNT = "AMOUNT"
    WHOLE = "WHOLE"
    CODES = "CODES"
    OFFICE = "OFFICE"
    TRUTH = "TRUTH"


OPERATORS: Mapping[Kind, tuple[SegmentOperator, ...]] = {
    Kind.AMOUNT: (_O.FROM, _O.TO),
    Kind.WHOLE: (_O.FROM, _O.TO),
    Kind.CODES: (_O.ANY_OF, _O.NONE_OF),
    Kind.OFFICE: (_O.ANY_OF, _O.NONE_OF),
    Kind.TRUTH: (_O.IS,),
}
FIELDS: Mapping[str, Kind] = {
    "tier": Kind.CODES,
    "moved": Kind.CODES,
    "aum": Kind.AMOUNT,
    "average": Kind.AMOUNT,
    "average_quarter": Kind.AMOUNT,
    "change": Kind.AMOUNT,
    "loans": Kind.AMOUNT,
    "near": Kind.TRUTH,
    "maturity": Kind.WHOLE,
    "holds": Kind.CODES,
    "noticed": Kind.CODES,
    "age": Kind.WHOLE,
    "gender": Kind.CODES,
    "risk": Kind.CODES,
    "years": Kind.WHOLE,
    "rating": Kind.CODES,
    "branch": Kind.OFFICE,
    "managed": Kind.TRUTH,
}
CODES: Mapping[str, frozenset[str]] = {
    "tier": frozenset(Tier.values),
    "moved": frozenset(TierMove.values),
    "holds": frozenset(AssetClass.values),
    "noticed": frozenset(FlagKind.values),
    "gender": frozenset(Gender.values),
    "risk": frozenset(RiskLevel.values),
    "rating": frozenset(RatingClass.values),
}


class Problem(StrEnum):
    """What can be wrong with a condition."""

    EMPTY = "EMPTY"
    TOO_MANY = "TOO_MANY"
    FIELD = "FIELD"
    OPERATOR = "OPERATOR"
    VALUE = "VALUE"


class CriteriaError(ValueError):
    """The conditions cannot be used: `problem` at the condition `place` of the alternative `group`."""

    def __init__(self, problem: Problem, group: int = 0, place: int = 0) -> None:
        super().__init__(f"{problem} at {group}/{place}")
        self.problem = problem
        self.group = group
        self.place = place


@dataclass(frozen=True, slots=True)
class Condition:
    field: str
    operator: SegmentOperator
    value: Value

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored: an amount as text, so that no digit is lost."""
        value: Any = self.value
        if isinstance(value, tuple):
            value = list(value)
        elif isinstance(value, Decimal):
            value = str(value)
        return {"field": self.field, "operator": self.operator.value, "value": value}


@dataclass(frozen=True, slots=True)
class Criteria:
    """Alternatives; all conditions of one of them must hold."""

    groups: tuple[tuple[Condition, ...], ...]

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(condition.field for group in self.groups for condition in group)

    @property
    def plain(self) -> list[list[dict[str, Any]]]:
        return [[condition.plain for condition in group] for group in self.groups]


def read(stored: Sequence[Sequence[Mapping[str, Any]]]) -> Criteria:
    """The conditions of stored or typed text; CriteriaError names the first that cannot be used. Empty
    alternatives are left out; a segment without any condition would be everybody and is refused."""
    groups = [list(group) for group in stored if group]
    if not groups:
        raise CriteriaError(Problem.EMPTY)
    if len(groups) > MOST_ALTERNATIVES or any(len(group) > MOST_CONDITIONS for group in groups):
        raise CriteriaError(Problem.TOO_MANY)
    return Criteria(
        tuple(
            tuple(_condition(one, number, place) for place, one in enumerate(group))
            for number, group in enumerate(groups)
        )
    )


def _condition(raw: Mapping[str, Any], group: int, place: int) -> Condition:
    field = str(raw.get("field", ""))
    kind = FIELDS.get(field)
    if kind is None:
        raise CriteriaError(Problem.FIELD, group, place)
    try:
        operator = SegmentOperator(str(raw.get("operator", "")))
    except ValueError as unknown:
        raise CriteriaError(Problem.OPERATOR, group, place) from unknown
    if operator not in OPERATORS[kind]:
        raise CriteriaError(Problem.OPERATOR, group, place)
    value = _value(field, kind, raw.get("value"))
    if value is None:
        raise CriteriaError(Problem.VALUE, group, place)
    return Condition(field, operator, value)


def _value(field: str, kind: Kind, raw: Any) -> Value | None:
    """The typed value, None when it is not one."""
    if kind in (Kind.CODES, Kind.OFFICE):
        codes = tuple(sorted({str(code) for code in raw})) if isinstance(raw, list | tuple) else ()
        known = CODES.get(field)
        fits = all(code in known for code in codes) if known is not None else _offices(codes)
        return codes if codes and fits else None
    text = str(raw).strip() if raw is not None else ""
    if kind is Kind.TRUTH:
        return {"true": True, "false": False}.get(text.lower())
    try:
        number = parse_decimal(text)
    except NumberError:
        return None
    if kind is Kind.AMOUNT:
        return number
    whole = int(number)
    return whole if whole == number and 0 <= whole <= MOST_WHOLE else None


def _offices(codes: Sequence[str]) -> bool:
    """Branch numbers are letters and digits; whether there is such a branch shows in the count."""
    return all(code.isascii() and code.isalnum() and len(code) <= LONGEST_CODE for code in codes)
