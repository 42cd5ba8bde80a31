"""What a customer holds besides the current account: terms that come due, funds and metal by price.

Amounts are in fen. A lot that comes due is paid to the current account with its yield, and either bought
again or carried away a few days later.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from bankcrm.demo.people import Person
from bankcrm.demo.products import BY_CODE, DEMAND, Product
from bankcrm.demo.timeline import Timeline

Flows = dict[int, int]  # day index -> fen in (+) or out (-) of the current account

_SAFE = (
    "TD3M", "TD6M", "TD1Y", "TD1Y", "TD3Y", "CD1Y", "SD90", "SD180", "WM-CASH", "WM90", "WM180",
    "FUND-MM", "TB3Y",
)  # fmt: skip
_WIDE = (
    *_SAFE, "WM365", "FUND-BD", "FUND-MX", "FUND-EQ", "FUND-SE", "GOLD", "SILVER", "INS-ANN", "INS-UL",
    "TB5Y",
)  # fmt: skip
_PRIVATE = (*_WIDE, "TRUST1", "TRUST1", "TRUST1", "FUND-EQ", "WM365")
_MENU = (_SAFE, _WIDE, _WIDE, _PRIVATE, _PRIVATE)
_LOTS = (0.25, 1.6, 2.6, 3.4, 4.6)  # how many besides the current account, on average, by wealth class
_CURRENT_SHARE = (0.65, 0.30, 0.22, 0.18, 0.15)


@dataclass(slots=True)
class Account:
    number: str
    product: Product
    opened: int
    closed: int | None = None
    maturity: int | None = None
    balances: list[tuple[int, int]] = field(default_factory=list)

    def row(self, person: Person, timeline: Timeline, *, closed: bool) -> tuple[str, ...]:
        """The account as the bank reports it before (`closed` False) or after its closing day."""
        return (
            self.number, person.number, self.product.code, "CNY", timeline.text(self.opened),
            timeline.text(self.closed) if closed else "", timeline.text(self.maturity), person.branch,
            self.product.rate, "CLOSED" if closed else "OPEN",
        )  # fmt: skip

    def area(self, first: int, last: int) -> int:
        """Sum of the end-of-day balances of the days first..last, in fen-days."""
        total = 0
        until = last + 1
        for day, fen in reversed(self.balances):
            if day < until:
                total += fen * (until - max(day, first))
                until = day
                if until <= first:
                    break
        return total


@dataclass(slots=True)
class Holdings:
    """All accounts of one customer, the current account first. `flows` still has to be played into it."""

    person: Person
    timeline: Timeline
    accounts: list[Account] = field(default_factory=list)
    flows: Flows = field(default_factory=dict)

    def open(self, product: Product, opened: int, maturity: int | None = None) -> Account:
        serial = int(self.person.number[1:])
        account = Account(f"A{serial:08d}{len(self.accounts) + 1:02d}", product, opened, None, maturity)
        self.accounts.append(account)
        return account

    def flow(self, day: int, fen: int) -> None:
        if day <= self.timeline.last:
            self.flows[day] = self.flows.get(day, 0) + fen

    def area(self, first: int, last: int, classes: frozenset[str] | None = None) -> int:
        """Sum of end-of-day balances over all accounts, or those of the asset classes given, in fen-days."""
        return sum(
            a.area(first, last) for a in self.accounts if classes is None or a.product.asset_class in classes
        )


Path = tuple[tuple[int, float], ...]  # (day index, price) of one product
Prices = dict[str, Path]


def furnish(rng: Random, holdings: Holdings, assets: int, prices: Prices) -> int:
    """Give the customer their lots and cards. Returns what is left for the current account, in fen."""
    person = holdings.person
    holdings.open(DEMAND, person.opened)
    wealth = person.wealth
    lots = int(_LOTS[wealth] + rng.random())
    if not lots:
        return assets
    left = assets
    purse = int(assets * (1 - _CURRENT_SHARE[wealth]) * (0.8 + 0.4 * rng.random()))
    purse = min(purse, int(assets * 0.97))
    for product in _choose(rng, _MENU[wealth], lots, int(person.risk[1])):
        amount = int(purse / lots * (0.6 + 0.8 * rng.random())) // 100_00 * 100_00
        if amount > 0 and left - amount > 0:
            left -= amount
            if product.swing:
                _by_price(rng, holdings, product, amount, prices[product.code])
            else:
                _with_term(rng, holdings, product, amount)
    return left


def add_card(rng: Random, holdings: Holdings) -> None:
    """A credit card: an account without end-of-day balances of its own."""
    person, timeline = holdings.person, holdings.timeline
    if rng.random() < (0.10, 0.25, 0.30, 0.35, 0.40)[person.wealth]:
        code = ("CARD-STD", "CARD-STD", "CARD-GOLD", "CARD-PLAT", "CARD-PLAT")[person.wealth]
        opened = person.opened + int(rng.random() * (timeline.last - person.opened + 1))
        holdings.open(BY_CODE[code], opened)


def _choose(rng: Random, menu: tuple[str, ...], count: int, risk: int) -> Iterator[Product]:
    """Products no riskier than the customer's own level; a refused draw falls back to a one-year deposit."""
    for _ in range(count):
        product = BY_CODE[menu[int(rng.random() * len(menu))]]
        yield product if product.risk <= risk else BY_CODE["TD1Y"]


