"""What a night seals, and the search columns of the customers that it writes.

Sealed values, tokens and keyed hashes are made here and not in the database: a key must not appear in a
statement, where a log could keep it. So the personal texts of a drop are compared by a keyed digest, and only those
that differ are sealed. A name is worked out once however many people have it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any
from uuid import uuid4

from django.db import connection, models

from customers import search
from customers.models import Customer
from customers.nightly import work
from customers.nightly.merge import Merge
from organisation import vault
from organisation.nightly.steps import Night

CHUNK = 20_000
SEALED = ("name", "id_no", "phone", "address")
_TEXTS = ", ".join(f"coalesce(s.{name}, '')" for name in SEALED)


def digests(night: Night) -> None:
    """Make night_digests: the digest of the personal texts of every customer in the drop."""
    nothing = "SELECT ''::text AS customer_no, ''::bytea AS digest LIMIT 0"
    work.make(night, "night_digests", nothing, analyse=False)
    digest = search.personal_digests()
    _fill(
        "night_digests",
        f"SELECT customer_no, {_TEXTS} FROM staging.customers s",
        lambda customer_no, *texts: (customer_no, _bytes(digest(customer_no, *texts))),
    )


def sealed(night: Night, found: str) -> None:
    """Make night_sealed: sealed texts and search columns of the customers whose texts are new or differ."""
    work.make(
        night,
        "night_sealed",
        "SELECT customer_no, name_sealed, id_no_sealed, phone_sealed, address_sealed, name_tokens, id_hash,"
        " id_tail_hash, phone_hash, phone_tail_hash FROM customers_customer LIMIT 0",
    )
    _fill(
        "night_sealed",
        f"SELECT s.customer_no, {_TEXTS} FROM staging.customers s"
        f" JOIN {found} d ON d.customer_no = s.customer_no LEFT JOIN customers_customer t ON t.id = d.id"
        " WHERE d.differs AND t.sealed_digest IS DISTINCT FROM d.sealed_digest",
        _sealed,
    )
    night.run("ANALYZE night_sealed")


def numbers(night: Night, merge: Merge, model: type[models.Model], column: str) -> None:
    """Make night_numbers: for each new row its identity and, sealed by that, its number."""
    keys = ", ".join(merge.keys)
    work.make(
        night,
        "night_numbers",
        f"SELECT uid, {column}_sealed, {keys} FROM {merge.stored} LIMIT 0",
        analyse=False,
    )
    same = " AND ".join(f"d.{name} = {sql}" for name, sql in merge.keys.items())

    def numbered(number: str, *key: str) -> tuple[str, ...]:
        uid = str(uuid4())
        return uid, _bytes(vault.sealed(model, column, row=uid, text=number)), *key

    _fill(
        "night_numbers",
        f"SELECT s.{column}, {', '.join(f'{sql}::text' for sql in merge.keys.values())}"
        f" FROM staging.{merge.table} s JOIN {merge.found} d ON {same} WHERE d.id IS NULL",
        numbered,
    )
    night.run("ANALYZE night_numbers")


def _sealed(customer_no: str, name: str, id_no: str, phone: str, address: str) -> tuple[str, ...]:
    texts = zip(SEALED, (name, id_no, phone, address), strict=True)
    keys = (
        search.id_key(id_no),
        search.id_tail_key(id_no),
        search.phone_key(phone),
        search.phone_tail_key(phone),
    )
    return (
        customer_no,
        *(_bytes(vault.sealed(Customer, column, row=customer_no, text=text)) for column, text in texts),
        f"{{{','.join(map(str, search.name_tokens(name)))}}}",
        *(_bytes(key) for key in keys),
    )


def _bytes(value: bytes) -> str:
    return f"\\x{value.hex()}"


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
