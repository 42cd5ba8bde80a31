"""How figures, days and personal data look on the screen. Exact values stay within reach: on hover and on copy."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import get_language, gettext, ngettext

register = template.Library()

DASH = "—"
MINUS = "−"
TEN_THOUSAND = Decimal(10_000)
HUNDRED_MILLION = Decimal(100_000_000)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _grouped(number: Decimal, places: int) -> str:
    """Thousands separators, a real minus sign, rounded half up."""
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{places}f}"
    return MINUS + text if rounded < 0 else text


def _chinese() -> bool:
    return (get_language() or "").startswith("zh")


def _without(value: Any) -> SafeString:
    """What stands where a value is not shown: its mask, or a dash; the reason on hover."""
    if value is None or value == "":
        return format_html('<span class="absent" title="{}">{}</span>', gettext("Not available"), DASH)
    return format_html('<span class="masked" title="{}">{}</span>', gettext("Hidden from your role"), value)


def money_text(amount: Decimal) -> str:
    """123.46万, 1.23亿 in Chinese; 1,234,568 in English; small amounts with their cents."""
    size = abs(amount)
    if _chinese():
        if size >= HUNDRED_MILLION:
            return f"{_grouped(amount / HUNDRED_MILLION, 2)}亿"
        if size >= TEN_THOUSAND:
            return f"{_grouped(amount / TEN_THOUSAND, 2)}万"
    return _grouped(amount, 0 if size >= TEN_THOUSAND else 2)


def _data(amount: Decimal, title: str, text: str) -> SafeString:
    """A list shows a hundred of these: digits, signs and our own words need no escaping."""
    return SafeString(f'<data class="money" value="{amount}" title="{title}">{text}</data>')


@register.filter
def money(value: Any) -> SafeString:
    """An amount in yuan in the measure of the language, exact on hover; a mask or a missing value as such."""
    amount = _decimal(value)
    if amount is None:
        return _without(value)
    return _data(amount, _grouped(amount, 2), money_text(amount))


@register.filter
def exact(value: Any, places: int = 2) -> SafeString:
    """A number with separators and all its places."""
    amount = _decimal(value)
    if amount is None:
        return _without(value)
    return format_html('<data class="money" value="{}">{}</data>', amount, _grouped(amount, places))


@register.filter
def change(value: Any) -> SafeString:
    """A movement: the sign is written, never only coloured."""
    amount = _decimal(value)
    if amount is None:
        return _without(value)
    sign = "+" if amount > 0 else ""
    return _data(amount, f"{sign}{_grouped(amount, 2)}", f"{sign}{money_text(amount)}")


@register.filter
def count(value: Any) -> SafeString:
    """A whole number with separators."""
    return exact(value, 0)


@register.filter
def score(value: Any) -> SafeString:
    """Points with at most two places, without trailing zeros."""
    amount = _decimal(value)
    if amount is None:
        return _without(value)
    text = _grouped(amount, 2)
    return format_html('<data class="money" value="{}">{}</data>', amount, text.rstrip("0").rstrip("."))


@register.filter
def pct(value: Any, places: int = 2) -> SafeString:
    """A percentage that is given in percent (34.7 -> 34.70%)."""
    amount = _decimal(value)
    if amount is None:
        return _without(value)
    return format_html(
        '<data class="money" value="{}" title="{}%">{}%</data>',
        amount,
        amount.normalize(),
        _grouped(amount, places),
    )


@register.filter
def ratio(value: Any, places: int = 2) -> SafeString:
    """A percentage that is given as a share of one (0.347 -> 34.70%)."""
    amount = _decimal(value)
    return _without(value) if amount is None else pct(amount * 100, places)


def day_text(value: date) -> str:
    """11月21日 周六 / Sat 21 Nov, with the year when it is not this one."""
    with_year = value.year != timezone.localdate().year
    if _chinese():
        year = f"{value.year}年" if with_year else ""
        return f"{year}{value.month}月{value.day}日 周{'一二三四五六日'[value.weekday()]}"
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}" + (
        f" {value.year}" if with_year else ""
    )


@register.filter
def day(value: Any) -> SafeString:
    if not isinstance(value, date):
        return _without(None)
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return format_html('<time datetime="{0}" title="{0}">{1}</time>', value.isoformat(), day_text(value))


@register.filter
def weekday(value: date) -> str:
    """The shortest name of the day of the week: 六 / Sat."""
    return "一二三四五六日"[value.weekday()] if _chinese() else WEEKDAYS[value.weekday()]


@register.filter
def month(value: Any) -> SafeString:
    """2026年11月 / 2026-11."""
    if not isinstance(value, date):
        return _without(None)
    text = f"{value.year}年{value.month}月" if _chinese() else f"{value:%Y-%m}"
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m}", text)


@register.filter
def when(value: Any) -> SafeString:
    """A moment in the bank's time: day, hour and minute."""
    if not isinstance(value, datetime):
        return _without(None)
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}" title="{}">{} {}</time>',
        local.isoformat(timespec="seconds"),
        f"{local:%Y-%m-%d %H:%M:%S}",
        day_text(local.date()),
        f"{local:%H:%M}",
    )


@register.filter
def since(value: Any) -> SafeString:
    """How long ago, in the largest unit that says enough."""
    if not isinstance(value, datetime):
        return _without(None)
    words = gettext("%(time)s ago") % {"time": timesince(value, depth=1)}
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="seconds"), words)


@register.filter
def left(days: Any) -> SafeString:
    """Calendar days that remain: words, and how late when it is late."""
    if days is None:
        return _without(None)
    number = int(days)
    if number < 0:
        words = ngettext("%(n)d day late", "%(n)d days late", -number) % {"n": -number}
        return format_html('<span class="tone-late">{}</span>', words)
    if number == 0:
        return format_html('<span class="tone-due">{}</span>', gettext("Due today"))
    return format_html(
        "<span>{}</span>", ngettext("%(n)d day left", "%(n)d days left", number) % {"n": number}
    )


@register.filter
def mask_shape(value: Any) -> SafeString:
    """Personal data as the column scope gave it: plain, masked (138****8000), or absent."""
    if value is None or value == "":
        return format_html(
            '<span class="absent" title="{}">{}</span>', gettext("Not shown to your role"), DASH
        )
    if "*" in str(value):
        return format_html(
            '<span class="masked" title="{}">{}</span>', gettext("Masked personal data"), value
        )
    return format_html("{}", value)