def _fund(rng: Random, holdings: Holdings, opened: int, amount: int) -> None:
    """A lot bought within the history is paid from money that comes from outside a few days before."""
    arrived = opened - 1 - int(rng.random() * 3)
    if arrived > max(holdings.person.opened, 0):
        holdings.flow(arrived, amount)
        holdings.flow(opened, -amount)


def _with_term(rng: Random, holdings: Holdings, product: Product, amount: int) -> None:
    """A lot bought before or within the history; what comes due within it rolls over or leaves."""
    timeline, start = holdings.timeline, holdings.person.opened
    opened = max(start, -int(rng.random() * product.term))
    if rng.random() < 0.15:
        opened = max(start, int(rng.random() * timeline.last))
    _fund(rng, holdings, opened, amount)
    while True:
        account = holdings.open(product, opened, opened + product.term)
        account.balances.append((max(opened, 0), amount))
        if opened + product.term > timeline.last:
            return
        opened = account.closed = opened + product.term
        account.balances.append((opened, 0))
        due = amount + int(amount * float(product.rate) * product.term / 365)
        holdings.flow(opened, due)
        if rng.random() < 0.72:
            holdings.flow(opened, -amount)
            continue
        if rng.random() < 0.6:
            holdings.flow(opened + 1 + int(rng.random() * 6), -due)
        return


def _by_price(rng: Random, holdings: Holdings, product: Product, amount: int, prices: Path) -> None:
    """Units whose value the bank restates each Friday; some are bought late, some are sold early."""
    timeline, start = holdings.timeline, holdings.person.opened
    opened = max(start, -1 - int(rng.random() * 900))
    if rng.random() < 0.2:
        opened = max(start, int(rng.random() * timeline.last))
    _fund(rng, holdings, opened, amount)
    account = holdings.open(product, opened)
    first = max(opened, 0)
    sold = timeline.length + 1
    if rng.random() < 0.12:
        sold = first + 14 + int(rng.random() * timeline.length)
    held, base = amount, 0.0
    account.balances.append((first, held))
    for day, price in prices:
        if day >= sold or day > timeline.last:
            break
        if day > first:
            value = int(amount * price / base) if base else held
            base = base or price
            if value != held:
                held = value
                account.balances.append((day, held))
        else:
            base = price
    if sold <= timeline.last:
        account.closed = sold
        account.balances.append((sold, 0))
        holdings.flow(sold, held)
        if rng.random() < 0.5:
            holdings.flow(sold + 2, -held)
