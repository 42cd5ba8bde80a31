"""Paging by number: which rows a page shows, and whether more follow. One row more than shown is read, none counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

PAGE_ROWS = 25
LAST_PAGE = 400  # whoever wants to look further back narrows the list

Row = TypeVar("Row")
Read_co = TypeVar("Read_co", covariant=True)
Shown = TypeVar("Shown")


class Sliced(Protocol[Read_co]):
    """Rows of which a part can be taken: a sequence, or a query set that reads only the part."""

    def __getitem__(self, part: slice, /) -> Iterable[Read_co]: ...


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of a page. `more`: another page follows; `capped`: rows follow, but no page shows them."""

    rows: tuple[Row, ...]
    number: int = 1
    more: bool = False
    capped: bool = False

    def of(self, show: Callable[[Row], Shown]) -> Page[Shown]:
        """The same page with its rows as they are shown."""
        return Page(tuple(show(row) for row in self.rows), self.number, self.more, self.capped)


def page_of(rows: Sliced[Row], number: int, size: int = PAGE_ROWS, *, last: int = LAST_PAGE) -> Page[Row]:
    """The page of the number, the first being 1; a number beyond the last page is the last.

    60 rows, page 2 of 25: rows 26 to 50, and more follow; page 3: rows 51 to 60, and none follow.
    """
    number = min(max(number, 1), last)
    start = (number - 1) * size
    found = tuple(rows[start : start + size + 1])
    follow = len(found) > size
    return Page(found[:size], number, more=follow and number < last, capped=follow and number == last)
