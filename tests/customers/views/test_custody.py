"""The page of a custody: work of the days for substitute and owner, and what the owner finds afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from customers.actions import custody as actions
from customers.actions.custody import Plan
from customers.models import Alert, Custody
from organisation.models import Staff
from tests.customers.bank import Bank
from tests.factories import alerts
from tests.factories import customers as make
from tests.factories import handover as hand
from tests.factories import organisation as org

pytestmark = pytest.mark.django_db
SignIn = Callable[[Staff], Client]
CUSTODY_QUERIES = 15


def running(owner: Staff, substitute: Staff, *, by: Staff) -> Custody:
    """Since two days, for three more."""
    today, now = timezone.localdate(), timezone.now()
    plan = Plan(owner, substitute, today - timedelta(days=2), today + timedelta(days=3), "年休假")
    return actions.open_custody(plan=plan, by=by, at=now - timedelta(days=2)).custody


def test_the_substitute_handles_the_alerts_and_the_owner_reads_how(bank: Bank, sign_in: SignIn) -> None:
    cast, other, today = bank.cast, hand.colleague(bank.cast), timezone.localdate()
    late = alerts.alert(bank.wei, due=today - timedelta(days=1))
    soon = alerts.alert(bank.fang, due=today + timedelta(days=2))
    alerts.alert(bank.lin)  # Ben's
    made = running(cast.ana, other, by=cast.cleo)
    url = reverse("customers:custody", args=[made.pk])
    substitute, owner = sign_in(other), sign_in(cast.ana)
    for client in (substitute, owner):
        page = client.get(url)
        assert [(row.pk, row.late) for row in page.context["seen"].open] == [
            (late.pk, True),
            (soon.pk, False),
        ]
        assert page.content.decode().count(reverse("customers:alert", args=[late.pk])) == 2  # row and link
    assert substitute.get(reverse("customers:alert", args=[late.pk])).status_code == 200
    form = {"version": str(late.version), "outcome": "RETAINED", "reason": "RETURN", "note": "已电话沟通"}
    closed = substitute.post(reverse("customers:alert_close", args=[late.pk]), form)
    assert closed.status_code == 302
    seen = owner.get(url).context["seen"]
    assert [row.pk for row in seen.open] == [soon.pk]
    assert [(row.alert.pk, row.by) for row in seen.handled] == [(late.pk, other.name)]
    assert Alert.objects.get(pk=late.pk).closed_by == other


def test_the_workbench_tells_the_owner_who_is_back_what_to_read(bank: Bank, sign_in: SignIn) -> None:
    cast, other, today = bank.cast, hand.colleague(bank.cast), timezone.localdate()
    made = running(cast.ana, other, by=cast.cleo)
    panel = reverse("customers:panel_handovers")
    assert "Read what happened" not in sign_in(cast.ana).get(panel).content.decode()
    actions.end(custody=made, by=cast.cleo, at=timezone.now())
    page = sign_in(cast.ana).get(panel).content.decode()
    assert ("Read what happened" in page, reverse("customers:custody", args=[made.pk]) in page) == (
        True,
        True,
    )
    assert "Read what happened" not in sign_in(other).get(panel).content.decode()
    made.refresh_from_db()
    long_ago = org.DateRange(today - timedelta(days=20), today - timedelta(days=14))
    Custody.objects.filter(pk=made.pk).update(period=long_ago)
    assert "Read what happened" not in sign_in(cast.ana).get(panel).content.decode()


def test_the_page_closes_for_the_substitute_with_the_custody(bank: Bank, sign_in: SignIn) -> None:
    cast, other = bank.cast, hand.colleague(bank.cast)
    alert = alerts.alert(bank.wei)
    made = running(cast.ana, other, by=cast.cleo)
    actions.end(custody=made, by=cast.cleo, at=timezone.now())
    url = reverse("customers:custody", args=[made.pk])
    page = sign_in(other).get(url)
    seen = page.context["seen"]
    assert (seen.customers, seen.open, seen.handled, seen.movements, seen.hidden) == ([], [], [], [], 2)
    assert "王伟明" not in page.content.decode()
    assert sign_in(other).get(reverse("customers:alert", args=[alert.pk])).status_code == 404
    kept = sign_in(cast.ana).get(url).context["seen"]
    assert ([row.number for row in kept.customers], [row.pk for row in kept.open], kept.hidden) == (
        ["C0000002", "C0000001"],
        [alert.pk],
        0,
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_much_for_one_as_for_three(
    bank: Bank, sign_in: SignIn, number: int, django_assert_num_queries: object
) -> None:
    owner, other = org.staff(at=bank.cast.here), hand.colleague(bank.cast)
    for _ in range(number):
        alerts.alert(make.customer(at=bank.cast.here, a=owner))
    made = running(owner, other, by=bank.cast.cleo)
    client, url = sign_in(other), reverse("customers:custody", args=[made.pk])
    client.get(url)
    with django_assert_num_queries(CUSTODY_QUERIES):  # type: ignore[operator]
        page = client.get(url)
    assert len(page.context["seen"].open) == number
