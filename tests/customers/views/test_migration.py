"""The migration board of a branch, of the bank, of one's own customers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from customers.models import TierFlow
from tests.factories import customers as make

if TYPE_CHECKING:
    from organisation.models import Branch
    from tests.customers.bank import Bank
    from tests.customers.conftest import SignIn

pytestmark = pytest.mark.django_db
BOARD, MOVES = reverse("customers:tier_board"), reverse("customers:tier_moves")
OCTOBER = date(2026, 10, 1)


def flow(at: Branch, before: str, after: str, customers: int, amount: int) -> None:
    TierFlow.objects.create(
        month=OCTOBER, branch=at, before=before, after=after, customers=customers, average_sum=amount
    )


def test_a_manager_sees_their_own_customers_move(bank: Bank, sign_in: SignIn) -> None:
    make.assessment(bank.lin, OCTOBER, 333_333, assessed="PLATINUM")
    client = sign_in(bank.cast.ana)
    found = client.get(BOARD).context["found"]
    assert (found.branch, found.month, found.matrix.up.customers) == (None, OCTOBER, 1)
    assert found.matrix.up.amount == 120_000
    assert [(one.month.month, one.up, one.down, one.new) for one in found.months] == [
        (9, 0, 0, 1),
        (10, 1, 0, 0),
    ]
    cell = {"month": "2026-10-01", "before": "MASS", "after": "GOLD"}
    page = client.get(MOVES, cell).content.decode()
    assert reverse("customers:detail", args=[bank.wei.customer_no]) in page
    assert (
        "Nobody in your scope"
        in sign_in(bank.cast.ana).get(MOVES, {"month": "2026-09-01", "after": "GOLD"}).content.decode()
    )


def test_a_head_sees_the_branch_and_head_office_the_bank(bank: Bank, sign_in: SignIn) -> None:
    cast = bank.cast
    flow(cast.here, "MASS", "GOLD", 3, 180_000)
    flow(cast.there, "GOLD", "MASS", 7, 210_000)
    here = sign_in(cast.cleo).get(BOARD).context["found"]
    assert (here.branch, here.matrix.up.customers, here.matrix.down.customers) == (cast.here, 3, 0)
    assert here.matrix.up.amount == 180_000
    whole = sign_in(cast.mira).get(BOARD)
    assert whole.context["found"].matrix.down.amount == 210_000
    assert whole.context["found"].matrix.up.amount is None  # three customers: too few for a sum
    assert whole.context["cells"] == ""
    chart = sign_in(cast.mira).get(reverse("customers:tier_chart")).json()
    assert (chart["x"], [one["data"] for one in chart["series"]]) == (["2026-10"], [["3"], ["-7"]])
    assert sign_in(cast.cleo).get(BOARD, {"branch": cast.there.branch_no}).status_code == 404
    assert sign_in(cast.cleo).get(BOARD, {"month": "2020-01-01"}).status_code == 404


def test_before_the_first_month_end_the_board_says_so(bank: Bank, sign_in: SignIn) -> None:
    assert "No month has been assessed yet" in sign_in(bank.cast.mira).get(BOARD).content.decode()
