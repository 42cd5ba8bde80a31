"""From the files of a drop to the totals of the cards: every figure is worked by hand (domain.md A7.1, A7.2)."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bankcrm.nightly import Outcome
from performance.models import Scorecard
from performance.queries.replaying import replay
from tests.organisation.nightly.drops import BRANCHES, PRODUCTS, STAFF, Rows, write_drop

pytestmark = pytest.mark.django_db
Run = Callable[[Path], Outcome]
AS_OF = date(2026, 3, 31)
BASE = date(2025, 1, 1)
MONTHS = ("01", "02", "03")


def account(number: int) -> dict[str, Any]:
    return {
        "account_no": f"A00{number}",
        "customer_no": f"C00{number}",
        "product_code": "DEMAND",
        "branch_no": "010101",
        "opened_on": BASE,
        "status": "OPEN",
    }


def loan(number: int, staff_no: str, due: str, collected: str) -> dict[str, Any]:
    return {
        "loan_no": f"N00{number}",
        "customer_no": f"C00{number}",
        "product_code": "LOAN",
        "principal": "900000",
        "balance": "500000.00",
        "five_class": "NORMAL",
        "overdue_days": "0",
        "interest_due": due,
        "interest_collected": collected,
        "staff_no": staff_no,
        "as_of": AS_OF,
    }


def measure(subject: str, code: str, period: str, value: str) -> dict[str, str]:
    return {"subject_no": subject, "code": code, "period": period, "value": value, "source": "test"}


def fees(year: int, value: str) -> list[dict[str, str]]:
    return [measure("010101", "FEE_INCOME", f"{year}-{month}", value) for month in MONTHS]


def drop() -> dict[str, Rows]:
    """C001 is the manager's: 1 000 000 all last year, 1 312 000 all this year. C002 has no manager:
    1 000 000 and 1 382 000. The outlet: 2 694 000 on 2 000 000 is +34.7 %."""
    return {
        "branches": BRANCHES,
        "staff": STAFF,
        "products": [*PRODUCTS, {"product_code": "LOAN", "name": "个人贷款", "asset_class": "LOAN"}],
        "customers": [
            {"customer_no": f"C00{number}", "name": "张三", "home_branch_no": "010101", "opened_on": BASE}
            for number in (1, 2)
        ],
        "accounts": [account(1), account(2)],
        "balances": [
            {"account_no": "A001", "as_of": BASE, "balance": "1000000.00"},
            {"account_no": "A001", "as_of": date(2026, 1, 1), "balance": "1312000.00"},
            {"account_no": "A002", "as_of": BASE, "balance": "1000000.00"},
            {"account_no": "A002", "as_of": date(2026, 1, 1), "balance": "1382000.00"},
        ],
        "loans": [loan(1, "M0001", "10000.00", "9950.00"), loan(2, "", "15000.00", "15000.00")],
        "relationships": [
            {"customer_no": "C001", "staff_no": "M0001", "role": "A", "from": BASE, "source": "SYSTEM_BATCH"},
        ],
        "measures": [
            *fees(2025, "100.00"),
            *fees(2026, "127.00"),
            *(measure("M0001", "ACCOUNTS_OPENED", f"2026-{month}", n) for month, n in zip(MONTHS, "332", strict=True)),
        ],
    }  # fmt: skip


def cards() -> Mapping[str, Scorecard]:
    return {
        card.staff.staff_no: card for card in Scorecard.objects.select_related("staff").order_by("run_id")
    }


def points(card: Scorecard) -> dict[str, Decimal | None]:
    return {line.item: line.points for line in card.lines.all()}


def test_a_year_of_our_own_balances_is_the_base(run: Run, tmp_path: Path) -> None:
    outcome = run(write_drop(tmp_path, AS_OF, "full", drop(), covers_from=BASE))
    assert outcome.ok, outcome.sentence
    found = cards()
    assert points(found["H0001"]) == {"DEPOSIT": 48, "NPL": 30, "COLLECTION": 26, "FEE": 13}
    assert points(found["M0001"]) == {"DEPOSIT": 42, "NPL": 30, "COLLECTION": 20, "ACCOUNTS": 8}
    assert {number: card.total for number, card in found.items()} == {"H0001": 117, "M0001": 100}
    figure = found["M0001"].inputs["measures"]["DEPOSIT_GROWTH_PCT"]
    assert figure["sources"] == ["DEPOSITS", "HISTORY"]
    assert [replay(card, from_source=True).differences for card in found.values()] == [(), ()]


def test_without_the_whole_year_the_base_is_missing(run: Run, tmp_path: Path) -> None:
    run(write_drop(tmp_path, AS_OF, "full", drop(), covers_from=date(2025, 1, 2)))
    card = cards()["M0001"]
    line = card.lines.get(item="DEPOSIT")
    assert (line.points, line.explanation["reason"], card.complete) == (None, "NO_BASE", False)
    assert card.total == 58


def test_a_delivered_base_goes_before_our_own_history(run: Run, tmp_path: Path) -> None:
    tables = drop()
    tables["measures"] = [*tables["measures"], measure("M0001", "DEPOSIT_AVG_BASE", "2025", "1312000.00")]
    run(write_drop(tmp_path, AS_OF, "full", tables, covers_from=BASE))
    line = cards()["M0001"].lines.get(item="DEPOSIT")
    assert (line.actual, line.points, line.limit_hit) == (0, 0, "FLOOR")


def test_a_restated_measure_scores_the_same_day_anew(run: Run, tmp_path: Path) -> None:
    run(write_drop(tmp_path / "one", AS_OF, "full", drop(), covers_from=BASE))
    late = write_drop(
        tmp_path / "two", AS_OF, "delta", {"measures": [measure("010101", "FEE_INCOME", "2026-03", "107.00")]}
    )
    assert run(late).ok
    card = cards()["H0001"]
    line = card.lines.get(item="FEE")
    assert (card.business_date, line.actual, line.points) == (AS_OF, Decimal("20.3333333333"), 10)
