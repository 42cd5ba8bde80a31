"""From a file to the two staging tables of its table: typed rows, and texts of the rows that need a closer look.

Everything of one drop is staged in one transaction together with a mark that says so: a run that dies leaves
nothing behind, and the next run of the same drop finds either a whole stage or none. The tables are unlogged, the
mark too, so a crash of the database server takes both.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import IO, Any

from django.db import connection, transaction

from organisation.nightly import patterns
from organisation.nightly.manifest import Entry
from organisation.nightly.reading import Stored
from organisation.nightly.refusal import Refused
from organisation.nightly.scanning import GB, UTF8, Restart, Scanner
from organisation.nightly.specs import TableSpec
from organisation.nightly.steps import StepResult

Progress = Callable[[str, int], None]
MANY = 100_000  # rows of a file from which on the work is laid out for large files
KEPT_IN_MEMORY = 8 << 20  # bytes of rows put aside before they go to an unnamed file on disk


@dataclass(frozen=True, slots=True)
class Staged:
    """What staging one file found."""

    file: str
    rows: int
    put_aside: int
    blank: int
    charset: str
    ascending: bool  # keys rise from row to row: no key comes twice
    first: int  # the line of the first row
    numbered: bool  # whether the rows of the typed table carry the numbers of their lines yet
    unknown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def prepare() -> None:
    """The staging schema and the table of marks."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA IF NOT EXISTS staging")
        cursor.execute(
            "CREATE UNLOGGED TABLE IF NOT EXISTS staging.mark"
            " (step text PRIMARY KEY, fingerprint text NOT NULL, run_id bigint NOT NULL, found jsonb NOT NULL)"
        )


def clear(specs: Mapping[str, TableSpec]) -> None:
    """Drop every staging table: nothing of a drop stays there once it is published or refused."""
    prepare()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS staging.rejects")
        for spec in specs.values():
            cursor.execute(f"DROP TABLE IF EXISTS {spec.raw}, {spec.staged}")
        cursor.execute("DELETE FROM staging.mark")


def forget() -> None:
    """No step of any drop counts as done any more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM staging.mark")


def mark(step: str, fingerprint: str, run_id: int, result: StepResult, found: Mapping[str, Any]) -> None:
    """Say, in the transaction of the step, that it is done for this drop, and what it found."""
    kept = {"result": asdict(result), "found": found}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM staging.mark WHERE step = %s", [step])
        cursor.execute(
            "INSERT INTO staging.mark (step, fingerprint, run_id, found) VALUES (%s, %s, %s, %s)",
            [step, fingerprint, run_id, json.dumps(kept)],
        )


def marked(step: str, fingerprint: str) -> tuple[int, StepResult, dict[str, Any]] | None:
    """The run that did the step for this very drop, its result and what it found; None if none did."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT run_id, found FROM staging.mark WHERE step = %s AND fingerprint = %s", [step, fingerprint]
        )
        row = cursor.fetchone()
    if row is None:
        return None
    kept = json.loads(row[1]) if isinstance(row[1], str) else row[1]
    return row[0], StepResult(**kept["result"]), kept["found"]


def stage_file(entry: Entry, spec: TableSpec, progress: Progress) -> Staged:
    """Stage one file and hold it against the manifest: hash, rows and totals. Refused when anything differs."""
    stored = Stored(entry.path)
    try:
        try:
            staged = _stage(stored, spec, UTF8, progress, numbered=entry.rows <= MANY)
        except Restart:
            staged = _stage(stored, spec, GB, progress, numbered=entry.rows <= MANY)
    except Refused:
        _same_file(stored, entry, anew=True)  # damage on the way explains every other fault
        raise
    _same_file(stored, entry, anew=False)
    if staged.rows != entry.rows:
        raise Refused("wrong_rows", file=entry.name, found=staged.rows, stated=entry.rows)
    for column, stated in entry.totals.items():
        found = _total(spec, column, staged.put_aside)
        if found != stated:
            raise Refused("wrong_total", file=entry.name, column=column, found=found, stated=stated)
    return staged


