"""Segments, a target list that is being worked through, one that is closed, and ratings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bankcrm.demo.work.stage import WHY, Outlet, Stage
from customers.actions import rating as ratings
from customers.actions import segments, target_lists
from customers.actions.target_lists import Chosen
from customers.choices import RatingClass, RatingDimension
from customers.models import Customer, CustomerDay
from customers.queries.consent import blocked
from customers.queries.rating import scale_on
from customers.rules.segments import read
from organisation.models import Staff

SEGMENTS: tuple[tuple[str, str, list[list[dict[str, Any]]]], ...] = (
    (
        "三十天内到期的金卡以上",
        "到期衔接",
        [[
            {"field": "tier", "operator": "ANY_OF", "value": ["GOLD", "PLATINUM", "DIAMOND", "PRIVATE"]},
            {"field": "maturity", "operator": "TO", "value": 30},
        ]],
    ),
    (
        "临近升级或有大额活期",
        "提升等级",
        [
            [{"field": "near", "operator": "IS", "value": "true"}],
            [{"field": "aum", "operator": "FROM", "value": "500000"}],
        ],
    ),
)  # fmt: skip
SCORES = (
    ((5, 4, 5, 4, 4), RatingClass.QUALITY, "资产稳定增长，配合度高，介绍过两位朋友"),
    ((4, 4, 3, 3, 4), RatingClass.QUALITY, "收入稳定，产品持有较全面"),
    ((4, 3, 3, 2, 3), RatingClass.PROSPECTIVE, "资产主要在他行，愿意比较"),
    ((3, 3, 2, 2, 3), RatingClass.PROSPECTIVE, "经营波动，现金流有季节性"),
    ((2, 2, 2, 1, 2), RatingClass.NOT_CONSIDERED, "往来很少，多次联系无回应"),
)


def play(stage: Stage) -> None:
    for outlet in stage.outlets:
        _segments(stage, outlet, outlet.managers[0])
        for number, manager in enumerate(outlet.managers[:3]):
            for place, customer in enumerate(stage.customers_of(manager)[:5]):
                _rate(stage, manager, customer, place, number)
        _worked(stage, outlet.managers[0], outlet)


def _segments(stage: Stage, outlet: Outlet, by: Staff) -> None:
    for place, (name, note, conditions) in enumerate(SEGMENTS):
        segments.create(
            uid=stage.uid("segment", outlet.branch.branch_no, place),
            name=name,
            note=note,
            criteria=read(conditions),
            shared=place == 0,
            by=by,
            at=stage.at(28 - place, 9, 30),
        )


def _rate(stage: Stage, by: Staff, customer: Customer, place: int, number: int) -> None:
    scale = scale_on(stage.today)
    scores, conclusion, reason = SCORES[(place + number) % len(SCORES)]
    five = [one for one in RatingDimension if one is not RatingDimension.S]
    given: dict[RatingDimension, int] = dict(zip(five, scores, strict=True))
    if scale.s_label:
        given[RatingDimension.S] = scores[0]
    ratings.rate(
        uid=stage.uid("rating", customer.customer_no),
        customer=customer,
        scores=given,
        s_label=scale.s_label,
        conclusion=conclusion,
        reason=reason,
        by=by,
        at=stage.at(38 - place, 17),
    )


def _worked(stage: Stage, by: Staff, outlet: Outlet) -> None:
    """The largest of the manager's customers who may be called: half of the running list is done."""
    book = stage.customers_of(by)
    stopped = blocked([one.pk for one in book], channel="PHONE", on=stage.today)
    free = [one for one in book if one.pk not in stopped]
    for name, ago, customers in (("三季度末资金回流", 60, free[:6]), ("岁末到期衔接名单", 10, free[:12])):
        made = target_lists.create(
            uid=stage.uid("list", outlet.branch.branch_no, name),
            name=name,
            purpose="电话约访，邀请来网点做资产检视",
            channel="PHONE",
            chosen=_figures(stage, customers),
            as_of=stage.day(ago),
            by=by,
            at=stage.at(ago, 9, 40),
        )
        for place, customer in enumerate(customers if ago > 30 else customers[:5]):
            target_lists.done(target=made, customer=customer, by=by, at=stage.at(ago - 1 - place, 15))
        if ago > 30:
            target_lists.close(target=made, by=by, at=stage.at(ago - 10, 18))


def _figures(stage: Stage, customers: list[Customer]) -> list[Chosen]:
    rows = CustomerDay.objects.unscoped(WHY).filter(run_id=stage.night.run_id, customer__in=customers)
    kept: dict[int, tuple[Decimal, Decimal]] = {row.customer_id: (row.aum, row.avg_month) for row in rows}
    return [Chosen(one.pk, *kept[one.pk]) for one in customers]
