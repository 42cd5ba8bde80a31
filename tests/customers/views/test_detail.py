"""The page of a customer and its panels: scope, columns by role, words, statement counts."""

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.customers.bank import Bank
from tests.factories import customers as make

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

PANELS = (
    "next",
    "holdings",
    "accounts",
    "loans",
    "movements",
    "history",
    "care",
    "course",
    "period",
    "chart",
)
WITHOUT_ASSETS = {"next", "history", "care"}


def url(name: str, number: str = "C0000001") -> str:
    return reverse(f"customers:{name}", args=[number])


def read(sign_in: "SignIn", person: Any, name: str, number: str = "C0000001") -> str:
    response = sign_in(person).get(url(name, number))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", ["detail", *PANELS])
def test_in_scope_200_outside_404_without_the_right_403(bank: Bank, sign_in: "SignIn", name: str) -> None:
    cast = bank.cast
    asked = {"ana": 200, "cleo": 200, "ben": 404, "cora": 404, "hana": 403, "tina": 403, "ada": 403}
    found = {who: sign_in(getattr(cast, who)).get(url(name)).status_code for who in asked}
    assert found == asked


def test_no_such_customer_answers_like_one_out_of_scope(bank: Bank, sign_in: "SignIn") -> None:
    client = sign_in(bank.cast.ana)
    absent, hidden = client.get(url("detail", "C7777777")), client.get(url("detail", "C0000003"))
    assert absent.status_code == hidden.status_code == 404
    token = rb"\b\w{64}\b|\b[0-9a-f]{16}\b|C7777777|C0000003"
    assert re.sub(token, b"", absent.content) == re.sub(token, b"", hidden.content)


def test_the_backup_manager_sees_the_customer(bank: Bank, sign_in: "SignIn") -> None:
    assert "李芳" in read(sign_in, bank.cast.ben, "detail", "C0000002")


@pytest.mark.parametrize("name", PANELS)
def test_the_business_lead_sees_tiers_and_people_only(bank: Bank, sign_in: "SignIn", name: str) -> None:
    expected = 200 if name in WITHOUT_ASSETS else 403
    assert sign_in(bank.cast.leo).get(url(name)).status_code == expected


def test_the_page_of_the_business_lead_has_no_figure(bank: Bank, sign_in: "SignIn") -> None:
    page = read(sign_in, bank.cast.leo, "detail") + read(sign_in, bank.cast.leo, "history")
    assert "王伟明" in page
    assert "Gold" in page
    for absent in (
        "190,000",
        "195,000",
        "50,000",
        "120,000",
        "AUM",
        "154****",
        "Risk level",
        "remaining days",
    ):
        assert absent not in page


def test_summary_and_outlook(bank: Bank, sign_in: "SignIn") -> None:
    page = " ".join(read(sign_in, bank.cast.ana, "detail").split())
    assert "<h1>王伟明</h1>" in page
    # Line 200 000, 30 days, 3 900 000 so far after 20: (6 000 000 - 3 900 000) / 10 = 210 000, 20 000 above 190 000.
    assert 'For Platinum (from <data class="money" value="200000"' in page
    assert 'value="20000.00" title="20,000.00"' in page
    assert "each of the 10 remaining days" in page
    assert 'value="200000.00"' in page
    # To keep Gold: 50 000 x 30 = 1 500 000 is less than 3 900 000.
    assert "is certain for this month" in page
    assert "<title>C0000001 · bankcrm</title>" in page


def test_holdings_with_averages(bank: Bank, sign_in: "SignIn") -> None:
    page = read(sign_in, bank.cast.ana, "holdings")
    assert page.index("Demand deposit") < page.index("Time deposit")
    assert page.count('title="140,000.00"') == 4  # balance, and the averages of month, quarter and year


def test_accounts_show_masked_numbers_and_newest_balances(bank: Bank, sign_in: "SignIn") -> None:
    page = read(sign_in, bank.cast.ana, "accounts")
    assert "622700*********8901" in page
    assert 'title="140,000.00"' in page
    assert "1.85%" in page


def test_movements_are_the_changes(bank: Bank, sign_in: "SignIn") -> None:
    page = read(sign_in, bank.cast.ana, "movements")
    assert [page.count(f'title="{one}"') for one in ("−55,000.00", "+45,000.00", "+150,000.00")] == [1, 1, 1]


def test_loans_with_five_class(bank: Bank, sign_in: "SignIn") -> None:
    make.loan(bank.wei, 70_000, five_class="DOUBTFUL", overdue_days=120)
    page = read(sign_in, bank.cast.ana, "loans")
    assert "status-ok" in page
    assert "Doubtful" in page
    assert "120 days overdue" in page


def test_tier_history_says_why(bank: Bank, sign_in: "SignIn") -> None:
    page = read(sign_in, bank.cast.ana, "history")
    assert page.index("2026-10") < page.index("2026-09")
    assert "Upgraded: the month&#x27;s average reached a higher line" in page
    assert page.count(">changed<") == 1


