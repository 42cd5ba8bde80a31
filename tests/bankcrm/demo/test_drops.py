"""The drops of the demonstration bank against the contract of the nightly extracts."""

import csv
import hashlib
import io
import tracemalloc
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from bankcrm.demo.bank import generate
from tests.bankcrm.demo.reading import KEYS, Bank

CONTRACT = {
    "branches": "branch_no name parent_branch_no level city opened_on",
    "staff": "staff_no name branch_no post grade hired_on left_on status email phone",
    "products": "product_code name asset_class risk_rating issuer",
    "customers": (
        "customer_no name id_type id_no id_valid_to birth_date gender phone address occupation risk_level "
        "risk_assessed_on home_branch_no opened_on marketing_opt_out"
    ),
    "accounts": (
        "account_no customer_no product_code currency opened_on closed_on maturity_on branch_no rate status"
    ),
    "balances": "account_no as_of balance",
    "loans": (
        "loan_no customer_no account_no product_code principal balance rate disbursed_on due_on five_class "
        "overdue_days interest_due interest_collected staff_no as_of"
    ),
    "relationships": "customer_no staff_no role from to source",
    "measures": "subject_no code period value source",
}


DATES = {
    "customers": ("opened_on",),
    "accounts": ("opened_on", "closed_on"),
    "balances": ("as_of",),
    "loans": ("as_of",),
}


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_arguments_give_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    for name, seed in (("one", 5), ("two", 5), ("three", 6)):
        generate(tmp_path / name, customers=60, seed=seed)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert files(tmp_path / "one") != files(tmp_path / "three")


def test_default_drops_are_one_full_then_months_then_business_days(bank: Bank) -> None:
    assert [(m["from"], m["as_of"], m["kind"]) for m in bank.manifests.values()] == [
        ("2025-11-01", "2026-08-31", "full"),
        ("2026-09-01", "2026-09-30", "delta"),
        ("2026-10-01", "2026-10-31", "delta"),
        ("2026-11-01", "2026-11-17", "delta"),
        ("2026-11-18", "2026-11-18", "delta"),
        ("2026-11-19", "2026-11-19", "delta"),
        ("2026-11-20", "2026-11-20", "delta"),
    ]
    assert list(bank.manifests) == [m["as_of"] for m in bank.manifests.values()]


def test_manifests_tell_rows_hashes_and_totals_of_every_file(folder: Path, bank: Bank) -> None:
    for name, manifest in bank.manifests.items():
        present = {path.name for path in (folder / name).iterdir()}
        assert present == {entry["name"] for entry in manifest["files"]} | {"manifest.json"}
        for entry in manifest["files"]:
            data = (folder / name / entry["name"]).read_bytes()
            rows = list(csv.DictReader(io.StringIO(data.decode())))
            assert entry["sha256"] == hashlib.sha256(data).hexdigest()
            assert entry["rows"] == len(rows)
            for column, total in entry.get("totals", {}).items():
                assert Decimal(total) == sum(Decimal(row[column]) for row in rows)
    last = bank.manifests["2026-11-20"]["files"]
    assert {entry["name"] for entry in last if "totals" in entry} == {"balances.csv", "loans.csv"}


def test_columns_are_those_of_the_contract_and_lines_end_in_lf(folder: Path) -> None:
    for path in folder.rglob("*.csv"):
        data = path.read_bytes()
        assert data.split(b"\n", 1)[0].decode() == CONTRACT[path.stem].replace(" ", ",")
        assert b"\r" not in data
        assert data.endswith(b"\n")
    assert {path.stem for path in (folder / "2026-08-31").glob("*.csv")} == set(CONTRACT)


def test_no_key_comes_twice_in_one_file(bank: Bank) -> None:
    seen = Counter((day, table, *(row[c] for c in KEYS[table])) for day, table, row in bank.arrivals)
    assert [key for key, count in seen.items() if count > 1] == []


def test_references_resolve_in_the_same_or_an_earlier_drop(bank: Bank) -> None:
    known = {name: set() for name in ("branches", "staff", "products", "customers", "accounts")}
    links = {
        "branches": {"parent_branch_no": "branches"},
        "staff": {"branch_no": "branches"},
        "customers": {"home_branch_no": "branches"},
        "accounts": {"customer_no": "customers", "product_code": "products", "branch_no": "branches"},
        "balances": {"account_no": "accounts"},
        "loans": {
            "customer_no": "customers",
            "account_no": "accounts",
            "product_code": "products",
            "staff_no": "staff",
        },
        "relationships": {"customer_no": "customers", "staff_no": "staff"},
    }
    for day in bank.manifests:
        rows = [(table, row) for when, table, row in bank.arrivals if when == day]
        for table, row in rows:
            if table in known:
                known[table].add(row[KEYS[table][0]])
        broken = [
            (table, column, row)
            for table, row in rows
            for column, target in links.get(table, {}).items()
            if row[column] and row[column] not in known[target]
        ]
        assert broken == []
    subjects = {row["subject_no"] for row in bank.rows("measures")}
    assert subjects <= known["staff"] | known["branches"]


def test_every_customer_has_an_account_and_every_row_falls_into_its_drop(bank: Bank) -> None:
    assert {row["customer_no"] for row in bank.rows("accounts")} == {
        row["customer_no"] for row in bank.rows("customers")
    }
    outside = [
        (day, table, row)
        for day, table, row in bank.arrivals
        for column in DATES.get(table, ())
        if row[column] > day
    ]
    assert outside == []


def test_one_day_is_restated_and_one_row_comes_late(bank: Bank) -> None:
    since = {day: manifest["from"] for day, manifest in bank.manifests.items()}
    delivered = Counter(
        (row["account_no"], row["as_of"]) for _, table, row in bank.arrivals if table == "balances"
    )
    earlier = [
        delivered[row["account_no"], row["as_of"]]
        for day, table, row in bank.arrivals
        if table == "balances" and row["as_of"] < since[day]
    ]
    assert set(earlier) == {1, 2}  # once: it came late; twice: it had come before and was corrected


def test_memory_does_not_grow_with_the_number_of_customers(tmp_path: Path) -> None:
    peaks = []
    for customers in (400, 1600):
        tracemalloc.start()
        generate(tmp_path / str(customers), customers=customers, months=2, days=1)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 2


def test_a_second_bank_is_not_written_over_the_first(tmp_path: Path) -> None:
    generate(tmp_path, customers=1)
    before = files(tmp_path)
    with pytest.raises(FileExistsError, match="2026-08-31"):
        generate(tmp_path, customers=2)
    assert files(tmp_path) == before


def test_a_bank_written_over_another_leaves_nothing_of_it(tmp_path: Path) -> None:
    generate(tmp_path / "one", customers=5)
    generate(tmp_path / "two", customers=40)
    generate(tmp_path / "two", customers=5, replace=True)
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ({"customers": 0}, "between 1 and"),
        ({"customers": 12_000_000}, "between 1 and"),
        ({"customers": 1, "months": 0}, "at least one whole month"),
        ({"customers": 1, "days": 400}, "too short"),
    ],
)
def test_figures_that_make_no_bank_are_refused(tmp_path: Path, figures: dict[str, int], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        generate(tmp_path / "drops", **figures)
    assert not (tmp_path / "drops").exists()
