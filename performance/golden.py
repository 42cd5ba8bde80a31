"""Golden cases that scoring, outcomes and pay answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache
from typing import Any

from organisation.golden import (
    Adapter,
    Meta,
    Modes,
    Unordered,
    day,
    decimal,
    in_modes,
    inputs,
    known,
    needed,
    one_of,
    optional,
)
from organisation.rules.numbers import round_half_up
from performance.choices import Bounds, IndicatorCode, StepMode
from performance.presets import PRESETS, shipped
from performance.rules.composite import CompositeFacts, composite
from performance.rules.eva import CoefficientPolicy, EvaFacts, EvaRates, eva_pay
from performance.rules.leaving import leaving_dates
from performance.rules.outcome import (
    HeadYear,
    ManagerFacts,
    OutcomePolicy,
    head_outcome,
    low_deposit_month,
    manager_outcome,
)
from performance.rules.pay import DeferralPolicy, defer, performance_pay
from performance.rules.risk_adjusted import PortfolioFacts, RiskParameters, risk_adjusted
from performance.rules.scheme import BandItem, Scheme
from performance.rules.scoring import Measure, band_points, score

WAN = 10_000
MEASURES = {
    "deposit_growth_pct": (IndicatorCode.DEPOSIT_GROWTH_PCT, 1),
    "new_deposit_avg_wan": (IndicatorCode.NEW_DEPOSIT_AVG, WAN),
    "npl_pct": (IndicatorCode.NPL_PCT, 1),
    "interest_collection_pct": (IndicatorCode.INTEREST_COLLECTION_PCT, 1),
    "fee_growth_pct": (IndicatorCode.FEE_GROWTH_PCT, 1),
    "accounts_opened": (IndicatorCode.ACCOUNTS_OPENED, 1),
}
GRADES = {"SENIOR": "manager_senior", "MID": "manager_mid", "JUNIOR": "manager_junior"}
ACTION_FACTS = ("deposit_low_3m", "violation_points", "serious_violation", "serious_loss")


@cache
def policy(key: str) -> Any:
    """The shipped policy of performance."""
    return PRESETS[key](shipped()[key].value)


def bounds_of(meta: Meta) -> Bounds:
    return Bounds(meta.bounds.upper())


def scored(scheme_key: str, given: Mapping[str, Any], mode: str, meta: Meta) -> dict[str, Any]:
    """Points by item in small letters and the total, under a shipped scheme in one step mode."""
    scheme: Scheme = replace(
        policy(f"performance.scheme.{scheme_key}"), step_mode=StepMode(mode.upper()), bounds=bounds_of(meta)
    )
    measures = {
        code.value: Measure(decimal(given[key]) * factor)
        for key, (code, factor) in MEASURES.items()
        if given.get(key) is not None
    }
    card = score(scheme, measures)
    return {line.code.lower(): line.points for line in card.lines} | {"total": card.exact_total}


def branch_head_kpi(given: Any, meta: Meta) -> Modes:
    given = inputs(given, "deposit_growth_pct", "npl_pct", "interest_collection_pct", "fee_growth_pct")
    return in_modes(lambda mode: scored("branch_head", given, mode, meta), meta)


def branch_head_kpi_list(given: Any, meta: Meta) -> Modes:
    cards = [branch_head_kpi(one, meta) for one in given]
    return Modes(*([getattr(card, name) for card in cards] for name in ("whole_step", "linear", "default")))


def _manager(given: Any) -> tuple[Mapping[str, Any], str]:
    given = inputs(given, "grade", *MEASURES, *ACTION_FACTS)
    return given, GRADES[one_of(needed(given, "grade"), "in.grade", *GRADES)]


def manager_kpi(given: Any, meta: Meta) -> Modes:
    given, scheme = _manager(given)
    return in_modes(lambda mode: scored(scheme, given, mode, meta), meta)


def manager_kpi_and_action(given: Any, meta: Meta) -> Modes:
    """A manager's points, and the proposal that follows from the total and the other facts."""
    given, scheme = _manager(given)

    def card(mode: str) -> dict[str, Any]:
        points = scored(scheme, given, mode, meta)
        violations = given.get("violation_points")
        facts = ManagerFacts(
            score=round_half_up(points["total"]),
            collection_pct=optional(given, "interest_collection_pct"),
            deposit_low_months=given.get("deposit_low_3m"),
            violation_points=None if violations is None else int(violations),
            serious_violation=bool(given.get("serious_violation")),
            serious_loss=bool(given.get("serious_loss")),
        )
        decision = manager_outcome(facts, outcomes(meta))
        return points | {"action": decision.outcome, "reasons": Unordered(decision.codes)}

    return in_modes(card, meta)


