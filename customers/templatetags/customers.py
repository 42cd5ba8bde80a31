"""Words for the codes of customers."""

from __future__ import annotations

from django import template

from customers.choices import Tier

register = template.Library()


@register.filter
def tier_word(code: str | None) -> str:
    """The tier in the language in use; nothing for a tier that is not shown."""
    return str(Tier(code).label) if code in Tier.values else ""
