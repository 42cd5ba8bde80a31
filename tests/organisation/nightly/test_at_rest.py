"""No personal text of a night stands in the database as it is: every row of every table is read as text."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from bankcrm.embedded import binaries
from bankcrm.nightly import TABLES
from customers.models import Customer
from organisation.models import Branch, Preset, Reject, Staff
from organisation.nightly import manifest, staging
from tests.factories import referrals as leads
from tests.organisation.nightly.drops import write_drop
from tests.organisation.nightly.nights import DAY, Run

pytestmark = pytest.mark.usefixtures("bank")
CANARY = {
    "name": "欧阳金丝雀",
    "id_no": "999999198001023458",
    "phone": "15498765432",
    "address": "上海市浦东新区金丝雀路77号",
    "pinyin": "ouyangjinsique",
    "account": "6222021234567890123",
    "loan": "N-CANARY-7788",
}
OTHER = {
    "name": "司马云雀儿",
    "id_no": "99999919800102345X",
    "phone": "15498765433",
    "account": "6222029876543210987",
}


def dumped(words: dict[str, str]) -> list[str]:
    """Tables of which a row, written out as text, holds one of the words; bytes are looked through too."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind IN ('r', 'm') AND n.nspname IN ('public', 'staging') ORDER BY 1"
        )
        tables = [name for (name,) in cursor.fetchall()]
        assert len(tables) > 40
        for table in tables:
            for kind, word in words.items():
                forms = [word, word.encode().hex(), json.dumps(word)[1:-1]]
                cursor.execute(
                    f"SELECT count(*) FROM {table} t"
                    " WHERE EXISTS (SELECT FROM unnest(%s::text[]) f WHERE strpos(t::text, f) > 0)",
                    [forms],
                )
                if cursor.fetchone()[0]:
                    found.append(f"{kind} in {table}")
    return found


def account(number: str) -> dict[str, object]:
    return {"account_no": number, "customer_no": "C100", "product_code": "DEMAND", "branch_no": "010101"}


def loan(account_no: str) -> dict[str, object]:
    return {
        "loan_no": CANARY["loan"],
        "customer_no": "C100",
        "account_no": account_no,
        "principal": "9.00",
        "balance": "8.00",
        "five_class": "NORMAL",
        "as_of": DAY,
    }


def two_nights(run: Run, folder: Path) -> None:
    """A night with a good row of each table, and one with changed rows and rejected ones."""
    Preset.objects.filter(key="organisation.imports").update(value={"reject_limit_pct": "99"})
    at = {"home_branch_no": "010101"}
    person = {name: CANARY[name] for name in ("name", "id_no", "phone", "address")}
    other = {name: OTHER[name] for name in ("name", "id_no", "phone")}
    bad = {"customer_no": "C101", **other, **at, "gender": "X"}
    held = {
        "customers": [{"customer_no": "C100", **at, **person}],
        "accounts": [account(CANARY["account"])],
        "balances": [{"account_no": CANARY["account"], "as_of": DAY, "balance": "5.00"}],
        "loans": [loan(CANARY["account"])],
    }
    assert run(write_drop(folder / "1", DAY, "delta", held)).ok
    moved = {"customer_no": "C100", **at, **person, "phone": "15498765434"}
    unknown = {"account_no": OTHER["account"], "as_of": DAY, "balance": "6.00"}
    closed = {**account(CANARY["account"]), "status": "CLOSED"}
    known = {"account_no": CANARY["account"], "as_of": date(2026, 2, 2), "balance": "7.00"}
    rows = {"customers": [moved, bad], "accounts": [closed], "balances": [unknown, known]}
    outcome = run(write_drop(folder / "2", date(2026, 2, 2), "delta", rows))
    assert outcome.ok, outcome.sentence


def test_no_personal_text_of_a_night_stands_in_the_database(run: Run, tmp_path: Path) -> None:
    """Nowhere, in no history, no staging."""
    two_nights(run, tmp_path)
    found = Customer.objects.unscoped("read back by a test").get(customer_no="C100")
    assert (found.name, found.phone, found.address) == (CANARY["name"], "15498765434", CANARY["address"])
    (own,) = found.accounts.all()
    (owed,) = found.loans.all()
    assert (own.account_no, owed.loan_no, owed.account_id) == (CANARY["account"], CANARY["loan"], own.pk)
    assert sorted(Reject.objects.values_list("value", flat=True)) == ["622202*********0987", "X"]
    assert dumped(CANARY) == dumped(OTHER) == []


@pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
def test_a_dump_holds_no_personal_text(run: Run, tmp_path: Path) -> None:
    """The dump of the server's own pg_dump, also while a drop stands in staging half done: the tables of staging are
    unlogged, and the backup of the README leaves out what is in them."""
    two_nights(run, tmp_path)
    manager = Staff.objects.get(staff_no="M0001")
    here = Branch.objects.get(branch_no="010101")
    lead = {name: CANARY[name] for name in ("phone", "id_no")}
    noted = leads.prospect(CANARY["name"], at=here, by=manager, owner=manager, **lead).note
    rows = [
        {"customer_no": "C102", "home_branch_no": "010101", "name": OTHER["name"], "phone": OTHER["phone"]}
    ]
    sent = manifest.read(write_drop(tmp_path / "3", date(2026, 2, 3), "delta", {"customers": rows}), TABLES)
    staging.stage_file(sent.entries[0], TABLES["customers"], lambda file, rows: None)
    assert "name in staging.customers" in dumped(OTHER)
    whole = pg_dump()
    assert held_by(whole, OTHER) != []
    backup = pg_dump("--no-unlogged-table-data")
    assert held_by(backup, {**CANARY, "note": noted}) == held_by(backup, OTHER) == []
    assert held_by(backup, {"customer": "C100"}) == ["customer"]


def pg_dump(*options: str) -> str:
    """The test's database as the embedded server's pg_dump writes it."""
    given = connection.settings_dict
    access = {"PGHOST": given["HOST"], "PGPORT": str(given["PORT"] or 5432), "PGUSER": given["USER"]}
    done = subprocess.run(
        [binaries.postgres() / "pg_dump", *options, given["NAME"]],
        env={**os.environ, **access, "PGPASSWORD": given["PASSWORD"]},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def held_by(dump: str, words: dict[str, str]) -> list[str]:
    """What of the words the dump holds, as text or as the bytes of it."""
    return [kind for kind, word in words.items() if word in dump or word.encode().hex() in dump]


def test_a_text_that_is_kept_plain_is_found(run: Run, tmp_path: Path) -> None:
    """The same look sees a plain value, and the bytes of one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE customers_customer SET occupation = %s WHERE customer_no = 'C001'", [CANARY["name"]]
        )
        cursor.execute(
            "UPDATE customers_customer SET address_sealed = %s WHERE customer_no = 'C002'",
            [CANARY["address"].encode()],
        )
    seen = dumped(CANARY)
    assert {"name in public.customers_customer", "address in public.customers_customer"} <= set(seen)
