"""What became of the alerts that the nights raised: most were handled in time, some wait, one is late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bankcrm.demo.work.stage import WHY, Outlet, Stage
from customers.actions import alerts as actions
from customers.choices import AlertOutcome, AlertStatus, FlagKind, LeavingReason, RetentionWay
from customers.models import Alert
from organisation.models import Staff

_O, _R, _W = AlertOutcome, LeavingReason, RetentionWay


@dataclass(frozen=True, slots=True)
class Course:
    """How alerts of a rule usually end, with weights; `kept` says whether somebody tries to keep the customer."""

    ends: Mapping[AlertOutcome, int]
    kept: bool = False


COURSES: Mapping[str, Course] = {
    FlagKind.AVERAGE_DROP: Course({_O.RETAINED: 4, _O.PARTLY_RETAINED: 3, _O.LOST: 2, _O.EXPECTED: 2}, kept=True),
    FlagKind.LARGE_OUTFLOW: Course({_O.RETAINED: 3, _O.PARTLY_RETAINED: 2, _O.EXPECTED: 3}, kept=True),
    FlagKind.NOT_RENEWED: Course({_O.RETAINED: 5, _O.PARTLY_RETAINED: 2, _O.LOST: 1, _O.EXPECTED: 2}, kept=True),
    FlagKind.ACCOUNT_CLOSED: Course({_O.EXPECTED: 11, _O.LOST: 3, _O.RETAINED: 3, _O.WRONG_DATA: 1}),
    FlagKind.RISK_EXPIRED: Course({_O.REMEDIED: 9, _O.EXPECTED: 1}),
    FlagKind.ID_EXPIRED: Course({_O.REMEDIED: 4, _O.WRONG_DATA: 1}),
}  # fmt: skip
WORDS: Mapping[AlertOutcome, str] = {
    _O.RETAINED: "约谈后留住，资金转入本行理财",
    _O.PARTLY_RETAINED: "留住一部分，其余用于购房",
    _O.REMEDIED: "已请客户到网点补办",
    _O.LOST: "资金已转往他行，约半年后再联系",
    _O.EXPECTED: "客户事先说明的正常用款",
    _O.WRONG_DATA: "核心数据有误，已报运营更正",
}
REASONS = (_R.RETURN, _R.RETURN, _R.SPENDING, _R.BUSINESS, _R.OTHER_BANK, _R.FAMILY)
ATTEMPTS = (
    (_W.CALL, "电话了解去向，客户在比较他行三个月产品"),
    (_W.MEETING, "来网点面谈，给出到期衔接方案"),
    (_W.VISIT, "上门拜访，带利率对比表"),
    (_W.OFFER, "申请优惠利率档，客户同意留存"),
    (_W.HEAD, "网点负责人一同会面"),
)
NEW_FOR = timedelta(days=7)


def play(stage: Stage) -> None:
    """Alerts of the last days wait for the most part; of the older ones nearly all are handled."""
    rng = stage.rng("alerts")
    heads = {outlet.branch.pk: outlet for outlet in stage.outlets}
    late_left = {outlet.branch.pk: 1 for outlet in stage.outlets}
    rows = Alert.objects.unscoped(WHY).filter(status=AlertStatus.OPEN, kind__in=COURSES)
    for alert in rows.select_related("customer", "owner").order_by("raised_on", "pk"):
        outlet = heads.get(alert.customer.home_branch_id)
        owner = alert.owner or (outlet.head if outlet else None)
        if outlet is None or owner is None:
            continue
        if alert.due_on >= stage.today and rng.random() < (0.75 if _is_new(stage, alert) else 0.25):
            _begun(stage, rng, alert, owner)
        elif late_left[outlet.branch.pk] and owner == outlet.managers[0] and _is_new(stage, alert):
            late_left[outlet.branch.pk] -= 1
        else:
            _handled(stage, rng, alert, owner)
    _told(stage)


def _is_new(stage: Stage, alert: Alert) -> bool:
    return alert.raised_on >= stage.night.business_date - NEW_FOR


def _handled(stage: Stage, rng: Random, alert: Alert, by: Staff) -> None:
    course = COURSES[alert.kind]
    allowed = max(1, (alert.due_on - alert.raised_on).days)
    days = rng.randint(1, allowed) if rng.random() < 0.9 else allowed + rng.randint(1, 6)
    day = min(alert.raised_on + timedelta(days=days), stage.today)
    outcome = rng.choices(list(course.ends), weights=list(course.ends.values()))[0]
    reason = rng.choice(REASONS) if outcome in (_O.LOST, _O.PARTLY_RETAINED, _O.RETAINED) else None
    if course.kept and outcome is not _O.EXPECTED:
        for number in range(rng.randint(1, 2)):
            on = min(alert.raised_on + timedelta(days=number + 1), day)
            _attempt(
                stage,
                rng,
                alert,
                on,
                number=number,
                reason=reason or _R.UNKNOWN,
                by=by,
                saved=outcome is not _O.LOST,
            )
    actions.close(
        alert=alert, version=alert.version, outcome=outcome, reason=reason, note=WORDS[outcome],
        by=by, at=stage.on(day, 16, rng.randrange(60)),
    )  # fmt: skip


def _attempt(
    stage: Stage,
    rng: Random,
    alert: Alert,
    on: date,
    *,
    number: int,
    reason: LeavingReason,
    by: Staff,
    saved: bool,
) -> None:
    way, note = ATTEMPTS[rng.randrange(len(ATTEMPTS))]
    share = rng.choice((3, 5, 8, 10))
    kept = (
        (abs(alert.amount) * share / 10).quantize(alert.amount) if saved and number and alert.amount else None
    )
    actions.retain(
        alert=alert,
        uid=stage.uid("retention", alert.uid, number),
        on=on,
        way=way,
        reason=reason,
        amount_kept=kept,
        note=note,
        by=by,
        at=stage.on(on, 11, rng.randrange(60)),
    )


def _begun(stage: Stage, rng: Random, alert: Alert, by: Staff) -> None:
    """It waits; of some that may cost money a first call was made."""
    if COURSES[alert.kind].kept and rng.random() < 0.5:
        on = min(alert.raised_on + timedelta(days=1), stage.today)
        _attempt(stage, rng, alert, on, number=0, reason=_R.UNKNOWN, by=by, saved=False)


def _told(stage: Stage) -> None:
    """What no rule sees: a customer complained to the manager, and at another outlet one told of a transfer."""
    said: Sequence[tuple[FlagKind, str]] = (
        (FlagKind.COMPLAINT, "客户说手机银行限额调整没人通知，要求答复"),
        (FlagKind.LARGE_OUTFLOW, "客户告知下周要付房款首付，资金将转出"),
    )
    for outlet, (kind, words) in zip(stage.outlets, said, strict=False):
        manager = outlet.managers[0]
        _tell(stage, outlet, manager, kind, words)


def _tell(stage: Stage, outlet: Outlet, manager: Staff, kind: FlagKind, words: str) -> None:
    actions.raise_alert(
        customer=stage.customers_of(manager)[1],
        kind=kind,
        evidence={},
        by=manager,
        at=stage.at(1, 14),
        said=words,
        uid=stage.uid("told", outlet.branch.branch_no),
    )
