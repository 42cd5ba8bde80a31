"""Products, customers, accounts, loans and relationships: what differs is written, the rest is left alone."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest
from django.db import connection

from customers.models import Account, AccountState, Customer, Loan, Product, Relationship
from customers.search import columns_of, initials_token, pinyin_token
from tests.customers.nightly.drops import Drop, take
from tests.customers.nightly.rows import balance, customer, one_customer, product, relationship

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offices")]
WHY = "read back by a test"
OCT, NOV, DEC = date(2024, 10, 31), date(2024, 11, 30), date(2024, 12, 31)


def named(customer_no: str = "C1") -> Customer:
    return Customer.objects.unscoped(WHY).get(customer_no=customer_no)


def versions(customer_no: str = "C1") -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM customers_customerevent WHERE customer_no = %s", [customer_no])
        return cursor.fetchone()[0]


def test_an_equal_row_of_a_full_drop_is_not_written_again() -> None:
    first = take(Drop(NOV, one_customer(), "full"))
    again = take(Drop(DEC, one_customer(), "full"))
    assert first["apply"].detail["customers"] == {"in": 1, "applied": 1, "unchanged": 0}
    assert again["apply"].detail["customers"] == {"in": 1, "applied": 0, "unchanged": 1}
    assert (versions(), named().source_as_of) == (1, NOV)


def test_a_late_drop_loses_against_the_full_drop_that_confirmed_the_row() -> None:
    take(Drop(OCT, one_customer(), "full"))
    take(Drop(DEC, one_customer(), "full"))
    take(Drop(NOV, {"customers": [customer("C1", name="李娜")]}))
    assert (named().name, versions()) == ("王伟明", 1)


def test_a_late_drop_loses_against_a_delta_that_said_the_same_later() -> None:
    take(Drop(OCT, one_customer()))
    take(Drop(DEC, {"customers": [customer("C1")]}))
    take(Drop(NOV, {"customers": [customer("C1", name="李娜")]}))
    assert named().name == "王伟明"


def test_a_changed_row_is_written_with_its_search_columns_and_kept_in_history() -> None:
    take(Drop(NOV, one_customer()))
    changed = customer(
        "C1", name='单"雄\\信', id_no="11010519491231002x", phone="+86 138 0013 8000", at="020101"
    )
    take(Drop(DEC, {"customers": [changed]}))
    found = named()
    wanted = asdict(columns_of(name='单"雄\\信', id_no="11010519491231002x", phone="+86 138 0013 8000"))
    assert {name: _plain(getattr(found, name)) for name in wanted} == wanted
    kept = (found.name, found.id_no, found.phone, found.home_branch.branch_no)
    assert kept == ('单"雄\\信', "11010519491231002x", "+86 138 0013 8000", "020101")
    assert {pinyin_token("shanxiong"), initials_token("sxx")} <= set(found.name_tokens)
    assert (found.source_as_of, versions()) == (DEC, 2)


def test_a_change_that_concerns_no_search_stays_in_the_page_of_the_row() -> None:
    """So that none of the table's indexes gets a new entry, which the log of the database would have to keep."""

    def pages() -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT customer_no, (ctid::text::point)[0]::int FROM customers_customer")
            return dict(cursor.fetchall())

    many = [customer(f"C{number}") for number in range(100, 160)]
    take(Drop(NOV, {"customers": many}))
    before = pages()
    assert before["C100"] != before["C159"], "the page of the first is as full as it gets"
    take(Drop(DEC, {"customers": [customer("C100", occupation="教师")]}))
    assert pages() == before


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def test_empty_cells_are_empty_texts_and_absent_days() -> None:
    take(Drop(NOV, one_customer()))
    found = named()
    assert (found.phone, bytes(found.phone_hash), found.birth_date, found.marketing_opt_out) == (
        "",
        b"",
        None,
        False,
    )
    assert Account.objects.unscoped(WHY).get().currency == "CNY"


def test_rows_absent_from_a_full_drop_stay_and_are_counted() -> None:
    tables = one_customer()
    tables["customers"] += [customer("C2")]
    take(Drop(NOV, tables, "full"))
    answered = take(Drop(DEC, one_customer(), "full"))
    assert Customer.objects.unscoped(WHY).count() == 2
    assert answered["apply"].detail["customers"] == {"in": 1, "applied": 0, "unchanged": 1, "absent": 1}


def test_a_product_that_changes_class_moves_what_is_held_in_it() -> None:
    take(Drop(NOV, one_customer(balance("A1", "2024-11-01", "5"))))
    take(Drop(DEC, {"products": [{**product(), "asset_class": "FUND"}]}))
    assert Product.objects.get().asset_class == "FUND"
    assert AccountState.objects.get().asset_class == "FUND"


def loan(as_of: date, balance_left: str, **fields: object) -> dict[str, object]:
    return {
        "loan_no": "N1",
        "customer_no": "C1",
        "principal": "100",
        "balance": balance_left,
        "five_class": "NORMAL",
        "as_of": as_of,
        **fields,
    }


def test_a_loan_is_kept_as_it_stood_on_each_day() -> None:
    take(Drop(NOV, {**one_customer(), "loans": [loan(NOV, "90", staff_no="M1", account_no="A1")]}, "full"))
    take(Drop(DEC, {"loans": [loan(DEC, "80"), loan(NOV, "91")]}, "full"))
    take(Drop(OCT, {"loans": [loan(OCT, "95")]}))
    rows = Loan.objects.unscoped(WHY).order_by("as_of")
    assert [(row.as_of, row.balance, row.overdue_days) for row in rows] == [
        (OCT, 95, 0),
        (NOV, 91, 0),
        (DEC, 80, 0),
    ]


def managers() -> list[tuple[str, str, str]]:
    rows = Relationship.objects.unscoped(WHY).order_by("role", "period")
    return [(row.role, row.staff.staff_no, f"{row.starts_on}..{row.ends_before}") for row in rows]


def test_the_last_day_of_a_relationship_belongs_to_it() -> None:
    rows = [relationship("C1", "M1", until="2024-05-31"), relationship("C1", "M2", since="2024-06-01")]
    take(Drop(NOV, {**one_customer(), "relationships": rows}))
    assert managers() == [("A", "M1", "2024-01-01..2024-06-01"), ("A", "M2", "2024-06-01..None")]


@pytest.mark.parametrize("order", [(NOV, DEC), (DEC, NOV)])
def test_the_earliest_drop_is_the_opening_stock_in_any_order(order: tuple[date, date]) -> None:
    drops = {
        NOV: Drop(NOV, {**one_customer(), "relationships": [relationship("C1", "M1")]}),
        DEC: Drop(
            DEC,
            {**one_customer(), "relationships": [relationship("C1", "M2"), relationship("C1", "M3", "B")]},
        ),
    }
    for day in order:
        take(drops[day])
    assert managers() == [("A", "M1", "2024-01-01..None"), ("B", "M3", "2024-01-01..None")]


def test_what_the_portal_wrote_is_not_touched() -> None:
    take(Drop(NOV, {**one_customer(), "relationships": [relationship("C1", "M1")]}))
    Relationship.objects.unscoped(WHY).update(source_as_of=None)
    take(
        Drop(
            OCT,
            {**one_customer(), "relationships": [relationship("C1", "M2"), relationship("C1", "M1", "B")]},
        )
    )
    assert managers() == [("A", "M1", "2024-01-01..None")]
