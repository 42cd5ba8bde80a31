"""Behind the doors of HR's records and of the working calendar: a certificate and a closure of each branch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from organisation.choices import DayKind
from organisation.models import CalendarDay, Certificate
from tests.architecture.behind import Topic, Values

if TYPE_CHECKING:
    from tests.architecture.doors import Bank


def make(bank: Bank) -> Mapping[str, Values]:
    """Closures lie ahead of today, since those that have begun stay."""
    day = timezone.localdate() + timedelta(days=10)
    shut = [
        CalendarDay.objects.create(day=day, kind=DayKind.CLOSURE, branch=branch, name="装修").pk
        for branch in (bank.cast.here, bank.cast.there)
    ]
    held = [
        Certificate.objects.unscoped("made for the test").get(staff=person).pk
        for person in (bank.cast.ana, bank.cast.ben)
    ]
    return {
        "certificate": (held[0], held[1], 999_999_999),
        "closure": (shut[0], shut[1], 999_999_999),
    }


_WHOLE_BANK = {"mira", "hana", "olga", "ada"}
TOPIC = Topic(
    addressed={
        ("staff_no",): frozenset(
            {"organisation:post_new", "organisation:certificate_new", "organisation:violation_new"}
        ),
        ("certificate",): frozenset({"organisation:certificate_end"}),
        ("closure",): frozenset({"organisation:closure_remove"}),
    },
    make=make,
    sees={
        "certificate": {"here": {"ana", "cleo"} | _WHOLE_BANK, "there": {"ben", "cora"} | _WHOLE_BANK},
        "closure": {"here": {"cleo"} | _WHOLE_BANK, "there": {"cora"} | _WHOLE_BANK},
    },
)
