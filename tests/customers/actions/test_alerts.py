"""Alerts through the actions: raised once, owned, handled, given, and what follows for the stage."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from customers.actions import alerts as actions
from customers.choices import AlertOutcome, FlagKind, LeavingReason, LifecycleStage, RetentionWay
from customers.models import Alert, Retention
from customers.queries.alerts import stage_of
from organisation.concurrency import Changed
from organisation.models import Staff
from tests.factories import alerts as build
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.organisation import BUSINESS_DATE, NOW, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
WHY = "read back by a test"
TODAY = BUSINESS_DATE + timedelta(days=1)  # of NOW, at the bank


@pytest.fixture(autouse=True)
def presets() -> None:
    org.presets()


def test_while_an_alert_of_the_kind_is_open_raising_again_answers_it(cast: Cast) -> None:
    one = make.customer(at=cast.here, a=cast.ana)
    first = actions.raise_alert(
        customer=one, kind=FlagKind.COMPLAINT, evidence={"complaint": "T1"}, by=None, at=NOW
    )
    again = actions.raise_alert(
        customer=one, kind=FlagKind.COMPLAINT, evidence={"complaint": "T2"}, by=cast.cole, at=NOW
    )
    assert again == first
    assert (first.owner, first.due_on) == (cast.ana, TODAY + timedelta(days=3))
    assert stage_of(one, BUSINESS_DATE) == LifecycleStage.DECLINE


def test_without_a_manager_the_backup_acts_and_without_both_the_head(cast: Cast) -> None:
    alone = make.customer(at=cast.here)
    backed = make.customer(at=cast.here, b=cast.ana)
    owners = [
        actions.raise_alert(
            customer=one, kind=FlagKind.LARGE_OUTFLOW, evidence={}, by=cast.cleo, at=NOW
        ).owner
        for one in (alone, backed)
    ]
    assert owners == [cast.cleo, cast.ana]


def close(alert: Alert, outcome: AlertOutcome, by: Staff, version: int = 1) -> Alert:
    return actions.close(
        alert=alert, version=version, outcome=outcome, reason=None, note="已电话沟通", by=by, at=NOW
    )


def test_a_retained_customer_grows_again_and_the_note_is_sealed(cast: Cast) -> None:
    one = make.customer(at=cast.here, a=cast.ana)
    raised = actions.raise_alert(
        customer=one, kind=FlagKind.LARGE_OUTFLOW, evidence={}, by=None, at=NOW, amount=Decimal(-600000)
    )
    done = close(raised, AlertOutcome.RETAINED, cast.ana)
    assert (done.status, done.closed_by, done.note) == ("DONE", cast.ana, "已电话沟通")
    assert "已电话沟通".encode() not in bytes(done.note_sealed)
    assert stage_of(one, TODAY) == LifecycleStage.GROWTH


def test_an_expected_movement_is_dismissed_and_the_stage_stays(cast: Cast) -> None:
    one = make.customer(at=cast.here, a=cast.ana)
    raised = actions.raise_alert(customer=one, kind=FlagKind.LARGE_OUTFLOW, evidence={}, by=None, at=NOW)
    assert close(raised, AlertOutcome.EXPECTED, cast.ana).status == "DISMISSED"
    assert stage_of(one, TODAY) == LifecycleStage.DECLINE


def test_a_page_that_is_out_of_date_changes_nothing(cast: Cast) -> None:
    one = make.customer(at=cast.here, a=cast.ana)
    raised = build.alert(one)
    actions.give(alert=raised, version=1, to=cast.cleo, by=cast.cleo, at=NOW)
    with pytest.raises(Changed):
        close(raised, AlertOutcome.RETAINED, cast.ana)
    assert Alert.objects.unscoped(WHY).get().status == "OPEN"


def test_a_closed_alert_is_not_closed_again_and_only_the_head_gives(cast: Cast) -> None:
    raised = build.alert(make.customer(at=cast.here, a=cast.ana))
    with pytest.raises(PermissionDenied, match="branch head"):
        actions.give(alert=raised, version=1, to=cast.ana, by=cast.ana, at=NOW)
    close(raised, AlertOutcome.LOST, cast.ana)
    with pytest.raises(PermissionDenied, match="closed"):
        close(raised, AlertOutcome.RETAINED, cast.ana, version=2)


def test_a_retention_sent_twice_is_recorded_once(cast: Cast) -> None:
    raised = build.alert(make.customer(at=cast.here, a=cast.ana))
    said = {
        "alert": raised,
        "uid": uuid4(),
        "on": TODAY,
        "way": RetentionWay.CALL,
        "reason": LeavingReason.RETURN,
        "amount_kept": Decimal("300000.00"),
        "note": "推荐大额存单",
        "by": cast.ana,
        "at": NOW,
    }
    assert actions.retain(**said) == actions.retain(**said)
    assert [row.note for row in Retention.objects.unscoped(WHY)] == ["推荐大额存单"]


def test_an_alert_that_was_closed_meanwhile_takes_no_attempt(cast: Cast) -> None:
    raised = build.alert(make.customer(at=cast.here, a=cast.ana))
    as_shown = Alert.objects.unscoped(WHY).get(pk=raised.pk)
    close(raised, AlertOutcome.LOST, cast.ana)
    with pytest.raises(PermissionDenied, match="closed"):
        actions.retain(
            alert=as_shown,
            uid=uuid4(),
            on=TODAY,
            way=RetentionWay.CALL,
            reason=LeavingReason.RETURN,
            amount_kept=None,
            note="",
            by=cast.ana,
            at=NOW,
        )
    assert not Retention.objects.unscoped(WHY).exists()


def test_a_person_moves_the_stage_along_the_rule_only(cast: Cast) -> None:
    one = make.customer(at=cast.here, a=cast.ana)
    said = {"customer": one, "words": "资产回升", "by": cast.ana, "at": NOW}
    mature, decline = LifecycleStage.MATURITY, LifecycleStage.DECLINE
    with pytest.raises(PermissionDenied, match="decline leads back to growth"):
        actions.step(shown=mature, to=LifecycleStage.GROWTH, **said)
    made = actions.step(shown=mature, to=decline, **said)
    assert (made.before, made.stage, made.words) == ("MATURITY", "DECLINE", "资产回升")
    with pytest.raises(Changed):
        actions.step(shown=mature, to=LifecycleStage.LOST, **said)
