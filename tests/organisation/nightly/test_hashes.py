"""Sealed numbers come into staging with the keyed hash by which rows are joined, however the file is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings

from bankcrm import nightly
from bankcrm.nightly import TABLES
from customers.models import Account, Loan
from customers.search import account_key, loan_key
from organisation.nightly import staging, validation
from tests.organisation.nightly.drops import write_drop, write_file
from tests.organisation.nightly.nights import DAY, Run

pytestmark = pytest.mark.usefixtures("bank")
WHY = "read back by a test"
FILES = {
    "in order": b"account_no,as_of,balance\nA001,2026-02-01,5.00\nA002,2026-02-01,6.00\n",
    "number in the middle": b"as_of,account_no,balance\n2026-02-01,A001,5.00\n2026-02-01,A002,6.00\n",
    "number last, lines end with CR LF": b"as_of,balance,account_no\r\n2026-02-01,5.00,A001\r\n"
    b"2026-02-01,6.00,A002\r\n",
    "quoted, and no end of the last line": b'account_no,as_of,balance\n"A001",2026-02-01,5.00\nA002,2026-02-01,6.00',
    "unknown column": b"memo,account_no,as_of,balance\nx,A001,2026-02-01,5.00\n,A002,2026-02-01,6.00\n",
}


@pytest.mark.parametrize("many", [staging.MANY, -1], ids=["small file", "laid out as a large file"])
@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_each_row_carries_the_hash_of_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, many: int
) -> None:
    monkeypatch.setattr(staging, "MANY", many)
    spec = TABLES["balances"]
    entry = nightly.manifest.read(write_file(tmp_path, DAY, "balances.csv", content, 2), TABLES).entries[0]
    staging.prepare()
    with transaction.atomic(), connection.cursor() as cursor:
        staged = staging.stage_file(entry, spec, lambda file, rows: None)
        validation.begin()
        validation.validate(spec, TABLES, frozenset(["balances"]), DAY, staged)
        cursor.execute(f"SELECT account_no, account_no_hash, balance FROM {spec.staged} ORDER BY 1")
        found = [(number, bytes(key), str(balance)) for number, key, balance in cursor.fetchall()]
    assert found == [("A001", account_key(b"A001"), "5.00"), ("A002", account_key(b"A002"), "6.00")]


def test_both_numbers_of_a_loan_are_hashed_and_only_where_they_are_told(run: Run, tmp_path: Path) -> None:
    loan = {
        "customer_no": "C001",
        "principal": "100.00",
        "balance": "90.00",
        "five_class": "NORMAL",
        "as_of": DAY,
    }
    rows = [{**loan, "loan_no": "L1", "account_no": "A001"}, {**loan, "loan_no": "L2"}]
    assert run(write_drop(tmp_path, DAY, "delta", {"loans": rows})).ok
    loans = {one.loan_no: one for one in Loan.objects.unscoped(WHY).select_related("account")}
    assert {number: bytes(one.loan_no_hash) for number, one in loans.items() if number in ("L1", "L2")} == {
        "L1": loan_key(b"L1"),
        "L2": loan_key(b"L2"),
    }
    assert (loans["L1"].account.account_no, loans["L2"].account) == ("A001", None)


def test_an_account_keeps_its_identity_and_sealed_number_when_it_changes(run: Run, tmp_path: Path) -> None:
    def sealed() -> tuple[object, bytes]:
        one = Account.objects.unscoped(WHY).get(account_no_hash=account_key(b"A001"))
        return one.uid, bytes(one.account_no_sealed)

    before = sealed()
    account = {"account_no": "A001", "customer_no": "C001", "product_code": "DEMAND", "branch_no": "010102"}
    assert run(write_drop(tmp_path, DAY, "delta", {"accounts": [{**account, "status": "CLOSED"}]})).ok
    assert sealed() == before


def test_a_hash_names_its_key_and_differs_by_kind_and_key() -> None:
    with override_settings(BANKCRM_SEARCH_KEY="3:new key,1:old key"):
        new = account_key(b"6222")
    with override_settings(BANKCRM_SEARCH_KEY="old key"):
        old, loan = account_key(b"6222"), loan_key(b"6222")
    assert (new[0], old[0], len(new)) == (3, 1, 16)
    assert len({new[1:], old[1:], loan[1:]}) == 3
