"""Customers who belong together: confirmed by the head, one refused, one waiting for the head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bankcrm.demo.work.stage import Outlet, Stage
from customers.actions import households as actions
from customers.actions.households import Joining
from customers.choices import HouseholdKind, Kinship
from customers.models import Customer
from customers.queries.household_suggestions import evidence
from organisation.models import Staff


@dataclass(frozen=True, slots=True)
class Plan:
    """Which customers of the manager's book, what they are to the first, and what the head says; None: nothing yet."""

    places: slice
    kinship: Kinship
    reason: str
    ago: int
    confirm: bool | None
    decision: str = ""


PLANS = (
    Plan(slice(0, 2), Kinship.SPOUSE, "夫妻，同住，户口本已核对", 50, True, "原件已核"),
    Plan(slice(2, 4), Kinship.BUSINESS, "合伙经营一家门店", 41, False, "资金往来证据不足，补充后再报"),
    Plan(slice(4, 6), Kinship.CHILD, "母女，账户常互转，代办授权已留存", 3, None),
    Plan(slice(6, 9), Kinship.PARENT, "三代同住，由儿子代办业务", 27, True, "关系证明已核"),
)


def play(stage: Stage) -> None:
    for place, outlet in enumerate(stage.outlets):
        for number, manager in enumerate(outlet.managers[: 3 if place == 0 else 1]):
            book = stage.customers_of(manager)
            for plan in PLANS if number == 0 else PLANS[:1]:
                _propose(stage, outlet, manager, book[plan.places], plan)


def _propose(stage: Stage, outlet: Outlet, by: Staff, members: Sequence[Customer], plan: Plan) -> None:
    if len(members) < 2:
        return
    first, *others = members
    joining = [Joining(first, Kinship.FIRST)]
    joining += [Joining(one, plan.kinship, evidence(first, one)) for one in others]
    made = actions.propose(
        uid=stage.uid("household", first.customer_no),
        kind=HouseholdKind.RELATED if plan.kinship is Kinship.BUSINESS else HouseholdKind.FAMILY,
        members=joining,
        since=stage.day(plan.ago),
        reason=plan.reason,
        by=by,
        at=stage.at(plan.ago, 14),
    )
    if plan.confirm is not None:
        actions.decide(
            household=made, confirm=plan.confirm, reason=plan.decision, by=outlet.head, at=stage.at(plan.ago - 1, 9)
        )  # fmt: skip
