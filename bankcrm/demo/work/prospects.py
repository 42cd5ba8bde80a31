"""Prospects in every state: new, followed up (one overdue), registered, found in the core, taken in, gone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from bankcrm.demo import identity
from bankcrm.demo.work.people import person
from bankcrm.demo.work.stage import WHY, Outlet, Stage
from customers.actions import prospect_matching as matching
from customers.actions import prospects as actions
from customers.actions.prospects import Seen
from customers.choices import Attempt, Interest, ProspectStatus, Signal
from customers.models import Customer, Prospect, ProspectMatch
from organisation.models import Staff

NEW_FOR_DAYS = 60
SEEN = (
    Seen(
        (Signal.OTHER_BANK,), (Interest.WEALTH,), Decimal(600_000), "路演时留了电话，资金在他行，明年一月到期"
    ),
    Seen((Signal.BUSINESS,), (Interest.LOAN, Interest.CARD), Decimal(400_000), "商圈扫街认识，夫妻开餐饮店"),
    Seen((Signal.ASKED,), (Interest.INSURANCE,), None, "社区讲座后问少儿教育金"),
    Seen((Signal.PROPERTY,), (Interest.DEPOSIT,), Decimal(1_500_000), "拆迁补偿款下月到，物业介绍"),
)


def play(stage: Stage) -> None:
    for place, outlet in enumerate(stage.outlets):
        _gone(stage, outlet)
        _known_to_the_core(stage, outlet)
        for number, manager in enumerate(outlet.managers[: 4 if place == 0 else 2]):
            _followed(stage, outlet, manager, number)


def _add(
    stage: Stage,
    outlet: Outlet,
    name: str,
    ago: int,
    *,
    owner: Staff | None,
    phone: str = "",
    called: str = "",
    status: ProspectStatus = ProspectStatus.IDENTIFIED,
    next_on: date | None = None,
) -> Prospect:
    rng = stage.rng(f"prospect:{outlet.branch.branch_no}:{name}")
    someone = person(rng, phone=phone or identity.mobile(rng.random()))
    return actions.add(
        uid=stage.uid("prospect", outlet.branch.branch_no, name),
        person=actions.Person(name=called or someone.name, phone=someone.phone),
        seen=SEEN[rng.randrange(len(SEEN))],
        branch=outlet.branch,
        owner=owner,
        status=status,
        next_on=next_on,
        by=owner or outlet.head,
        at=stage.at(ago, 11, 20),
    )


def _spoke(
    stage: Stage,
    prospect: Prospect,
    by: Staff,
    ago: int,
    result: Attempt,
    *,
    note: str,
    next_in: int = 0,
) -> None:
    next_on = stage.today + timedelta(days=next_in) if result is Attempt.AGAIN else None
    actions.contact(prospect=prospect, result=result, note=note, next_on=next_on, by=by, at=stage.at(ago, 16))


def _followed(stage: Stage, outlet: Outlet, manager: Staff, number: int) -> None:
    """One whose day has come or has passed, one for next week, one who registered, one who is new."""
    due = _add(stage, outlet, f"due-{number}", 24, owner=manager)
    _spoke(
        stage,
        due,
        manager,
        17,
        Attempt.AGAIN,
        note="加了微信，发了产品对比表，约月内见面",
        next_in=(0, -3, 2, 1)[number % 4],
    )
    later = _add(stage, outlet, f"later-{number}", 15, owner=manager)
    _spoke(
        stage, later, manager, 9, Attempt.AGAIN, note="资金一月到账，先请来参加投资沙龙", next_in=9 + number
    )
    if number % 2 == 0:
        won = _add(stage, outlet, f"registered-{number}", 21, owner=manager)
        _spoke(stage, won, manager, 11, Attempt.SUCCESS, note="同意开户，材料已备齐，约来网点办理")
    _add(
        stage,
        outlet,
        f"new-{number}",
        2,
        owner=manager if number else None,
        next_on=stage.today + timedelta(days=3),
    )


def _gone(stage: Stage, outlet: Outlet) -> None:
    _add(stage, outlet, "expired", 100, owner=outlet.managers[1])
    matching.expire(stage.at(9, 1))
    nobody = _add(stage, outlet, "invalid", 40, owner=outlet.managers[0])
    _spoke(stage, nobody, outlet.managers[0], 31, Attempt.GIVEN_UP, note="已去外地，没有本地业务需要")


def _known_to_the_core(stage: Stage, outlet: Outlet) -> None:
    """Two whom the core has opened since: one was confirmed as the same person, one waits for it."""
    since = stage.night.business_date - timedelta(days=NEW_FOR_DAYS)
    rows = Customer.objects.unscoped(WHY).filter(home_branch=outlet.branch, opened_on__gte=since)
    opened = [one for one in rows.order_by("-opened_on", "pk")[:6] if one.phone]
    if len(opened) < 2:
        return
    waiting, taken = opened[:2]
    manager = outlet.managers[0]
    for name, customer in (("taken", taken), ("waiting", waiting)):
        made = _add(stage, outlet, name, 70, owner=manager, phone=customer.phone, called=customer.name)
        _spoke(stage, made, manager, 66, Attempt.SUCCESS, note="同意开户")
    matching.find_matches(stage.at(1, 8))
    found = ProspectMatch.objects.unscoped(WHY).filter(
        prospect__uid=stage.uid("prospect", outlet.branch.branch_no, "taken"), customer=taken
    )
    for match in found:
        matching.decide(match=match, same=True, take=False, by=manager, at=stage.at(1, 9, 30))
