"""The manifest of a drop: what was sent, for which days, and what it must sum to."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from organisation.nightly.refusal import Refused
from organisation.nightly.specs import Kind, TableSpec

NAME = "manifest.json"
KINDS = ("full", "delta")
SUFFIXES = (".csv", ".csv.gz", ".parquet")
_SHA256 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
_AMOUNT = re.compile(r"-?[0-9]{1,24}(\.[0-9]{1,6})?", re.ASCII)
_LARGEST = 4 * 1024 * 1024  # bytes of a manifest


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the drop. `table` is empty when no table of the contract has its name."""

    name: str
    path: Path
    table: str
    rows: int
    sha256: str
    totals: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A well-formed manifest. `fingerprint` names the drop's content: it covers the hash of every file."""

    folder: Path
    as_of: date
    covers_from: date
    kind: str
    entries: tuple[Entry, ...]
    fingerprint: str

    def known(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.table)

    def unlisted(self) -> list[str]:
        """Files in the folder that the manifest does not name."""
        named = {entry.name for entry in self.entries} | {NAME}
        return sorted(
            path.name for path in self.folder.iterdir() if path.is_file() and path.name not in named
        )


def read(folder: Path, specs: Mapping[str, TableSpec]) -> Manifest:
    """Read and check the manifest; Refused says what is wrong with it. The files themselves are not opened."""
    if not folder.is_dir():
        raise Refused("no_folder", drop=str(folder))
    path = folder / NAME
    if not path.is_file():
        raise Refused("no_manifest", drop=str(folder))
    if path.stat().st_size > _LARGEST:
        raise _bad(folder, "it is too large")
    content = path.read_bytes()
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise _bad(folder, str(error)) from None
    if not isinstance(data, dict):
        raise _bad(folder, "it is not an object")
    as_of, covers_from = _day(folder, data, "as_of"), _day(folder, data, "from")
    if covers_from > as_of:
        raise _bad(folder, '"from" is after "as_of"')
    if data.get("kind") not in KINDS:
        raise _bad(folder, '"kind" is neither full nor delta')
    files = data.get("files")
    if not isinstance(files, list) or not files:
        raise _bad(folder, '"files" is not a list of files')
    entries = tuple(_entry(folder, item, specs) for item in files)
    _once(entries)
    if not any(entry.table for entry in entries):
        raise Refused("nothing_known", drop=str(folder))
    return Manifest(folder, as_of, covers_from, data["kind"], entries, sha256(content).hexdigest())


def check_files(manifest: Manifest) -> None:
    """Every listed file is there and is a file of its own, not a link out of the folder."""
    for entry in manifest.entries:
        if entry.path.is_symlink() or not entry.path.is_file():
            raise Refused("file_missing", file=entry.name)
        if entry.table and entry.path.stat().st_size == 0:
            raise Refused("empty_file", file=entry.name)


def table_of(name: str) -> str:
    """The table that a file name stands for: balances.csv.gz -> balances; empty when the ending is another."""
    for suffix in SUFFIXES:
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return ""


def _entry(folder: Path, item: Any, specs: Mapping[str, TableSpec]) -> Entry:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str) or not item["name"]:
        raise _bad(folder, 'a file has no "name"')
    name = item["name"]
    if name != Path(name).name or name.startswith(".") or "\\" in name or not name.isprintable():
        raise Refused("unsafe_name", file=name[:200])
    rows, digest = item.get("rows"), item.get("sha256")
    if not isinstance(rows, int) or isinstance(rows, bool) or rows < 0:
        raise _bad(folder, f'"rows" of {name} is not a count')
    if not isinstance(digest, str) or not _SHA256.fullmatch(digest):
        raise _bad(folder, f'"sha256" of {name} is not a SHA-256')
    table = table_of(name)
    spec = specs.get(table)
    return Entry(
        name=name,
        path=folder / name,
        table=table if spec else "",
        rows=rows,
        sha256=digest.lower(),
        totals=_totals(folder, name, item.get("totals", {}), spec),
    )


def _totals(folder: Path, name: str, totals: Any, spec: TableSpec | None) -> dict[str, Decimal]:
    if not isinstance(totals, dict):
        raise _bad(folder, f'"totals" of {name} is not an object')
    read: dict[str, Decimal] = {}
    for column, total in totals.items():
        # A JSON number has already lost its exact value when it is read as a float.
        text = total if isinstance(total, str) else str(total) if type(total) is int else ""
        if not _AMOUNT.fullmatch(text):
            raise _bad(folder, f"the total of {column} in {name} is not an amount written as text")
        if spec is not None:
            kinds = {known.name: known.kind for known in spec.columns}
            if kinds.get(column) not in (Kind.DECIMAL, Kind.INTEGER):
                raise Refused("no_total_column", file=name, column=column)
        read[column] = Decimal(text)
    return read


def _once(entries: tuple[Entry, ...]) -> None:
    seen: set[str] = set()
    for entry in entries:
        key = entry.table or entry.name
        if key in seen:
            raise Refused("table_twice", table=key)
        seen.add(key)


def _day(folder: Path, data: Mapping[str, Any], key: str) -> date:
    text = data.get(key)
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise _bad(folder, f'"{key}" is not a date YYYY-MM-DD')
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _bad(folder, f'"{key}" is not a day of the calendar') from None


def _bad(folder: Path, detail: str) -> Refused:
    return Refused("bad_manifest", drop=str(folder), detail=detail)
