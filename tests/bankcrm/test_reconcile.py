"""`manage.py reconcile` prints what the history says, and refuses what nobody knows."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.customers.nightly.drops import Drop, offices, take
from tests.customers.nightly.rows import account, balance, customer, product

pytestmark = pytest.mark.django_db


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("reconcile", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def night(db: None) -> None:
    offices()
    tables = {
        "products": [product("DEMAND_DEPOSIT"), product("CARD")],
        "customers": [customer("C1"), customer("C2", at="020101"), customer("C3")],
        "accounts": [account("A1", "C1"), account("A2", "C2"), account("K1", "C1", "CARD")],
        "balances": [balance("A1", "2024-11-10", "100"), balance("A2", "2024-11-30", "0.10")],
        "relationships": [
            {"customer_no": "C1", "staff_no": "M1", "role": "A", "from": date(2024, 1, 1), "source": None}
        ],
    }
    take(Drop(date(2024, 11, 30), tables))


@pytest.mark.usefixtures("night")
def test_every_key_that_exists_is_listed() -> None:
    november = ("--from", "2024-11-01", "--to", "2024-11-30")
    assert printed(*november) == "key,average\nbank,70.00\n"
    assert printed(*november, "--by", "branch") == "key,average\n000000,0.00\n010101,70.00\n020101,0.00\n"
    assert printed(*november, "--by", "staff") == "key,average\n,0.00\nM1,70.00\n"
    assert printed(*november, "--by", "customer") == "key,average\nC1,70.00\nC2,0.00\nC3,0.00\n"


@pytest.mark.usefixtures("night")
def test_an_average_is_rounded_once_half_up() -> None:
    assert (
        printed("--from", "2024-11-29", "--to", "2024-11-30", "--by", "customer").splitlines()[2] == "C2,0.05"
    )
    assert (
        printed("--from", "2024-11-11", "--to", "2024-11-30", "--by", "customer").splitlines()[2] == "C2,0.01"
    )


@pytest.mark.usefixtures("night")
def test_days_after_the_data_are_refused() -> None:
    with pytest.raises(CommandError, match="2024-11-30"):
        printed("--from", "2024-11-01", "--to", "2024-12-01")


@pytest.mark.usefixtures("night")
def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(CommandError):
        printed("--from", "2024-11-02", "--to", "2024-11-01")


def test_without_a_night_there_is_nothing_to_say(db: None) -> None:
    with pytest.raises(CommandError):
        printed("--from", "2024-11-01", "--to", "2024-11-30")
