"""The makers of test rows make what the night makes."""

from datetime import date
from decimal import Decimal

from customers.models import Balance, Customer
from organisation.roles import Role
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.organisation import Cast


def test_cast_holds_one_person_per_role(cast: Cast) -> None:
    assert {role for person in cast.everybody() for role in person.roles} == set(Role)


def test_cast_sees_customers_by_scope(cast: Cast) -> None:
    mine = make.customer(at=cast.here, a=cast.ana)
    other = make.customer(at=cast.there, a=cast.ben)
    seen = {
        person.staff_no: set(Customer.objects.visible_to(person))
        for person in (cast.ana, cast.ben, cast.cleo, cast.hana, cast.olga)
    }
    assert seen == {"A001": {mine}, "B001": {other}, "C001": {mine}, "H001": set(), "O001": {mine, other}}


def test_balance_accumulates(cast: Cast) -> None:
    held = make.account(make.customer(at=cast.here))
    make.balance(held, date(2026, 10, 30), 100)
    make.balance(held, date(2026, 11, 2), 50)
    assert Balance.objects.get(account=held, day=date(2026, 11, 2)).cum == Decimal(300)


def test_customer_day_takes_the_managers_of_the_day(cast: Cast) -> None:
    run = org.night()
    row = make.customer_day(make.customer(at=cast.here, a=cast.ana, b=cast.ben), run, aum=100)
    assert (row.owner, row.backup, row.net_assets) == (cast.ana, cast.ben, Decimal(100))
