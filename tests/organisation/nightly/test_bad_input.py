"""Every bad input of the contract with its exact verdict: the file is refused, or the row is put aside and the good
rows load."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection

from bankcrm.nightly import TABLES
from customers.models import Balance, Customer
from customers.search import account_key
from organisation.choices import RunStatus
from organisation.models import NightlyRun, Preset, Reject
from tests.organisation.nightly.drops import as_csv, entry, write_drop, write_file
from tests.organisation.nightly.nights import DAY, Run

pytestmark = pytest.mark.usefixtures("bank")
HEADER = "account_no,as_of,balance\n"
GOOD = "A001,2026-02-01,5.00\n"
NEW_CUSTOMER = {"customer_no": "C100", "home_branch_no": "010101"}


@pytest.fixture
def lenient() -> None:
    """Most rows of a file may be bad, so that a test may look at the others."""
    Preset.objects.filter(key="organisation.imports").update(value={"reject_limit_pct": "99"})


def refused() -> tuple[str, dict[str, object]]:
    """Code and values of a refusal, after seeing that nothing has changed."""
    run = NightlyRun.objects.latest("pk")
    assert (run.status, run.finished_at is not None) == (RunStatus.REFUSED, True), run.message
    kept = json.loads(run.message)
    assert run.explanation
    assert kept["code"] not in run.explanation
    return kept["code"], kept["params"]


def rejects() -> list[tuple[int, str, str, str]]:
    rows = Reject.objects.filter(run=NightlyRun.objects.latest("pk")).order_by("line")
    return list(rows.values_list("line", "column", "value", "code"))


@pytest.mark.parametrize(
    ("content", "rows", "code"),
    [
        pytest.param(b"", 0, "empty_file", id="empty file"),
        pytest.param(b"\xef\xbb\xbf\n\n", 0, "empty_file", id="only blank lines"),
        pytest.param(HEADER.encode("utf-16"), 0, "utf16", id="UTF-16"),
        pytest.param(b"account_no,as_of,balance,as_of\n", 0, "duplicate_header", id="duplicate header"),
        pytest.param(b"account_no,as_of\n", 0, "missing_column", id="missing column"),
        pytest.param(GOOD.encode(), 0, "missing_column", id="no header"),
        pytest.param(b"account_no;as_of;balance\n", 0, "missing_column", id="other delimiter"),
        pytest.param(b"account_no,as_of,balance,cvv2\n", 0, "forbidden_column", id="card secret"),
        pytest.param(f'{HEADER}"A001,2026-02-01,5.00\n{GOOD}'.encode(), 2, "unclosed_quote", id="open quote"),
        pytest.param(f'{HEADER}"A001"x,2026-02-01,5\n'.encode(), 1, "bad_quotes", id="text after a quote"),
        pytest.param((HEADER + GOOD).encode(), 2, "wrong_rows", id="wrong count"),
        pytest.param(HEADER.encode(), 3, "wrong_rows", id="header only"),
        pytest.param(HEADER.encode() + b"A001,2026-02-01,\xff\n", 1, "undecodable", id="undecodable"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused(
    run: Run, tmp_path: Path, content: bytes, rows: int, code: str
) -> None:
    run(write_file(tmp_path, DAY, "balances.csv", content, rows))
    assert refused()[0] == code
    assert not Balance.objects.filter(day=DAY).exists()


def test_an_undecodable_byte_is_named_by_its_place(run: Run, tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + HEADER.encode() + b"A001,2026-02-01,\xff\n"
    run(write_file(tmp_path, DAY, "balances.csv", content, 1))
    assert refused()[1]["offset"] == content.index(b"\xff")


def test_a_wrong_hash_is_refused(run: Run, tmp_path: Path) -> None:
    run(write_file(tmp_path, DAY, "balances.csv", (HEADER + GOOD).encode(), 1, sha256="0" * 64))
    assert refused() == ("wrong_hash", {"file": "balances.csv"})


def test_a_damaged_file_is_told_by_its_hash_whatever_else_is_wrong_with_it(run: Run, tmp_path: Path) -> None:
    run(write_file(tmp_path, DAY, "balances.csv", b"junk", 1, sha256="0" * 64))
    assert refused()[0] == "wrong_hash"


def test_a_wrong_total_is_refused(run: Run, tmp_path: Path) -> None:
    totals = {"balance": "5.01"}
    run(write_file(tmp_path, DAY, "balances.csv", (HEADER + GOOD).encode(), 1, totals=totals))
    code, params = refused()
    assert (code, params["found"], params["stated"]) == ("wrong_total", "5.00", "5.01")


def test_a_total_counts_the_rows_that_are_put_aside(run: Run, tmp_path: Path, lenient: None) -> None:
    content = f"{HEADER}{GOOD}A999,2026-02-01,7.00\nA002,2026-02-01,NaN\n{GOOD.replace('A001', 'A002')}"
    drop = write_file(tmp_path, DAY, "balances.csv", content.encode(), 4, totals={"balance": "17.00"})
    assert run(drop).status == RunStatus.PUBLISHED
    assert [row[0::3] for row in rejects()] == [(3, "unknown_reference"), (4, "not_a_number")]


def test_a_truncated_gzip_file_is_refused(run: Run, tmp_path: Path) -> None:
    whole = gzip.compress((HEADER + GOOD * 5_000).encode())
    run(write_file(tmp_path, DAY, "balances.csv.gz", whole[:-20], 5_000))
    assert refused() == ("bad_gzip", {"file": "balances.csv.gz"})


def test_a_gzip_file_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    run(write_file(tmp_path, DAY, "balances.csv.gz", (HEADER + GOOD).encode(), 1))
    assert refused()[0] == "bad_gzip"


def test_a_parquet_file_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    run(write_file(tmp_path, DAY, "balances.parquet", (HEADER + GOOD).encode(), 1))
    assert refused()[0] == "bad_parquet"


def test_a_missing_file_is_refused(run: Run, tmp_path: Path) -> None:
    drop = write_file(tmp_path, DAY, "balances.csv", (HEADER + GOOD).encode(), 1)
    (drop / "balances.csv").unlink()
    run(drop)
    assert refused() == ("file_missing", {"file": "balances.csv"})


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"as_of": "2026-02-30", "from": "2026-02-01", "kind": "delta", "files": []}']
)
def test_a_malformed_manifest_is_refused(run: Run, tmp_path: Path, content: str) -> None:
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop" / "manifest.json").write_text(content)
    run(tmp_path / "drop")
    assert refused()[0] == "bad_manifest"


def test_a_file_name_that_leads_elsewhere_is_refused(run: Run, tmp_path: Path) -> None:
    drop = write_file(tmp_path, DAY, "balances.csv", (HEADER + GOOD).encode(), 1, name="../b.csv")
    run(drop)
    assert refused()[0] == "unsafe_name"


AMOUNTS = (
    ("", "missing_value"),
    ("NaN", "not_a_number"),
    ("Infinity", "not_a_number"),
    ("1e3", "not_a_number"),
    ("1E+18", "not_a_number"),
    ("1e999999999", "not_a_number"),
    ("1_000", "not_a_number"),
    ("１２３", "not_a_number"),
    ("٣", "not_a_number"),
    ('"1,234.56"', "not_a_number"),
    ("+5", "not_a_number"),
    ("−5", "not_a_number"),
    ("(5)", "not_a_number"),
    ("5.", "not_a_number"),
    (".5", "not_a_number"),
    ("007", "not_a_number"),
    (" 5", "not_a_number"),
    ("￥5", "not_a_number"),
    ("5万", "not_a_number"),
    ("N/A", "not_a_number"),
    ("12.345", "too_many_decimals"),
    ("0.00001", "too_many_decimals"),
    ("12345678901234567.00", "too_large"),
    ("9" * 70, "not_a_number"),
)


def test_an_amount_that_is_none_puts_the_row_aside(run: Run, tmp_path: Path, lenient: None) -> None:
    rows = "".join(f"A002,2025-12-{place:02},{value}\n" for place, (value, _code) in enumerate(AMOUNTS, 1))
    outcome = run(
        write_file(tmp_path, DAY, "balances.csv", (HEADER + rows + GOOD).encode(), len(AMOUNTS) + 1)
    )
    assert outcome.status == RunStatus.PUBLISHED, outcome.sentence
    assert [(line, column, code) for line, column, _value, code in rejects()] == [
        (line, "balance", code) for line, (_value, code) in enumerate(AMOUNTS, 2)
    ]
    assert list(Balance.objects.filter(day=DAY).values_list("balance", flat=True)) == [Decimal("5.00")]
    assert not Balance.objects.filter(day__year=2025).exists()


def test_an_amount_that_is_one_loads_exactly(run: Run, tmp_path: Path) -> None:
    amounts = ["-0", "0", "-12.5", "9999999999999999.99", "1.10"]
    rows = "".join(f"A001,2026-01-{day},{amount}\n" for day, amount in enumerate(amounts, 10))
    assert run(write_file(tmp_path, DAY, "balances.csv", (HEADER + rows).encode(), len(amounts))).ok
    loaded = Balance.objects.filter(account__account_no_hash=account_key(b"A001"), day__day__gte=10).order_by(
        "day"
    )
    assert list(loaded.values_list("balance", flat=True)) == [Decimal(amount) for amount in amounts]


DAYS = (
    ("2026-02-30", "impossible_date"),
    ("2023-02-29", "impossible_date"),
    ("1900-02-29", "impossible_date"),
    ("2026-04-31", "impossible_date"),
    ("2026-13-01", "impossible_date"),
    ("2026-00-10", "impossible_date"),
    ("0000-00-00", "date_out_of_range"),
    ("0001-01-01", "date_out_of_range"),
    ("9999-12-31", "date_out_of_range"),
    ("2026/1/5", "not_a_date"),
    ("20260105", "not_a_date"),
    ("2026-1-5", "not_a_date"),
    ("01/02/2026", "not_a_date"),
    ("２０２６-01-05", "not_a_date"),
    ("2026-W01-1", "not_a_date"),
    ("45325", "not_a_date"),
    ("2026-01-05 24:00:00", "not_a_date"),
    ("2026-02-02", "after_drop"),
)


def test_a_day_that_is_none_puts_the_row_aside(run: Run, tmp_path: Path, lenient: None) -> None:
    rows = "".join(f"A002,{value},1.00\n" for value, _code in DAYS)
    outcome = run(write_file(tmp_path, DAY, "balances.csv", (HEADER + rows + GOOD).encode(), len(DAYS) + 1))
    assert outcome.status == RunStatus.PUBLISHED, outcome.sentence
    assert rejects() == [(line, "as_of", value, code) for line, (value, code) in enumerate(DAYS, 2)]


def test_a_leap_day_is_a_day(run: Run, tmp_path: Path) -> None:
    content = f"{HEADER}A001,2024-02-29,1.00\n"
    assert run(write_file(tmp_path, DAY, "balances.csv", content.encode(), 1)).ok


def test_unknown_references_put_the_rows_aside_with_masked_values(
    run: Run, tmp_path: Path, lenient: None
) -> None:
    content = f"{HEADER}A999888777,2026-02-01,1.00\n{GOOD}"
    run(write_file(tmp_path, DAY, "balances.csv", content.encode(), 2))
    assert rejects() == [(2, "account_no", "******8777", "unknown_reference")]


def test_a_row_that_names_a_rejected_row_is_rejected_too(run: Run, tmp_path: Path, lenient: None) -> None:
    customers = [
        {**NEW_CUSTOMER, "name": "赵六"},
        {"customer_no": "C101", "name": "钱七", "home_branch_no": "9"},
    ]
    account = {"product_code": "DEMAND", "branch_no": "010101"}
    accounts = [
        {**account, "account_no": "A100", "customer_no": "C100"},
        {**account, "account_no": "A101", "customer_no": "C101"},
    ]
    tables = {"customers": customers, "accounts": accounts}
    assert run(write_drop(tmp_path, DAY, "delta", tables)).ok
    found = Reject.objects.order_by("file").values_list("file", "line", "column", "code")
    assert list(found) == [
        ("accounts.csv", 3, "customer_no", "unknown_reference"),
        ("customers.csv", 3, "home_branch_no", "unknown_reference"),
    ]


def test_rows_of_one_key_count_once_when_equal_and_not_at_all_when_different(
    run: Run, tmp_path: Path, lenient: None
) -> None:
    content = (
        HEADER + GOOD * 3 + "A002,2026-02-01,1.00\nA002,2026-02-01,2.00\n" + GOOD.replace("02-01", "01-31")
    )
    outcome = run(write_file(tmp_path, DAY, "balances.csv", content.encode(), 6))
    assert [(line, code) for line, _c, _v, code in rejects()] == [(5, "duplicate_key"), (6, "duplicate_key")]
    assert outcome.run is not None
    line = outcome.run.steps.get(name="validate")
    assert (line.rows_in, line.rows_applied, line.rows_rejected, line.detail["duplicates"]) == (6, 2, 2, 2)


def test_ragged_rows_and_nul_bytes_put_the_row_aside(run: Run, tmp_path: Path, lenient: None) -> None:
    content = f"{HEADER}{GOOD}A002,2026-02-01\nA002,2026-02-01,1.00,9\nA0\x0002,2026-02-01,1.00\n"
    content += "".join(f"A001,2026-01-{day:02},1.00\n" for day in range(10, 20))
    run(write_file(tmp_path, DAY, "balances.csv", content.encode(), 14))
    assert [(line, code) for line, _c, _v, code in rejects()] == [
        (3, "ragged"),
        (4, "ragged"),
        (5, "nul_byte"),
    ]


def test_lines_are_counted_as_an_editor_counts_them(run: Run, tmp_path: Path, lenient: None) -> None:
    """A quoted line break, blank lines and CR LF do not shift the number of a rejected row."""
    customers = [
        {**NEW_CUSTOMER, "name": "赵六", "address": "城东区\r\n一号\r\n二楼"},
        {**NEW_CUSTOMER, "customer_no": "C101", "name": "钱七", "gender": "X"},
    ]
    text = as_csv(_names("customers"), customers).replace("\n", "\r\n").replace("\r\r\n", "\r\n")
    content = text.replace("C101", "\r\n\r\nC101").encode()
    assert run(write_file(tmp_path, DAY, "customers.csv", content, 2)).ok
    assert rejects() == [(7, "gender", "X", "unknown_choice")]
    assert Customer.objects.get(customer_no="C100").address == "城东区\n一号\n二楼"


def test_a_mark_quotes_and_doubled_quotes_are_read(run: Run, tmp_path: Path) -> None:
    customer = {**NEW_CUSTOMER, "name": "赵六", "address": '城东区"一号",二楼'}
    content = b"\xef\xbb\xbf" + as_csv(_names("customers"), [customer]).encode()
    assert run(write_file(tmp_path, DAY, "customers.csv", content, 1)).ok
    assert Customer.objects.get(customer_no="C100").address == '城东区"一号",二楼'


def test_lines_may_end_with_cr_alone(run: Run, tmp_path: Path) -> None:
    content = (HEADER + GOOD).replace("\n", "\r").encode()
    assert run(write_file(tmp_path, DAY, "balances.csv", content, 1)).ok


def test_a_last_line_may_have_no_end(run: Run, tmp_path: Path) -> None:
    assert run(write_file(tmp_path, DAY, "balances.csv", (HEADER + GOOD).strip().encode(), 1)).ok


@pytest.mark.parametrize("name", ["张伟", "谢伟", "王𠮷", "阿卜杜拉·买买提"])
def test_gb18030_is_recognised(run: Run, tmp_path: Path, name: str) -> None:
    """谢伟 in GB18030 is also valid UTF-8 (it reads as other letters); 𠮷 takes four bytes."""
    tables = {"customers": [{**NEW_CUSTOMER, "name": name}]}
    outcome = run(write_drop(tmp_path, DAY, "delta", tables, encoding="gb18030"))
    assert outcome.ok, outcome.sentence
    assert Customer.objects.get(customer_no="C100").name == name
    assert outcome.run is not None
    assert [note["code"] for note in outcome.run.notes] == ["gb18030"]


def test_a_gb18030_name_among_utf8_ones_is_put_aside(run: Run, tmp_path: Path, lenient: None) -> None:
    customers = [{**NEW_CUSTOMER, "customer_no": f"C10{n}", "name": "赵六"} for n in range(2)]
    content = as_csv(_names("customers"), customers).encode()
    assert b"C101," in content
    content = content.replace("C101,赵六".encode(), b"C101," + "谢伟".encode("gb18030"))
    assert run(write_file(tmp_path, DAY, "customers.csv", content, 2)).ok
    assert [(line, column, code) for line, column, _v, code in rejects()] == [(3, "name", "encoding_doubt")]
    assert not Customer.objects.filter(customer_no="C101").exists()


@pytest.mark.parametrize("first", ["utf-8", "gb18030"])
def test_mixed_encodings_are_refused_with_the_place(run: Run, tmp_path: Path, first: str) -> None:
    lines = as_csv(
        _names("customers"), [{**NEW_CUSTOMER, "name": "赵晓明"}, {**NEW_CUSTOMER, "name": "钱小红"}]
    )
    header, one, two = lines.splitlines(keepends=True)
    second = "gb18030" if first == "utf-8" else "utf-8"
    content = header.encode() + one.encode(first) + two.replace("C100", "C101").encode(second)
    run(write_file(tmp_path, DAY, "customers.csv", content, 2))
    code, params = refused()
    assert code == "mixed_encodings"
    assert content.index(b"C101") < params["offset"] < len(content)


@pytest.mark.parametrize("wrong", ["gb18030", "latin-1"])
def test_text_that_was_converted_twice_is_refused(run: Run, tmp_path: Path, wrong: str) -> None:
    damaged = "王伟".encode().decode(wrong)
    run(write_drop(tmp_path, DAY, "delta", {"customers": [{**NEW_CUSTOMER, "name": damaged}]}))
    assert refused()[0] == "double_encoded"


def test_a_truncated_character_at_the_end_is_refused(run: Run, tmp_path: Path) -> None:
    content = as_csv(_names("branches"), [{"branch_no": "1", "level": "OUTLET", "name": "城南"}]).encode()
    content = content.replace("城南".encode(), "城南".encode()[:-1])
    run(write_file(tmp_path, DAY, "branches.csv", content, 1))
    assert refused()[0] in {"undecodable", "mixed_encodings"}


def test_text_that_is_lost_or_too_long_puts_the_row_aside(run: Run, tmp_path: Path, lenient: None) -> None:
    customers = [{**NEW_CUSTOMER, "customer_no": f"C10{n}", "name": "赵六"} for n in range(4)]
    customers += [
        {**NEW_CUSTOMER, "customer_no": "C200", "name": "赵\ufffd"},
        {**NEW_CUSTOMER, "customer_no": "C201", "name": "赵" * 121},
        {**NEW_CUSTOMER, "customer_no": "C 202", "name": "赵六"},
    ]
    assert run(write_drop(tmp_path, DAY, "delta", {"customers": customers})).ok
    assert [(line, column, code) for line, column, _v, code in rejects()] == [
        (6, "name", "replacement_character"),
        (7, "name", "too_long"),
        (8, "customer_no", "not_a_code"),
    ]


def test_a_name_as_long_as_allowed_in_chinese_loads(run: Run, tmp_path: Path) -> None:
    name = "赵" * 120
    assert run(write_drop(tmp_path, DAY, "delta", {"customers": [{**NEW_CUSTOMER, "name": name}]})).ok
    assert Customer.objects.get(customer_no="C100").name == name


@pytest.mark.parametrize("dot", "·•‧・．")
def test_the_middle_dot_of_a_name_is_one_character(run: Run, tmp_path: Path, dot: str) -> None:
    assert run(
        write_drop(tmp_path, DAY, "delta", {"customers": [{**NEW_CUSTOMER, "name": f"阿里{dot}买买提"}]})
    ).ok
    assert Customer.objects.get(customer_no="C100").name == "阿里·买买提"


def test_decomposed_text_is_composed(run: Run, tmp_path: Path) -> None:
    customer = {**NEW_CUSTOMER, "name": "Jose\u0301"}
    assert run(write_drop(tmp_path, DAY, "delta", {"customers": [customer]})).ok
    assert Customer.objects.get(customer_no="C100").name == "Jos\u00e9"


def test_nothing_of_a_refused_drop_stays_in_staging(run: Run, tmp_path: Path) -> None:
    run(write_drop(tmp_path, DAY, "delta", {"customers": [{**NEW_CUSTOMER, "gender": "X", "name": "赵六"}]}))
    assert refused()[0] == "too_many_rejects"
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'staging'")
        assert cursor.fetchall() == [("mark",)]


def test_white_space_around_text_is_dropped(run: Run, tmp_path: Path) -> None:
    customer = {**NEW_CUSTOMER, "name": "\u3000赵六\u00a0\u200b ", "address": "  "}
    assert run(write_drop(tmp_path, DAY, "delta", {"customers": [customer]})).ok
    loaded = Customer.objects.get(customer_no="C100")
    assert (loaded.name, loaded.address) == ("赵六", "")


@pytest.mark.parametrize(
    "text", ["=1+1", "<script>alert(1)</script>", "{{7*7}}", "'; DROP TABLE x; --", "a\\b%s"]
)
def test_text_is_stored_as_it_is(run: Run, tmp_path: Path, text: str) -> None:
    assert run(
        write_drop(tmp_path, DAY, "delta", {"customers": [{**NEW_CUSTOMER, "name": "赵六", "address": text}]})
    ).ok
    assert Customer.objects.get(customer_no="C100").address == text


def test_unknown_tables_columns_and_files_are_noted(run: Run, tmp_path: Path) -> None:
    content = 'balance,as_of,memo,account_no\n5.00,2026-02-01,备注,A001\n6.00,2026-01-31,"a,b",A001\n'
    drop = write_file(tmp_path, DAY, "balances.csv", content.encode(), 2)
    (drop / "weather.csv").write_text("day\n")
    (drop / "left.txt").write_text("x")
    state = json.loads((drop / "manifest.json").read_text())
    state["files"].append(entry(drop / "weather.csv", 0))
    (drop / "manifest.json").write_text(json.dumps(state))
    outcome = run(drop)
    assert outcome.ok
    assert outcome.run is not None
    assert [note["code"] for note in outcome.run.notes] == [
        "unknown_table",
        "unlisted_file",
        "unknown_column",
    ]
    assert all(outcome.run.remarks)


def test_too_many_rejects_refuse_the_file_and_are_kept(run: Run, tmp_path: Path) -> None:
    """1 of 100 rows is within the shipped limit, 2 of 100 are not."""
    days = [(DAY - timedelta(days=back)).isoformat() for back in range(100)]
    rows = [{"account_no": "A001", "as_of": day, "balance": "1.00"} for day in days]
    rows[7]["balance"] = "x"
    assert run(write_drop(tmp_path / "one", DAY, "delta", {"balances": rows})).ok
    before = list(Balance.objects.values_list("account", "day", "balance", "cum"))
    rows[8]["balance"] = "y"
    run(write_drop(tmp_path / "two", DAY + timedelta(days=1), "delta", {"balances": rows}))
    code, params = refused()
    assert (code, params["rejected"], params["rows"], params["limit"]) == ("too_many_rejects", 2, 100, "1")
    assert [row[0] for row in rejects()] == [9, 10]
    assert list(Balance.objects.values_list("account", "day", "balance", "cum")) == before


def test_branches_in_a_circle_are_put_aside(run: Run, tmp_path: Path, lenient: None) -> None:
    branch = {"level": "OUTLET", "name": "网点"}
    rows = [
        {**branch, "branch_no": "1", "parent_branch_no": "000000"},
        {**branch, "branch_no": "2", "parent_branch_no": "1"},
        {**branch, "branch_no": "3", "parent_branch_no": "4"},
        {**branch, "branch_no": "4", "parent_branch_no": "3"},
        {**branch, "branch_no": "5", "parent_branch_no": "5"},
        {**branch, "branch_no": "6", "parent_branch_no": "010101"},
    ]
    assert run(write_drop(tmp_path, DAY, "delta", {"branches": rows})).ok
    found = [(line, code) for line, _c, _v, code in rejects()]
    assert found == [(4, "no_root"), (5, "no_root"), (6, "own_parent")]


def _names(table: str) -> tuple[str, ...]:
    return TABLES[table].names
