from dataclasses import replace
from decimal import Decimal

import pytest

from organisation.rules.presets import PresetBlank
from performance.presets import PRESETS, shipped
from performance.rules.risk_adjusted import PortfolioFacts, RiskParameters, risk_adjusted

PARAMETERS = RiskParameters(Decimal("0.25"), Decimal("0.08"), Decimal("0.10"), Decimal("0.10"))
FACTS = PortfolioFacts(
    deposit_average=Decimal(10000000),
    deposit_rate=Decimal("0.015"),
    ftp_deposit=Decimal("0.020"),
    loan_average=Decimal(10000000),
    loan_rate=Decimal("0.06"),
    ftp_loan=Decimal("0.03"),
    fees=Decimal(40000),
    direct=Decimal(60000),
    management=Decimal(30000),
    fixed=Decimal(20000),
    pd=Decimal("0.012"),
    lgd=Decimal("0.45"),
    baseline=Decimal(60000),
)


def test_the_worked_example() -> None:
    found = risk_adjusted(FACTS, PARAMETERS)
    assert (found.rap, found.eva, found.raroc_pct, found.reward) == (169500, 89500, Decimal("21.1875"), 2950)


def test_an_increment_is_rewarded_and_not_a_portfolio() -> None:
    """Key customers with a high baseline and ordinary ones with a low baseline are rewarded alike."""
    at_baseline = risk_adjusted(replace(FACTS, baseline=Decimal(89500)), PARAMETERS)
    assert (at_baseline.increment, at_baseline.reward) == (0, 0)


def test_a_loss_is_not_taxed_and_nothing_is_taken_back() -> None:
    found = risk_adjusted(replace(FACTS, direct=Decimal(1000000)), PARAMETERS)
    assert found.pre_tax == found.rap < 0
    assert (found.tax, found.reward) == (0, 0)


def test_without_capital_there_is_no_raroc() -> None:
    assert risk_adjusted(replace(FACTS, loan_average=Decimal(0)), PARAMETERS).raroc_pct is None


def test_the_parameters_are_the_banks() -> None:
    with pytest.raises(PresetBlank):
        PRESETS["performance.risk_parameters"](shipped()["performance.risk_parameters"].value)
