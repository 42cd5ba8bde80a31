from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation.rules.numbers import (
    NumberError,
    NumberProblem,
    as_decimal,
    ceil_to,
    clamp,
    exact,
    floor_to,
    parse_decimal,
    percent,
    plain,
    round_half_up,
    truncate,
)
from tests.properties import quick

# The last two are full-width and Arabic digits, which Python itself would read.
NOT_DECIMALS = (
    *(
        " 1",
        "1 ",
        "+1",
        "1e3",
        "NaN",
        "Infinity",
        "1_000",
        "1,000",
        "01",
        "-",
        ".5",
        "5.",
        "1.2.3",
        "--1",
        "1\n",
    ),
    *("0x1", "\uff11\uff12", "\u0663"),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", "0"), ("-0", "0"), ("-0.00", "0.00"), ("-1234.50", "-1234.50"), ("9999999999999999.99",) * 2],
)
def test_plain_decimals_are_read(text: str, value: str) -> None:
    read = parse_decimal(text)
    assert str(read) == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", NumberProblem.EMPTY),
        *((text, NumberProblem.SHAPE) for text in NOT_DECIMALS),
        ("1.234", NumberProblem.TOO_MANY_DECIMALS),
        ("10000000000000000", NumberProblem.OVERFLOW),
    ],
)
def test_anything_else_is_refused_with_its_reason(text: str, problem: NumberProblem) -> None:
    with pytest.raises(NumberError) as refused:
        parse_decimal(text)
    assert (refused.value.problem, refused.value.text) == (problem, text)


def test_scale_and_precision_are_those_of_the_column() -> None:
    assert parse_decimal("0.123456", scale=6, precision=9) == Decimal("0.123456")
    with pytest.raises(NumberError):
        parse_decimal("1000", scale=6, precision=9)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("2.345", "2.35"), ("-2.345", "-2.35"), ("2.344", "2.34"), ("0", "0.00"), ("1", "1.00")],
)
def test_halves_go_away_from_zero(value: str, rounded: str) -> None:
    assert str(round_half_up(Decimal(value))) == rounded


def test_floats_are_not_numbers() -> None:
    for value in (0.1, True, "1"):
        with pytest.raises(TypeError):
            exact(value)  # type: ignore[arg-type]


def test_helpers() -> None:
    assert floor_to(Decimal("-1.239")) == Decimal("-1.23")
    assert ceil_to(Decimal("1.231")) == Decimal("1.24")
    assert ceil_to(Decimal("1.23")) == Decimal("1.23")
    assert truncate(Decimal("-2.99")) == -2
    assert clamp(Fraction(5), None, 3) == 3
    assert clamp(Fraction(-5), -1, None) == -1
    assert clamp(Fraction(2), 1, 3) == 2
    assert percent(1, 4) == 25
    assert percent(1, 0) is None
    assert as_decimal(Fraction(1, 3)) == Decimal("0." + "3" * 28)
    assert [plain(Decimal(text)) for text in ("85.00", "1E+2", "0.50", "100")] == ["85", "100", "0.5", "100"]


@quick
@given(st.decimals(-(10**9), 10**9, places=6))
def test_rounding_moves_by_half_a_cent_at_most_and_keeps_its_sides(value: Decimal) -> None:
    assert abs(round_half_up(value) - value) <= Decimal("0.005")
    assert ceil_to(value) >= value
    assert abs(floor_to(value)) <= abs(value)
    assert round_half_up(-value) == -round_half_up(value)
