"""Problem loans in a handover: which grades count is the bank's preset, and the branch head gets the customers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from customers.actions import handover_division
from customers.actions.handover_division import Choice
from customers.choices import FiveClass
from customers.models import Relationship
from customers.queries.credit import Credit, credited
from customers.queries.handover import receivers
from organisation.models import Preset, Staff
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import handover as hand
from tests.factories.handover import TODAY
from tests.factories.organisation import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.mark.parametrize("special_mention", [False, True])
@pytest.mark.parametrize("grade", [grade for grade in FiveClass if grade is not FiveClass.NORMAL])
def test_a_problem_loan_goes_to_the_head_or_to_somebody_else_with_a_reason(
    bank: Bank, grade: FiveClass, special_mention: bool
) -> None:
    """Which grades are a problem is the bank's preset; what follows is the same for each of them."""
    if special_mention:
        preset = Preset.objects.get(key="customers.problem_loans")
        preset.value["problem_grades"]["SPECIAL_MENTION"] = True
        preset.save()
    make.loan(bank.fang, 60_000, five_class=grade)
    problem = special_mention or grade is not FiveClass.SPECIAL_MENTION
    made = hand.opened(bank.cast.ana)
    assert dict(made.items.values_list("customer__customer_no", "problem_loan")) == {
        "C0000001": False,
        "C0000002": problem,
    }
    other, cleo = hand.colleague(bank.cast), bank.cast.cleo
    offered_people = [(one.staff, one.head) for one in receivers(made, TODAY)]
    assert offered_people == [(other, False), *([(cleo, True)] if problem else [])]

    def choose(*people: Staff, reason: str = "") -> dict[str, str | None]:
        made.refresh_from_db()
        keys = list(made.items.values_list("pk", flat=True))
        choice = Choice(people, reason=reason)
        handover_division.allocate(
            handover=made, version=made.version, item_ids=keys, choice=choice, by=cleo, at=NOW
        )
        given = dict(made.items.values_list("customer__customer_no", "receiver__staff_no"))
        made.items.update(receiver=None)
        return given

    assert choose(other) == {"C0000001": "A002", "C0000002": None if problem else "A002"}
    assert choose(other, reason="客户信任原助理") == {"C0000001": "A002", "C0000002": "A002"}
    assert choose(cleo) == {"C0000001": None, "C0000002": "C001" if problem else None}
    assert choose(cleo, other) == {"C0000001": "A002", "C0000002": "C001" if problem else "A002"}


def test_the_head_takes_over_a_problem_loan(bank: Bank) -> None:
    make.loan(bank.fang, 60_000, five_class=FiveClass.DOUBTFUL)
    make.holding(bank.fang, bank.run, "DEMAND_DEPOSIT", 9_000_000)  # asks a manager for the grade senior
    made, cleo = hand.opened(bank.cast.ana), bank.cast.cleo
    item = made.items.get(customer=bank.fang)
    handover_division.allocate(
        handover=made, version=0, item_ids=[item.pk], choice=Choice((cleo,)), by=cleo, at=NOW
    )
    handover_division.offer(handover=made, version=1, by=cleo, at=NOW)
    hand.accepted(made.parts.get())
    held = Relationship.objects.filter(customer=bank.fang, period__contains=TODAY)
    assert dict(held.values_list("role", "staff__staff_no")) == {"A": "C001", "B": "B001"}
    assert credited([bank.fang.pk], TODAY) == {bank.fang.pk: (Credit(cleo.pk, Decimal(100)),)}
