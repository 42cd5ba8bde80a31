from datetime import date

import pytest

from customers.choices import Suitability
from customers.presets import PRESETS, shipped
from customers.rules.suitability import age_on, decide, effective_rating, level_of, valid_through

POLICY = PRESETS["customers.suitability"](shipped()["customers.suitability"].value)
ASSESSED = date(2025, 4, 10)


@pytest.mark.parametrize(
    ("customer", "product", "on", "answer"),
    [
        (3, 3, date(2026, 4, 10), Suitability.ALLOW),
        (3, 4, date(2026, 4, 10), Suitability.DENY_LEVEL),
        (5, 1, date(2026, 4, 11), Suitability.DENY_EXPIRED),
        (None, 1, date(2026, 4, 10), Suitability.DENY_NOT_ASSESSED),
    ],
)
def test_level_and_validity(customer: int | None, product: int, on: date, answer: Suitability) -> None:
    found = decide(customer_level=customer, product_level=product, assessed_on=ASSESSED, on=on, policy=POLICY)
    assert found.answer is answer
    assert found.allowed is (answer is Suitability.ALLOW)


@pytest.mark.parametrize(
    ("born", "product", "answer"),
    [
        (date(1960, 1, 1), 3, Suitability.ALLOW),
        (date(1960, 4, 10), 4, Suitability.ALLOW_WITH_CARE),
        (date(1960, 4, 11), 4, Suitability.ALLOW),
        (date(2008, 4, 11), 5, Suitability.ALLOW_WITH_CARE),
        (date(2008, 4, 10), 5, Suitability.ALLOW),
    ],
)
def test_the_young_and_the_old_are_handled_with_care(born: date, product: int, answer: Suitability) -> None:
    found = decide(
        customer_level=5,
        product_level=product,
        assessed_on=ASSESSED,
        on=date(2026, 4, 10),
        policy=POLICY,
        birth_date=born,
    )
    assert found.answer is answer
    assert found.allowed


def test_without_a_day_of_assessment_nothing_is_suitable() -> None:
    found = decide(customer_level=5, product_level=1, assessed_on=None, on=ASSESSED, policy=POLICY)
    assert (found.answer, found.valid_through) == (Suitability.DENY_NOT_ASSESSED, None)


def test_parts() -> None:
    assert effective_rating(2, 3) == effective_rating(3, 2) == 3
    assert (level_of("C3"), level_of("R5")) == (3, 5)
    assert valid_through(date(2024, 2, 29), POLICY) == date(2025, 2, 28)
    assert age_on(date(2000, 2, 29), date(2025, 2, 28)) == 24