def test_who_looks_after_and_who_did(bank: Bank, sign_in: "SignIn") -> None:
    from datetime import date

    late = make.customer("钱七", at=bank.cast.here, customer_no="C0000008")
    make.relationship(late, bank.cast.ben, until=date(2026, 5, 1), reason="moved house")
    make.relationship(late, bank.cast.ana, since=date(2026, 5, 1))
    page = read(sign_in, bank.cast.ana, "care", "C0000008")
    assert page.index("安娜") < page.index("本杰明")
    assert "until before" in page
    assert "moved house" in page


def test_a_customer_after_the_night_has_a_page(bank: Bank, sign_in: "SignIn") -> None:
    make.customer("孙八", at=bank.cast.here, a=bank.cast.ana, customer_no="C0000010")
    assert "came after the published night" in read(sign_in, bank.cast.ana, "detail", "C0000010")
    assert [read(sign_in, bank.cast.ana, name, "C0000010") for name in PANELS]


def test_chart_data(bank: Bank, sign_in: "SignIn") -> None:
    chart = json.loads(read(sign_in, bank.cast.ana, "chart"))
    assets, averages = (one["data"] for one in chart["series"])
    assert (chart["x"][0], chart["x"][-1]) == ("2025-12-01", "2026-11-20")
    assert [float(one) for one in assets[-3:]] == [150_000, 195_000, 140_000]
    assert float(assets[0]) == 0
    assert (averages[0], averages[-1]) == (None, "195000.00")
    assert [line["value"] for line in chart["lines"]] == ["50000", "200000", "500000", "6000000"]


def test_the_chart_says_what_it_finds(bank: Bank, sign_in: "SignIn") -> None:
    page = read(sign_in, bank.cast.ana, "course")
    assert "Month average 195,000, 62.5% above last month" in page
    assert page.count("<tr>") == 4  # heading, two months, this month so far


def test_auditors_see_the_page_masked(bank: Bank, sign_in: "SignIn") -> None:
    olga = bank.cast.olga
    page = read(sign_in, olga, "detail") + read(sign_in, olga, "holdings") + read(sign_in, olga, "accounts")
    assert "王**" in page
    for absent in (
        "王伟明",
        "190,000",
        "195,000",
        "140,000",
        'class="btn btn-quiet btn-reveal"',
        "remaining days",
    ):
        assert absent not in page
    assert [sign_in(olga).get(url(name)).status_code for name in ("course", "period", "chart")] == [403] * 3


SNAPSHOT = 3  # savepoint, SET TRANSACTION, release: how a test sees the one snapshot of a page


@pytest.mark.parametrize("more", [1, 3])
def test_statements_of_page_and_panels(
    bank: Bank, sign_in: "SignIn", django_assert_max_num_queries: Any, more: int
) -> None:
    from datetime import date

    for number in range(more):
        held = make.account(bank.wei)
        make.balance(held, date(2026, 10, 1 + number), 10)
        make.loan(bank.wei, 5)
        make.assessment(bank.wei, date(2026, 1 + number, 1), 1, assessed="MASS")
    client = sign_in(bank.cast.ana)
    client.get(url("detail"))
    with django_assert_max_num_queries(10 + SNAPSHOT):
        client.get(url("detail"))
    for name in PANELS:
        with django_assert_max_num_queries(12 + SNAPSHOT):
            client.get(url(name))


@pytest.mark.parametrize(
    ("start", "end", "sums"),
    [
        # 150 000 since 1 September: the whole of October.
        ("2026-10-01", "2026-10-31", ["4,650,000.00", "150,000.00"]),
        # 18 days of 150 000, one of 195 000, one of 140 000.
        ("2026-11-01", "2026-11-20", ["3,035,000.00", "151,750.00"]),
        # One day, and a period that begins before the account: 31 + 10 days without it.
        ("2026-11-19", "2026-11-19", ["195,000.00", "195,000.00"]),
        ("2026-08-01", "2026-09-10", ["1,500,000.00", "36,585.37"]),
        ("2026-01-01", "2026-01-31", ["0.00", "0.00"]),
    ],
)
def test_averages_of_any_period(bank: Bank, sign_in: "SignIn", start: str, end: str, sums: list[str]) -> None:
    response = sign_in(bank.cast.ana).get(url("period"), {"start": start, "end": end})
    foot = response.content.decode().split("<tfoot>")[1]
    assert re.findall(r">([\d,.]+)</data>", foot) == sums


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-11-02", "2026-11-01"), ("2026-11-01", "2026-11-21"), ("", ""), ("x", "2026-11-01")],
)
def test_a_period_that_makes_no_sense_is_422(bank: Bank, sign_in: "SignIn", start: str, end: str) -> None:
    assert sign_in(bank.cast.ana).get(url("period"), {"start": start, "end": end}).status_code == 422
