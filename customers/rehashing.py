"""Changing the search key: every keyed hash by which customers, prospects, accounts and loans are found.

Rows are hashed anew in small chunks, each a transaction of its own, while people search under both keys
(`customers.queries.search_hashes`): who is killed has lost nothing, who is started again goes on where hashes of an
older key are left. The number of the key stands before one hash of each row. Accounts come last: when none of theirs
is of an older key, nothing is. The caller holds the night, which joins by these hashes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import Q

from customers import search
from customers.models import Account, Customer, Loan, Prospect

CHUNK = 500
PASSES = 20  # each leaves only what others held in the one before
WHY = "hashes of the older search key, no matter whose"


@dataclass(frozen=True, slots=True)
class Hashed:
    """A model whose rows are found by keyed hashes; `mark` begins with the number of the key."""

    model: type[models.Model]
    mark: str
    derive: Callable[[Any], Mapping[str, Any]]

    def stale(self) -> Q:
        """Rows whose mark was made with another key than the newest; it is looked up on the index of the mark."""
        number = search.key_numbers()[0]
        beyond = Q(**{f"{self.mark}__gte": bytes([number + 1])}) if number < 255 else Q()
        return (Q(**{f"{self.mark}__lt": bytes([number])}) | beyond) & ~Q(**{self.mark: b""})


def _customer(one: Customer) -> Mapping[str, Any]:
    texts = (one.name, one.id_no, one.phone, one.address)
    digest = search.personal_digest(one.customer_no, *texts)
    return {
        "sealed_digest": digest,
        **asdict(search.columns_of(name=one.name, id_no=one.id_no, phone=one.phone)),
    }


def _prospect(one: Prospect) -> Mapping[str, Any]:
    return {
        "name_hash": search.prospect_key(one.name),
        "phone_hash": search.phone_key(one.phone),
        "id_hash": search.id_key(one.id_no),
    }


def _account(one: Account) -> Mapping[str, Any]:
    return {"account_no_hash": search.account_key(one.account_no.encode())}


def _loan(one: Loan) -> Mapping[str, Any]:
    return {"loan_no_hash": search.loan_key(one.loan_no.encode())}


IN_ORDER: Sequence[Hashed] = (
    Hashed(Prospect, "name_hash", _prospect),
    Hashed(Customer, "sealed_digest", _customer),
    Hashed(Loan, "loan_no_hash", _loan),
    Hashed(Account, "account_no_hash", _account),
)


def left() -> dict[str, int]:
    """Rows that are found by a hash of an older key, by table; nothing where there is none."""
    found = {one.model._meta.db_table: _rows(one).count() for one in IN_ORDER}
    return {name: count for name, count in found.items() if count}


def rehash(*, chunk: int = CHUNK) -> dict[str, int]:
    """Hash everything anew that was not hashed with the newest key; how many rows of each table were written.

    A table with rows that stay locked through all passes ends the work, told by `left`: the order says what is
    done."""
    done: dict[str, int] = {}
    for one in IN_ORDER:
        name = one.model._meta.db_table
        for _pass in range(PASSES):
            while rows := _chunk(one, chunk):
                done[name] = done.get(name, 0) + rows
            if not _rows(one).exists():
                break
        else:
            break
    return done


def of_one_key(cursor: Any) -> bool:
    """Whether every account, and with them everything, is hashed with the newest key. Two looks at an index."""
    number = search.key_numbers()[0]
    cursor.execute(
        "SELECT EXISTS (SELECT FROM customers_account WHERE account_no_hash < %s)"
        " OR EXISTS (SELECT FROM customers_account WHERE account_no_hash >= %s)",
        [bytes([number]), bytes([number + 1])],
    )
    return not cursor.fetchone()[0]


def _rows(one: Hashed) -> Any:
    return one.model.objects.unscoped(WHY).filter(one.stale())  # type: ignore[attr-defined]


def _chunk(one: Hashed, size: int) -> int:
    """Hash the next rows anew that nobody holds; how many."""
    with transaction.atomic(), pgtrigger.ignore():  # the same row: no new version of it
        rows = list(_rows(one).order_by("pk").select_for_update(skip_locked=True, no_key=True)[:size])
        for row in rows:
            for name, value in one.derive(row).items():
                setattr(row, name, value)
        if rows:
            one.model._default_manager.bulk_update(rows, list(one.derive(rows[0])))
    return len(rows)
