"""Referrals of the past weeks: taken up, passed on, late, won, lost, brought by customers, and two that wait now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from bankcrm.demo import identity
from bankcrm.demo.work.people import person
from bankcrm.demo.work.stage import Outlet, Stage
from customers.actions import referral_course as course
from customers.actions import referrals as actions
from customers.actions.prospects import Seen
from customers.choices import Attempt, Interest, Signal
from customers.models import Customer, Referral
from organisation.models import Staff

LATE = timedelta(minutes=11)  # the preset gives ten
SOON = timedelta(minutes=3)
SEEN = (
    Seen(
        (Signal.MATURING,),
        (Interest.WEALTH, Interest.DEPOSIT),
        Decimal(300_000),
        "存单到期，问收益高的产品",
        "叫号机",
    ),
    Seen((Signal.LARGE_CASH,), (Interest.DEPOSIT,), Decimal(500_000), "现金存入，想了解大额存单", "3号柜台"),
    Seen(
        (Signal.ASKED,), (Interest.FUND, Interest.METAL), None, "主动翻看基金折页，问定投门槛", "理财宣传架"
    ),
    Seen((Signal.OTHER_BANK, Signal.ASKED), (Interest.WEALTH,), Decimal(800_000), "他行理财月底到账", "大堂"),
    Seen((Signal.BUSINESS,), (Interest.LOAN,), Decimal(1_200_000), "经营建材门店，问周转贷款", "大堂"),
    Seen(
        (Signal.PROPERTY,),
        (Interest.DEPOSIT, Interest.INSURANCE),
        Decimal(2_000_000),
        "卖房款暂放活期",
        "2号柜台",
    ),
)


def play(stage: Stage) -> None:
    for place, outlet in enumerate(stage.outlets):
        _months(stage, outlet)
        if place == 0:
            _today(stage, outlet)


def _refer(
    stage: Stage,
    outlet: Outlet,
    name: str,
    customer: Customer,
    at: datetime,
    *,
    seen: int = 0,
    to: Staff | None = None,
    by: Staff | None = None,
) -> Referral:
    return actions.refer(
        uid=stage.uid("referral", outlet.branch.branch_no, name),
        about=customer,
        branch=outlet.branch,
        seen=SEEN[seen],
        to=to,
        introduced_by=None,
        by=by or outlet.lobby,
        at=at,
    )


def _refer_person(
    stage: Stage, outlet: Outlet, name: str, at: datetime, introduced_by: Customer | None
) -> Referral:
    rng = stage.rng(f"referred:{outlet.branch.branch_no}:{name}")
    return actions.refer_person(
        uid=stage.uid("referral", outlet.branch.branch_no, name),
        person=person(rng, phone=identity.mobile(rng.random())),
        branch=outlet.branch,
        seen=SEEN[rng.randrange(len(SEEN))],
        to=None,
        introduced_by=introduced_by,
        by=outlet.managers[0] if introduced_by else outlet.lobby,
        at=at,
    )


def _asked(referral: Referral) -> Staff:
    referral.refresh_from_db()
    assert referral.receiver is not None
    return referral.receiver


def _accept(referral: Referral, at: datetime) -> Staff:
    """Whoever is asked accepts."""
    by = _asked(referral)
    actions.accept(referral=referral, by=by, at=at)
    return by


def _spoke(
    stage: Stage,
    referral: Referral,
    by: Staff,
    ago: int,
    result: Attempt,
    *,
    note: str,
    again_in: int | None = None,
) -> None:
    next_on = None if again_in is None else stage.today + timedelta(days=again_in)
    course.attempt(
        referral=referral, result=result, note=note, next_on=next_on, take=False, by=by, at=stage.at(ago, 15)
    )  # fmt: skip


def _months(stage: Stage, outlet: Outlet) -> None:
    """In the order of the days: the sweep of each late one sees what is open on that day."""
    book = [one for manager in outlet.managers[:4] for one in stage.customers_of(manager)[2:6]]
    _expired(stage, outlet)
    _worked(stage, outlet, book)
    _introduced(stage, outlet, book[1])
    _handed_on(stage, outlet, book)
    _to_the_head(stage, outlet, book[12])
    _accept(_refer(stage, outlet, "accepted", book[13], stage.at(2, 16), seen=5), stage.at(2, 16) + SOON)


def _worked(stage: Stage, outlet: Outlet, book: Sequence[Customer]) -> None:
    """Won at once, won later, and given up after a second conversation."""
    won = _refer(stage, outlet, "won", book[0], stage.at(58), seen=0)
    by = _accept(won, stage.at(58) + SOON)
    _spoke(stage, won, by, 57, Attempt.SUCCESS, note="购买三个月理财30万元，并设到期提醒")
    again = _refer(stage, outlet, "won-later", book[4], stage.at(44, 14), seen=3)
    by = _accept(again, stage.at(44, 14) + SOON)
    _spoke(stage, again, by, 44, Attempt.AGAIN, note="他行产品月底才到期，约到期后再谈", again_in=-30)
    _spoke(stage, again, by, 29, Attempt.SUCCESS, note="他行资金转入80万元，认购封闭式理财")
    lost = _refer(stage, outlet, "given-up", book[8], stage.at(33), seen=4)
    by = _accept(lost, stage.at(33) + SOON)
    _spoke(stage, lost, by, 33, Attempt.AGAIN, note="利率高于他行报价，客户要再比较", again_in=-26)
    _spoke(stage, lost, by, 25, Attempt.GIVEN_UP, note="已在他行办理，暂无需求")


def _handed_on(stage: Stage, outlet: Outlet, book: Sequence[Customer]) -> None:
    """One was not accepted in time, one was passed on with a reason; the backup took both."""
    at = stage.at(20, 11)
    late = _refer(stage, outlet, "late", book[5], at, seen=1, by=outlet.teller)
    course.ask_the_next(at + LATE)
    by = _accept(late, at + LATE + SOON)
    _spoke(stage, late, by, 19, Attempt.SUCCESS, note="存入大额存单50万元")
    at = stage.at(13)
    passed = _refer(stage, outlet, "passed", book[9], at, seen=2)
    actions.pass_on(referral=passed, reason="正在陪同客户面签", to=None, by=_asked(passed), at=at + SOON)
    by = _accept(passed, at + 2 * SOON)
    _spoke(stage, passed, by, 12, Attempt.AGAIN, note="做了风险测评，约下周看基金方案", again_in=2)


def _expired(stage: Stage, outlet: Outlet) -> None:
    """Referred on a day on which everybody let the minutes pass, and never worked."""
    at = stage.at(96, 16)
    _refer_person(stage, outlet, "expired", at, None)
    for turn in range(1, 4):
        course.ask_the_next(at + turn * LATE)
    course.expire(stage.at(4, 1))


def _introduced(stage: Stage, outlet: Outlet, introducer: Customer) -> None:
    """A customer brought a friend (雇佣兵)."""
    referral = _refer_person(stage, outlet, "introduced", stage.at(36, 9, 40), introducer)
    by = _accept(referral, stage.at(36, 9, 40) + SOON)
    _spoke(stage, referral, by, 35, Attempt.SUCCESS, note="老客户介绍，来网点开户并签约代发")


def _to_the_head(stage: Stage, outlet: Outlet, customer: Customer) -> None:
    """Two let the time pass; the head gives it to a person."""
    at = stage.at(6, 15, 30)
    referral = _refer(stage, outlet, "head", customer, at, seen=5)
    course.ask_the_next(at + LATE)
    course.ask_the_next(at + 2 * LATE)
    to = outlet.managers[3]
    if _asked(referral) == outlet.head:
        actions.pass_on(
            referral=referral, reason="两位经理都在外拓", to=to, by=outlet.head, at=at + 2 * LATE + SOON
        )
    by = _accept(referral, at + 3 * LATE)
    _spoke(stage, referral, by, 5, Attempt.AGAIN, note="房款下周转入，约周三来谈配置", again_in=4)


def _today(stage: Stage, outlet: Outlet) -> None:
    """Three who stand in the lobby now: their minutes run. One of them is no customer yet."""
    _refer_person(stage, outlet, "now-new", stage.now - timedelta(minutes=3), None)
    mine = stage.customers_of(outlet.managers[0])
    _refer(stage, outlet, "now", mine[3], stage.now - timedelta(minutes=2), seen=3, to=outlet.managers[0])
    _refer(stage, outlet, "now-counter", mine[6], stage.now - timedelta(minutes=1), seen=1, by=outlet.teller)
