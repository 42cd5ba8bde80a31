"""Who and what the demonstration bank consists of."""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from bankcrm.demo.bank import DEFAULT_AS_OF, generate
from organisation.choices import BranchLevel, Post
from organisation.rules.identity import IdKind, id_problem, resident_id_problem
from tests.bankcrm.demo.reading import Bank, month_average

ASSET_CLASSES = {
    "DEMAND_DEPOSIT", "TIME_DEPOSIT", "STRUCTURED_DEPOSIT", "WEALTH", "FUND", "INSURANCE", "TREASURY_BOND",
    "METAL", "TRUST", "LOAN", "CARD",
}  # fmt: skip


def test_identity_numbers_are_valid_distinct_and_belong_to_nobody(bank: Bank) -> None:
    customers = bank.rows("customers")
    assert len({row["id_no"] for row in customers}) == len(customers) == 2000
    residents = [row for row in customers if row["id_type"] == "RESIDENT_ID"]
    assert len(residents) == 1990
    assert {row["id_no"][:6] for row in residents} == {"999999"}
    assert [row for row in residents if resident_id_problem(row["id_no"], on=DEFAULT_AS_OF)] == []
    for row in residents:
        assert row["id_no"][6:14] == row["birth_date"].replace("-", "")
        assert int(row["id_no"][16]) % 2 == (row["gender"] == "M")


def test_a_few_customers_were_opened_twice_the_second_time_with_a_passport(bank: Bank) -> None:
    customers = {row["customer_no"]: row for row in bank.rows("customers")}
    again = [row for row in customers.values() if row["id_type"] == "PASSPORT"]
    assert [row["customer_no"] for row in again] == [f"C{number:07d}" for number in range(200, 2001, 200)]
    for row in again:
        first = customers[f"C{int(row['customer_no'][1:]) - 1:07d}"]
        shared = ("name", "birth_date", "gender", "phone", "home_branch_no")
        assert [row[field] for field in shared] == [first[field] for field in shared]
        assert id_problem(IdKind.PASSPORT, row["id_no"], on=DEFAULT_AS_OF) is None


def test_balances_come_only_on_days_of_change_and_are_never_negative(bank: Bank) -> None:
    for number, days in bank.balances().items():
        values = [value for _, value in days]
        assert min(values) >= 0
        assert [number for before, after in pairwise(values) if before == after] == []


def test_a_closed_account_is_empty_from_its_closing_day(bank: Bank) -> None:
    balances = bank.balances()
    closed = [row for row in bank.rows("accounts") if row["status"] == "CLOSED"]
    assert closed
    for row in closed:
        assert balances[row["account_no"]][-1] == (row["closed_on"], Decimal(0))
    assert [row for row in bank.rows("accounts") if row["status"] == "OPEN" and row["closed_on"]] == []


def test_managers_a_and_b_differ_and_sit_in_the_customers_branch(bank: Bank) -> None:
    homes = {row["customer_no"]: row["home_branch_no"] for row in bank.rows("customers")}
    staff = {row["staff_no"]: row for row in bank.rows("staff")}
    pairs: dict[str, dict[str, str]] = {}
    for row in bank.rows("relationships"):
        assert row["role"] not in pairs.setdefault(row["customer_no"], {})
        pairs[row["customer_no"]][row["role"]] = row["staff_no"]
        assert staff[row["staff_no"]]["branch_no"] == homes[row["customer_no"]]
        assert staff[row["staff_no"]]["hired_on"] <= row["from"] <= "2026-08-31"
        assert (row["to"], row["source"]) == ("", "SYSTEM_BATCH")
    assert all(set(pair) == {"A", "B"} and pair["A"] != pair["B"] for pair in pairs.values())
    assert 0 < len(pairs) < len(homes)
    assert {day for day, table, _ in bank.arrivals if table == "relationships"} == {"2026-08-31"}


def test_all_classes_ratings_levels_posts_and_grades_occur(bank: Bank) -> None:
    products = {row["product_code"]: row for row in bank.rows("products")}
    held = {
        products[row["product_code"]]["asset_class"] for row in bank.rows("accounts") + bank.rows("loans")
    }
    assert held == ASSET_CLASSES
    assert {row["risk_rating"] for row in products.values()} == {"R1", "R2", "R3", "R4", "R5", ""}
    assert {row["risk_level"] for row in bank.rows("customers")} == {"C1", "C2", "C3", "C4", "C5"}
    assert {row["level"] for row in bank.rows("branches")} == set(BranchLevel.values)
    assert {row["post"] for row in bank.rows("staff")} <= set(Post.values)
    assert {row["grade"] for row in bank.rows("staff")} == {"SENIOR", "MID", "JUNIOR", ""}
    assert {row["five_class"] for row in bank.rows("loans")} == {
        "NORMAL", "SPECIAL_MENTION", "SUBSTANDARD", "DOUBTFUL", "LOSS",
    }  # fmt: skip


