"""Codes of scores as words, and actuals in their unit."""

from __future__ import annotations

from typing import Any

from django import template

from organisation.templatetags import screen
from performance import wording

register = template.Library()
register.filter("item_name", wording.item_name)
register.filter("measure_name", wording.measure_name)
register.filter("scheme_name", wording.scheme_name)
register.filter("outcome_name", wording.outcome_name)
register.filter("outcome_reason", wording.outcome_reason)
register.filter("missing_reason", wording.missing_reason)
register.filter("unknown_fact", wording.unknown_fact)
register.filter("loan_column", wording.loan_column)
register.filter("five_class", wording.five_class)
register.filter("preset_title", wording.preset_title)
register.filter("grade_name", wording.grade_name)


@register.filter
def in_unit(value: Any, unit: str) -> Any:
    """A figure as money, per cent or a plain number."""
    if unit == "money":
        return screen.money(value)
    return screen.pct(value) if unit == "percent" else screen.score(value)


@register.filter
def outcome_tone(code: str) -> str:
    """Keeping is ok, a demotion is due, a dismissal late; nothing proposed is neutral."""
    return {"KEEP": "ok", "PROPOSE_DEMOTION": "due", "PROPOSE_DISMISSAL": "late"}.get(code, "neutral")