def outcomes(meta: Meta) -> OutcomePolicy:
    found: OutcomePolicy = policy("performance.outcomes")
    return found.with_bounds(bounds_of(meta))


def action_bounds(given: Any, meta: Meta) -> dict[str, Any]:
    """Proposals for rows of managers, and for branch heads after the last of their years."""
    given, rule = inputs(given, "manager", "branch_head_years"), outcomes(meta)
    out: dict[str, Any] = {}
    if given.get("manager") is not None:
        rows = [
            ManagerFacts(known(total), known(collection), low, None if points is None else int(points))
            for total, collection, low, points in given["manager"]
        ]
        out["manager"] = [manager_outcome(facts, rule).outcome for facts in rows]
    if given.get("branch_head_years") is not None:
        heads = [
            [HeadYear(*(known(one) for one in (total, npl, key))) for total, npl, key in years]
            for years in given["branch_head_years"]
        ]
        out["branch_head_last"] = [head_outcome(years, rule).outcome for years in heads]
    return out


def deposit_three_months(given: Any, meta: Meta) -> dict[str, Any]:
    given, lines = inputs(given, "base", "line_pct", "months", "series"), outcomes(meta).manager
    line = optional(given, "line_pct")
    months = given.get("months")
    return {
        "triggered_at_month": [
            low_deposit_month(
                [decimal(one) for one in values],
                base=decimal(needed(given, "base")),
                line_pct=lines.deposit_line_pct if line is None else line,
                months=lines.deposit_months if months is None else int(months),
            )
            for values in needed(given, "series")
        ]
    }


def npl_points(values: Sequence[Any], meta: Meta) -> list[Decimal]:
    """Points of bad-loan ratios by the bands of the branch heads' scheme."""
    scheme: Scheme = policy("performance.scheme.branch_head")
    item = next(one for one in scheme.items if isinstance(one, BandItem))
    bounds = bounds_of(meta)
    return [
        item.base_points if one <= item.target else band_points(one, item.bands, bounds)
        for one in map(decimal, values)
    ]


EVA_FIELDS = {
    "stock_eva": "stock_eva",
    "incr_eva": "increment_eva",
    "liability_eva": "liability_eva",
    "fee_eva": "fee_eva",
    "deposit_avg": "deposit_average",
    "loan_avg": "loan_average",
    "dl_base": "ratio_base",
    "dl_peer": "ratio_peer",
    "ror_base": "return_base",
    "ror_peer": "return_peer",
    "fee_performance": "fee_performance",
    "management_performance": "management_performance",
}
MAY_LACK = ("incr_eva", "liability_eva", "fee_eva", "fee_performance", "management_performance")


def eva_pay_case(given: Any, meta: Meta) -> dict[str, Any]:
    """EVA pay; the floor of K is the file's where it names one, else the shipped one."""
    given = inputs(given, *EVA_FIELDS, "r1", "r2")
    limits: CoefficientPolicy = policy("performance.eva_coefficients")
    if meta.k_floor_given:
        limits = replace(limits, k_floor=meta.k_floor)
    values = {
        field: decimal(given.get(key, 0) if key in MAY_LACK else needed(given, key))
        for key, field in EVA_FIELDS.items()
    }
    rates = EvaRates(decimal(needed(given, "r1")), decimal(needed(given, "r2")))
    paid = eva_pay(EvaFacts(**values), rates, limits)
    return {
        "pool": paid.pool,
        "dl": paid.k1.value,
        "k1_raw": paid.k1.raw,
        "k1": paid.k1.held,
        "ror": paid.k2.value,
        "k2_raw": paid.k2.raw,
        "k2": paid.k2.held,
        "asset_performance": paid.asset_performance,
        "business_performance": paid.business_performance,
        "total": paid.total,
    }


