"""The whole bank, customer by customer, written into drops.

Public: `generate`. Each customer is drawn from a generator of their own and forgotten once written; only
sums per manager and outlet are kept.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bankcrm.demo import accounts, balances, identity, loans, measures, network, people, products, staff
from bankcrm.demo.accounts import Account, Holdings
from bankcrm.demo.drops import Drops
from bankcrm.demo.errata import Errata
from bankcrm.demo.people import CLASSES, Person
from bankcrm.demo.staff import RANK, Member, Team
from bankcrm.demo.timeline import Timeline

DEFAULT_AS_OF = date(2026, 11, 20)
# Deposits from which a customer asks for a manager of at least this rank, in fen.
_RANK_LINES = ((800_000_000, RANK["SENIOR"]), (300_000_000, RANK["MID"]))
_TWICE_EVERY = 200  # of so many customers one is the second record of another
_ASSIGNED = (0.15, 0.88, 0.95, 0.97, 0.98)  # share of customers with managers, by wealth class


@dataclass(frozen=True, slots=True)
class Summary:
    folders: tuple[Path, ...]
    branches: int
    staff: int


def generate(
    folder: Path,
    *,
    customers: int,
    seed: int = 1,
    as_of: date = DEFAULT_AS_OF,
    months: int = 12,
    days: int = 3,
    replace: bool = False,
) -> Summary:
    """Write the drops of a bank with `customers` customers under `folder`.

    The history begins on the first of the month `months` months before `as_of`; the last `days` business days
    have a drop each. Raises ValueError if the figures make no bank, FileExistsError if a drop of one of the
    days is there already and is not to be replaced.
    """
    if not 1 <= customers <= identity.MAX_CUSTOMERS:
        raise ValueError(f"a bank has between 1 and {identity.MAX_CUSTOMERS} customers")
    timeline = Timeline(as_of, months=months, days=days)
    taken = [
        timeline.text(drop.end) for drop in timeline.drops if (folder / timeline.text(drop.end)).exists()
    ]
    if taken and not replace:
        raise FileExistsError(f"{folder} already holds {taken[0]}")
    bank = _Bank(folder, customers, seed, timeline)
    bank.write_reference()
    for serial in range(customers):
        bank.write_customer(serial)
    return bank.finish()


class _Bank:
    def __init__(self, folder: Path, customers: int, seed: int, timeline: Timeline) -> None:
        self.seed = seed
        self.timeline = timeline
        self.network = network.build(customers)
        self.personnel = staff.build(self.network, customers=customers, seed=seed, as_of=timeline.as_of)
        self.prices = products.price_paths(seed, timeline)
        self.deposits = measures.Deposits()
        self.errata = Errata(timeline)
        self.drops = Drops(folder, timeline)

    def write_reference(self) -> None:
        """Branches, products, staff, and the staff changes that come later."""
        for branch in self.network.branches:
            self.drops.table(0, "branches").write(branch.row())
        for row in products.rows():
            self.drops.table(0, "products").write(row)
        for member in self.personnel.members:
            self.drops.table(0, "staff").write(member.row())
        for day, member in staff.moves(self.personnel, self.timeline):
            self.drops.table(self.timeline.drop_of[day], "staff").write(member.row())

    def write_customer(self, serial: int) -> None:
        rng, person = self._draw(serial)
        if serial % _TWICE_EVERY == _TWICE_EVERY - 1:
            person = people.again(self._draw(serial - 1)[1], person)
        low, high, _ = CLASSES[person.wealth]
        assets = int(low * (high / low) ** rng.random())
        holdings = Holdings(person, self.timeline)
        current = accounts.furnish(rng, holdings, assets, self.prices)
        balances.play(rng, holdings, current)
        alive = holdings.accounts[0].closed is None
        if alive:
            accounts.add_card(rng, holdings)
        self._write_person(rng, person)
        for account in holdings.accounts:
            self._write_account(rng, person, account)
        managers = self._assign(rng, holdings) if alive else ()
        self._write_relationships(rng, person, managers)
        if alive:
            loan = loans.draw(rng, person, holdings.accounts[0].number, self.timeline)
            if loan:
                lender = managers[0] if managers else self.personnel.teams[person.outlet].lender
                for drop, day in loans.reported(loan, self.timeline):
                    self._write_loan(loan, drop, day, lender)

    def _draw(self, serial: int) -> tuple[Random, Person]:
        rng = Random(f"{self.seed}:{serial}")
        return rng, people.draw(rng, serial, self.network, self.timeline)

    def finish(self) -> Summary:
        rows = measures.rows(
            seed=self.seed, timeline=self.timeline, network=self.network, personnel=self.personnel,
            deposits=self.deposits,
        )  # fmt: skip
        for drop, row in rows:
            self.drops.table(drop, "measures").write(row)
        return Summary(tuple(self.drops.publish()), len(self.network.branches), len(self.personnel.members))

    def _first_drop(self, day: int) -> int:
        """The drop that first carries something that began on `day`, which may lie before the history."""
        return self.timeline.drop_of[max(0, day)]

    def _write_person(self, rng: Random, person: Person) -> None:
        first = self._first_drop(person.opened)
        self.drops.table(first, "customers").write(person.row())
        city = self.network.outlets[person.outlet].city
        for day, changed in people.changes(rng, person, city, self.timeline):
            if self.timeline.drop_of[day] > first:
                self.drops.table(self.timeline.drop_of[day], "customers").write(changed.row())

    def _write_account(self, rng: Random, person: Person, account: Account) -> None:
        first = self._first_drop(account.opened)
        ended = first if account.closed is None else self.timeline.drop_of[account.closed]
        same = account.closed is not None and ended == first
        self.drops.table(first, "accounts").write(account.row(person, self.timeline, closed=same))
        if ended > first:
            self.drops.table(ended, "accounts").write(account.row(person, self.timeline, closed=True))
        drop_of, iso = self.timeline.drop_of, self.timeline.iso
        arrivals = self.errata.deliver(rng, account.balances)
        if arrivals is None:
            arrivals = [(drop_of[day], day, fen) for day, fen in account.balances]
        lines: dict[int, list[str]] = {}
        for drop, day, fen in arrivals:
            if drop not in lines:
                lines[drop] = []
            lines[drop].append(f"{account.number},{iso[day]},{fen // 100}.{fen % 100:02d}\n")
            self._balance_total(drop, fen)
        for drop, texts in lines.items():
            self.drops.table(drop, "balances").append("".join(texts), len(texts))

    def _balance_total(self, drop: int, fen: int) -> None:
        self.drops.table(drop, "balances").add("balance", fen)

    def _assign(self, rng: Random, holdings: Holdings) -> tuple[Member, ...]:
        """(A, B), or nothing for a customer nobody looks after; sums up deposits either way.

        A's grade fits the customer's deposits; B's does too where the outlet has a second such manager.
        """
        timeline, person = self.timeline, holdings.person
        area = holdings.area(timeline.year_first, timeline.last, products.DEPOSIT_CLASSES)
        self.deposits.add(person.branch, area)
        if person.opened > timeline.full_end or rng.random() >= _ASSIGNED[person.wealth]:
            return ()
        today = holdings.area(timeline.last, timeline.last, products.DEPOSIT_CLASSES)
        size = max(today, area // (timeline.last - timeline.year_first + 1))
        rank = next((needed for line, needed in _RANK_LINES if size >= line), RANK["JUNIOR"])
        pair = _pair(rng, self.personnel.teams[person.outlet], rank)
        self.deposits.add(pair[0].number, area)
        return pair

    def _write_relationships(self, rng: Random, person: Person, managers: tuple[Member, ...]) -> None:
        if not managers:
            return
        earliest = max(self.timeline.day(person.opened), *(member.hired_on for member in managers))
        latest = self.timeline.day(self.timeline.full_end)
        since = earliest + timedelta(days=int(rng.random() * ((latest - earliest).days + 1)))
        for member, role in zip(managers, "AB", strict=True):
            row = (person.number, member.number, role, since.isoformat(), "", "SYSTEM_BATCH")
            self.drops.table(0, "relationships").write(row)

    def _write_loan(self, loan: loans.Loan, drop: int, day: date, lender: Member) -> None:
        table = self.drops.table(drop, "loans")
        table.write(loan.row(day, lender.number))
        table.add("principal", loan.principal)
        table.add("balance", loan.balance(loan.elapsed(day)))


def _pair(rng: Random, team: Team, rank: int) -> tuple[Member, Member]:
    able = [member for member in team.managers if RANK[member.grade] >= rank]
    first = able[int(rng.random() * len(able))]
    others = [member for member in able if member is not first]
    others = others or [member for member in team.managers if member is not first]
    return first, others[int(rng.random() * len(others))]
