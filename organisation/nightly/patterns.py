"""What a sound value and a sound row look like, as regular expressions made from the specs.

The same expressions serve twice: as bytes over whole blocks of a file, which finds the rows that may go straight
into a typed table, and as SQL over the rest. Only syntax that Python and PostgreSQL share is used for values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from organisation.nightly.specs import ColumnSpec, Kind

CODE = "[0-9A-Za-z_-]{1,%d}"
DATE_SHAPE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
YEARS = "(?:19|20|21)[0-9]{2}"
# Days that exist in the years 1900 to 2199, the 29th of February of leap years included (2000 is one; 1900 and
# 2100 are not).
DATE = (
    f"(?:{YEARS}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)"
    "|(?:0[13578]|1[02])-31)"
    "|(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29)"
)
DECIMAL = "%s(?:0|[1-9][0-9]{0,%d})(?:[.][0-9]{1,%d})?"
DECIMAL_SHAPE = "-?(?:0|[1-9][0-9]{0,60})(?:[.][0-9]{1,60})?"
INTEGER = "%s(?:0|[1-9][0-9]{0,8})"
INTEGER_SHAPE = "-?(?:0|[1-9][0-9]{0,60})"
FLAG = "[YN]"
PERIOD = f"{YEARS}(?:-(?:0[1-9]|1[0-2])|Q[1-4])?"

# Text that needs no second look: printable ASCII but for quote and comma, ideographs, the middle dot of transcribed
# names, dashes, Chinese punctuation and full-width forms. Single spaces stand inside only.
_WORD = (
    rb"(?:[!#-+\-./0-~]++|[\xe4-\xe9][\x80-\xbf][\x80-\xbf]|\xe3[\x90-\xbf][\x80-\xbf]|\xc2\xb7"
    rb"|\xe2\x80[\x93-\x9f]|\xe3\x80[\x81-\xbf]|\xef\xbc[\x80-\x8d\x8f-\xbf]|\xef\xbd[\x80-\x9f])++"
)
_TEXT = rb"(?=[^,\n]{0,%d}+[,\n])" + _WORD + rb"(?: " + _WORD + rb")*+"
_UNKNOWN = rb"(?:" + _WORD + rb"(?: " + _WORD + rb")*+)?+"


def value(column: ColumnSpec) -> str:
    """The expression that a value of the column matches as a whole; empty for free text."""
    sign = "" if column.minimum is not None and column.minimum >= 0 else "-?"
    choices = "|".join(re.escape(choice) for choice in sorted(column.choices, key=len, reverse=True))
    return {
        Kind.CODE: CODE % column.max_length,
        Kind.DATE: DATE,
        Kind.DECIMAL: DECIMAL % (sign, column.digits - column.places - 1, column.places),
        Kind.INTEGER: INTEGER % sign,
        Kind.FLAG: FLAG,
        Kind.PERIOD: PERIOD,
        Kind.TEXT: choices,
    }[column.kind]


def sound_rows(header: Sequence[str], columns: Mapping[str, ColumnSpec], key: int = 0) -> re.Pattern[bytes]:
    """Matches as many sound lines as there are from a position on; where it ends, a line needs a closer look, or,
    if the first `key` columns are the key, the next line may have the same.

    Atomic and possessive throughout: a line is matched or not, and nothing is tried twice.
    """
    ends = [b","] * (len(header) - 1) + [rb"\n"]
    fields = [_field(columns.get(name)) + end for name, end in zip(header, ends, strict=True)]
    if not key:
        return re.compile(rb"(?>" + b"".join(fields) + rb")*+")
    first, rest = b"".join(fields[:key]), b"".join(fields[key:])
    return re.compile(rb"(?>(" + first + rb")" + rest + rb"(?!\1))*+")


def _field(column: ColumnSpec | None) -> bytes:
    if column is None:
        return _UNKNOWN
    if column.kind is Kind.TEXT and not column.choices:
        # At most so many bytes, so certainly at most so many characters.
        text = _TEXT % column.max_length
        return text if column.required else b"(?:" + text + b")?+"
    return b"(?:" + value(column).encode() + (b")" if column.required else b")?")
