"""Two heads decide on one customer at once: one decision stands, the other hears of it."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from customers.actions.assignment_adjust import give
from customers.models import Relationship
from organisation.choices import Grade
from organisation.concurrency import Changed
from organisation.models import Staff
from tests.customers.bank import Bank
from tests.factories import organisation as org

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_decisions_at_once_one_stands(bank: Bank) -> None:
    people = [org.staff(at=bank.cast.here, grade=Grade.SENIOR, staff_no=f"Z{one}") for one in range(3)]
    start, answers = Barrier(len(people)), []

    def decide(to: Staff) -> None:
        by = Staff.objects.get(pk=bank.cast.cleo.pk)
        start.wait()
        try:
            give(customer=bank.left, role="A", to=to, holds=0, reason="", by=by, at=timezone.now())
            answers.append(to.staff_no)
        except Changed:
            answers.append("stale")
        finally:
            connection.close()

    threads = [Thread(target=decide, args=(one,)) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    won = [one for one in answers if one != "stale"]
    assert len(answers) == 3
    assert (
        list(Relationship.objects.filter(customer=bank.left).values_list("staff__staff_no", flat=True)) == won
    )
