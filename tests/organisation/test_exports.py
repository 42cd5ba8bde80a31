"""The one writer of files: formulas neutralised, bytes the same, nothing lost without a word."""

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from organisation.exports import CELL_LIMIT, Sheet, csv_file, download, xlsx_file

MADE = datetime(2024, 12, 31, 22, 0, tzinfo=UTC)
FORMULAS = [
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    " =cmd|'/C calc'!A0",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠a",
    "|x",
]
NAMESPACE = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def texts_of(content: bytes, sheet: int = 1) -> list[list[str]]:
    """Cells of a sheet as text, read from the XML; a formula element fails the test."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = [
            "".join(node.text or "" for node in entry.iter(f"{{{NAMESPACE['s']}}}t"))
            for entry in ET.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        page = ET.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    assert page.find(".//s:f", NAMESPACE) is None
    rows = []
    for row in page.iterfind(".//s:row", NAMESPACE):
        values = [
            (cell.get("t"), cell.findtext("s:v", "", NAMESPACE)) for cell in row.iterfind("s:c", NAMESPACE)
        ]
        rows.append([shared[int(value)] if kind == "s" else value for kind, value in values])
    return rows


def sheet(*values: object) -> Sheet:
    return Sheet("名单", ["列"], [[value] for value in values])  # type: ignore[list-item]


@pytest.mark.parametrize("payload", FORMULAS)
def test_a_formula_stays_text_in_csv_and_xlsx(payload: str) -> None:
    text = csv_file(sheet(payload)).content.decode("utf-8-sig")
    (_, row) = list(csv.reader(io.StringIO(text, newline="")))
    assert row == [f"'{payload}"]
    written = texts_of(xlsx_file([sheet(payload)], created=MADE).content)[1]
    assert written[0].startswith("'")


@pytest.mark.parametrize("harmless", ["张三", "a=b", "1-2", "6222 0000", "C001"])
def test_an_ordinary_text_is_left_alone(harmless: str) -> None:
    assert csv_file(sheet(harmless)).content.decode("utf-8-sig") == f"列\r\n{harmless}\r\n"


def test_headings_and_marks_are_neutralised_too() -> None:
    made = Sheet("x", ["=H"], [["a"]])
    assert csv_file(made, ["=M"]).content.decode("utf-8-sig").splitlines() == ["'=H", "a", "'=M"]
    assert texts_of(xlsx_file([made], created=MADE, marks=["=M"]).content) == [["'=H"], ["a"], ["'=M"]]


def test_numbers_stay_numbers_and_long_numbers_stay_text() -> None:
    made = Sheet("x", ["a", "b", "c"], [[Decimal("-12.50"), 7, "6222000011112222333"]])
    assert csv_file(made).content.decode("utf-8-sig").splitlines()[1] == "-12.50,7,6222000011112222333"
    assert texts_of(xlsx_file([made], created=MADE).content)[1] == ["-12.50", "7", "6222000011112222333"]
    wide = Sheet("x", ["a"], [[Decimal("1234567890123456.78")]])
    assert texts_of(xlsx_file([wide], created=MADE).content)[1] == ["1234567890123456.78"]


def test_dates_are_written_in_the_banks_time() -> None:
    made = Sheet("x", ["a", "b"], [[date(2024, 12, 31), MADE]])
    assert csv_file(made).content.decode("utf-8-sig").splitlines()[1] == "2024-12-31,2025-01-01 06:00:00"


def test_illegal_characters_are_dropped_and_counted() -> None:
    written = xlsx_file([sheet("a\x00b\x0bc\ufffe")], created=MADE)
    assert (texts_of(written.content)[1], written.dropped) == (["abc"], 3)


def test_a_text_over_the_limit_is_cut_with_a_mark() -> None:
    written = csv_file(sheet("x" * (CELL_LIMIT + 100)))
    cell = written.content.decode("utf-8-sig").splitlines()[1]
    assert (len(cell) <= CELL_LIMIT, written.cut) == (True, 1)
    assert re.search(r"…\[\+\d+\]$", cell)


def test_the_same_rows_give_the_same_bytes() -> None:
    def make() -> tuple[str, str]:
        made = Sheet("x", ["a"], [["值"], [Decimal("1.10")]])
        return csv_file(made, ["m"]).sha256, xlsx_file([made, made_two()], created=MADE, marks=["m"]).sha256

    def made_two() -> Sheet:
        return Sheet("y", ["b"], [["2"]])

    assert make() == make()


def test_every_sheet_carries_the_marks_on_every_page() -> None:
    content = xlsx_file(
        [Sheet("x", ["a"], [["1"]]), Sheet("y", ["b"], [["2"]])], created=MADE, marks=["内部"]
    ).content
    for number in (1, 2):
        assert texts_of(content, number)[-1] == ["内部"]
        page = zipfile.ZipFile(io.BytesIO(content)).read(f"xl/worksheets/sheet{number}.xml").decode()
        assert "&amp;L内部&amp;R&amp;P/&amp;N" in page


def test_a_download_says_its_name_and_hash() -> None:
    written = csv_file(sheet("a"))
    answer = download(written, "考核", "csv")
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''%E8%80%83%E6%A0%B8.csv"
    assert (answer["X-Content-SHA256"], answer["Cache-Control"]) == (written.sha256, "no-store")


def test_no_other_module_writes_csv_or_workbooks() -> None:
    root = Path(__file__).resolve().parents[2]
    apps = ("bankcrm", "performance", "services", "complaints", "customers", "organisation")
    # COPY into the database and a table on the operator's terminal: nothing that anybody takes away.
    streams = {
        "customers/nightly/derived.py",
        "customers/nightly/flags.py",
        "bankcrm/management/commands/reconcile.py",
        "bankcrm/bench/upserts.py",  # writes a drop to be loaded, as the demo bank does
    }
    found = {
        str(path.relative_to(root))
        for app in apps
        for path in sorted((root / app).rglob("*.py"))
        if re.search(r"csv\.(Dict)?[wW]riter\(|Workbook\(", path.read_text()) and "demo" not in path.parts
    }
    assert found - streams == {"organisation/exports.py"}
