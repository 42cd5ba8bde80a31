"""Figures, days and personal data on the screen, in both languages."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone, translation

from organisation.templatetags import screen


def words(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        ("0", "0.00", "0.00"),
        ("0.005", "0.01", "0.01"),
        ("-0.004", "0.00", "0.00"),
        ("9999.99", "9,999.99", "9,999.99"),
        ("10000", "1.00万", "10,000"),
        ("-12345.67", "−1.23万", "−12,346"),
        ("1234567.89", "123.46万", "1,234,568"),
        ("99999999.99", "10,000.00万", "100,000,000"),
        ("100000000", "1.00亿", "100,000,000"),
        ("368438726.13", "3.68亿", "368,438,726"),
    ],
)
def test_money_follows_the_language(amount: str, chinese: str, english: str) -> None:
    for language, expected in (("zh-hans", chinese), ("en", english)):
        with translation.override(language):
            assert words(screen.money(Decimal(amount))) == expected


def test_money_keeps_the_exact_amount_within_reach() -> None:
    assert 'title="1,234,567.89"' in screen.money(Decimal("1234567.89"))
    assert 'value="1234567.89"' in screen.money(Decimal("1234567.89"))


@pytest.mark.parametrize(
    "shown", [screen.money, screen.exact, screen.change, screen.score, screen.pct, screen.ratio]
)
@pytest.mark.parametrize(("value", "expected"), [(None, "—"), ("", "—"), ("***", "***")])
def test_a_hidden_or_missing_figure_is_never_zero(shown: Any, value: Any, expected: str) -> None:
    assert words(shown(value)) == expected


def test_a_movement_writes_its_sign() -> None:
    with translation.override("en"):
        assert words(screen.change(Decimal("12"))) == "+12.00"
        assert words(screen.change(Decimal("-12"))) == "−12.00"
        assert words(screen.change(Decimal("0"))) == "0.00"


def test_points_and_percentages() -> None:
    assert words(screen.score(Decimal("48.50"))) == "48.5"
    assert words(screen.score(Decimal("100"))) == "100"
    assert words(screen.pct(Decimal("34.7"))) == "34.70%"
    assert words(screen.ratio(Decimal("0.347"), 1)) == "34.7%"
    assert words(screen.count(12345)) == "12,345"


def test_days_name_the_year_when_it_is_another() -> None:
    now = timezone.localdate()
    this, other = date(now.year, 11, 21), date(2024, 12, 31)
    with translation.override("zh-hans"):
        assert words(screen.day(this)).startswith("11月21日 周")
        assert words(screen.day(other)) == "2024年12月31日 周二"
    with translation.override("en"):
        assert words(screen.day(this)).endswith("21 Nov")
        assert words(screen.day(other)) == "Tue 31 Dec 2024"
        assert words(screen.day(None)) == "—"
        assert words(screen.month(other)) == "2024-12"


def test_a_moment_is_told_in_the_banks_time() -> None:
    with translation.override("en"):
        told = words(screen.when(datetime.fromisoformat("2024-12-31T17:05:00+00:00")))
    assert told == "Wed 1 Jan 2025 01:05"


@pytest.mark.parametrize(
    ("days", "told", "tone"),
    [(2, "2 days left", ""), (1, "1 day left", ""), (0, "Due today", "due"), (-3, "3 days late", "late")],
)
def test_time_left_is_told_in_words(days: int, told: str, tone: str) -> None:
    with translation.override("en"):
        shown = screen.left(days)
    assert words(shown) == told
    assert (f"tone-{tone}" in shown) is bool(tone)


def test_how_long_ago() -> None:
    with translation.override("en"):
        assert words(screen.since(timezone.now() - timedelta(hours=3))).endswith("ago")


def test_personal_data_keep_their_mask_and_are_escaped() -> None:
    assert words(screen.mask_shape("138****8000")) == "138****8000"
    assert 'class="masked"' in screen.mask_shape("138****8000")
    assert words(screen.mask_shape(None)) == "—"
    assert "<b>" not in screen.mask_shape("<b>x</b>")
    assert "<b>" not in screen.money("<b>*</b>")
