"""Absences through the pages: who may record whose, the days, and two people who write at once."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.choices import AbsenceKind
from organisation.models import Absence, AuditEvent, Staff
from tests.factories import organisation as org
from tests.factories.organisation import Cast

pytestmark = pytest.mark.django_db


def signed_in(person: Staff) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def typed(first: date, last: date | None, **more: str) -> dict[str, str]:
    values = {"uid": str(uuid4()), "kind": "LEAVE", "starts_on": str(first), "last_on": str(last or "")}
    return {**values, **more}


def test_a_head_records_once_and_is_told_of_an_overlap(cast: Cast) -> None:
    today = timezone.localdate()
    client = signed_in(cast.cleo)
    url = reverse("organisation:absence_new", args=["A001"])
    form = typed(today, today + timedelta(days=4))
    assert [client.post(url, form).status_code for _ in range(2)] == [302, 302]
    absence = Absence.objects.get()
    assert (absence.staff, absence.kind, absence.last_on) == (cast.ana, "LEAVE", today + timedelta(days=4))
    again = client.post(url, typed(today + timedelta(days=2), None))
    assert again.status_code == 422
    assert "The person is already away then: Leave" in again.content.decode()
    backwards = client.post(url, typed(today + timedelta(days=9), today + timedelta(days=8)))
    assert "The last day lies before the first." in backwards.content.decode()
    assert AuditEvent.objects.filter(action="absence.record").count() == 1


def test_nobody_records_their_own_and_a_head_only_the_branchs(cast: Cast) -> None:
    client = signed_in(cast.cleo)
    own = client.get(reverse("organisation:absence_new", args=["C001"]))
    assert own.status_code == 403
    assert "Nobody records their own absence" in own.content.decode()
    assert client.get(reverse("organisation:absence_new", args=["B001"])).status_code == 404
    assert signed_in(cast.hana).get(reverse("organisation:absence_new", args=["C001"])).status_code == 200


def test_two_people_change_one_absence(cast: Cast) -> None:
    today = timezone.localdate()
    period = org.DateRange(today + timedelta(days=2), today + timedelta(days=5))
    row = Absence.objects.create(staff=cast.ana, kind=AbsenceKind.LEAVE, period=period)
    url = reverse("organisation:absence", args=[row.pk])
    cleo, hana = signed_in(cast.cleo), signed_in(cast.hana)
    token = cleo.get(url).context["form"].initial["token"]
    first = typed(today + timedelta(days=2), today + timedelta(days=9), token=token)
    assert hana.post(url, first).status_code == 302
    mine = typed(today + timedelta(days=2), today + timedelta(days=7), token=token)
    stale = cleo.post(url, mine)
    assert stale.status_code == 422
    assert [one.yours for one in stale.context["conflict"]] == [str(today + timedelta(days=7))]
    row.refresh_from_db()
    assert (row.last_on, row.version) == (today + timedelta(days=9), 1)


def test_ending_keeps_the_days_that_were_and_removes_what_never_began(cast: Cast) -> None:
    today = timezone.localdate()
    client = signed_in(cast.cleo)
    ran = Absence.objects.create(
        staff=cast.ana,
        kind="LEAVE",
        period=org.DateRange(today - timedelta(days=3), today + timedelta(days=3)),
    )
    ahead = Absence.objects.create(
        staff=cast.ana, kind="LEAVE", period=org.DateRange(today + timedelta(days=9), None)
    )
    for row in (ran, ahead):
        assert client.post(reverse("organisation:absence_end", args=[row.pk])).status_code == 302
    ran.refresh_from_db()
    assert ran.last_on == today - timedelta(days=1)
    assert not Absence.objects.filter(pk=ahead.pk).exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(
    cast: Cast, number: int, django_assert_num_queries: object
) -> None:
    today = timezone.localdate()
    for _ in range(number):
        person = org.staff(at=cast.here)
        Absence.objects.create(staff=person, kind="LEAVE", period=org.DateRange(today, None))
    client = signed_in(cast.hana)
    client.get(reverse("organisation:absences"))
    with django_assert_num_queries(QUERIES):  # type: ignore[operator]
        page = client.get(reverse("organisation:absences"))
    assert len(page.context["rows"]) == number


QUERIES = 8
