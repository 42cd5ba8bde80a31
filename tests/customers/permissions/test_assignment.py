"""Who may take a customer: each guard alone, in its own sentence."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from customers.choices import AssetClass, RelationshipRole
from customers.permissions import assignment
from customers.policies import CAPACITY
from customers.queries.assignment import people, sizes
from customers.queries.candidates import candidates
from organisation.choices import AbsenceKind, BanKind, Grade, Post, StaffStatus
from organisation.models import Absence, PostBan, Preset, Staff
from organisation.templatetags.screen import day_text
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.organisation import BUSINESS_DATE

ON = BUSINESS_DATE
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def colleague(bank: Bank, grade: str = Grade.SENIOR, **fields: object) -> Staff:
    return org.staff("安妮", at=bank.cast.here, grade=grade, **fields)


def refusal(bank: Bank, staff: Staff, role: str = RelationshipRole.A) -> str:
    return assignment.may_take(customer=bank.left, staff=staff, role=role, on=ON).reason


def refusal_of_many(bank: Bank, staff: Staff, count: int, role: str = RelationshipRole.A) -> str:
    person, size = people([staff], ON)[staff.pk], sizes([bank.left], ON)[bank.left.pk]
    capacity = CAPACITY.on(ON)
    return assignment.verdict(person, size, role=role, on=ON, capacity=capacity, taking=count).reason


def test_a_free_manager_of_the_branch_may(bank: Bank) -> None:
    assert refusal(bank, colleague(bank)) == ""


def test_who_left_or_is_suspended_may_not(bank: Bank) -> None:
    annie = colleague(bank)
    annie.status = StaffStatus.SUSPENDED
    annie.save()
    expected = (
        "安妮 has left or is suspended: only people in active service look after customers."
        " HR keeps the service status."
    )
    assert refusal(bank, annie) == expected
    annie.status, annie.left_on = StaffStatus.ACTIVE, ON
    annie.save()
    assert refusal(bank, annie) == expected


def test_who_holds_no_managers_post_may_not(bank: Bank) -> None:
    teller = org.staff("安妮", at=bank.cast.here, post=Post.TELLER, grade=Grade.SENIOR)
    assert refusal(bank, teller) == (
        f"安妮 holds no personal customer manager's post on {day_text(ON)}. HR decides on posts."
    )


def test_who_is_banned_may_not_through_the_last_day(bank: Bank) -> None:
    annie = colleague(bank)
    ban = PostBan.objects.create(
        staff=annie,
        kind=BanKind.MANAGER_2Y,
        cause="x",
        period=DateRange(date(2024, 11, 20), date(2026, 11, 21)),
    )
    assert refusal(bank, annie) == (
        f"安妮 is banned from the customer manager's post through {day_text(ON)}. HR decides on bans."
    )
    ban.period = DateRange(date(2024, 11, 19), date(2026, 11, 20))
    ban.save()
    assert refusal(bank, annie) == ""


def test_who_is_away_may_not(bank: Bank) -> None:
    annie = colleague(bank)
    Absence.objects.create(staff=annie, kind=AbsenceKind.LEAVE, period=DateRange(ON, None))
    assert refusal(bank, annie) == (
        f"安妮 is absent on {day_text(ON)}. The branch head or HR ends the absence, or somebody else takes over."
    )


def test_who_works_elsewhere_may_not(bank: Bank) -> None:
    assert refusal(bank, bank.cast.ben) == (
        "本杰明 does not work at the customer's branch: a customer stays with the branch where most of the"
        " accounts were opened. HR decides on postings."
    )


def test_the_customers_size_asks_for_a_grade(bank: Bank) -> None:
    make.holding(bank.left, bank.run, AssetClass.TIME_DEPOSIT, 4_200_000)
    assert refusal(bank, colleague(bank, Grade.MID)) == ""
    assert refusal(bank, colleague(bank, Grade.JUNIOR)) == (
        "The customer's size asks for the grade Middle; the grade of 安妮 is: Junior."
        " Head office sets the sizes in the presets."
    )
    assert refusal(bank, colleague(bank, "")).endswith(
        "the grade of 安妮 is: none. Head office sets the sizes in the presets."
    )


def capacity(as_a: int) -> None:
    preset = Preset.objects.get(key="customers.capacity")
    preset.value = {"as_a": as_a, "as_b": None}
    preset.save()


def test_capacity_counts_what_comes_at_once_and_refuses_nobody_while_it_is_blank(bank: Bank) -> None:
    assert refusal_of_many(bank, bank.cast.ana, 500) == ""
    capacity(3)
    assert refusal(bank, bank.cast.ana) == ""
    assert refusal_of_many(bank, bank.cast.ana, 2) == (
        "安娜 has 2 customers in this role already, of at most 3. Head office sets the limit in the presets."
    )
    assert refusal_of_many(bank, bank.cast.ana, 2, RelationshipRole.B) == ""


def test_a_and_b_are_two_persons(bank: Bank) -> None:
    verdict = assignment.may_take(customer=bank.wei, staff=bank.cast.ana, role=RelationshipRole.B, on=ON)
    assert verdict.reason == (
        "安娜 is already the customer's Primary (A): A and B must be two persons."
        " The branch head changes the other role first."
    )


def test_candidates_are_the_free_people_of_the_branch_the_least_loaded_first(bank: Bank) -> None:
    annie = colleague(bank, staff_no="Z1")
    gone = colleague(bank)
    gone.left_on = ON
    gone.save()
    Absence.objects.create(staff=colleague(bank), kind=AbsenceKind.LEAVE, period=DateRange(ON, None))
    rows = candidates(branch=bank.cast.here, role=RelationshipRole.A, on=ON)
    assert [(row.staff_no, row.load, row.aum) for row in rows] == [("Z1", 0, 0), ("A001", 2, 950_000)]
    assert annie.staff_no == "Z1"


def test_candidates_say_what_stands_against_them(bank: Bank) -> None:
    make.holding(bank.left, bank.run, AssetClass.TIME_DEPOSIT, 9_000_000)
    colleague(bank, Grade.MID, staff_no="Z1")
    rows = candidates(branch=bank.cast.here, role=RelationshipRole.A, on=ON, customers=[bank.left])
    assert [(row.staff_no, [str(one) for one in row.problems]) for row in rows] == [
        ("A001", []),
        ("Z1", ["GRADE_TOO_LOW"]),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_candidates_cost_the_same_for_one_and_for_three(
    bank: Bank, number: int, django_assert_num_queries: object
) -> None:
    for _person in range(number):
        colleague(bank)
    with django_assert_num_queries(14):  # type: ignore[operator]
        candidates(
            branch=bank.cast.here, role=RelationshipRole.A, on=ON, customers=[bank.left, bank.wei][:number]
        )
