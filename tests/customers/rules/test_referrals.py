from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from customers.choices import ReferrerType, Turn
from customers.rules.referrals import Candidate, ReferralPolicy, RewardPolicy, next_to_ask, reward

POLICY = ReferralPolicy(accept_minutes=10, expiry_days=90)
ANA, BEN, CLEO = 1, 2, 3
ORDER = (
    Candidate(ANA, Turn.PRIMARY, free=False),
    Candidate(BEN, Turn.BACKUP, free=True),
    Candidate(CLEO, Turn.HEAD, free=True),
)


def test_offered_at_five_past_ten_is_due_at_a_quarter_past() -> None:
    assert POLICY.accept_by(datetime(2026, 11, 20, 10, 5, tzinfo=UTC)) == datetime(
        2026, 11, 20, 10, 15, tzinfo=UTC
    )


def test_ninety_days_end_on_the_first_of_april() -> None:
    assert POLICY.expires_on(date(2026, 1, 1)) == date(2026, 4, 1)


@pytest.mark.parametrize(("asked", "expected"), [((), BEN), ((BEN,), CLEO), ((BEN, CLEO), None)])
def test_who_is_away_is_skipped_and_the_head_comes_last(asked: tuple[int, ...], expected: int | None) -> None:
    found = next_to_ask(ORDER, asked)
    assert (found.staff_id if found else None) == expected


AMOUNTS = RewardPolicy(staff_yuan=Decimal(50), customer_yuan=Decimal(100))


@pytest.mark.parametrize(
    ("policy", "referrer", "creator", "expected"),
    [
        (AMOUNTS, ReferrerType.LOBBY, BEN, Decimal(50)),
        (AMOUNTS, ReferrerType.CUSTOMER, BEN, Decimal(100)),
        (AMOUNTS, ReferrerType.MANAGER, ANA, None),
        (None, ReferrerType.LOBBY, BEN, None),
        (RewardPolicy(Decimal(0), Decimal(0)), ReferrerType.LOBBY, BEN, None),
    ],
)
def test_a_reward_needs_an_amount_and_two_people(
    policy: RewardPolicy | None, referrer: ReferrerType, creator: int, expected: Decimal | None
) -> None:
    assert reward(policy, referrer=referrer, creator_id=creator, receiver_id=ANA) == expected
