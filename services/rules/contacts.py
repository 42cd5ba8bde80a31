"""By when a customer must be seen again: the portfolio review and the yearly contact.

A portfolio is reviewed at least every 6 months, a maintained premium customer contacted at least once a year.
Source: seed 001; domain.md A5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organisation.rules.periods import add_months
from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class ContactPolicy:
    """Months between portfolio reviews and between contacts."""

    review_months: int
    contact_months: int

    @classmethod
    def read(cls, preset: Reader) -> ContactPolicy:
        return cls(
            review_months=preset.integer("review_months", minimum=1),
            contact_months=preset.integer("contact_months", minimum=1),
        )


def review_due(last_review: date, policy: ContactPolicy) -> date:
    """The last day of the next review: after 2025-08-31 it is 2026-02-28."""
    return add_months(last_review, policy.review_months)


def contact_due(last_contact: date, policy: ContactPolicy) -> date:
    """The last day of the next contact: after 2025-06-15 it is 2026-06-15."""
    return add_months(last_contact, policy.contact_months)
