"""The presets of performance: how each is parsed, and what the product ships."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from organisation.rules.presets import Filled, PresetSpec, parser, specs_from
from performance.rules.composite import CompositePolicy
from performance.rules.eva import CoefficientPolicy, EvaRates
from performance.rules.grading import GradePayPolicy, LadderPolicy
from performance.rules.leaving import LeavingPolicy
from performance.rules.outcome import AccidentPolicy, OutcomePolicy
from performance.rules.pay import DeferralPolicy, WagePolicy
from performance.rules.risk_adjusted import RiskParameters
from performance.rules.scheme import Scheme

PRESETS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "performance.scheme.branch_head": parser(Scheme.read),
    "performance.scheme.manager_senior": parser(Scheme.read),
    "performance.scheme.manager_mid": parser(Scheme.read),
    "performance.scheme.manager_junior": parser(Scheme.read),
    "performance.outcomes": parser(OutcomePolicy.read),
    "performance.accident_loss": parser(AccidentPolicy.read),
    "performance.provisional_junior": Filled.requiring("year", "deposits", "years_to_pass"),
    "performance.agents": Filled.requiring("rules"),
    "performance.composite": parser(CompositePolicy.read),
    "performance.composite_table": Filled.requiring("items"),
    "performance.eva_coefficients": parser(CoefficientPolicy.read),
    "performance.eva_rates": parser(EvaRates.read),
    "performance.risk_parameters": parser(RiskParameters.read),
    "performance.grade_pay": parser(GradePayPolicy.read),
    "performance.deferral": parser(DeferralPolicy.read),
    "performance.wage_deduction": parser(WagePolicy.read),
    "performance.ladder": parser(LadderPolicy.read),
    "performance.grade_minimums": Filled.requiring("grades"),
    "performance.exam": Filled.requiring("pass_mark"),
    "performance.leaving": parser(LeavingPolicy.read),
    "performance.register": Filled.requiring("results"),
}


@cache
def shipped() -> Mapping[str, PresetSpec]:
    """The presets as the product ships them, by key."""
    text = Path(__file__).with_name("presets.yaml").read_text(encoding="utf-8")
    return specs_from(yaml.safe_load(text))
