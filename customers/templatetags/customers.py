"""Words for the codes of customers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from customers.choices import Tier

register = template.Library()


@register.filter
def tier_word(code: str | None) -> str:
    """The tier in the language in use; nothing for a tier that is not shown."""
    return str(Tier(code).label) if code in Tier.values else ""


@register.filter
def tier_badge(code: str | None) -> str:
    """The component of a tier. There are few of them and a list shows one in each row: each is rendered once."""
    return _badge(code or "", get_language())


@cache
def _badge(code: str, language: str | None) -> str:
    return render_to_string("components/tier.html", {"tier": code, "label": tier_word(code)})


@register.filter
def of(found: Mapping[Any, Any] | None, key: Any) -> Any:
    """What a mapping holds for a key; nothing where it holds nothing."""
    return found.get(key) if found else None
