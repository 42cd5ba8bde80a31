"""Reading a stored file as a stream of CSV bytes, while its hash is taken. Memory stays bounded."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from organisation.nightly.refusal import Refused

BLOCK = 1 << 17  # small enough that the database takes in one piece while the next is looked at
_GZIP = 31  # zlib window bits that ask for a gzip header
_PARQUET_ROWS = 65_536


class Stored:
    """One file of a drop. `digest` is complete once `blocks()` has been read to its end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name
        self.digest = sha256()

    def blocks(self) -> Iterator[bytes]:
        """The CSV text of the file in pieces of about a tenth of a megabyte, whatever the file is stored as."""
        if self.name.endswith(".parquet"):
            return self._parquet()
        return self._unpacked() if self.name.endswith(".gz") else self.stored_blocks()

    def stored_blocks(self) -> Iterator[bytes]:
        """The bytes of the file as it is stored; the hash is taken on the way."""
        self.digest = sha256()
        try:
            with self.path.open("rb", buffering=0) as file:
                while block := file.read(BLOCK):
                    self.digest.update(block)
                    yield block
        except OSError as error:
            raise Refused("file_unreadable", file=self.name, detail=error.strerror or str(error)) from None

    def _unpacked(self) -> Iterator[bytes]:
        """A gzip file may have several members; the last must be whole. Each piece is bounded, so that a small
        file that unpacks to a huge one does not fill the memory."""
        unpack = zlib.decompressobj(_GZIP)
        try:
            for block in self.stored_blocks():
                rest = block
                while rest:
                    if unpack.eof:
                        unpack = zlib.decompressobj(_GZIP)
                    if piece := unpack.decompress(rest, BLOCK):
                        yield piece
                    rest = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
            if rest := unpack.flush():
                yield rest
        except zlib.error:
            raise Refused("bad_gzip", file=self.name) from None
        if not unpack.eof:
            raise Refused("bad_gzip", file=self.name)

    def _parquet(self) -> Iterator[bytes]:
        for _block in self.stored_blocks():
            pass  # the hash is of the file as stored
        pyarrow, csv, parquet = _arrow()

        try:
            with parquet.ParquetFile(self.path) as file:
                yield ",".join(_quoted(name) for name in file.schema_arrow.names).encode() + b"\n"
                for batch in file.iter_batches(batch_size=_PARQUET_ROWS):
                    yield _as_csv(pyarrow, csv, batch)
        except (pyarrow.ArrowException, OSError) as error:
            detail = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
            raise Refused("bad_parquet", file=self.name, detail=detail) from None


def _arrow() -> tuple[Any, Any, Any]:
    """The Parquet reader takes a while and some memory to load: only when such a file comes."""
    return import_module("pyarrow"), import_module("pyarrow.csv"), import_module("pyarrow.parquet")


def _as_csv(pyarrow: Any, csv: Any, batch: Any) -> bytes:
    """Unquoted where no value needs quotes, since unquoted rows take the quick way."""
    for style in ("none", "needed"):
        text = io.BytesIO()
        try:
            csv.write_csv(batch, text, csv.WriteOptions(include_header=False, quoting_style=style))
        except pyarrow.ArrowInvalid:
            if style == "needed":
                raise
        else:
            break
    return text.getvalue()


def _quoted(name: str) -> str:
    return f'"{name.replace(chr(34), chr(34) * 2)}"' if any(mark in name for mark in ',"\r\n') else name
