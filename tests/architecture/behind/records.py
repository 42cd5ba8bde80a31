"""Behind the doors of HR's records and of the working calendar: a certificate and a closure of each branch, and a
year that waits for its second person, which is nobody's and everybody's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils import timezone

from organisation.actions import calendars
from organisation.choices import DayKind
from organisation.models import CalendarDay, Certificate
from organisation.rules.notices import read_notice
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
    waiting = calendars.propose(
        uid=uuid4(),
        year=2027,
        days=read_notice("2027-01-01,放假,元旦", 2027).days,
        source="国办发明电",
        note="",
        by=bank.cast.hana,
        at=timezone.now(),
    ).pk
    return {
        "calendar": (waiting, waiting, 999_999_999),
        "year": (2027, 2027, 2099),
        "certificate": (held[0], held[1], 999_999_999),
        "closure": (shut[0], shut[1], 999_999_999),
    }


_WHOLE_BANK = {"mira", "hana", "olga", "ada"}
_EVERYBODY = _WHOLE_BANK | {"cleo", "cora"}
TOPIC = Topic(
    addressed={
        ("branch_no",): frozenset({"organisation:service_point"}),
        ("staff_no",): frozenset(
            {
                "organisation:post_new",
                "organisation:certificate_new",
                "organisation:violation_new",
                "organisation:service",
            }
        ),
        ("certificate",): frozenset({"organisation:certificate_end"}),
        ("closure",): frozenset({"organisation:closure_remove"}),
        ("calendar",): frozenset({"organisation:calendar_proposal", "organisation:calendar_decide"}),
        ("year",): frozenset({"organisation:calendar_year"}),
    },
    make=make,
    sees={
        "calendar": {"here": _EVERYBODY, "there": _EVERYBODY},
        "year": {"here": _EVERYBODY, "there": _EVERYBODY},
        "certificate": {"here": {"ana", "cleo"} | _WHOLE_BANK, "there": {"ben", "cora"} | _WHOLE_BANK},
        "closure": {"here": {"cleo"} | _WHOLE_BANK, "there": {"cora"} | _WHOLE_BANK},
    },
    post_withheld={"organisation:calendar_decide": {"hana"}},  # she entered it
)
