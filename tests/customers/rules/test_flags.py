from datetime import date
from decimal import Decimal

import pytest

from customers.choices import FlagKind
from customers.presets import PRESETS, shipped
from customers.rules.flags import FlagFacts, MovementPolicy, average_drop, flags, next_birthday
from organisation.rules.presets import PresetBlank

POLICY = PRESETS["customers.flags"](shipped()["customers.flags"].value)
MOVEMENTS = MovementPolicy(large_outflow=Decimal(100000), large_inflow=Decimal(200000))
ON = date(2026, 3, 2)
MONTHS = (Decimal(1), Decimal(90000), Decimal(100000), Decimal(110000))


@pytest.mark.parametrize(("average", "raised"), [("70000.00", False), ("69999.99", True)])
def test_a_drop_below_seventy_per_cent_of_three_months(average: str, raised: bool) -> None:
    found = average_drop(FlagFacts(ON, Decimal(average), MONTHS), POLICY)
    assert (found is not None) is raised


def test_a_drop_carries_its_evidence() -> None:
    found = average_drop(FlagFacts(ON, Decimal(60000), MONTHS), POLICY)
    assert found is not None
    assert (found.kind, found.amount) == (FlagKind.AVERAGE_DROP, Decimal("40000.00"))
    assert found.evidence == {"mean": "100000.00", "average": "60000", "share_pct": "60.00"}


@pytest.mark.parametrize(
    "facts",
    [
        FlagFacts(ON, Decimal(1), MONTHS[:2]),
        FlagFacts(ON, None, MONTHS),
        FlagFacts(ON, Decimal(0), (Decimal(0),) * 3),
    ],
)
def test_without_enough_months_nothing_is_said(facts: FlagFacts) -> None:
    assert average_drop(facts, POLICY) is None


@pytest.mark.parametrize(
    ("movement", "kinds"),
    [
        ("-99999.99", []),
        ("-100000", [FlagKind.LARGE_OUTFLOW]),
        ("199999.99", []),
        ("200000", [FlagKind.LARGE_INFLOW]),
    ],
)
def test_large_movements(movement: str, kinds: list[FlagKind]) -> None:
    found = flags(FlagFacts(ON, movement=Decimal(movement)), POLICY, MOVEMENTS)
    assert [one.kind for one in found] == kinds


def test_no_movement_is_large_while_the_bank_has_set_no_line() -> None:
    with pytest.raises(PresetBlank):
        PRESETS["customers.large_movements"](shipped()["customers.large_movements"].value)
    assert flags(FlagFacts(ON, movement=Decimal(-(10**9))), POLICY, None) == ()


def test_dates_ahead() -> None:
    facts = FlagFacts(ON, next_maturity_on=date(2026, 4, 1), birth_date=date(1980, 3, 9))
    assert [(one.kind, one.evidence["on"]) for one in flags(facts, POLICY, None)] == [
        (FlagKind.MATURITY, "2026-04-01"),
        (FlagKind.BIRTHDAY, "2026-03-09"),
    ]
    later = FlagFacts(ON, next_maturity_on=date(2026, 4, 2), birth_date=date(1980, 3, 10))
    assert flags(later, POLICY, None) == ()


@pytest.mark.parametrize(
    ("born", "on", "birthday"),
    [
        (date(2000, 2, 29), date(2026, 2, 1), date(2026, 2, 28)),
        (date(2000, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
        (date(1980, 1, 1), date(2026, 12, 31), date(2027, 1, 1)),
        (date(1980, 1, 1), date(2026, 1, 1), date(2026, 1, 1)),
    ],
)
def test_birthdays(born: date, on: date, birthday: date) -> None:
    assert next_birthday(born, on) == birthday
