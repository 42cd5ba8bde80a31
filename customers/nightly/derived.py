"""The search columns of the customers that a night writes.

Pinyin and keyed hashes are made here and not in the database: the key of the hashes must not appear in a
statement, where a log could keep it. A name is worked out once however many people have it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

from django.db import connection

from customers import search
from customers.nightly import work
from organisation.nightly.steps import Night

CHUNK = 20_000


def names(night: Night, found: str) -> None:
    """Make night_names: pinyin, initials and grams of every distinct name in the work table."""
    work.make(
        night,
        "night_names",
        "SELECT ''::text AS name, ''::text AS pinyin, ''::text AS initials, '{}'::text[] AS grams LIMIT 0",
    )
    _fill("night_names", f"SELECT DISTINCT name FROM {found} WHERE differs", _name)
    night.run("ANALYZE night_names")


def numbers(night: Night, found: str) -> None:
    """Make night_numbers: the hashes of every customer in the work table."""
    work.make(
        night,
        "night_numbers",
        "SELECT ''::text AS customer_no, ''::bytea AS id_hash, ''::bytea AS id_tail_hash,"
        " ''::bytea AS phone_hash, ''::bytea AS phone_tail_hash LIMIT 0",
    )
    _fill("night_numbers", f"SELECT customer_no, id_no, phone FROM {found} WHERE differs", _numbers)
    night.run("ANALYZE night_numbers")


def _name(name: str) -> tuple[str, ...]:
    grams = ",".join(f'"{_escaped(gram)}"' for gram in search.grams(name))
    return name, search.pinyin(name)[:200], search.initials(name)[:60], f"{{{grams}}}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _numbers(customer_no: str, id_no: str, phone: str) -> tuple[str, ...]:
    keys = (
        search.id_key(id_no),
        search.id_tail_key(id_no),
        search.phone_key(phone),
        search.phone_tail_key(phone),
    )
    return customer_no, *(f"\\x{key.hex()}" for key in keys)


def _fill(table: str, query: str, derive: Callable[..., tuple[str, ...]]) -> None:
    """COPY what is derived from the rows of the query into the table, a chunk at a time."""
    with connection.chunked_cursor() as reader, connection.cursor() as writer:
        reader.execute(query)
        for chunk in _chunks(reader):
            text = StringIO()
            csv.writer(text, quoting=csv.QUOTE_ALL).writerows(derive(*row) for row in chunk)
            text.seek(0)
            writer.copy_expert(f"COPY {table} FROM STDIN (FORMAT csv)", text)


def _chunks(reader: Any) -> Iterator[list[tuple[Any, ...]]]:
    while chunk := reader.fetchmany(CHUNK):
        yield chunk
