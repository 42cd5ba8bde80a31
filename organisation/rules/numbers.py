"""Reading and rounding numbers: one strict decimal parser and one way to round.

Money and scores are exact decimals. Divisions are kept as fractions until the end, where one rounding
HALF_UP (四舍五入) makes the figure that people see. Source: domain.md, conventions 1.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

Number = Decimal | Fraction | int

_SHAPE = re.compile(r"-?(0|[1-9][0-9]*)(?:\.([0-9]+))?")
_WIDE = Context(prec=60)
_SIGNIFICANT = Context(prec=28, rounding=ROUND_HALF_UP)


class NumberProblem(StrEnum):
    """Why a text is not a number that this portal accepts."""

    EMPTY = "EMPTY"
    SHAPE = "SHAPE"
    TOO_MANY_DECIMALS = "TOO_MANY_DECIMALS"
    OVERFLOW = "OVERFLOW"


class NumberError(ValueError):
    """A text was refused by `parse_decimal`; `problem` is the machine code, `text` the text."""

    def __init__(self, problem: NumberProblem, text: str) -> None:
        super().__init__(f"{problem}: {text!r}")
        self.problem = problem
        self.text = text


def parse_decimal(text: str, *, scale: int = 2, precision: int = 18) -> Decimal:
    """Read a plain ASCII decimal: `-?(0|[1-9]digits)(.up to scale digits)?`.

    Exponents, NaN, signs in front of positives, thousands marks, blanks, underscores and full-width digits
    are refused, because a bank's extract that contains them is not what the sender meant to send.
    `precision` counts all digits of a decimal(precision, scale) column.

    >>> parse_decimal("-1234.50")
    Decimal('-1234.50')
    """
    if text == "":
        raise NumberError(NumberProblem.EMPTY, text)
    matched = _SHAPE.fullmatch(text)
    if matched is None:
        raise NumberError(NumberProblem.SHAPE, text)
    whole, decimals = matched.group(1), matched.group(2) or ""
    if len(decimals) > scale:
        raise NumberError(NumberProblem.TOO_MANY_DECIMALS, text)
    if len(whole) > precision - scale:
        raise NumberError(NumberProblem.OVERFLOW, text)
    value = Decimal(text)
    return abs(value) if value == 0 else value


def exact(value: Number) -> Fraction:
    """The number as an exact fraction, so that a division loses nothing. Floats are not numbers here."""
    return value if type(value) is Fraction else _exact(value)


@lru_cache(maxsize=4096, typed=True)
def _exact(value: Number) -> Fraction:
    """Remembered, because a night asks for the same few parameters millions of times."""
    if isinstance(value, bool) or not isinstance(value, Decimal | Fraction | int):
        raise TypeError(f"exact numbers only, got {type(value).__name__}")
    return Fraction(*value.as_integer_ratio())


def as_decimal(value: Number) -> Decimal:
    """The number as a decimal: exactly where it has an end, else with 28 significant digits.

    >>> as_decimal(Fraction(1, 8))
    Decimal('0.125')
    """
    fraction = exact(value)
    return _SIGNIFICANT.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))


def round_half_up(value: Number, places: int = 2) -> Decimal:
    """Round once, at the end, halves away from zero, to `places` decimals.

    >>> round_half_up(Decimal("2.345"))
    Decimal('2.35')
    """
    fraction = exact(value)
    # In whole numbers: a night rounds a figure for every customer, and fractions are slow.
    units, parts = fraction.numerator * 10**places, fraction.denominator
    magnitude = (2 * abs(units) + parts) // (2 * parts)
    return Decimal(-magnitude if units < 0 else magnitude).scaleb(-places, context=_WIDE)


def floor_to(value: Number, places: int = 2) -> Decimal:
    """Cut towards zero to `places` decimals (instalments never pay a cent that is not there).

    >>> floor_to(Decimal("11539.099"))
    Decimal('11539.09')
    """
    fraction = exact(value)
    units = abs(fraction) * 10**places // 1
    signed = -units if fraction < 0 else units
    return Decimal(int(signed)).scaleb(-places, context=_WIDE)


def ceil_to(value: Number, places: int = 2) -> Decimal:
    """Up to `places` decimals: the smallest amount that is enough.

    >>> ceil_to(Decimal("250000.001"))
    Decimal('250000.01')
    """
    units = exact(value) * 10**places
    return Decimal(-int(-units // 1)).scaleb(-places, context=_WIDE)


def truncate(value: Number) -> int:
    """The whole number of steps in a deviation, towards zero: 2.99 gives 2, -2.99 gives -2."""
    return int(exact(value))


def clamp(value: Fraction, floor: Number | None, cap: Number | None) -> Fraction:
    """The value held between floor and cap; None means that side is open."""
    if floor is not None and value < exact(floor):
        return exact(floor)
    if cap is not None and value > exact(cap):
        return exact(cap)
    return value


def percent(part: Number, whole: Number) -> Fraction | None:
    """Part of whole in per cent, None when there is no whole."""
    return None if exact(whole) == 0 else exact(part) * 100 / exact(whole)


def plain(value: Decimal) -> str:
    """A decimal without exponent and trailing zeros, for machine codes: 85.00 gives '85'."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


__all__ = [
    "Number",
    "NumberError",
    "NumberProblem",
    "as_decimal",
    "ceil_to",
    "clamp",
    "exact",
    "floor_to",
    "parse_decimal",
    "percent",
    "plain",
    "round_half_up",
    "truncate",
]
