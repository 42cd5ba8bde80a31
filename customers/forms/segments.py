"""The builder of segments: rows of field, comparison and value, in alternatives, as they are posted and shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from customers.choices import (
    AssetClass,
    FlagKind,
    Gender,
    RatingClass,
    RiskLevel,
    Tier,
    TierMove,
)
from customers.queries import segments
from customers.queries.sight import Sight
from customers.rules.segments import (
    FIELDS,
    MOST_ALTERNATIVES,
    MOST_CONDITIONS,
    OPERATORS,
    Condition,
    Criteria,
    CriteriaError,
    Kind,
    Problem,
    read,
)
from organisation.concurrency import NewForm

Label = str | Promise
LABELS: Mapping[str, Label] = {
    "tier": gettext_lazy("Tier"),
    "moved": gettext_lazy("Tier moved"),
    "aum": gettext_lazy("AUM"),
    "average": gettext_lazy("Month average"),
    "average_quarter": gettext_lazy("Quarter average"),
    "change": gettext_lazy("Change (month)"),
    "loans": pgettext_lazy("holdings", "Loans"),
    "near": gettext_lazy("Close to a line"),
    "maturity": gettext_lazy("Days to the next maturity"),
    "holds": gettext_lazy("Holds"),
    "noticed": gettext_lazy("Noticed last night"),
    "age": gettext_lazy("Age in years"),
    "gender": gettext_lazy("Gender"),
    "risk": gettext_lazy("Risk level"),
    "years": gettext_lazy("Years with the bank"),
    "rating": gettext_lazy("5C1S conclusion"),
    "branch": gettext_lazy("Branch number"),
    "managed": gettext_lazy("Has a manager (A)"),
}
WORDS: Mapping[str, Sequence[tuple[str, Label]]] = {
    "tier": Tier.choices,
    "moved": TierMove.choices,
    "holds": AssetClass.choices,
    "noticed": FlagKind.choices,
    "gender": Gender.choices,
    "risk": RiskLevel.choices,
    "rating": RatingClass.choices,
}
TRUTH: Sequence[tuple[str, Label]] = (
    ("true", pgettext_lazy("condition", "yes")),
    ("false", pgettext_lazy("condition", "no")),
)
WRONG: Mapping[Problem, Label] = {
    Problem.EMPTY: gettext_lazy("A segment needs at least one condition."),
    Problem.TOO_MANY: gettext_lazy("A segment has up to 3 alternatives of up to 8 conditions."),
    Problem.FIELD: gettext_lazy("Choose what the condition looks at."),
    Problem.OPERATOR: gettext_lazy("Choose how the condition compares."),
    Problem.VALUE: gettext_lazy(
        "This value does not fit: an amount is written like 200000 or 199999.99, days and years are whole numbers."
    ),
}


@dataclass
class Row:
    """A condition as the builder shows it, complete or not."""

    key: str
    group: str
    name: str = ""
    operator: str = ""
    values: list[str] = field(default_factory=list)
    problem: str = ""
    fields: Sequence[tuple[str, Label]] = ()

    @property
    def kind(self) -> str:
        return str(FIELDS.get(self.name, ""))

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""

    @property
    def operators(self) -> list[tuple[str, Label]]:
        known = FIELDS.get(self.name)
        return [(one.value, one.label) for one in OPERATORS[known]] if known else []

    @property
    def choices(self) -> Sequence[tuple[str, Label]]:
        return TRUTH if FIELDS.get(self.name) is Kind.TRUTH else WORDS.get(self.name, ())

    @property
    def plain(self) -> dict[str, Any]:
        kind = FIELDS.get(self.name)
        several = kind in (Kind.CODES, Kind.OFFICE)
        values = [part for value in self.values for part in value.replace("，", ",").split(",")]
        return {
            "field": self.name,
            "operator": self.operator,
            "value": [one.strip() for one in values if one.strip()] if several else self.value,
        }


def new_key() -> str:
    return uuid4().hex[:8]


class SegmentForm(NewForm):
    """Name, purpose and sharing; the conditions are the builder's."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    name = forms.CharField(label=gettext_lazy("Name of the segment"), max_length=60)
    note = forms.CharField(label=gettext_lazy("What it is for"), max_length=200, required=False)
    shared = forms.BooleanField(
        label=gettext_lazy("Shared with the branch"),
        required=False,
        help_text=gettext_lazy("Colleagues see the conditions, and their own customers in it, never yours."),
    )


class Builder:
    """The rows of an address or a form: `row` is group:key, and f-, o-, v- with the key its parts. A row without
    any field is one that nobody filled in, and does not count."""

    def __init__(self, sight: Sight, rows: list[Row]) -> None:
        self.fields = [(name, LABELS[name]) for name in segments.offered(sight)]
        self.rows = rows
        for row in rows:
            row.fields = self.fields

    @classmethod
    def posted(cls, sight: Sight, data: QueryDict) -> Builder:
        rows = []
        for mark in data.getlist("row")[: MOST_ALTERNATIVES * MOST_CONDITIONS + 1]:
            group, _colon, key = mark.partition(":")
            name, operator = data.get(f"f-{key}", ""), data.get(f"o-{key}", "")
            values = [value.strip() for value in data.getlist(f"v-{key}")]
            rows.append(Row(key[:8], group[:8], name, operator, values))
        return cls(sight, rows)

    @classmethod
    def of(cls, sight: Sight, criteria: Criteria | None) -> Builder:
        """The stored conditions, or one empty row to begin with."""
        rows = [] if criteria else [Row(new_key(), new_key())]
        for group in criteria.groups if criteria else ():
            at = new_key()
            rows += [_row_of(condition, at) for condition in group]
        return cls(sight, rows)

    @property
    def groups(self) -> list[tuple[str, list[Row]]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.group, []).append(row)
        return list(found.items())

    def criteria(self) -> Criteria:
        """The conditions; CriteriaError when one cannot be used, which its row then says."""
        filled = [[row for row in rows if row.name] for _group, rows in self.groups]
        filled = [rows for rows in filled if rows]
        try:
            return read([[row.plain for row in rows] for rows in filled])
        except CriteriaError as wrong:
            if wrong.problem not in (Problem.EMPTY, Problem.TOO_MANY):
                filled[wrong.group][wrong.place].problem = str(WRONG[wrong.problem])
            raise


def _row_of(condition: Condition, group: str) -> Row:
    plain = condition.plain["value"]
    values = (
        plain if isinstance(plain, list) else [str(plain).lower() if isinstance(plain, bool) else str(plain)]
    )
    return Row(new_key(), group, condition.field, condition.operator, values)


def in_words(criteria: Criteria) -> list[list[str]]:
    """Each alternative as its conditions in the reader's language."""
    return [[_words(condition) for condition in group] for group in criteria.groups]


def _words(condition: Condition) -> str:
    row = _row_of(condition, "")
    known = {code: str(label) for code, label in row.choices}
    values = [known.get(value, value) for value in row.values]
    if FIELDS[condition.field] is Kind.AMOUNT:
        values = [f"{condition.value:,}"]
    if FIELDS[condition.field] is Kind.TRUTH:
        return _("%(field)s: %(value)s") % {"field": LABELS[condition.field], "value": values[0]}
    return _("%(field)s %(comparison)s %(value)s") % {
        "field": LABELS[condition.field],
        "comparison": condition.operator.label,
        "value": _(", ").join(values),
    }


__all__ = ["LABELS", "Builder", "Row", "SegmentForm", "in_words", "new_key"]
