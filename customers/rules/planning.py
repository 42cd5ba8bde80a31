"""The allocation planner: which of the free people should have which customers, and why.

Customers are placed one household after the other, the most demanding first: by the grade their size asks for, then
by assets, then by number. A household goes to one person if asked for, preferably to whom looks after one of its
members already; then the last seller, if asked for; then whoever would have the fewest customers with it: of several
the one who has it already, then the one with the least assets, the lowest number. The same wishes and facts give the
same plan, in whatever order they come. Source: features.md, part 4 (design).

Example: people with 10 and 12 customers and three to place: the first gets two, then both have 12 and whoever
holds less in assets gets the third. One of 15 customers stays where somebody else with 14 would have 15 with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from customers.choices import PlanReason
from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class PlannerPolicy:
    """For how many days a batch may be undone, and how many customers one batch may have."""

    undo_days: int
    batch_customers: int

    @classmethod
    def read(cls, preset: Reader) -> PlannerPolicy:
        return cls(
            undo_days=preset.integer("undo_days", minimum=0),
            batch_customers=preset.integer("batch_customers", minimum=1, maximum=20_000),
        )


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who may be offered: customers now, how many at most (None: no limit), and what these hold."""

    person: int
    number: str
    load: int
    most: int | None
    aum: Decimal


@dataclass(frozen=True, slots=True)
class Wish:
    """A customer to be placed. `may` are the people who may take it; `rank` how demanding its size is; `now` has
    it today; `backup` is its B; `seller` served it last; `household` binds customers that belong together;
    `household_of` has another member of the household already."""

    customer: int
    number: str
    rank: int
    aum: Decimal
    may: frozenset[int]
    now: int | None = None
    backup: int | None = None
    seller: int | None = None
    household: int | None = None
    household_of: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the head asks of the plan. `most`: a person's customers at most, after it."""

    most: int | None = None
    together: bool = True
    seller: bool = True
    keep_b: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """Whom a customer goes to (None: to nobody) and why."""

    customer: int
    person: int | None
    why: PlanReason


@dataclass(slots=True)
class _Room:
    """How full people are while the plan is made."""

    seats: Mapping[int, Seat]
    terms: Terms
    load: dict[int, int] = field(default_factory=dict)
    aum: dict[int, Decimal] = field(default_factory=dict)

    def fits(self, person: int, comes: int) -> bool:
        seat = self.seats[person]
        limits = [one for one in (seat.most, self.terms.most) if one is not None]
        return not limits or seat.load + self.load.get(person, 0) + comes <= min(limits)

    def fullness(self, person: int, group: Collection[Wish]) -> tuple[int, int, Decimal, str]:
        """How full the person would be with the group; who has it already comes before others who would be as full."""
        seat, new = self.seats[person], _new(person, group)
        return (
            seat.load + self.load.get(person, 0) + len(new),
            len(new),
            seat.aum + self.aum.get(person, Decimal(0)) + sum((one.aum for one in new), Decimal(0)),
            seat.number,
        )

    def take(self, person: int, group: Collection[Wish]) -> None:
        new = _new(person, group)
        self.load[person] = self.load.get(person, 0) + len(new)
        self.aum[person] = self.aum.get(person, Decimal(0)) + sum((one.aum for one in new), Decimal(0))
        for one in new:
            if one.now is not None and one.now in self.seats:
                self.load[one.now] = self.load.get(one.now, 0) - 1
                self.aum[one.now] = self.aum.get(one.now, Decimal(0)) - one.aum


def _new(person: int, group: Collection[Wish]) -> Sequence[Wish]:
    """Those of the group whom the person does not have already."""
    return [one for one in group if one.now != person]


def plan(wishes: Iterable[Wish], seats: Iterable[Seat], terms: Terms) -> tuple[Placed, ...]:
    """The plan, by the customers' numbers."""
    room = _Room({seat.person: seat for seat in seats}, terms)
    numbers: dict[int, str] = {}
    placed: list[Placed] = []
    for group in _groups(wishes, terms):
        numbers.update({one.customer: one.number for one in group})
        person, why = _choose(group, room)
        if person is not None:
            room.take(person, group)
        placed += [_placed(one, person, why) for one in group]
    return tuple(sorted(placed, key=lambda one: numbers[one.customer]))


def _placed(one: Wish, person: int | None, why: PlanReason) -> Placed:
    stays = person is not None and one.now == person
    return Placed(one.customer, person, PlanReason.STAYS if stays else why)


def _groups(wishes: Iterable[Wish], terms: Terms) -> Sequence[Sequence[Wish]]:
    """What is placed as one, the most demanding first."""
    found: dict[tuple[str, int], list[Wish]] = {}
    for one in sorted(wishes, key=lambda wish: wish.number):
        together = terms.together and one.household is not None
        key = ("household", one.household or 0) if together else ("customer", one.customer)
        found.setdefault(key, []).append(one)

    def weight(group: Sequence[Wish]) -> tuple[int, Decimal, str]:
        total = sum((one.aum for one in group), Decimal(0))
        return -max(one.rank for one in group), -total, group[0].number

    return sorted(found.values(), key=weight)


def _choose(group: Sequence[Wish], room: _Room) -> tuple[int | None, PlanReason]:
    """Whom the group goes to. A customer's own B is passed over while it is to stay B."""
    may = frozenset.intersection(*(_allowed(one, room) for one in group))
    if not may:
        single = len(group) == 1 or not all(_allowed(one, room) for one in group)
        return None, PlanReason.NOBODY if single else PlanReason.TORN_HOUSEHOLD
    fitting = [one for one in may if room.fits(one, len(_new(one, group)))]
    if not fitting:
        return None, PlanReason.NO_ROOM
    for people, why in _preferred(group, room.terms):
        wanted = [one for one in fitting if one in people]
        if wanted:
            return min(wanted, key=lambda one: room.fullness(one, group)), why
    why = PlanReason.ONLY_ONE if len(may) == 1 else PlanReason.LEAST_LOADED
    return min(fitting, key=lambda one: room.fullness(one, group)), why


def _allowed(one: Wish, room: _Room) -> frozenset[int]:
    kept = {one.backup} if room.terms.keep_b else set()
    return frozenset(one.may & room.seats.keys()) - kept


def _preferred(group: Sequence[Wish], terms: Terms) -> Sequence[tuple[set[int | None], PlanReason]]:
    found: list[tuple[set[int | None], PlanReason]] = []
    if terms.together:
        found.append(({one.household_of for one in group}, PlanReason.HOUSEHOLD))
    if terms.seller:
        found.append(({one.seller for one in group}, PlanReason.LAST_SELLER))
    return found
