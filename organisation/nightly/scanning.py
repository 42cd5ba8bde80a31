"""Telling the sound lines of a file from those that need a closer look, in one pass over its bytes.

Sound lines go on as they are, as a stream for COPY into a typed table. Each other line is parsed, put aside as
texts for validation in SQL, and leaves empty lines in the stream, so that the number of a row in the table stays
the number of its line in the file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from typing import IO

from organisation.nightly import encoding, patterns
from organisation.nightly.encoding import Doubt
from organisation.nightly.reading import Stored
from organisation.nightly.refusal import Refused
from organisation.nightly.specs import ColumnSpec, Kind, TableSpec

LONGEST = 4 << 20  # bytes of a line, or of one quoted record
GB = "gb18030"
UTF8 = "utf-8"
_HAN_LEAD = re.compile(rb"[\xe4-\xe9]")
_SECRET = re.compile(r"(?i)(^|_)(cvv2?|cvn2?|cvc2?|pin|password|passwd|pwd|track[12]?|magstripe|expiry)($|_)")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
csv.field_size_limit(LONGEST)


class Restart(Exception):
    """The file is not UTF-8 after all: read it again as GB18030."""


class Scanner:
    """One pass over one file in one encoding."""

    def __init__(
        self,
        stored: Stored,
        spec: TableSpec,
        aside: IO[str],
        *,
        charset: str = UTF8,
        progress: Callable[[str, int], None] | None = None,
    ) -> None:
        self.name, self.spec, self.charset = stored.name, spec, charset
        self.header: list[str] = []
        self.rows = self.put_aside = self.blank = 0
        self._aside, self._progress = aside, progress
        self._pieces = _pieces(stored.blocks(), stored.name)
        self._raw, self._offset = b"", 0  # the piece as it stands in the file, and where it begins
        self._buffer, self._at, self._line = b"", 0, 1
        self._seen_han = False
        self._doubt: tuple[Doubt, int] | None = None
        self._known = {column.name: column for column in spec.columns}
        self._read_header()
        self.first = self._line  # the line of the first row
        key = len(spec.key)
        # Whether each key is greater than the one before, so that none comes twice: told only where the columns of
        # the key come first, since then the order of the lines is that of their keys; any order of bytes will do.
        self.ascending = set(self.header[:key]) == set(spec.key)
        self._last_line = b""
        self._sound = patterns.sound_rows(self.header, self._known)
        self._rising = patterns.sound_rows(self.header, self._known, key) if self.ascending else self._sound
        self.hashed = [column for column in spec.columns if column.hashed and column.name in self.header]
        self._hashers = [self._hasher(place, column) for place, column in enumerate(reversed(self.hashed))]

    @property
    def missing(self) -> list[str]:
        return [column.name for column in self.spec.columns if column.name not in self.header]

    @property
    def unknown(self) -> list[str]:
        return [name for name in self.header if name not in self._known]

    def stream(self) -> Iterator[bytes]:
        """The sound lines, with empty lines for the others."""
        hole = b"," * (len(self.hashed) + len(self.header) - 1) + b"\n"
        if self.charset == UTF8:
            self._sample()
        while self._at < len(self._buffer) or self._load():
            out = []
            while self._at < len(self._buffer):
                matched = (self._rising if self.ascending else self._sound).match(self._buffer, self._at)
                end = matched.end() if matched else self._at
                if end > self._at:
                    out.append(self._pass(end))
                elif self.ascending:
                    self.ascending = False  # the line is sound but for its key, or needs a closer look
                else:
                    before = self._line
                    self._look_closer()
                    out.append(hole * (self._line - before))
            if self._progress:
                self._progress(self.name, self.rows)
            yield b"".join(out)
        self._settle()

    def _pass(self, end: int) -> bytes:
        lines = self._buffer[self._at : end]
        count = lines.count(b"\n")
        self.rows += count
        self._line += count
        self._at = end
        if not self._seen_han and not lines.isascii():
            self._seen_han = _HAN_LEAD.search(lines) is not None
        if self.ascending:
            self._look_at_order(lines)
        for prefixed in self._hashers:
            lines = prefixed(lines)
        return lines

    def _look_at_order(self, lines: bytes) -> None:
        """Hold the lines against each other, and the first of them against the line before. Neighbours of one key
        have been told by the pattern already, but for those two."""
        ordered = [self._last_line, *lines.split(b"\n")[:-1]]
        seam = b"%b\n%b\n" % (ordered[0], ordered[1])
        alone = not ordered[0] or self._rising.fullmatch(seam) is not None
        self.ascending = alone and ordered == sorted(ordered)
        self._last_line = ordered[-1]

    def _hasher(self, before: int, column: ColumnSpec) -> Callable[[bytes], bytes]:
        """What puts the keyed hash of a column before each sound line, `before` of which stand there already.

        Lines of one value that follow each other are taken together: an account has many balances."""
        start = rb"(?:[^,\n]*+,){%d}" % (before + self.header.index(column.name))
        rest = rb"(?=[,\n])[^\n]*+\n"
        same = re.compile(start + rb"([^,\n]*+)" + rest + rb"(?:" + start + rb"\1" + rest + rb")*+")

        def prefixed(run: re.Match[bytes]) -> bytes:
            hashed = b"%b," % _hash_of(column, run[1])
            return hashed + run[0][:-1].replace(b"\n", b"\n" + hashed) + b"\n"

        return lambda lines: same.sub(prefixed, lines)

    def _look_closer(self) -> None:
        """Parse the record that begins here and put it aside."""
        line = self._line
        raw = self._take()
        if not raw.strip():
            self.blank += 1
            return
        text = self._decoded(raw)
        fields = self._quoted(text, line) if '"' in text else text[:-1].split(",")
        self.rows += 1
        self.put_aside += 1
        self.ascending = False
        self._put(line, fields)

    def _take(self) -> bytes:
        """The next line with its end; empty at the end of the file."""
        if self._at >= len(self._buffer) and not self._load():
            return b""
        end = self._buffer.index(b"\n", self._at) + 1
        raw = self._buffer[self._at : end]
        self._at = end
        self._line += 1
        return raw

    def _quoted(self, first: str, line: int) -> list[str]:
        """A record with quotes, which may go over several lines."""

        def lines() -> Iterator[str]:
            yield first
            size = len(first)
            while raw := self._take():
                size += len(raw)
                if size > LONGEST:
                    raise Refused("unclosed_quote", file=self.name, line=line)
                yield self._decoded(raw)

        try:
            return next(csv.reader(lines(), strict=True))
        except csv.Error as error:
            code = "unclosed_quote" if "end of data" in str(error) else "bad_quotes"
            raise Refused(code, file=self.name, line=line, detail=str(error)) from None

    def _put(self, line: int, fields: list[str]) -> None:
        fault = column = ""
        if len(fields) != len(self.header):
            fault = "ragged"
        values = dict(zip(self.header, fields, strict=False))
        for spec in self.spec.columns:
            text = values.get(spec.name, "")
            if "\0" in text:
                fault, column = fault or "nul_byte", column or spec.name
                text = text.replace("\0", "\u2400")
            if spec.chinese and self.charset == UTF8:
                self._seen_han = self._seen_han or encoding.has_han(text)
                if kind := encoding.doubt(text):
                    self._doubt = self._doubt or (kind, line)
                    fault, column = fault or "encoding_doubt", column or spec.name
            if spec.kind is Kind.TEXT:
                text = encoding.tidy(text, chinese=spec.chinese)
            values[spec.name] = text
        hashes = (_hash_of(one, values[one.name].encode()).decode() for one in self.spec.hashed)
        cells = [str(line), fault, column, *hashes, *(values[one.name] for one in self.spec.columns)]
        self._aside.write("\t".join(cell.translate(_ESCAPES) if cell else "\\N" for cell in cells) + "\n")

    def _settle(self) -> None:
        """At the end of a file read as UTF-8 whose only Chinese text is doubtful: it was GB18030 all along."""
        if self._doubt and not self._seen_han:
            kind, line = self._doubt
            if kind is Doubt.GB18030:
                raise Restart
            raise Refused("double_encoded", file=self.name, line=line)

    def _sample(self) -> None:
        places = [self.header.index(column.name) for column in self.spec.columns
                  if column.chinese and column.name in self.header]  # fmt: skip
        lines = self._buffer[self._at :].split(b"\n", encoding.SAMPLE)[: encoding.SAMPLE]
        rows = [line.decode(errors="ignore").split(",") for line in lines if b'"' not in line]
        cells = (row[place] for row in rows for place in places if len(row) == len(self.header))
        if encoding.converted_twice(cells):
            raise Refused("double_encoded", file=self.name, line=self._line)

    def _load(self) -> bool:
        """Make the next piece of the file the buffer; False at the end."""
        offset, raw = next(self._pieces, (0, b""))
        if not raw:
            return False
        self._raw, self._offset = raw, offset
        if self.charset == GB:
            raw = self._from_gb(raw)
        if b"\r" in raw:
            raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        self._buffer, self._at = raw if raw.endswith(b"\n") else raw + b"\n", 0
        return True

    def _from_gb(self, raw: bytes) -> bytes:
        if (place := encoding.utf8_inside_gb(raw)) is not None:
            raise Refused("mixed_encodings", file=self.name, offset=self._offset + place)
        try:
            return raw.decode(GB).encode()
        except UnicodeDecodeError as error:
            raise Refused("undecodable", file=self.name, offset=self._offset + error.start) from None

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode(UTF8)
        except UnicodeDecodeError:
            raise self._not_utf8(raw) from None

    def _not_utf8(self, line: bytes) -> Exception:
        """What a line that is not UTF-8 means for the file."""
        try:
            self._raw.decode(UTF8)
            place = 0
        except UnicodeDecodeError as error:
            place = error.start
        try:
            line.decode(GB)
        except UnicodeDecodeError:
            return Refused("undecodable", file=self.name, offset=self._offset + place)
        if self._seen_han:
            return Refused("mixed_encodings", file=self.name, offset=self._offset + place)
        return Restart()

    def _read_header(self) -> None:
        if not self._load():
            raise Refused("empty_file", file=self.name)
        if encoding.is_utf16(self._raw):
            raise Refused("utf16", file=self.name)
        self._buffer = self._buffer.removeprefix(encoding.BOM)
        while not (raw := self._take()).strip():
            if not raw:
                raise Refused("empty_file", file=self.name)
        text = self._decoded(raw)
        self.header = [name.strip() for name in next(csv.reader([text]), [])]
        for position, name in enumerate(self.header):
            if name in self.header[:position]:
                raise Refused("duplicate_header", file=self.name, column=name[:60])
            if name not in self._known and _SECRET.search(name):
                raise Refused("forbidden_column", file=self.name, column=name[:60])
        for column in self.spec.columns:
            if (column.required or column.needed) and column.name not in self.header:
                raise Refused("missing_column", file=self.name, column=column.name)


def _hash_of(column: ColumnSpec, value: bytes) -> bytes:
    """The keyed hash as COPY reads it; nothing for an empty value."""
    return b"\\x" + column.hashed(value).hex().encode() if value and column.hashed else b""


def _pieces(blocks: Iterator[bytes], name: str) -> Iterator[tuple[int, bytes]]:
    """Pieces that end where a line ends, each with the place where it begins in the file."""
    rest, offset = b"", 0
    for block in blocks:
        text = rest + block if rest else block
        # A file may end its lines with CR alone; the last CR may be the half of a CR LF.
        cut = text.rfind(b"\n") + 1 or text.rfind(b"\r", 0, -1) + 1
        if not cut and len(text) > LONGEST:
            raise Refused("long_line", file=name, line=1 + text.count(b"\n"))
        if cut:
            yield offset, text[:cut]
        offset += cut
        rest = text[cut:]
    if rest:
        yield offset, rest
