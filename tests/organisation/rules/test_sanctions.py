from datetime import date

import pytest

from organisation.presets import PRESETS, shipped
from organisation.rules.periods import ban
from organisation.rules.sanctions import (
    AppointmentFacts,
    Ineligible,
    SuspensionPolicy,
    bans_after,
    crosses_dismissal_line,
    ineligible_reasons,
    violation_points,
)

VIOLATIONS = PRESETS["organisation.violations"](shipped()["organisation.violations"].value)
BANS = PRESETS["organisation.bans"](shipped()["organisation.bans"].value)
ON = date(2026, 1, 1)


def test_points_of_a_year() -> None:
    assert violation_points({1: 2, 2: 1, 3: 1, 4: 0}, VIOLATIONS) == 11


@pytest.mark.parametrize(("points", "crossed"), [(14, False), (15, True), (16, True)])
def test_fifteen_points_are_in(points: int, crossed: bool) -> None:
    assert crosses_dismissal_line(points, VIOLATIONS) is crossed


def test_everybody_who_leaves_is_kept_from_accounting_posts() -> None:
    removed = bans_after(date(2024, 5, 10), for_cause=True, policy=BANS)
    left = bans_after(date(2024, 5, 10), for_cause=False, policy=BANS)
    assert removed.manager is not None
    assert removed.manager.eligible_on == date(2026, 5, 11)
    assert left.manager is None
    assert left.accounting.eligible_on == date(2025, 5, 11)


def test_every_ground_against_an_appointment_is_named() -> None:
    facts = AppointmentFacts(True, 12, False, True, bans=[ban(date(2025, 6, 1), 1)])
    assert ineligible_reasons(facts, on=ON, suspension=SuspensionPolicy(12)) == (
        Ineligible.BAD_RECORD,
        Ineligible.SUSPENSION_POINTS,
        Ineligible.NOT_QUALIFIED,
        Ineligible.ABNORMAL_BEHAVIOUR,
        Ineligible.BANNED,
    )


@pytest.mark.parametrize(("points", "reasons"), [(0, ()), (1, (Ineligible.SUSPENSION_LINE_NOT_SET,))])
def test_without_a_line_points_cannot_be_judged(points: int, reasons: tuple[Ineligible, ...]) -> None:
    assert ineligible_reasons(AppointmentFacts(False, points, True, False), on=ON, suspension=None) == reasons


def test_points_below_the_line_do_not_hinder() -> None:
    facts = AppointmentFacts(False, 11, True, False)
    assert ineligible_reasons(facts, on=ON, suspension=SuspensionPolicy(12)) == ()
