"""The pages of early warning."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from customers.choices import FlagKind
from customers.models import Alert, Retention, StageChange
from tests.customers.bank import Bank
from tests.factories import alerts as build
from tests.factories.organisation import BUSINESS_DATE

if TYPE_CHECKING:
    from organisation.models import Staff
    from tests.customers.conftest import SignIn

WHY = "read back by a test"


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def get(sign_in: SignIn, person: Staff, name: str, *args: object, **query: str) -> str:
    response = sign_in(person).get(reverse(f"customers:{name}", args=args), query)
    assert response.status_code == 200
    return text(response)


def test_the_list_shows_what_is_due_first_and_says_what_is_late(bank: Bank, sign_in: SignIn) -> None:
    build.alert(bank.wei, FlagKind.ACCOUNT_CLOSED, evidence={"on": "2026-11-18", "accounts": "1"})
    build.alert(bank.fang, due=timezone.localdate() - timedelta(days=1))
    build.alert(bank.lin)
    page = get(sign_in, bank.cast.ana, "alerts")
    assert "2 alerts to handle, 1 of them late." in page
    assert page.index("李芳") < page.index("王伟明")
    assert "林静" not in page
    late = get(sign_in, bank.cast.ana, "alerts", state="late")
    assert ("李芳" in late, "王伟明" in late) == (True, False)
    closed = get(sign_in, bank.cast.cleo, "alerts", kind="ACCOUNT_CLOSED")
    assert ("李芳" in closed, "王伟明" in closed) == (False, True)


@pytest.mark.parametrize(
    ("kind", "said"),
    [("NOT_RENEWED", "Matured on"), ("DORMANT", "Last movement on"), ("LARGE_OUTFLOW", "Day")],
)
def test_the_day_of_the_evidence_says_what_it_is_the_day_of(
    bank: Bank, sign_in: SignIn, kind: str, said: str
) -> None:
    one = build.alert(bank.wei, kind, evidence={"on": "2026-10-13", "accounts": "1"})
    page = get(sign_in, bank.cast.ana, "alert", one.pk)
    assert "<dt>Number of accounts</dt><dd>1</dd>" in page
    assert f"<dt>{said}</dt>" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_alerts(
    bank: Bank, sign_in: SignIn, rows: int, django_assert_num_queries: Any
) -> None:
    for kind in ("DORMANT", "NOT_RENEWED", "ID_EXPIRED")[:rows]:
        build.alert(bank.wei, kind)
    client = sign_in(bank.cast.cleo)
    client.get(reverse("customers:alerts"))
    with django_assert_num_queries(8):
        client.get(reverse("customers:alerts"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_costs_the_same_for_any_number_of_lines(
    bank: Bank, sign_in: SignIn, rows: int, django_assert_num_queries: Any
) -> None:
    for one in (bank.wei, bank.fang, bank.left)[:rows]:
        build.alert(one)
    client = sign_in(bank.cast.cleo)
    client.get(reverse("customers:alert_register"))
    with django_assert_num_queries(8):  # one of them reads the bank's fields
        client.get(reverse("customers:alert_register"))


def test_an_auditor_sees_that_there_is_evidence_and_no_amount_of_it(bank: Bank, sign_in: SignIn) -> None:
    raised = build.alert(bank.wei, amount=Decimal("31000.00"))
    page = get(sign_in, bank.cast.olga, "alert", raised.pk)
    assert "Mean of the months before" in page
    assert [one for one in ("100,000", "100000", "31000", "69.00", "王伟明") if one in page] == []
    assert "handled by the customer" in page


def test_a_closed_form_asks_why_money_left_and_keeps_what_was_typed(bank: Bank, sign_in: SignIn) -> None:
    raised = build.alert(bank.wei)
    client = sign_in(bank.cast.ana)
    typed = {"version": "1", "outcome": "LOST", "note": "已转至他行购房"}
    refused = client.post(reverse("customers:alert_close", args=[raised.pk]), typed)
    assert refused.status_code == 422
    assert "已转至他行购房" in text(refused)
    assert "the register asks for it" in text(refused)
    done = client.post(reverse("customers:alert_close", args=[raised.pk]), {**typed, "reason": "SPENDING"})
    assert done.status_code == 302
    row = Alert.objects.unscoped(WHY).get()
    assert (row.status, row.outcome, row.reason, row.closed_by) == ("DONE", "LOST", "SPENDING", bank.cast.ana)


@pytest.mark.parametrize(
    ("kind", "outcome", "status"),
    [("COMPLAINT", "RETAINED", 302), ("COMPLAINT", "LOST", 422), ("LARGE_OUTFLOW", "RETAINED", 422)],
)
def test_why_they_leave_is_asked_where_something_left(
    bank: Bank, sign_in: SignIn, kind: str, outcome: str, status: int
) -> None:
    raised = build.alert(bank.wei, kind=kind)
    typed = {"version": "1", "outcome": outcome, "note": "已当面道歉，客户满意"}
    answer = sign_in(bank.cast.ana).post(reverse("customers:alert_close", args=[raised.pk]), typed)
    assert answer.status_code == status


def test_a_stale_page_gets_the_new_alert_and_its_own_words_back(bank: Bank, sign_in: SignIn) -> None:
    raised = build.alert(bank.wei)
    head, manager = sign_in(bank.cast.cleo), sign_in(bank.cast.ana)
    given = head.post(
        reverse("customers:alert_give", args=[raised.pk]), {"version": "1", "to": bank.cast.cleo.staff_no}
    )
    assert given.status_code == 302
    typed = {"version": "1", "outcome": "EXPECTED", "note": "客户提前告知"}
    stale = manager.post(reverse("customers:alert_close", args=[raised.pk]), typed)
    assert stale.status_code == 422
    assert "Somebody changed this alert" in text(stale)
    assert ("客户提前告知" in text(stale), 'name="version" value="2"' in text(stale)) == (True, True)
    again = manager.post(
        reverse("customers:alert_close", args=[raised.pk]), {**typed, "version": "2"}, follow=False
    )
    assert again.status_code == 302


def test_an_attempt_sent_twice_is_one_and_stands_in_the_register(bank: Bank, sign_in: SignIn) -> None:
    raised = build.alert(bank.wei, FlagKind.LARGE_OUTFLOW, amount=Decimal("-600000.00"))
    client = sign_in(bank.cast.ana)
    typed = {
        "uid": str(uuid4()),
        "on": BUSINESS_DATE.isoformat(),
        "way": "OFFER",
        "reason": "RETURN",
        "amount_kept": "200000",
        "note": "大额存单三年期",
    }
    for _time in range(2):
        sent = client.post(reverse("customers:alert_retain", args=[raised.pk]), typed)
        assert sent.status_code == 302
    assert Retention.objects.unscoped(WHY).count() == 1
    page = get(sign_in, bank.cast.cleo, "alert_register", since="2026-10-01", until="2026-12-31")
    assert "1 · Product or rate offered" in page
    assert 'value="200000.00"' in page
    export = client.post(
        reverse("customers:alert_register_export", args=["csv"]) + "?since=2026-10-01&until=2026-12-31"
    )
    lines = export.content.decode("utf-8-sig")
    assert ("C0000001" in lines, "王伟明" in lines) == (True, False)


def test_an_event_recorded_by_hand_becomes_an_alert_with_its_words(bank: Bank, sign_in: SignIn) -> None:
    client = sign_in(bank.cast.ana)
    url = reverse("customers:alert_event", args=["C0000001"])
    assert client.get(url).status_code == 200
    typed = {
        "uid": str(uuid4()),
        "kind": "LARGE_OUTFLOW",
        "on": "2026-11-20",
        "amount": "800000",
        "said": "下周转账购房",
    }
    first, again = client.post(url, typed), client.post(url, typed)
    made = Alert.objects.unscoped(WHY).get()
    assert first["Location"] == again["Location"] == reverse("customers:alert", args=[made.pk])
    assert "下周转账购房" in get(sign_in, bank.cast.cleo, "alert", made.pk)
    assert "Large outflow" in get(sign_in, bank.cast.ana, "panel_alerts")
    assert "1 alert to handle" in get(sign_in, bank.cast.ana, "alerts_of", "C0000001")


def test_the_stage_is_judged_along_the_rule_and_a_stale_judgement_is_refused(
    bank: Bank, sign_in: SignIn
) -> None:
    page = get(sign_in, bank.cast.ana, "stage", "C0000001")
    assert "Maturity stage" in page
    client = sign_in(bank.cast.ana)
    url = reverse("customers:stage", args=["C0000001"])
    typed = {"shown": "MATURITY", "to": "DECLINE", "words": "连续两月下滑"}
    assert client.post(url, typed).status_code == 302
    assert "连续两月下滑" in get(sign_in, bank.cast.cleo, "stage", "C0000001")
    stale = client.post(url, typed)
    assert stale.status_code == 422
    assert [row.stage for row in StageChange.objects.unscoped(WHY)] == ["DECLINE"]


@pytest.mark.parametrize("route", ["alert_event", "stage"])
def test_a_form_that_is_sent_empty_comes_back_with_what_is_missing(
    bank: Bank, sign_in: SignIn, route: str
) -> None:
    answer = sign_in(bank.cast.ana).post(reverse(f"customers:{route}", args=["C0000001"]))
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_a_noisy_rule_is_seen_by_those_who_may_change_it(bank: Bank, sign_in: SignIn) -> None:
    closed = {"closed_on": timezone.localdate(), "closed_by": bank.cast.ana}
    for place in range(20):
        real = place < 9
        build.alert(
            bank.wei,
            "AVERAGE_DROP",
            status="DONE" if real else "DISMISSED",
            outcome="RETAINED" if real else "EXPECTED",
            **closed,
        )
    page = get(sign_in, bank.cast.mira, "alert_rules")
    assert "45.0%" in page
    assert "Month&#x27;s average far below its mean: most alerts were no reason to act" in page
    assert "noisy</span>" in page
    assert "noisy</span>" not in get(sign_in, bank.cast.cora, "alert_rules")


def test_the_chart_shows_each_judged_rule_month_by_month(bank: Bank, sign_in: SignIn) -> None:
    today = timezone.localdate()
    before = today.replace(day=1) - timedelta(days=1)
    closed = {"closed_on": today, "closed_by": bank.cast.ana}
    for kind, day, outcome in (
        ("AVERAGE_DROP", before, "RETAINED"),
        ("AVERAGE_DROP", before, "EXPECTED"),
        ("AVERAGE_DROP", today, "LOST"),
        ("DORMANT", today, "WRONG_DATA"),
    ):
        status = "DONE" if outcome in {"RETAINED", "LOST"} else "DISMISSED"
        build.alert(bank.wei, kind, raised_on=day, status=status, outcome=outcome, **closed)
    build.alert(bank.wei, "ID_EXPIRED")  # nobody has judged it
    chart = sign_in(bank.cast.mira).get(reverse("customers:alert_rules_chart")).json()
    assert chart == {
        "type": "line",
        "x": [f"{before:%Y-%m}", f"{today:%Y-%m}"],
        "unit": "%",
        "lines": [{"name": "noisy below", "value": "50"}],
        "series": [
            {"name": "Month's average far below its mean", "data": ["50.0", "100.0"]},
            {"name": "Dormant", "data": [None, "0.0"]},
        ],
    }
    assert sign_in(bank.cast.ana).get(reverse("customers:alert_rules_chart")).status_code == 403