def _stage(stored: Stored, spec: TableSpec, charset: str, progress: Progress, *, numbered: bool) -> Staged:
    numbered = numbered or bool(spec.clashes or spec.parent)
    with (
        transaction.atomic(),
        tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY, "w+", encoding="utf-8", newline="\n") as aside,
    ):
        scanner = Scanner(stored, spec, aside, charset=charset, progress=progress)
        _create(spec, scanner.unknown, scanner.first if numbered else None)
        sent = [_staged_name(name, spec, scanner.unknown) for name in scanner.header]
        names = [*(column.joined for column in scanner.hashed), *sent]
        # Frozen: the rows need no second visit to be marked as valid for everybody; the table is new in here.
        _copy(
            f"COPY {spec.staged} ({_list(names)}) FROM STDIN (FORMAT csv, FREEZE)", _Pieces(scanner.stream())
        )
        if scanner.put_aside or scanner.blank:
            if not numbered:
                number(spec, scanner.first)
            _take_aside(spec, aside)
    return Staged(
        file=stored.name,
        rows=scanner.rows,
        put_aside=scanner.put_aside,
        blank=scanner.blank,
        charset=scanner.charset,
        ascending=scanner.ascending,
        first=scanner.first,
        numbered=numbered or bool(scanner.put_aside or scanner.blank),
        unknown=scanner.unknown,
        missing=scanner.missing,
    )


def number(spec: TableSpec, first: int) -> None:
    """Give the rows the numbers of their lines: their order in the table is that of the file. Drawing a number for
    each row costs a quarter of COPY, so a large file pays only when one of its rows has to be named."""
    names = _list(list(spec.typed))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronize_seqscans = off")
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        cursor.execute(
            f"CREATE UNLOGGED TABLE staging.numbered AS"
            f" SELECT row_number() OVER () + {first - 1} AS line, {names} FROM {spec.staged}"
        )
        cursor.execute("RESET synchronize_seqscans")
        cursor.execute("RESET max_parallel_workers_per_gather")
        cursor.execute(f"DROP TABLE {spec.staged}")
        cursor.execute(f"ALTER TABLE staging.numbered RENAME TO {spec.name}")


def _create(spec: TableSpec, unknown: list[str], first: int | None) -> None:
    typed = [f'"{name}" {sql_type}' for name, sql_type in spec.typed.items()]
    typed += [f'"{_staged_name(name, spec, unknown)}" text' for name in unknown]
    texts = [f'"{column.joined}" bytea' for column in spec.hashed]
    texts += [f'"{column.name}" text' for column in spec.columns]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {spec.raw}, {spec.staged}")
        # No other session draws numbers, so a large cache leaves no gaps.
        drawn = f" GENERATED BY DEFAULT AS IDENTITY (START {first} CACHE 10000)" if first else ""
        cursor.execute(f"CREATE UNLOGGED TABLE {spec.staged} (line bigint{drawn}, {', '.join(typed)})")
        cursor.execute(
            f'CREATE UNLOGGED TABLE {spec.raw} (line bigint, "_fault" text, "_column" text, {", ".join(texts)})'
        )


def _take_aside(spec: TableSpec, aside: IO[str]) -> None:
    """Bring the rows put aside into their table and remove the empty lines they left in the typed one."""
    aside.flush()
    aside.seek(0)
    names = ["line", "_fault", "_column", *spec.typed]
    _copy(f"COPY {spec.raw} ({_list(names)}) FROM STDIN", aside)
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM {spec.staged} WHERE "{spec.key[0]}" IS NULL')


def _staged_name(name: str, spec: TableSpec, unknown: list[str]) -> str:
    return name if name in spec.names else f"_unknown_{unknown.index(name)}"


def _list(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


class _Pieces:
    """A stream as COPY reads it. An error of ours ends the stream and is raised after the database has answered,
    because the driver would hide it behind one of its own."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            for piece in self.pieces:
                if piece:
                    return piece
        except (Refused, Restart) as error:
            self.error = error
        return b""


def _copy(sql: str, source: Any) -> None:
    with connection.cursor() as cursor:
        cursor.copy_expert(sql, source, 1 << 20)
    if isinstance(source, _Pieces) and source.error:
        raise source.error


def _same_file(stored: Stored, entry: Entry, *, anew: bool) -> None:
    digest = stored.digest
    if anew:
        whole = Stored(entry.path)
        for _block in whole.stored_blocks():
            pass
        digest = whole.digest
    if digest.hexdigest() != entry.sha256:
        raise Refused("wrong_hash", file=entry.name)


def _total(spec: TableSpec, column: str, put_aside: int) -> Decimal:
    """The sum of a column over all rows of the file whose value reads as an amount."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COALESCE(sum("{column}"), 0) FROM {spec.staged}')
        total = Decimal(cursor.fetchone()[0])
        if put_aside:
            cursor.execute(
                f'SELECT COALESCE(sum("{column}"::numeric), 0) FROM {spec.raw} WHERE "{column}" ~ %s',
                [f"^{patterns.DECIMAL_SHAPE}$"],
            )
            total += cursor.fetchone()[0]
    return total