def composite_list(given: Any, meta: Meta) -> list[dict[str, Any]]:
    """Composite appraisals, item by item."""
    names = {field.name for field in fields(CompositeFacts)}
    found = []
    for one in given:
        facts: dict[str, Any] = {
            key: value if isinstance(value, bool) else decimal(value) if key == "bonus" else int(value)
            for key, value in inputs(one, *names).items()
        }
        card = composite(CompositeFacts(**facts), policy("performance.composite"))
        lines = {line.code.lower(): line.points for line in card.lines}
        found.append(lines | {"raw": card.raw, "payable": card.payable})
    return found


def pay_and_deferral(given: Any, meta: Meta) -> dict[str, Any]:
    given = inputs(given, "performance", "deferral")
    out: dict[str, Any] = {}
    if given.get("performance") is not None:
        asked = inputs(given["performance"], "base", "actual_wan", "target_wan", "grade_multiplier")
        paid = performance_pay(
            base=decimal(needed(asked, "base")),
            actual=decimal(needed(asked, "actual_wan")),
            target=decimal(needed(asked, "target_wan")),
            multiplier=_multiplier(asked),
        )
        out |= {"attainment_pct": paid.attainment_pct, "performance_pay": paid.total}
    if given.get("deferral") is not None:
        asked = inputs(given["deferral"], "amount", "share", "years")
        rule: DeferralPolicy = policy("performance.deferral")
        if asked.get("share") is not None:
            rule = replace(rule, share=decimal(asked["share"]))
        if asked.get("years") is not None:
            rule = replace(rule, years=int(asked["years"]))
        paid_later = defer(decimal(needed(asked, "amount")), rule)
        out |= {field.name: getattr(paid_later, field.name) for field in fields(paid_later)}
    return out


def _multiplier(asked: Mapping[str, Any]) -> Decimal:
    """The multiplier counts above the target only; below it a case may leave it out."""
    if "grade_multiplier" not in asked and decimal(asked["actual_wan"]) <= decimal(asked["target_wan"]):
        return Decimal(0)
    return decimal(needed(asked, "grade_multiplier"))


PORTFOLIO_FIELDS = {field.name.replace("average", "avg"): field.name for field in fields(PortfolioFacts)}
PARAMETERS = tuple(field.name for field in fields(RiskParameters))


def risk_adjusted_case(given: Any, meta: Meta) -> dict[str, Any]:
    given = inputs(given, *PORTFOLIO_FIELDS, *PARAMETERS)
    facts = {field: decimal(given.get(key, 0)) for key, field in PORTFOLIO_FIELDS.items()}
    parameters = {key: decimal(needed(given, key)) for key in PARAMETERS}
    result = risk_adjusted(PortfolioFacts(**facts), RiskParameters(**parameters))
    return {field.name: getattr(result, field.name) for field in fields(result)}


def leaving(given: Mapping[str, Any]) -> dict[str, Any]:
    """Hand-over and earliest exit after a notice."""
    if given.get("notice_on") is None:
        return {}
    found = leaving_dates(day(given["notice_on"]), policy("performance.leaving"))
    return {"handover_due": found.handover_due, "statutory_earliest_exit": found.earliest_exit}


ADAPTERS: Mapping[str, Adapter] = {
    "branch_head_kpi": branch_head_kpi,
    "branch_head_kpi_list": branch_head_kpi_list,
    "manager_kpi": manager_kpi,
    "manager_kpi_and_action": manager_kpi_and_action,
    "action_bounds": action_bounds,
    "deposit_three_months": deposit_three_months,
    "eva_pay": eva_pay_case,
    "composite_list": composite_list,
    "pay_and_deferral": pay_and_deferral,
    "risk_adjusted": risk_adjusted_case,
}
