"""By when a referral is accepted, who is asked next, when it expires, and what the referrer gets.

Source: domain.md part C (referral), A2 5 and 13, seed 001; the ten minutes are the longest wait of a walk-in.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from customers.choices import ReferrerType, Turn
from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class ReferralPolicy:
    """Minutes to accept, and days after which an open referral or prospect expires."""

    accept_minutes: int
    expiry_days: int

    @classmethod
    def read(cls, preset: Reader) -> ReferralPolicy:
        return cls(
            accept_minutes=preset.integer("accept_minutes", minimum=1),
            expiry_days=preset.integer("expiry_days", minimum=1),
        )

    def accept_by(self, offered_at: datetime) -> datetime:
        """Plain minutes, whatever the hour: the customer stands in the lobby. Offered 10:05, due 10:15."""
        return offered_at + timedelta(minutes=self.accept_minutes)

    def expires_on(self, day: date) -> date:
        """The last day on which it is open; the day of the record is not counted. 2026-01-01 and 90 days:
        2026-04-01."""
        return day + timedelta(days=self.expiry_days)


@dataclass(frozen=True, slots=True)
class RewardPolicy:
    """Yuan for whoever brought a customer that was won: a colleague, or a customer (雇佣兵)."""

    staff_yuan: Decimal
    customer_yuan: Decimal

    @classmethod
    def read(cls, preset: Reader) -> RewardPolicy:
        return cls(
            staff_yuan=preset.decimal("staff_yuan", minimum=0),
            customer_yuan=preset.decimal("customer_yuan", minimum=0),
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be asked to accept, and whether they can be: in service, not away, not banned."""

    staff_id: int
    turn: Turn
    free: bool


def next_to_ask(order: Sequence[Candidate], asked: Collection[int]) -> Candidate | None:
    """The first of the order who is free and was not asked yet; None when nobody is left.

    A is away, B is free, the head is free: B is asked; when B lets the time pass, the head.
    """
    return next((one for one in order if one.free and one.staff_id not in asked), None)


def reward(
    policy: RewardPolicy | None, *, referrer: ReferrerType, creator_id: int, receiver_id: int | None
) -> Decimal | None:
    """None while the bank has filled in no amount, and never for whoever referred to themselves.

    A teller refers, a manager wins: the staff amount. A customer introduced: the customer's amount.
    """
    if policy is None or creator_id == receiver_id:
        return None
    amount = policy.customer_yuan if referrer is ReferrerType.CUSTOMER else policy.staff_yuan
    return amount or None
