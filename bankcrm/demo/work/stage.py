"""Who and what a scene plays with: the outlets with their people, their customers, and the days of the past weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from uuid import UUID, uuid5

from django.utils import timezone

from customers.choices import RelationshipRole
from customers.models import Customer, CustomerDay, Relationship
from organisation.choices import Post
from organisation.models import Branch, Posting, Publication, Staff
from organisation.queries import published

WHY = "the demonstration plays for everybody"
PLAY = UUID("5f0c7c1e-6b1d-4b0e-9a57-0d6f1f9b2c11")
FRESH_DAYS = 7  # a bank that was loaded longer ago is played as of its own last night
MANAGERS = (Post.WEALTH_MANAGER, Post.RELATIONSHIP_MANAGER)
SATURDAY = 5


class NothingLoaded(Exception):
    """No night was published yet: there is nobody to play and nothing to act on."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet with those of its people who meet and look after customers."""

    branch: Branch
    head: Staff
    managers: Sequence[Staff]
    lobby: Staff
    teller: Staff


class Stage:
    """`now` is when the play ends. Days are told backwards from there, and never fall on a weekend."""

    def __init__(self, clock: datetime) -> None:
        night = published()
        if night is None:
            raise NothingLoaded
        self.night: Publication = night
        loaded = night.business_date
        self.now = clock
        if (timezone.localdate(clock) - loaded).days > FRESH_DAYS:
            self.now = _moment(loaded + timedelta(days=2), 10, 30)
        self.today = timezone.localdate(self.now)

    def day(self, ago: int) -> date:
        """So many days ago, or the Friday before."""
        day = self.today - timedelta(days=ago)
        return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))

    def at(self, ago: int, hour: int = 10, minute: int = 0) -> datetime:
        return min(_moment(self.day(ago), hour, minute), self.now)

    @staticmethod
    def on(day: date, hour: int = 10, minute: int = 0) -> datetime:
        return _moment(day, hour, minute)

    @staticmethod
    def uid(*name: object) -> UUID:
        """The same name gives the same key, so that a scene that is played again finds what it made."""
        return uuid5(PLAY, ":".join(map(str, name)))

    @staticmethod
    def rng(scene: str) -> Random:
        return Random(f"{PLAY}:{scene}")

    @cached_property
    def outlets(self) -> Sequence[Outlet]:
        """By branch number; the demonstration's sign-ins are people of the first."""
        rows = Posting.objects.unscoped(WHY).filter(period__contains=self.today, staff__left_on=None)
        held: dict[Branch, dict[str, list[Staff]]] = {}
        for row in rows.select_related("branch", "staff").order_by("branch__branch_no", "staff__staff_no"):
            held.setdefault(row.branch, {}).setdefault(row.post, []).append(row.staff)
        return tuple(
            Outlet(
                branch,
                people[Post.BRANCH_HEAD][0],
                tuple(one for post in MANAGERS for one in people[post]),
                people[Post.LOBBY_MANAGER][0],
                people[Post.TELLER][0],
            )
            for branch, people in held.items()
            if {Post.BRANCH_HEAD, Post.LOBBY_MANAGER, Post.TELLER, *MANAGERS} <= people.keys()
        )

    def customers_of(self, manager: Staff) -> list[Customer]:
        """Whose A the manager is, the largest first."""
        held = Relationship.objects.unscoped(WHY).filter(
            staff=manager, role=RelationshipRole.A, period__contains=self.today
        )
        rows = CustomerDay.objects.unscoped(WHY).filter(
            run_id=self.night.run_id, customer__in=held.values("customer")
        )
        return [row.customer for row in rows.select_related("customer").order_by("-aum", "customer_id")]


def _moment(day: date, hour: int, minute: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
