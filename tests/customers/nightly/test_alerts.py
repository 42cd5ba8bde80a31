"""Flags that somebody has to act on become alerts that last."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from customers.models import Alert, StageChange
from tests.customers.nightly.drops import Drop, take
from tests.customers.nightly.rows import account, balance, customer, one_customer, relationship

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offices")]
WHY = "read back by a test"
DAY = date(2024, 11, 29)


def alerts() -> list[tuple[Any, ...]]:
    rows = Alert.objects.unscoped(WHY).order_by("pk")
    return list(rows.values_list("kind", "occurrence", "owner__staff_no", "due_on", "status"))


def stages() -> list[tuple[str, str, str]]:
    return list(StageChange.objects.unscoped(WHY).order_by("pk").values_list("before", "stage", "reason"))


def falling(**fields: Any) -> dict[str, list[dict[str, Any]]]:
    """C1 held 300 000 and is left with a third of it in November."""
    rows = [balance("A1", "2024-08-01", "300000"), balance("A1", "2024-11-01", "100000")]
    return {
        **one_customer(*rows),
        "customers": [customer("C1", opened_on=date(2020, 1, 1), **fields)],
        "relationships": [relationship("C1", "M1"), relationship("C1", "M2", "B")],
    }


def test_a_flag_becomes_one_alert_with_owner_and_due_date_however_often_the_night_runs() -> None:
    drop = Drop(DAY, falling())
    answered = take(drop)
    assert answered["flags"].detail["alerts"] == 1
    assert alerts() == [("AVERAGE_DROP", "2024-11", "M1", date(2024, 12, 2), "OPEN")]
    assert stages() == [("MATURITY", "DECLINE", "ALERT")]
    assert "alerts" not in take(drop)["flags"].detail
    Alert.objects.unscoped(WHY).update(
        status="DONE", outcome="RETAINED", closed_on=DAY, closed_by=Alert.objects.unscoped(WHY).get().owner
    )
    take(Drop(date(2024, 11, 30)))
    assert [row[:2] for row in alerts()] == [("AVERAGE_DROP", "2024-11")]
    assert len(stages()) == 1


def test_customers_below_the_tier_of_the_preset_raise_no_alert() -> None:
    rows = [balance("A1", "2024-08-01", "3000"), balance("A1", "2024-11-01", "10")]
    assert "alerts" not in take(Drop(DAY, one_customer(*rows)))["flags"].detail
    assert alerts() == []


def test_a_customer_new_with_the_bank_gets_the_alert_and_stays_in_growth() -> None:
    tables = falling()
    tables["customers"] = [customer("C1", opened_on=date(2024, 7, 1))]
    take(Drop(DAY, tables))
    assert [row[0] for row in alerts()] == ["AVERAGE_DROP"]
    assert stages() == []


def test_open_alerts_follow_the_customer_to_the_next_manager() -> None:
    tables = falling()
    tables["relationships"] = [relationship("C1", "M1", until="2024-11-30"), relationship("C1", "M3", "B")]
    take(Drop(DAY, tables))
    assert alerts()[0][2] == "M1"
    answered = take(Drop(date(2024, 12, 2)))
    assert answered["flags"].detail["handed_on"] == 1
    assert alerts()[0][2] == "M3"


def test_documents_and_assessments_past_their_day_are_raised_and_cleared_by_the_core() -> None:
    tables = one_customer(balance("A1", "2024-10-01", "90000"))
    tables["customers"] = [
        customer("C1", risk_level="C2", risk_assessed_on=date(2023, 11, 28), id_valid_to=date(2024, 11, 28))
    ]
    take(Drop(DAY, tables))
    assert sorted(row[:2] for row in alerts()) == [
        ("ID_EXPIRED", "2024-11-28"),
        ("RISK_EXPIRED", "2023-11-28"),
    ]
    renewed = customer("C1", risk_level="C2", risk_assessed_on=DAY, id_valid_to=date(2034, 11, 28))
    take(Drop(date(2024, 11, 30), {"customers": [renewed]}))
    assert {row[4] for row in alerts()} == {"CLEARED"}


def test_the_last_good_day_is_not_yet_past() -> None:
    tables = one_customer(balance("A1", "2024-10-01", "90000"))
    tables["customers"] = [
        customer("C1", risk_level="C2", risk_assessed_on=date(2023, 11, 29), id_valid_to=DAY)
    ]
    take(Drop(DAY, tables))
    assert alerts() == []


def test_money_that_nobody_moved_for_half_a_year_is_dormant_unless_it_waits_for_its_maturity() -> None:
    tables = one_customer(balance("A1", "2024-05-28", "90000"))
    take(Drop(DAY, tables))
    assert [row[:2] for row in alerts()] == [("DORMANT", "2024-05-28")]
    waiting = [account("A1", "C1", maturity_on=date(2025, 5, 28))]
    take(Drop(date(2024, 11, 30), {"accounts": waiting}))
    assert [row[4] for row in alerts()] == ["CLEARED"]


@pytest.mark.parametrize(
    ("matured", "renewed", "raised"),
    [
        (date(2024, 11, 22), None, 1),
        (date(2024, 11, 23), None, 0),
        (date(2024, 11, 22), date(2025, 11, 22), 0),
    ],
)
def test_a_maturity_that_nobody_renewed_is_raised_after_the_days_of_the_preset(
    matured: date, renewed: date | None, raised: int
) -> None:
    tables = one_customer(balance("A1", "2024-10-01", "90000"), balance("A1", "2024-11-25", "50000"))
    tables["accounts"] = [account("A1", "C1", maturity_on=matured)]
    if renewed:
        tables["accounts"] += [account("A2", "C1", opened_on=matured, maturity_on=renewed)]
    take(Drop(DAY, tables))
    kinds = [row.evidence for row in Alert.objects.unscoped(WHY).filter(kind="NOT_RENEWED")]
    assert kinds == [{"on": matured.isoformat(), "accounts": "1", "left": "40000.00"}] * raised


@pytest.mark.parametrize(
    ("closed", "beside", "kinds"),
    [
        (date(2024, 11, 22), True, {"NOT_RENEWED": "90000.00"}),  # at maturity: the maturity rule speaks
        (date(2024, 11, 25), True, {"NOT_RENEWED": "90000.00"}),  # some days after it as well
        (date(2024, 11, 21), True, {"ACCOUNT_CLOSED": "90000.00"}),  # before it: withdrawn early
        (date(2024, 11, 22), False, {"ACCOUNT_CLOSED": "90000.00"}),  # the last account: the customer is gone
    ],
)
def test_a_term_account_that_is_closed_raises_one_alert_of_the_right_kind(
    closed: date, beside: bool, kinds: dict[str, str]
) -> None:
    tables = one_customer(balance("A1", "2024-10-01", "90000"))
    tables["accounts"] = [account("A1", "C1", maturity_on=date(2024, 11, 22), closed_on=closed)]
    if beside:
        tables["accounts"] += [account("A2", "C1")]
        tables["balances"] += [balance("A2", "2024-10-01", "60000")]
    take(Drop(DAY, tables))
    found = Alert.objects.unscoped(WHY).filter(kind__in=["ACCOUNT_CLOSED", "NOT_RENEWED"])
    assert {row.kind: str(row.amount) for row in found} == kinds


def test_a_term_account_that_ran_out_into_a_new_one_raises_nothing() -> None:
    tables = one_customer(balance("A1", "2024-10-01", "90000"), balance("A2", "2024-11-22", "90000"))
    ended = date(2024, 11, 22)
    tables["accounts"] = [
        account("A1", "C1", maturity_on=ended, closed_on=ended),
        account("A2", "C1", opened_on=ended, maturity_on=date(2025, 11, 22)),
    ]
    take(Drop(DAY, tables))
    assert alerts() == []


def test_whoever_closed_the_last_account_is_lost() -> None:
    tables = falling()
    take(Drop(DAY, tables))
    closed = account("A1", "C1", closed_on=date(2024, 11, 30))
    take(Drop(date(2024, 11, 30), {"accounts": [closed]}))
    assert [row[0] for row in alerts()] == ["AVERAGE_DROP", "ACCOUNT_CLOSED"]
    assert stages() == [("MATURITY", "DECLINE", "ALERT"), ("DECLINE", "LOST", "CLOSED")]
    take(Drop(date(2024, 12, 1)))
    assert len(stages()) == 2
