"""Changing the master key of everything that is sealed, while people work.

Every model's sealed columns are found by themselves, and so are the histories that carry copies of them. Rows are taken
in small chunks, each in a transaction of its own: who is killed has lost nothing, who is started again goes on
where sealed values of an older key are left, and a row that somebody else holds waits for the next pass.
Sealed files (`organisation.sealed_files`) follow the rows.
Source: reliability R20; JR/T 0171.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection, models, transaction

from organisation import sealed_files, vault
from organisation.vault import SealedText

CHUNK = 500
PASSES = 20  # each leaves only what others held in the one before


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table with sealed columns; `place` is the table for which they were sealed, its own or the tracked one."""

    name: str
    place: str
    key: str
    key_type: str
    row: str
    columns: Mapping[str, str]  # stored column: the name under which it was sealed

    @property
    def stale(self) -> str:
        """SQL: one of the columns was not sealed with the newest key."""
        newest = vault.current_key()
        older = (f"({one} <> ''::bytea AND get_byte({one}, 0) <> {newest})" for one in self.columns)
        return f"({' OR '.join(older)})"


def attributes(model: type[models.Model]) -> list[SealedText]:
    """The sealed texts of a model."""
    found = {name: value for base in reversed(model.__mro__) for name, value in vars(base).items()}
    return [value for value in found.values() if isinstance(value, SealedText)]


def tables() -> list[SealedTable]:
    """Every table with sealed columns: of models, and of their histories."""
    found = []
    for model in apps.get_models():
        tracked = getattr(model, "pgh_tracked_model", None)
        sealed_by = tracked or model
        names = {field.name for field in model._meta.concrete_fields}
        sealed = [one for one in attributes(sealed_by) if one.stored in names]
        if sealed:
            found.append(_table(model, sealed_by, sealed))
    return found


def _table(model: type[models.Model], place: type[models.Model], sealed: list[SealedText]) -> SealedTable:
    rows = {one.row for one in sealed}
    if len(rows) != 1:
        raise TypeError(f"{model.__name__} seals its columns by different rows: {sorted(rows)}")
    key = model._meta.pk
    assert key is not None
    row = model._meta.get_field(rows.pop())
    assert isinstance(row, models.Field)
    return SealedTable(
        name=model._meta.db_table,
        place=place._meta.db_table,
        key=str(key.column),
        key_type=str(key.rel_db_type(connection)),
        row=str(row.column),
        columns={one.stored: one.column for one in sealed},
    )


def left() -> dict[str, int]:
    """Rows and files that hold something of an older key, by table; nothing where there is none."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            count = f"SELECT count(*) FROM {table.name} WHERE {table.stale}"  # noqa: S608 -- names of our models
            cursor.execute(count)
            found[table.name] = cursor.fetchone()[0]
    found["files"] = sum(_is_stale(uid) for uid in sealed_files.kept())
    return {name: count for name, count in found.items() if count}


def rotate(
    *, chunk: int = CHUNK, report: Callable[[str, int], None] = lambda _name, _rows: None
) -> dict[str, int]:
    """Seal everything anew that is not sealed with the newest key; how many rows of each table were written.

    Rows that stay locked through all passes are left, and told by `left`."""
    done: dict[str, int] = {}
    for table in tables():
        for _pass in range(PASSES):
            rows = 0
            for written in _one_pass(table, chunk):
                rows += written
                done[table.name] = done.get(table.name, 0) + written
                report(table.name, done[table.name])
            if not rows:
                break
    for uid in sealed_files.kept():
        if _is_stale(uid):
            sealed_files.reseal(uid)
            done["files"] = done.get("files", 0) + 1
    return done


def _one_pass(table: SealedTable, chunk: int) -> Iterator[int]:
    last: Any = None
    while True:
        with transaction.atomic(), pgtrigger.ignore():  # the same text: no new version of the row
            last, rows = _chunk(table, last, chunk)
        if not rows:
            return
        yield rows


def _chunk(table: SealedTable, after: Any, size: int) -> tuple[Any, int]:
    """Seal the next rows anew; the key of the last one and how many."""
    beyond = f"{table.key} > %s AND" if after is not None else ""
    columns = list(table.columns)
    with connection.cursor() as cursor:
        find = (
            f"SELECT {table.key}, {table.row}::text, {', '.join(columns)} FROM {table.name}"  # noqa: S608 -- as above
            f" WHERE {beyond} {table.stale} ORDER BY {table.key} LIMIT {size} FOR NO KEY UPDATE SKIP LOCKED"
        )
        cursor.execute(find, [] if after is None else [after])
        rows = cursor.fetchall()
        if not rows:
            return after, 0
        anew = [[_again(table, one, row[1], row[2 + i]) for row in rows] for i, one in enumerate(columns)]
        values = ", ".join(f"{one} = anew.{one}" for one in columns)
        arrays = ", ".join(["%s::" + table.key_type + "[]", *("%s::bytea[]" for _one in columns)])
        write = (
            f"UPDATE {table.name} t SET {values} FROM unnest({arrays})"  # noqa: S608 -- as above
            f" AS anew (own_key, {', '.join(columns)}) WHERE t.{table.key} = anew.own_key"
        )
        cursor.execute(write, [[_plain(row[0]) for row in rows], *anew])
    return rows[-1][0], len(rows)


def _again(table: SealedTable, stored: str, row: str, kept: memoryview) -> bytes:
    if not kept:
        return b""
    place = {"table": table.place, "column": table.columns[stored], "row": row}
    return vault.seal(vault.unseal(bytes(kept), **place), **place)


def _plain(key: Any) -> Any:
    return str(key) if isinstance(key, uuid.UUID) else key


def _is_stale(uid: uuid.UUID) -> bool:
    try:
        return sealed_files.key_number(uid) != vault.current_key()
    except FileNotFoundError:  # removed since it was listed
        return False
