"""Which encoding a file is written in, and text that only looks right.

UTF-8 comes first and is held strictly; a file that is not UTF-8 may be GB18030. Three traps are known:
a GB18030 name whose bytes are also UTF-8 (谢伟 reads as "лΰ"), UTF-8 text that was read as GB18030 and saved
again (王伟 as "鐜嬩紵"), and a file put together from both. None of them may be stored as garbage.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum

BOM = b"\xef\xbb\xbf"
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ALL_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]+")
_LETTERS_OF_TWO_BYTES = re.compile(r"(?![\u00b7]+$)[\u0080-\u07ff]+")
_LATIN1_LOOK = re.compile(
    r"[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac ]+"
)
# Runs of high bytes that are wholly UTF-8 ideographs: in GB18030 text they stand for rare characters side by side.
_UTF8_RUN = re.compile(rb"(?<![\x80-\xff])(?:[\xe4-\xe9][\x80-\xbf][\x80-\xbf])+(?![\x80-\xff])")
# White space and invisible marks around free text are dropped: ASCII, NBSP, ideographic space, zero width, bidi.
_EDGES = (
    " \t\n\x0b\x0c\r\u00a0\u3000\ufeff"
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Dots that stand for the middle dot of a transcribed name.
_DOTS = re.compile(r"(?<=[\u3400-\u9fff])[\u2022\u2027\u2219\u22c5\u30fb\uff0e\uff65](?=[\u3400-\u9fff])")
SAMPLE = 500


class Doubt(StrEnum):
    """What a text probably was before it was read wrongly."""

    GB18030 = "GB18030"
    TWICE = "TWICE"


def is_utf16(start: bytes) -> bool:
    """A UTF-16 mark, or every other byte a NUL, which no CSV of the contract has in its header."""
    return start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in start[:4]


def tidy(text: str, *, chinese: bool) -> str:
    """Free text as it is stored: composed characters, nothing invisible around it, one kind of middle dot."""
    tidied = text if text.isascii() else unicodedata.normalize("NFC", text)
    return (_DOTS.sub("·", tidied) if chinese else tidied).strip(_EDGES)


def has_han(text: str) -> bool:
    return not text.isascii() and _HAN.search(text) is not None


def doubt(text: str) -> Doubt | None:
    """What speaks against a cell of a Chinese column that was read as UTF-8; None for sound text."""
    if text.isascii():
        return None
    # In this order: text converted twice by way of Latin-1 reads as ideographs in GB18030 too.
    if _LATIN1_LOOK.fullmatch(text) and _twice_by(text, ("cp1252", "latin-1")):
        return Doubt.TWICE
    if _LETTERS_OF_TWO_BYTES.fullmatch(text) and _reads_as_han(text.encode(), "gb18030"):
        return Doubt.GB18030
    return None


def converted_twice(cells: Iterable[str]) -> bool:
    """Whether most Chinese cells are UTF-8 that was read as GB18030 and stored: one such cell proves nothing,
    since rare characters exist; most of a sample does."""
    han = [cell for cell in cells if _ALL_HAN.fullmatch(cell)]
    return bool(han) and 2 * sum(_twice_by(cell, ("gb18030",)) for cell in han) > len(han)


def utf8_inside_gb(block: bytes) -> int | None:
    """Where UTF-8 text stands inside a block that is read as GB18030, or None."""
    for found in _UTF8_RUN.finditer(block):
        if _ALL_HAN.fullmatch(found.group().decode()):
            return found.start()
    return None


def _reads_as_han(data: bytes, encoding: str) -> bool:
    try:
        return _ALL_HAN.fullmatch(data.decode(encoding)) is not None
    except UnicodeDecodeError:
        return False


def _twice_by(text: str, encodings: Sequence[str]) -> bool:
    for encoding in encodings:
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        if not data.isascii() and _reads_as_han(data, "utf-8"):
            return True
    return False
