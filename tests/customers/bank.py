"""A small bank with a published night, which the cast sees each in their own way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.choices import AssetClass, FlagKind, Tier
from customers.models import Customer
from organisation.models import NightlyRun
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.organisation import Cast


@dataclass(frozen=True)
class Bank:
    """Wei and Fang are Ana's (Ben is Fang's backup), Lin is Ben's at the other branch, Nobody's is unassigned."""

    cast: Cast
    run: NightlyRun
    wei: Customer
    fang: Customer
    lin: Customer
    left: Customer


def a_bank(cast: Cast) -> Bank:
    org.presets()
    run = org.night()
    wei = make.customer("王伟明", at=cast.here, a=cast.ana, customer_no="C0000001")
    fang = make.customer("李芳", at=cast.here, a=cast.ana, b=cast.ben, customer_no="C0000002")
    lin = make.customer("林静", at=cast.there, a=cast.ben, customer_no="C0000003")
    left = make.customer("赵六", at=cast.here, customer_no="C0000004")
    make.customer_day(
        wei,
        run,
        aum=190_000,
        sum_month=3_900_000,
        tier=Tier.GOLD,
        tier_previous=Tier.MASS,
        change_day=-5_000,
        change_month=12_000,
        next_maturity_on=date(2026, 12, 1),
        next_maturity_amount=Decimal(50_000),
    )
    make.customer_day(
        fang, run, aum=760_000, tier=Tier.DIAMOND, tier_previous=Tier.DIAMOND, loan_balance=100_000
    )
    make.customer_day(lin, run, aum=333_333, tier=Tier.PLATINUM, tier_previous=Tier.PLATINUM)
    make.customer_day(left, run, aum=0, tier=Tier.MASS, tier_previous=Tier.MASS)
    make.flag(wei, run, FlagKind.NEAR_LINE, amount=Decimal(20_000))
    demand = make.account(wei, account_no="6227000012345678901")
    make.balance(demand, date(2026, 9, 1), 150_000)
    make.balance(demand, date(2026, 11, 19), 195_000)
    make.balance(demand, date(2026, 11, 20), 140_000)
    make.account(wei, AssetClass.TIME_DEPOSIT, maturity_on=date(2026, 12, 1), rate=Decimal("0.0185"))
    make.holding(wei, run, AssetClass.DEMAND_DEPOSIT, 140_000)
    make.holding(wei, run, AssetClass.TIME_DEPOSIT, 50_000)
    make.loan(wei, 80_000)
    make.assessment(wei, date(2026, 9, 1), 40_000, assessed=Tier.MASS, reasons=["FIRST"])
    make.assessment(wei, date(2026, 10, 1), 120_000, assessed=Tier.GOLD, reasons=["UPGRADED"])
    return Bank(cast, run, wei, fang, lin, left)
