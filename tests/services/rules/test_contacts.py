from datetime import date

from services.presets import PRESETS, shipped
from services.rules.contacts import contact_due, review_due

POLICY = PRESETS["services.contacts"](shipped()["services.contacts"].value)


def test_the_next_review_and_contact() -> None:
    assert review_due(date(2025, 8, 31), POLICY) == date(2026, 2, 28)
    assert contact_due(date(2025, 6, 15), POLICY) == date(2026, 6, 15)
