"""The current account: wages, pensions, spending, large movements and interest, as end-of-day balances.

Only days on which the balance changes are kept. Amounts are in fen.
"""

from random import Random

from bankcrm.demo.accounts import Flows, Holdings
from bankcrm.demo.people import LINES
from bankcrm.demo.timeline import Month, Timeline

_INCOME = (350_000, 700_000, 1_100_000, 2_200_000, 6_000_000)  # fen a month, typical by wealth class
_CLOSE_TO_LINE = 0.06
_LARGE_IN = 0.04
_LARGE_OUT = 0.04
_CLOSING = 0.006


def play(rng: Random, holdings: Holdings, current: int) -> None:
    """Fill the current account, which stands around `current`; steer some customers close to a tier line."""
    timeline, person = holdings.timeline, holdings.person
    account = holdings.accounts[0]
    start = max(0, person.opened)
    flows = holdings.flows
    paydays = _living(rng, person.wealth, start, timeline, flows)
    _large(rng, current, start, timeline, flows)
    account.balances = _settle(start, current, flows, paydays)
    if len(holdings.accounts) == 1 and rng.random() < _CLOSING:
        _close(rng, holdings)
    elif rng.random() < _CLOSE_TO_LINE:
        _steer(rng, holdings, timeline.months[-1])


def _living(rng: Random, wealth: int, start: int, timeline: Timeline, flows: Flows) -> frozenset[int]:
    """Monthly income and spending, and quarterly interest. Returns the days on which income comes."""
    uniform = rng.random
    income = int(_INCOME[wealth] * (0.4 + 1.2 * uniform())) // 100 * 100
    payday = int(uniform() * 25)
    outings = int(uniform() * 10)
    if uniform() < 0.25:
        income, outings = 0, outings // 3
    paydays = []
    for month in timeline.months:
        if month.last < start:
            continue
        day = month.first + payday
        if income and start <= day <= month.last:
            flows[day] = flows.get(day, 0) + income
            paydays.append(day)
        span = month.last - month.first + 1
        for _ in range(outings):
            day = month.first + int(uniform() * span)
            if day >= start:
                flows[day] = flows.get(day, 0) - int((income or 200_000) * 1.7 / outings * uniform())
        if month.period[5:] in ("03", "06", "09", "12") and month.first + 20 <= month.last:
            day = month.first + 20
            if day > start:
                flows[day] = flows.get(day, 0) + 1 + int(uniform() * _INCOME[wealth] / 4000)
    return frozenset(paydays)


def _large(rng: Random, current: int, start: int, timeline: Timeline, flows: Flows) -> None:
    """Now and then a sum that moves a tier: in (house sold, bonus) or out (house bought, another bank)."""
    span = timeline.last - start + 1
    if span < 3:
        return
    recent = min(span, 120)
    if rng.random() < _LARGE_IN:
        day = timeline.last - int(rng.random() * recent)
        flows[day] = (
            flows.get(day, 0) + int(current * (0.5 + 4 * rng.random())) // 100_00 * 100_00 + 1_000_000
        )
    if rng.random() < _LARGE_OUT:
        day = timeline.last - int(rng.random() * recent)
        flows[day] = flows.get(day, 0) - int(current * (0.5 + 0.5 * rng.random()))


def _settle(start: int, current: int, flows: Flows, paydays: frozenset[int]) -> list[tuple[int, int]]:
    """End-of-day balances on change days, never below zero.

    On a payday the balance is drawn a third of the way to its usual level, as people pay rent and save.
    """
    flows.pop(start, None)
    balance = current
    rows = [(start, balance)]
    for day in sorted(flows):
        if day <= start:
            continue
        change = flows[day]
        if day in paydays:
            change += (current - balance) // 3
        after = max(0, balance + change)
        if after != balance:
            balance = after
            rows.append((day, balance))
    return rows


def _close(rng: Random, holdings: Holdings) -> None:
    """The customer takes everything and closes the account on some day of the history."""
    account, timeline = holdings.accounts[0], holdings.timeline
    start = account.balances[0][0]
    day = start + 1 + int(rng.random() * (timeline.last - start))
    if day > timeline.last:
        return
    kept = [row for row in account.balances if row[0] < day]
    if kept[-1][1]:
        account.balances = [*kept, (day, 0)]
        account.closed = day


def _steer(rng: Random, holdings: Holdings, month: Month) -> None:
    """Move the whole current account so that this month's average lies within 3 % of a tier line."""
    if holdings.person.opened > month.first:
        return
    days = month.last - month.first + 1
    average = holdings.area(month.first, month.last) // days
    line = min(LINES, key=lambda value: abs(value - average))
    wanted = line + int(line * 0.03 * (2 * rng.random() - 1))
    shift = wanted - average
    account = holdings.accounts[0]
    if abs(shift) > line // 2 or shift < -min(fen for _, fen in account.balances):
        return
    account.balances = [(day, fen + shift) for day, fen in account.balances]
