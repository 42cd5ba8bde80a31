"""What decided an alert, in words: each fact with its kind, amounts as the reader may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.choices import FlagKind, IdType, RiskLevel

if TYPE_CHECKING:
    from customers.queries.sight import Amount, Sight

MONEY, SHARE, DAY, WORDS = "money", "share", "day", "words"
ON = "on"
# What the day is the day of, for each rule that names one.
DAY_OF: Mapping[str, str | Promise] = {
    FlagKind.NOT_RENEWED: pgettext_lazy("evidence", "Matured on"),
    FlagKind.ACCOUNT_CLOSED: pgettext_lazy("evidence", "Closed on"),
    FlagKind.DORMANT: pgettext_lazy("evidence", "Last movement on"),
    FlagKind.ID_EXPIRED: pgettext_lazy("evidence", "Was valid to"),
}

# Label and kind of every value that the night, or a person, puts into the evidence.
FACTS: Mapping[str, tuple[str | Promise, str]] = {
    "average": (_("Month average so far"), MONEY),
    "mean": (_("Mean of the months before"), MONEY),
    "share_pct": (_("Share of the mean"), SHARE),
    "line": (_("Line of the bank"), MONEY),
    "accounts": (_("Number of accounts"), WORDS),
    ON: (pgettext_lazy("evidence", "Day"), DAY),
    "left": (_("Left the bank since"), MONEY),
    "assessed": (_("Assessed on"), DAY),
    "level": (_("Risk level"), WORDS),
    "document": (_("Document"), WORDS),
    "complaint": (_("Complaint"), WORDS),
    "due": (_("Was due on"), DAY),
}
WORDS_OF: Mapping[str, Mapping[str, Any]] = {
    "level": dict(RiskLevel.choices),
    "document": dict(IdType.choices),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of evidence; one of the four values is set, by its kind."""

    label: str | Promise
    kind: str
    amount: Amount = None
    share: Decimal | str | None = None
    day: date | None = None
    text: str = ""


def facts(sight: Sight, kind: str, evidence: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The evidence in the order of the table above; what the table does not know stays away from the screen."""
    return tuple(
        _fact(sight, kind, name, str(evidence[name]))
        for name in FACTS
        if evidence.get(name) not in (None, "")
    )


def _fact(sight: Sight, rule: str, name: str, value: str) -> Fact:
    label, kind = FACTS[name]
    if name == ON:
        label = DAY_OF.get(rule, label)
    if kind == DAY:
        return Fact(label, kind, day=date.fromisoformat(value))
    if kind == WORDS:
        return Fact(label, kind, text=str(WORDS_OF.get(name, {}).get(value, value)))
    try:
        number = Decimal(value)
    except InvalidOperation:
        return Fact(label, WORDS, text=value)
    seen = sight.amount(number)
    return Fact(label, kind, amount=seen) if kind == MONEY else Fact(label, kind, share=seen)
