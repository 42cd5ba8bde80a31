"""The yearly notice of the State Council on holidays, read as people paste it: its own sentences, or one day a line.

The notice says which days are off and which weekend days are worked instead (调休上班); every other day follows the
week. Nothing is guessed: a sentence whose weekday or number of days contradicts its dates is a problem, not a holiday.
Source: domain.md, conventions 3; the notices 国办发明电 (e.g. of 2025-11-04 for 2026).

    一、元旦:1月1日(周四)至3日(周六)放假调休,共3天。1月4日(周日)上班。
    2026-01-01, 放假, 元旦
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from organisation.choices import DayKind
from organisation.rules.periods import ONE_DAY

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_SATURDAY = 5
_LONGEST = 16  # days; no holiday of a notice lasts as long, so a longer one is a slip of the pen
_WEEKDAYS = "一二三四五六日"
_DAY = r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})日(?:\((?P<{0}w>[^)]*)\))?"
_SPAN = re.compile(_DAY.format("a") + r"(?:\s*至\s*" + _DAY.format("b") + ")?")
_PARAGRAPH = re.compile(r"\n|(?<=。)(?=\s*[一二三四五六七八九十]+、)")
_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|\d+[.、])?\s*(?P<name>[^:]{2,30}):")
_COUNT = re.compile(r"(?:共|放假)\s*(\d+)\s*天")
_ROW = re.compile(
    r"^\s*(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\s*[,;\t]\s*(?P<kind>[^,;\t]+?)\s*(?:[,;\t]\s*(?P<name>.*?))?\s*$"
)
_KINDS = {
    **dict.fromkeys(("放假", "休", "节假日", "holiday", "off"), DayKind.HOLIDAY),
    **dict.fromkeys(("上班", "班", "调休", "调休上班", "makeup", "make-up", "work"), DayKind.MAKEUP),
}


class Fault(StrEnum):
    UNREAD = "UNREAD"
    NO_SUCH_DAY = "NO_SUCH_DAY"
    OTHER_YEAR = "OTHER_YEAR"
    WEEKDAY = "WEEKDAY"
    COUNT = "COUNT"
    TWICE = "TWICE"
    MAKEUP_ON_WEEKDAY = "MAKEUP_ON_WEEKDAY"
    EMPTY = "EMPTY"


@dataclass(frozen=True, slots=True, order=True)
class NoticeDay:
    """A day that differs from its week: off (HOLIDAY), or a weekend day that is worked (MAKEUP)."""

    day: date
    kind: DayKind
    name: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be taken from the text, and the piece of it that says so."""

    fault: Fault
    text: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """The days read, in order; usable only where there is no problem. `unnamed` are festivals that nothing names."""

    days: tuple[NoticeDay, ...]
    problems: tuple[Problem, ...]
    unnamed: tuple[str, ...]


Found = NoticeDay | Problem


def read_notice(text: str, year: int) -> Notice:
    """The days of the year's notice.

    "五、端午节:6月19日(周五)至21日(周日)放假,共3天。" of 2026: three holidays from 2026-06-19.
    """
    plain = unicodedata.normalize("NFKC", text)
    found = [one for part in _PARAGRAPH.split(plain) for one in _paragraph(part.strip(), year)]
    days = sorted(one for one in found if isinstance(one, NoticeDay))
    problems = [one for one in found if isinstance(one, Problem)]
    problems += _together(days, year)
    if not days and not problems:
        problems = [Problem(Fault.EMPTY)]
    names = " ".join(day.name for day in days)
    return Notice(
        tuple(days), tuple(problems), tuple(one for one in FESTIVALS if one.removesuffix("节") not in names)
    )


