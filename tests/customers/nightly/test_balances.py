"""The sparse cumulative history, by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from customers.models import AccountState, Balance
from customers.search import account_key
from tests.customers.nightly.drops import Drop, take
from tests.customers.nightly.rows import account, balance, one_customer, product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offices")]
NOV, DEC = date(2024, 11, 30), date(2024, 12, 5)


def history(number: bytes = b"A1") -> list[tuple[str, str, str, str]]:
    rows = Balance.objects.unscoped("read back by a test").filter(
        account__account_no_hash=account_key(number)
    )
    return [
        tuple(str(value) for value in row)
        for row in rows.order_by("day").values_list("day", "balance", "cum", "reported")
    ]


def state() -> AccountState:
    return AccountState.objects.get(account__account_no_hash=account_key(b"A1"))


def test_a_row_carries_the_sum_of_all_days_before_it() -> None:
    take(Drop(NOV, one_customer(balance("A1", "2024-11-10", "100"), balance("A1", "2024-11-20", "300"))))
    assert history() == [
        ("2024-11-10", "100.00", "0.00", "100.00"),
        ("2024-11-20", "300.00", "1000.00", "300.00"),
    ]
    assert (state().first_day, state().day, state().balance_before) == (
        date(2024, 11, 10),
        date(2024, 11, 20),
        100,
    )


def test_a_restated_day_computes_the_later_rows_again() -> None:
    take(Drop(NOV, one_customer(balance("A1", "2024-11-10", "100"), balance("A1", "2024-11-20", "300"))))
    take(Drop(DEC, {"balances": [balance("A1", "2024-11-10", "200")]}))
    assert [row[2] for row in history()] == ["0.00", "2000.00"]
    assert state().cum == 2000


def test_a_late_day_goes_between_the_stored_ones() -> None:
    take(Drop(NOV, one_customer(balance("A1", "2024-11-10", "100"), balance("A1", "2024-11-20", "300"))))
    take(Drop(DEC, {"balances": [balance("A1", "2024-11-15", "0")]}))
    assert [row[2] for row in history()] == ["0.00", "500.00", "500.00"]


def test_an_older_drop_never_replaces_what_a_newer_one_said() -> None:
    take(Drop(DEC, one_customer(balance("A1", "2024-11-10", "200"))))
    answered = take(Drop(NOV, {"balances": [balance("A1", "2024-11-10", "100")]}))
    assert history() == [("2024-11-10", "200.00", "0.00", "200.00")]
    assert answered["apply"].detail["balances"] == {"in": 1, "applied": 0, "unchanged": 1}


def test_an_equal_row_of_a_newer_drop_renews_the_stored_one() -> None:
    take(Drop(NOV, one_customer(balance("A1", "2024-11-10", "200"))))
    take(Drop(DEC, {"balances": [balance("A1", "2024-11-10", "200")]}))
    take(Drop(date(2024, 12, 1), {"balances": [balance("A1", "2024-11-10", "999")]}))
    assert history() == [("2024-11-10", "200.00", "0.00", "200.00")]


def test_a_closed_account_counts_nothing_from_the_closing_day_whatever_was_sent() -> None:
    opening = one_customer(balance("A1", "2024-11-10", "100"), closed_on=date(2024, 11, 20))
    take(Drop(NOV, opening))
    assert history() == [
        ("2024-11-10", "100.00", "0.00", "100.00"),
        ("2024-11-20", "0.00", "1000.00", "None"),
    ]
    take(Drop(DEC, {"balances": [balance("A1", "2024-11-25", "70")]}))
    assert history()[2] == ("2024-11-25", "0.00", "1000.00", "70.00")


def test_an_account_that_is_open_after_all_counts_again() -> None:
    take(Drop(NOV, one_customer(balance("A1", "2024-11-10", "100"), closed_on=date(2024, 11, 20))))
    take(Drop(DEC, {"products": [product()], "accounts": [account("A1", "C1")]}))
    assert history() == [("2024-11-10", "100.00", "0.00", "100.00")]
    assert (state().closed_on, state().balance) == (None, 100)


def test_a_day_goes_to_the_partition_of_its_month_and_no_reader_is_locked_out() -> None:
    take(Drop(NOV, one_customer(balance("A1", "2024-11-10", "1"), balance("A1", "2023-02-28", "1"))))
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text, day FROM customers_balance ORDER BY day")
        assert cursor.fetchall() == [
            ("customers_balance_202302", date(2023, 2, 28)),
            ("customers_balance_202411", date(2024, 11, 10)),
        ]
        cursor.execute(
            "SELECT relation::regclass::text FROM pg_locks WHERE pid = pg_backend_pid()"
            " AND mode = 'AccessExclusiveLock' AND relation IN (SELECT partrelid FROM pg_partitioned_table)"
        )
        assert cursor.fetchall() == []


def test_amounts_at_the_edge_of_their_columns_are_summed_exactly() -> None:
    most = "9999999999999999.99"
    take(Drop(NOV, one_customer(balance("A1", "2024-11-01", most), balance("A1", "2024-11-11", f"-{most}"))))
    assert state().cum == Decimal(most) * 10
