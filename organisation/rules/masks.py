"""Masks of personal data (C2): what remains readable, and that no mask gives a short value away.

138****8000 (3+4), 110***********002X (3+4 of 18), card 6+4, 张**, address to the district, first letter of
an e-mail address. Source: domain.md B3 (design of the bank's own rule).
"""

from __future__ import annotations

import re

STAR = "*"
_DISTRICT = re.compile(r"^.*?[区县旗]")
_CITY = re.compile(r"^.*?[市州盟]")
_LONG_IDENTITY = 15


def _keep(text: str, head: int, tail: int) -> str:
    """Keep `head` and `tail` characters; a text no longer than both is hidden wholly."""
    hidden = len(text) - head - tail
    if hidden <= 0:
        return STAR * len(text)
    return text[:head] + STAR * hidden + text[len(text) - tail :]


def mobile(number: str) -> str:
    """First three and last four: 138****8000."""
    return _keep(number, 3, 4)


def identity(number: str) -> str:
    """First three and last four of a long number; of a short one (passport, permit) first and last two."""
    return _keep(number, 3, 4) if len(number) >= _LONG_IDENTITY else _keep(number, 1, 2)


def card(number: str) -> str:
    """First six and last four of a card or account number; of a short account the last four."""
    return _keep(number, 6, 4) if len(number) >= _LONG_IDENTITY else _keep(number, 0, 4)


def name(full_name: str) -> str:
    """First character and two stars whatever the length, so that the length does not help to guess."""
    return full_name[:1] + STAR * 2 if full_name else ""


def address(text: str) -> str:
    """Up to the district, else to the city; an address that names neither is hidden wholly."""
    if not text:
        return ""
    matched = _DISTRICT.match(text) or _CITY.match(text)
    return (matched.group(0) if matched else "") + STAR * 3


def email(text: str) -> str:
    """First letter and the domain: a***@example.com."""
    local, at, domain = text.partition("@")
    return local[:1] + STAR * 3 + at + domain if text else ""


def note(text: str) -> str:
    """Free text has no part that is safe to show: only that something is there."""
    return STAR * 3 if text else ""