def _together(days: Sequence[NoticeDay], year: int) -> Iterator[Problem]:
    """What is wrong with a day for what it is: of another year, named twice, or worked although it always is."""
    seen: set[date] = set()
    for one in days:
        if one.day in seen:
            yield Problem(Fault.TWICE, one.day.isoformat())
        seen.add(one.day)
        # A notice may begin with the last days of the December before it.
        if one.day.year != year and (one.day.year, one.day.month) != (year - 1, 12):
            yield Problem(Fault.OTHER_YEAR, one.day.isoformat())
        if one.kind == DayKind.MAKEUP and one.day.weekday() < _SATURDAY:
            yield Problem(Fault.MAKEUP_ON_WEEKDAY, one.day.isoformat())


def _paragraph(part: str, year: int) -> Iterator[Found]:
    row = _ROW.match(part)
    if row:
        yield _row(row, part)
        return
    heading = _HEADING.match(part)
    name = heading["name"].strip() if heading else ""
    body = part[heading.end() :] if heading else part
    for sentence in re.split(r"[。;]", body):
        yield from _sentence(sentence.strip(), name, year)


def _row(row: re.Match[str], text: str) -> Found:
    kind = _KINDS.get(row["kind"].strip().lower())
    if kind is None:
        return Problem(Fault.UNREAD, text)
    day = _date(int(row["y"]), int(row["m"]), int(row["d"]))
    return NoticeDay(day, kind, (row["name"] or "").strip()[:80]) if day else Problem(Fault.NO_SUCH_DAY, text)


def _sentence(sentence: str, name: str, year: int) -> Iterator[Found]:
    """The days of one sentence that gives a holiday or names days of work; other sentences say nothing here."""
    kind = DayKind.HOLIDAY if "放假" in sentence else DayKind.MAKEUP if sentence.endswith("上班") else None
    spans = list(_SPAN.finditer(sentence))
    if kind is None or not spans:
        if re.match(r"\s*\d{2,}[-/.]", sentence):
            yield Problem(Fault.UNREAD, sentence)
        return
    days: list[date] = []
    month = 0
    for span in spans:
        read = _span(span, year, month)
        if isinstance(read, Problem):
            yield Problem(read.fault, sentence)
            return
        days += read
        month = read[-1].month
    told = _COUNT.search(sentence)
    if told and int(told[1]) != len(days):
        yield Problem(Fault.COUNT, sentence)
        return
    yield from (NoticeDay(day, kind, name[:80]) for day in days)


def _span(span: re.Match[str], year: int, month: int) -> list[date] | Problem:
    """Every day of "1月1日(周四)至3日(周六)"; the second date has the first one's month where it names none."""
    first = _one(span, "a", year, month)
    if isinstance(first, Problem):
        return first
    last = _one(span, "b", first.year, first.month) if span["bd"] else first
    if isinstance(last, Problem):
        return last
    length = (last - first).days + 1
    if not 0 < length <= _LONGEST:
        return Problem(Fault.NO_SUCH_DAY)
    return [first + place * ONE_DAY for place in range(length)]


def _one(span: re.Match[str], end: str, year: int, month: int) -> date | Problem:
    day = _date(int(span[f"{end}y"] or year), int(span[f"{end}m"] or month), int(span[f"{end}d"]))
    if day is None:
        return Problem(Fault.NO_SUCH_DAY)
    told = re.search(r"(?:周|星期)([一二三四五六日天])", span[f"{end}w"] or "")
    if told and _WEEKDAYS.index(told[1].replace("天", "日")) != day.weekday():
        return Problem(Fault.WEEKDAY)
    return day


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def changed(
    before: Sequence[NoticeDay], after: Sequence[NoticeDay]
) -> list[tuple[date, DayKind | None, DayKind | None]]:
    """The days whose kind differs between two lists, with what they were and become; names alone change nothing."""
    old = {one.day: one.kind for one in before}
    new = {one.day: one.kind for one in after}
    return [
        (day, old.get(day), new.get(day))
        for day in sorted(old.keys() | new.keys())
        if old.get(day) != new.get(day)
    ]
