"""Reading back what a night left, in the words of the extracts, and the same from the reference."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from customers.models import Account, AccountState, Balance, CustomerDay, HoldingDay, TierAssessment
from customers.rules.tiering import TierPolicy, divisor_to_date, tier_for
from organisation.queries import published
from organisation.rules.numbers import round_half_up
from tests.customers.nightly.reference import ONE_DAY, ZERO, Bank

WHY = "read back by a test"
PERIODS = ("month", "quarter", "year")


def stored() -> dict[str, Any]:
    """History, states, holdings, customers and tiers of the published night."""
    run = published().run_id
    numbers = {one.pk: one.account_no for one in Account.objects.unscoped(WHY)}
    balances = Balance.objects.unscoped(WHY).values_list("account", "day", "balance", "reported", "cum")
    states = AccountState.objects.values_list(
        "account", "customer__customer_no", "asset_class", "closed_on", "first_day"
    )
    lasts = AccountState.objects.filter(first_day__isnull=False).values_list(
        "account", "day", "balance", "balance_before", "cum"
    )
    sums = [f"sum_{name}" for name in PERIODS]
    holdings = HoldingDay.objects.unscoped(WHY).filter(run_id=run)
    days = CustomerDay.objects.unscoped(WHY).filter(run_id=run)
    tiers = TierAssessment.objects.unscoped(WHY).values_list(
        "customer__customer_no", "month", "average", "assessed", "effective", "months_below", "reasons"
    )
    return {
        "balances": sorted((numbers[row[0]], *row[1:]) for row in balances),
        "states": sorted(((numbers[row[0]], *row[1:]) for row in states), key=str),
        "lasts": sorted((numbers[row[0]], *row[1:]) for row in lasts),
        "holdings": sorted(
            holdings.values_list("customer__customer_no", "asset_class", "accounts", "balance", *sums)
        ),
        "customers": sorted(
            days.values_list(
                "customer__customer_no",
                "aum",
                *sums,
                *(f"avg_{name}" for name in PERIODS),
                "change_day",
                "change_month",
                "tier",
                "tier_month",
                "tier_previous",
                "months_below",
            )
        ),
        "tiers": sorted((*row[:6], tuple(row[6])) for row in tiers),
    }


def expected(bank: Bank, policy: TierPolicy) -> dict[str, Any]:
    """The same from the reference."""
    return {
        "balances": sorted(
            (
                one.account_no,
                day,
                balance,
                one.reported.get(day),
                one.total(min(one.reported), day - ONE_DAY),
            )
            for one in bank.accounts.values()
            for day, balance in one.change_days.items()
        ),
        "states": sorted(
            (
                (
                    one.account_no,
                    one.customer_no,
                    one.asset_class,
                    one.closed_on,
                    min(one.reported, default=None),
                )
                for one in bank.accounts.values()
            ),
            key=str,
        ),
        "lasts": sorted(_last(one) for one in bank.accounts.values() if one.reported),
        "holdings": sorted(row for number in bank.customers for row in _holdings(bank, number)),
        "customers": sorted(_customer(bank, number, policy) for number in bank.customers),
        "tiers": sorted(
            (number, month, average, one.assessed, one.effective, one.months_below, one.reasons)
            for number in bank.customers
            for month, (average, one) in bank.decisions(number, policy).items()
        ),
    }


def _last(account: Any) -> tuple[Any, ...]:
    days = list(account.change_days.items())
    day, balance = days[-1]
    before = days[-2][1] if len(days) > 1 else ZERO
    return account.account_no, day, balance, before, account.total(days[0][0], day - ONE_DAY)


def _holdings(bank: Bank, number: str) -> list[tuple[Any, ...]]:
    rows = []
    for asset_class in sorted({one.asset_class for one in bank.of(number)}):
        accounts = [one for one in bank.of(number) if one.asset_class == asset_class]
        balance = sum((one.balance(bank.business_date) for one in accounts), ZERO)
        sums = [
            sum((one.total(start, bank.business_date) for one in accounts), ZERO)
            for start in bank.starts().values()
        ]
        still_open = sum(one.closed_on is None for one in accounts)
        before = sum((one.balance(bank.business_date - ONE_DAY) for one in accounts), ZERO)
        if still_open or balance or sums[2] or before != balance:
            rows.append((number, asset_class, still_open, balance, *sums))
    return rows


def _customer(bank: Bank, number: str, policy: TierPolicy) -> tuple[Any, ...]:
    day = bank.business_date
    starts = list(bank.starts().values())
    sums = [bank.weighted(number, start, day, policy) for start in starts]
    divisors = [divisor_to_date(policy, first=start, on=day) for start in starts]
    aum = bank.assets(number, day, policy)
    decided = [decision for _average, decision in bank.decisions(number, policy).values()]
    return (
        number,
        round_half_up(aum),
        *sums,
        *(round_half_up(total / by) for total, by in zip(sums, divisors, strict=True)),
        round_half_up(aum - bank.assets(number, day - ONE_DAY, policy)),
        round_half_up(aum - bank.assets(number, starts[0] - timedelta(days=1), policy)),
        decided[-1].effective if decided else "",
        tier_for(sums[0] / divisors[0], policy),
        decided[-2].effective if len(decided) > 1 else "",
        decided[-1].months_below if decided else 0,
    )
