"""Fields that several forms share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisation.rules.numbers import NumberError, parse_decimal

if TYPE_CHECKING:
    from organisation.models import Staff


def choices_of(people: Iterable[Staff]) -> list[tuple[str, str]]:
    """People to choose from, by name; the form keeps their numbers."""
    return [(one.staff_no, one.name) for one in people]


class AmountField(forms.Field):
    """Yuan with at most two places, by the one parser of amounts: ASCII digits, no separators, no exponent."""

    def to_python(self, value: Any) -> Any:
        typed = "" if value is None else str(value).strip()
        if typed == "":
            return None
        try:
            return parse_decimal(typed)
        except NumberError as error:
            raise forms.ValidationError(
                _("An amount in yuan is written like 200000 or 199999.99.")
            ) from error
