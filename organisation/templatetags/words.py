"""Codes of the organisation in the words of the screen."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial
from pathlib import PurePath
from typing import Any

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisation import policies, published_days, trail_words
from organisation.choices import Post

register = template.Library()
register.filter("action_words", trail_words.action_words)
register.filter("thing_words", trail_words.thing_words)
register.filter("result_words", trail_words.result_words)

APPS = {
    "organisation": _("Organisation"),
    "customers": _("Customers"),
    "services": _("Service"),
    "complaints": _("Complaints"),
    "performance": _("Performance"),
}

KINDS = {"full": _("full drop"), "delta": _("changes only")}


@register.filter
def drop_kind(code: Any) -> str:
    return str(KINDS.get(code, code))


@register.filter
def post_name(code: Any) -> str:
    """A post in words; a post that the product does not know stays as the bank's core calls it."""
    return str(Post(code).label) if code in Post.values else str(code or "")


@register.filter
def last_day(period: Any) -> date | None:
    """The last day of a dated fact: the database keeps the day after it, people read the day itself."""
    return period.upper - timedelta(days=1) if period and period.upper else None


@register.filter
def app_name(code: Any) -> str:
    return str(APPS.get(code, code))


@register.filter
def basename(path: Any) -> str:
    """The last part of a path: where the drop lies on the server is nobody's business."""
    return PurePath(str(path)).name or gettext("unknown")


# A calendar that came with the product names holidays in English, a pasted notice in Chinese: one word for both.
_FESTIVALS = (
    ("New Year's Day", "元旦", _("New Year's Day")),
    ("Spring Festival", "春节", _("Spring Festival")),
    ("Tomb-sweeping Day", "清明节", _("Tomb-sweeping Day")),
    ("Labour Day", "劳动节", _("Labour Day")),
    ("Dragon Boat Festival", "端午节", _("Dragon Boat Festival")),
    ("Mid-autumn Festival", "中秋节", _("Mid-autumn Festival")),
    ("National Day", "国庆节", _("National Day")),
)
FESTIVALS = {name: words for english, chinese, words in _FESTIVALS for name in (english, chinese)}


@register.filter
def festival(name: Any) -> str:
    """A holiday in the reader's language; names that are none of the seven stay as they were entered."""
    return str(FESTIVALS.get(str(name), name))


_TAGS = (
    (re.compile(r"\[design\]"), _("set by the product's design")),
    (re.compile(r"\[seed ([^\]]+)\]"), _("source text %s")),
    (re.compile(r"\[found: ([^\]]+)\]"), _("found at %s")),
    (re.compile(r"\[knowledge, unverified\]"), _("general knowledge, not verified")),
    (re.compile(r"domain\.md (?:part )?[A-Z]\d*:? ?(?:, )?"), ""),
)


@register.filter
def source_words(source: Any) -> str:
    """The source of a preset with its tags in words. What the bank itself wrote stays as it is."""
    text = str(source or "")
    for tag, words in _TAGS:
        text = tag.sub(partial(_in_words, str(words)), text)
    return text


def _in_words(words: str, found: re.Match[str]) -> str:
    return words.replace("%s", found[found.re.groups])


@register.filter
def calendar_source(source: Any) -> str:
    """Where the days of a year come from; what the bank itself typed stays as it is."""
    shipped = _("General Office of the State Council, yearly notice, as in chinesecalendar")
    return str(shipped) if source == published_days.SOURCE else str(source)


@register.filter
def version_source(version: Any) -> str:
    """The source of a version of a preset in the reader's language, with its tags in words."""
    entry = policies.registered().get(version.key)
    return source_words(entry.source_of(version) if entry else version.source)


@register.filter
def preset_title(key: Any) -> str:
    """What a preset is called, for its key."""
    entry = policies.registered().get(str(key))
    return entry.title if entry else str(key)
