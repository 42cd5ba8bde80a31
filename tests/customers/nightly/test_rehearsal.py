"""A proposed tier preset over the loaded history finds exactly what nights under that preset would have found."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from customers.choices import RehearsalStatus
from customers.models import Rehearsal, RehearsalMove, TierAssessment
from customers.nightly.rehearsal import run_due
from organisation.choices import PresetStatus
from organisation.models import Preset
from organisation.policies import version_as_of
from tests.customers.nightly import drops
from tests.customers.nightly.drops import Drop, take
from tests.customers.nightly.rows import account, balance, customer, one_customer, product
from tests.factories import organisation as org
from tests.factories.organisation import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
TIERING = "customers.tiering"
WHY = "read back by a test"


def proposal(**changes: Any) -> Preset:
    """A version that waits, from the one in force with some parameters changed."""
    org.presets()
    value = {**version_as_of(TIERING, date(2026, 1, 1)).value, **changes}
    author = org.staff("梅拉", staff_no="X1")
    return Preset.objects.create(
        key=TIERING, version=2, value=value, source="行内规定", effective_from=date(2027, 1, 1),
        status=PresetStatus.PROPOSED, made_by=author, made_at=NOW,
    )  # fmt: skip


def ask(preset: Preset) -> Rehearsal:
    return Rehearsal.objects.create(
        preset=preset, business_date=date(2026, 1, 1), asked_by=preset.made_by, asked_at=NOW
    )


def lines(**starts: str) -> dict[str, Any]:
    return {"lines": [{"tier": tier, "from": start} for tier, start in starts.items()]}


def history() -> None:
    """C1 in demand deposits and C2 in a fund, four months."""
    amounts = ("60000", "210000", "190000", "180000")
    tables = one_customer(*[balance("A1", f"2026-{m:02}-01", one) for m, one in enumerate(amounts, 1)])
    tables["products"].append(product("FUND"))
    tables["customers"].append(customer("C2"))
    tables["accounts"].append(account("A2", "C2", "FUND"))
    tables["balances"].append(balance("A2", "2026-01-01", "900000"))
    with transaction.atomic():
        take(Drop(date(2026, 4, 30), tables))


def moves(rehearsal: Rehearsal) -> list[tuple[str, str, str, Decimal]]:
    rows = RehearsalMove.objects.unscoped(WHY).filter(rehearsal=rehearsal).order_by("customer__customer_no")
    return [(one.customer.customer_no, one.before, one.after, one.aum) for one in rows]


@pytest.fixture
def offices(transactional_db: None) -> None:
    drops.offices()


def test_who_moves_from_where_to_where(offices: None) -> None:
    history()
    higher = lines(MASS="0", GOLD="50000", PLATINUM="300000", DIAMOND="500000", PRIVATE="800000")
    asked = ask(proposal(**higher))
    assert run_due(NOW) == 1
    asked.refresh_from_db()
    assert (asked.status, asked.compared, asked.done, asked.total) == (RehearsalStatus.DONE, 2, 6, 6)
    assert moves(asked) == [
        ("C1", "PLATINUM", "GOLD", Decimal(180000)),
        ("C2", "DIAMOND", "PRIVATE", Decimal(900000)),
    ]
    assert [(one["month"], one["higher"], one["lower"]) for one in asked.months] == [
        ("2026-01-01", 1, 0),
        ("2026-02-01", 1, 1),
        ("2026-03-01", 1, 1),
        ("2026-04-01", 1, 1),
    ]


def test_the_preset_in_force_moves_nobody(offices: None) -> None:
    history()
    before = list(TierAssessment.objects.unscoped(WHY).order_by("pk").values())
    asked = ask(proposal())
    run_due(NOW)
    assert moves(asked) == []
    assert list(TierAssessment.objects.unscoped(WHY).order_by("pk").values()) == before


def test_weights_and_grace_are_rehearsed_too(offices: None) -> None:
    history()
    weights = {"DEMAND_DEPOSIT": "0.5"}
    asked = ask(proposal(weights=weights, grace_months=1))
    run_due(NOW)
    assert moves(asked) == [
        ("C1", "PLATINUM", "GOLD", Decimal(180000)),
        ("C2", "DIAMOND", "MASS", Decimal(900000)),
    ]


def test_one_that_was_killed_is_taken_up_again(offices: None) -> None:
    history()
    asked = ask(proposal(grace_months=1))
    Rehearsal.objects.filter(pk=asked.pk).update(status=RehearsalStatus.RUNNING, done=3, total=6)
    assert run_due(NOW) == 1
    asked.refresh_from_db()
    assert asked.status == RehearsalStatus.DONE
    assert run_due(NOW) == 0


def test_one_that_cannot_run_says_so(offices: None) -> None:
    asked = ask(proposal())
    with pytest.raises(LookupError):
        run_due(NOW)
    asked.refresh_from_db()
    assert asked.status == RehearsalStatus.FAILED
