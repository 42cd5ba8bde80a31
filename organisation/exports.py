"""The only writer of files that people take away: csv and xlsx, safe to open and the same bytes every time.

A text that a spreadsheet would run as a formula is neutralised with a leading apostrophe, characters that no
xlsx can hold are dropped and counted, a text over the limit of a cell is cut with a mark, and long digit
strings stay text. Nothing here comes from the clock or from who asks, so that the same data and marks give the
same bytes. A file that names customers says in its first mark who took it, when and what for (customers/views/
taking.py); of each file the audit trail keeps that beside its SHA-256.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | Decimal | int | date | datetime | None

CELL_LIMIT = 32_767
CUT_MARK = "…[+{}]"
EXACT_DIGITS = 15  # a spreadsheet keeps no more digits of a number
SHEET_NAME_LIMIT = 31
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
KINDS = tuple(CONTENT_TYPES)
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠|%]|[\t\r\n]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the file. `rows` must already be in their final order."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file. `dropped` counts characters that could not be kept, `cut` texts that were too long."""

    content: bytes
    rows: int
    dropped: int
    cut: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    dropped: int = 0
    cut: int = 0


def _safe(text: str, tally: _Tally) -> str:
    """The text as a spreadsheet may hold it: no formula, no illegal character, within the limit."""
    clean, dropped = _ILLEGAL.subn("", text)
    tally.dropped += dropped
    if _FORMULA.match(clean):
        clean = f"'{clean}"
    if len(clean) > CELL_LIMIT:
        tally.cut += 1
        mark = CUT_MARK.format(len(clean) - CELL_LIMIT)
        clean = clean[: CELL_LIMIT - len(mark) - 1] + mark
    return clean


def _moment(value: datetime) -> str:
    """A moment in the bank's own time, to the second."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")


def _text(value: Cell, tally: _Tally) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if isinstance(value, int) else _safe(value, tally)


def csv_file(sheet: Sheet, marks: Sequence[str] = ()) -> Written:
    """The table as UTF-8 with BOM (so that a spreadsheet reads Chinese), CRLF, the marks in rows below it."""
    tally, out = _Tally(), io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_safe(heading, tally) for heading in sheet.headings])
    for row in sheet.rows:
        writer.writerow([_text(value, tally) for value in row])
        tally.rows += 1
    for mark in marks:
        writer.writerow([_safe(mark, tally)])
    return Written(out.getvalue().encode("utf-8-sig"), tally.rows, tally.dropped, tally.cut)


def xlsx_file(sheets: Sequence[Sheet], *, created: datetime, marks: Sequence[str] = ()) -> Written:
    """A workbook of the tables; each sheet carries the marks below its rows and in the footer of each page.

    `created` comes from the data (the publication of the night), not from the clock.
    """
    tally, out = _Tally(), io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        moment = created.replace(tzinfo=None) if timezone.is_naive(created) else timezone.make_naive(created)
        book.set_properties({"created": moment})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        plain = book.add_format({"valign": "top", "text_wrap": True})
        for place, sheet in enumerate(sheets):
            rows = _Page(book.add_worksheet(sheet.name[:SHEET_NAME_LIMIT]), tally, bold, plain).fill(
                sheet, marks
            )
            tally.rows = rows if place == 0 else tally.rows
    return Written(out.getvalue(), tally.rows, tally.dropped, tally.cut)


@dataclass(frozen=True, slots=True)
class _Page:
    """One sheet being written."""

    page: Worksheet
    tally: _Tally
    bold: Format
    plain: Format

    def fill(self, sheet: Sheet, marks: Sequence[str]) -> int:
        page, safe_marks = self.page, [_safe(mark, self.tally) for mark in marks]
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.repeat_rows(0)
        page.set_footer("&L" + " ".join(safe_marks).replace("&", "&&")[:200] + "&R&P/&N")
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        for column, heading in enumerate(sheet.headings):
            page.write_string(0, column, _safe(heading, self.tally), self.bold)
        line = 0
        for line, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row):
                self._write(line, column, value)
        for below, mark in enumerate(safe_marks, start=line + 2):
            page.write_string(below, 0, mark)
        return line

    def _write(self, line: int, column: int, value: Cell) -> None:
        if value is None or value == "":
            return
        if isinstance(value, Decimal | int) and len(Decimal(value).as_tuple().digits) <= EXACT_DIGITS:
            self.page.write_number(line, column, value, self.plain)
        else:
            self.page.write_string(line, column, _text(value, self.tally), self.plain)


def table_file(sheet: Sheet, kind: str, *, created: datetime, marks: Sequence[str] = ()) -> Written:
    """One table as a file of the kind that was asked for."""
    if kind == "csv":
        return csv_file(sheet, marks)
    return xlsx_file([sheet], created=created, marks=marks)


def download(written: Written, name: str, kind: str) -> HttpResponse:
    """The file as an answer; the name may be Chinese."""
    response = HttpResponse(written.content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{kind}')}"
    response["X-Content-SHA256"] = written.sha256
    response["Cache-Control"] = "no-store"
    return response
