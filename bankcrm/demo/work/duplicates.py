"""Of the records that may be one person one pair was merged; the others wait for the head."""

from __future__ import annotations

from bankcrm.demo.work.stage import WHY, Stage
from customers.actions import duplicates as actions
from customers.choices import PairStatus
from customers.models import DuplicatePair


def play(stage: Stage) -> None:
    """At the outlet with the most pairs."""
    waiting = DuplicatePair.objects.unscoped(WHY).filter(status=PairStatus.OPEN)
    found = {
        outlet: list(
            waiting.filter(first__home_branch=outlet.branch, second__home_branch=outlet.branch)
            .select_related("first", "second")
            .order_by("pk")
        )
        for outlet in stage.outlets
    }
    outlet = max(found, key=lambda one: len(found[one]))
    if len(found[outlet]) > 1:
        pair = found[outlet][0]
        actions.merge(
            uid=stage.uid("merge", pair.first.customer_no),
            pair=pair,
            survivor=pair.first,
            right=["id_type"],
            reason="同一人用护照重复开户，已请客户带身份证到网点核对",
            by=outlet.head,
            at=stage.at(6, 16),
        )
