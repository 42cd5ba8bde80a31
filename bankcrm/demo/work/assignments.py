"""The head gave most of the customers who waited for a manager to the managers, as the planner proposed."""

from __future__ import annotations

from bankcrm.demo.work.stage import WHY, Outlet, Stage
from customers.actions import planning as actions
from customers.models import Unassigned
from customers.queries.planning import propose
from customers.rules.planning import Terms

STILL_WAITING = 4
AGO = 5


def play(stage: Stage) -> None:
    for outlet in stage.outlets:
        _batch(stage, outlet)


def _batch(stage: Stage, outlet: Outlet) -> None:
    """Of those who waited on the day the longest waiting, but for a few; the batch may still be undone."""
    terms, day = Terms(), stage.day(AGO)
    rows = Unassigned.objects.unscoped(WHY).filter(branch=outlet.branch, ended_on=None, since__lt=day)
    waiting = [row.customer for row in rows.select_related("customer").order_by("since", "pk")]
    proposal = propose(waiting[:-STILL_WAITING], terms, day)
    placed = [line.customer for line in proposal.moves if line.to is not None]
    if placed:
        actions.commit(
            uid=stage.uid("plan", outlet.branch.branch_no),
            customers=placed,
            terms=terms,
            digest=propose(placed, terms, day).digest,
            reason="月度分配",
            by=outlet.head,
            at=stage.at(AGO, 10),
        )
