"""One register as a table, whichever it is: the fields that the bank chose, cut to what the reader may see.

Page, sheet of paper and file read the same table; a field whose column is absent for the reader is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from customers.choices import Register
from customers.policies import REGISTERS
from customers.queries.sight import Sight
from customers.rules.registers import RegisterField, products_own
from organisation.masking import Column
from organisation.policies import registered, version_as_of

ON_PHONES = 3  # fields that a phone shows; the line opens the rest
Row = TypeVar("Row")


class Look(StrEnum):
    """How a value is written on the page; a file holds it plain, and what is personal masked."""

    TEXT = "text"
    LONG = "long"
    NAME = "name"
    NOTE = "note"
    AMOUNT = "amount"
    DAY = "day"
    WHEN = "when"
    TIER = "tier"
    BADGE = "badge"


@dataclass(frozen=True, slots=True)
class Known(Generic[Row]):
    """A field that the product can fill: how it is read from a row, and which column decides who sees it."""

    read: Callable[[Row], Any]
    look: Look = Look.TEXT
    column: Column | None = None
    width: int = 14
    tone: Callable[[Row], str] | None = None


@dataclass(frozen=True, slots=True)
class Book(Generic[Row]):
    """A register: what its fields may be, the words of their usual headings, the page of a line, by number whom a
    line names, if it is a customer, and what its file is called on record."""

    register: Register
    words: Mapping[str, Any]
    known: Mapping[str, Known[Row]]
    route: str
    address: Callable[[Row], Sequence[Any]]
    number: Callable[[Row], str]
    called: str


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    look: Look
    width: int
    narrow: bool

    @property
    def number(self) -> bool:
        return self.look is Look.AMOUNT


@dataclass(frozen=True, slots=True)
class Value:
    heading: Heading
    value: Any
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    url: str
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Table:
    """`source`: where the bank's fields come from; empty while they are the product's own."""

    title: str
    headings: Sequence[Heading]
    lines: Sequence[Line]
    source: str


def table(sight: Sight, book: Book[Row], rows: Iterable[Row]) -> Table:
    """The rows under the fields that the bank prescribes today. One query."""
    chosen, source = _chosen(book.register)
    fields = [(one, book.known[one.code]) for one in chosen if _seen(sight, book.known[one.code])]
    phone = _on_phones([known.look for _one, known in fields])
    headings = [
        Heading(_heading(one, book), known.look, known.width, place not in phone)
        for place, (one, known) in enumerate(fields)
    ]
    lines = [_line(book, row, [known for _one, known in fields], headings) for row in rows]
    return Table(str(book.register.label), headings, lines, source)


def _chosen(register: Register) -> tuple[Sequence[RegisterField], str]:
    today = timezone.localdate()
    version = version_as_of(REGISTERS.key, today)
    policy = REGISTERS.unless_blank(version.value, today)
    if policy is None:
        return products_own(register), ""
    return policy.fields[register], registered()[REGISTERS.key].source_of(version)


def _seen(sight: Sight, known: Known[Any]) -> bool:
    return known.column is None or sight.sees(known.column)


def _heading(field: RegisterField, book: Book[Any]) -> str:
    chinese = (get_language() or "").startswith("zh")
    return (field.heading_zh if chinese else field.heading_en) or str(book.words[field.code])


def _on_phones(looks: Sequence[Look]) -> Sequence[int]:
    """The fields that stay on a phone: the first, whom it is about and how it stands, then the next ones."""
    first = [place for place, look in enumerate(looks) if place == 0 or look in (Look.NAME, Look.BADGE)]
    return [*first, *(place for place in range(len(looks)) if place not in first)][:ON_PHONES]


def _line(book: Book[Row], row: Row, fields: Sequence[Known[Row]], headings: Sequence[Heading]) -> Line:
    values = [
        Value(heading, known.read(row), known.tone(row) if known.tone else "")
        for heading, known in zip(headings, fields, strict=True)
    ]
    return Line(reverse(book.route, args=book.address(row)), values)