def test_nobody_holds_a_product_riskier_than_their_level(bank: Bank) -> None:
    rating = {row["product_code"]: row["risk_rating"][1:] or "0" for row in bank.rows("products")}
    level = {}
    for _, table, row in bank.arrivals:
        if table == "customers":
            level.setdefault(row["customer_no"], row["risk_level"][1:])
    assert [
        row for row in bank.rows("accounts") if rating[row["product_code"]] > level[row["customer_no"]]
    ] == []


@pytest.mark.parametrize("customers", [1, 300, 5000])
def test_named_people_have_their_posts_in_a_bank_of_any_size(tmp_path: Path, customers: int) -> None:
    generate(tmp_path / "drops", customers=customers, months=1, days=1)
    with (tmp_path / "drops" / "2026-10-31" / "staff.csv").open(encoding="utf-8", newline="") as lines:
        staff = {row["staff_no"]: row for row in csv.DictReader(lines)}
    named = {
        "HO001": ("000000", "BRANCH_HEAD", ""), "BL001": ("000000", "BUSINESS_LEAD", ""),
        "HR001": ("000000", "HR", ""),
        "CO001": ("000000", "COMPLAINT_OFFICER", ""), "AU001": ("000000", "AUDITOR", ""),
        "MK001": ("000000", "MARKETING_OFFICER", ""), "AD001": ("000000", "ADMIN", ""),
        "H0001": ("010101", "BRANCH_HEAD", ""), "M0001": ("010101", "WEALTH_MANAGER", "SENIOR"),
        "M0002": ("010101", "WEALTH_MANAGER", "MID"), "M0003": ("010101", "WEALTH_MANAGER", "JUNIOR"),
        "RM0001": ("010101", "RELATIONSHIP_MANAGER", "SENIOR"),
        "MM0001": ("010101", "MARKETING_MANAGER", "SENIOR"),
        "CM0001": ("010101", "CORPORATE_MANAGER", "SENIOR"), "LM0001": ("010101", "LOAN_MANAGER", "SENIOR"),
        "L0001": ("010101", "LOBBY_MANAGER", ""), "T0001": ("010101", "TELLER", ""),
        "NT0001": ("010101", "NONCASH_TELLER", ""), "AS0001": ("010101", "ACCOUNTING_SUPERVISOR", ""),
    }  # fmt: skip
    assert {n: (staff[n]["branch_no"], staff[n]["post"], staff[n]["grade"]) for n in named} == named


def test_a_teller_moves_and_another_one_leaves(bank: Bank) -> None:
    later = {
        row["staff_no"]: row for day, table, row in bank.arrivals if table == "staff" and day > "2026-08-31"
    }
    assert {number: (row["branch_no"], row["status"], row["left_on"]) for number, row in later.items()} == {
        "T0002": ("010102", "ACTIVE", ""),
        "NT0002": ("010102", "LEFT", "2026-10-31"),
    }


def test_all_five_tiers_occur_and_some_customers_stand_close_to_a_line(bank: Bank) -> None:
    lines = [Decimal(50_000), Decimal(200_000), Decimal(500_000), Decimal(6_000_000)]
    averages = month_average(bank, date(2026, 11, 1), date(2026, 11, 20)).values()
    tiers = Counter(sum(average >= line for line in lines) for average in averages)
    assert set(tiers) == {0, 1, 2, 3, 4}
    assert tiers[0] > 1000
    assert tiers[4] < 40
    close = [average for average in averages if any(abs(average - line) <= line * 3 / 100 for line in lines)]
    assert len(close) > 40


def test_measures_cover_last_year_and_this_one_and_a_newcomer_has_no_base(bank: Bank) -> None:
    periods: dict[str, set[str]] = {}
    for row in bank.rows("measures"):
        periods.setdefault(row["code"], set()).add(row["period"])
    this_year = {f"2026-{month:02d}" for month in range(1, 11)}
    assert periods == {
        "DEPOSIT_AVG_BASE": {"2025"},
        "FEE_INCOME": this_year | {f"2025-{month:02d}" for month in range(1, 13)},
        "ACCOUNTS_OPENED": this_year,
    }
    based = {row["subject_no"] for row in bank.rows("measures") if row["code"] == "DEPOSIT_AVG_BASE"}
    managers = [r for r in bank.rows("staff") if r["post"] in ("WEALTH_MANAGER", "RELATIONSHIP_MANAGER")]
    assert {row["staff_no"] for row in managers if row["hired_on"] < "2026"} <= based
    assert {row["staff_no"] for row in managers if row["hired_on"] >= "2026"} & based == set()


def test_interest_collected_never_exceeds_interest_due(bank: Bank) -> None:
    for row in bank.rows("loans"):
        assert Decimal(0) <= Decimal(row["interest_collected"]) <= Decimal(row["interest_due"])
        assert Decimal(0) <= Decimal(row["balance"]) <= Decimal(row["principal"])
        assert (row["overdue_days"] == "0") == (row["five_class"] == "NORMAL")
