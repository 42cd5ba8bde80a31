"""Risk-adjusted profit, EVA, RAROC and the reward above a portfolio's baseline (级差地租).

RAP = income - direct - management - fixed - risk cost - tax; EVA = RAP - capital x hurdle; reward = rate x
what EVA exceeds the baseline. Deposits earn FTP above the paid rate, loans the rate above FTP.
Source: seed 003; domain.md A11, B8.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organisation.rules.numbers import as_decimal, exact, percent, round_half_up
from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class RiskParameters:
    """Shares (0.08 is 8 %) that the bank sets: tax, capital, hurdle and reward rate."""

    tax_rate: Decimal
    capital_ratio: Decimal
    hurdle: Decimal
    reward_rate: Decimal

    @classmethod
    def read(cls, preset: Reader) -> RiskParameters:
        def share(name: str) -> Decimal:
            return preset.decimal(name, minimum=0, maximum=1)

        return cls(share("tax_rate"), share("capital_ratio"), share("hurdle"), share("reward_rate"))


@dataclass(frozen=True, slots=True)
class PortfolioFacts:
    """A manager's portfolio: averages and costs in yuan, rates and probabilities as shares."""

    deposit_average: Decimal
    deposit_rate: Decimal
    ftp_deposit: Decimal
    loan_average: Decimal
    loan_rate: Decimal
    ftp_loan: Decimal
    fees: Decimal
    direct: Decimal
    management: Decimal
    fixed: Decimal
    pd: Decimal
    lgd: Decimal
    baseline: Decimal


@dataclass(frozen=True, slots=True)
class RiskAdjusted:
    """Every figure of the calculation, money in yuan to the cent; `raroc_pct` None without capital."""

    revenue: Decimal
    risk_cost: Decimal
    pre_tax: Decimal
    tax: Decimal
    rap: Decimal
    capital: Decimal
    eva: Decimal
    raroc_pct: Decimal | None
    increment: Decimal
    reward: Decimal


def risk_adjusted(facts: PortfolioFacts, parameters: RiskParameters) -> RiskAdjusted:
    """Work a portfolio out. A loss is not taxed; an EVA at or below the baseline earns no reward."""
    loans = exact(facts.loan_average)
    deposit_margin = exact(facts.ftp_deposit) - exact(facts.deposit_rate)
    loan_margin = exact(facts.loan_rate) - exact(facts.ftp_loan)
    revenue = exact(facts.deposit_average) * deposit_margin + loans * loan_margin + exact(facts.fees)
    risk_cost = loans * exact(facts.pd) * exact(facts.lgd)
    costs = exact(facts.direct) + exact(facts.management) + exact(facts.fixed)
    pre_tax = revenue - costs - risk_cost
    tax = max(exact(0), pre_tax) * exact(parameters.tax_rate)
    rap = pre_tax - tax
    capital = loans * exact(parameters.capital_ratio)
    eva = rap - capital * exact(parameters.hurdle)
    increment = max(exact(0), eva - exact(facts.baseline))
    raroc = percent(rap, capital)
    return RiskAdjusted(
        revenue=round_half_up(revenue),
        risk_cost=round_half_up(risk_cost),
        pre_tax=round_half_up(pre_tax),
        tax=round_half_up(tax),
        rap=round_half_up(rap),
        capital=round_half_up(capital),
        eva=round_half_up(eva),
        raroc_pct=None if raroc is None else as_decimal(raroc),
        increment=round_half_up(increment),
        reward=round_half_up(increment * exact(parameters.reward_rate)),
    )
