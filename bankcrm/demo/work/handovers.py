"""One manager moved to another team in autumn and was followed up after thirty days; one goes away for long and
hands over now; one is away this week and a colleague stands in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bankcrm.demo.work.stage import Outlet, Stage
from customers.actions import custody, handover, handover_division, handover_parts, handover_sweeps
from customers.actions.handover import Opening
from customers.actions.handover_division import Choice
from customers.choices import Goes, HandoverCause, Introduction, PartStatus
from customers.models import Handover, HandoverItem, HandoverPart
from organisation.actions import absences
from organisation.choices import AbsenceKind
from organisation.models import Staff

WAYS = (
    Introduction.VISIT,
    Introduction.OUTLET,
    Introduction.PHONE,
    Introduction.OUTLET,
    Introduction.RECEIVER_ALONE,
)


AWAY_DAYS = 210


def play(stage: Stage) -> None:
    outlet = stage.outlets[0]
    mine, away, leaving, *others = outlet.managers
    *staying, moved = others
    _finished(stage, outlet, moved, [leaving, *staying, away])
    _running(stage, outlet, leaving, [mine, *staying])
    _custody(stage, outlet, away, mine)


def _finished(stage: Stage, outlet: Outlet, giver: Staff, receivers: Sequence[Staff]) -> None:
    """Divided, accepted and introduced in autumn; what does not fit anybody goes to the head."""
    opening = Opening(cause=HandoverCause.TEAM_MOVE, starts_on=stage.day(44), reason="调入个贷团队")
    made = handover.open_handover(
        giver=giver, opening=opening, uid=stage.uid("handover", giver.staff_no), by=giver, at=stage.at(46, 9)
    )
    items = list(made.items.order_by("customer__customer_no"))
    for place, receiver in enumerate(receivers):
        _allocate(made, items[place :: len(receivers)], receiver, by=outlet.head, at=stage.at(46, 15))
    for receiver in (*receivers, outlet.head):
        _allocate(made, _without(made), receiver, by=outlet.head, at=stage.at(46, 16))
    handover_division.offer(handover=made, version=_version(made), by=outlet.head, at=stage.at(46, 17))
    for part in made.parts.filter(status=PartStatus.OFFERED).select_related("receiver").order_by("pk"):
        handover_parts.accept(part=part, by=part.receiver, at=stage.at(45, 10))
        _introduced(stage, part)
    handover_sweeps.check_retention(stage.at(1, 7))


def _introduced(stage: Stage, part: HandoverPart) -> None:
    items = part.items.exclude(moved_on=None).select_related("customer").order_by("customer__customer_no")
    for place, item in enumerate(items[: len(WAYS) + 2]):
        ago, how = 40 - place, WAYS[place % len(WAYS)]
        handover_parts.introduce(
            item=item, on=stage.day(ago), how=how, by=part.receiver, at=stage.at(ago, 17)
        )


def _running(stage: Stage, outlet: Outlet, giver: Staff, receivers: Sequence[Staff]) -> None:
    """Sent to the receivers three days ago; nobody has answered."""
    first = stage.today + timedelta(days=9)
    opening = Opening(
        cause=HandoverCause.LONG_ABSENCE,
        starts_on=first,
        reason="产假",
        away_from=first,
        away_until=first + timedelta(days=AWAY_DAYS),
    )
    made = handover.open_handover(
        giver=giver, opening=opening, uid=stage.uid("handover", giver.staff_no), by=giver, at=stage.at(5, 9)
    )
    items = list(made.items.exclude(goes=Goes.NOTHING).order_by("customer__customer_no"))
    for place, receiver in enumerate(receivers):
        _allocate(made, items[place :: len(receivers)], receiver, by=outlet.head, at=stage.at(4, 14))
    handover_division.offer(handover=made, version=_version(made), by=outlet.head, at=stage.at(3, 17))


def _custody(stage: Stage, outlet: Outlet, owner: Staff, substitute: Staff) -> None:
    first, last = stage.day(3), stage.today + timedelta(days=4)
    at = stage.at(4, 11)
    absences.record(
        uid=stage.uid("absence", owner.staff_no), staff=owner, kind=AbsenceKind.LEAVE, starts_on=first,
        last_on=last, by=outlet.head, at=at,
    )  # fmt: skip
    plan = custody.Plan(owner, substitute, first, last, reason="年休假")
    custody.open_by_head(plan=plan, uid=stage.uid("custody", owner.staff_no), by=outlet.head, at=at)


def _allocate(made: Handover, items: Collection[HandoverItem], to: Staff, *, by: Staff, at: datetime) -> None:
    """Those against whom a rule stands stay without a receiver."""
    if items:
        handover_division.allocate(
            handover=made,
            version=_version(made),
            item_ids=[one.pk for one in items],
            choice=Choice(receivers=[to], reason="按客户所在片区与客户经理等级分配"),
            by=by,
            at=at,
        )


def _without(made: Handover) -> list[HandoverItem]:
    return list(made.items.filter(receiver=None, part=None).exclude(goes=Goes.NOTHING).order_by("pk"))


def _version(made: Handover) -> int:
    made.refresh_from_db(fields=["version"])
    return made.version
