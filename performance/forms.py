"""What people type on the score pages: shape only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisation.addresses import KeysetForm, NumberField
from organisation.rules.periods import Period, PeriodError, PeriodKind, parse_period
from performance.choices import Outcome, Scheme
from performance.exports import FORMATS
from performance.queries.cards import DEFAULT_ORDER, ORDERS, CardFilter

ANY = ("", _("All"))


class CardFilterForm(KeysetForm):
    """Filters of the list, all of them in the address; `after` and `before` are cards beside the page."""

    q = forms.CharField(label=_("Number or name"), required=False, max_length=40)
    scheme = forms.ChoiceField(label=_("Scheme"), required=False, choices=[ANY, *Scheme.choices])
    branch = forms.CharField(
        label=_("Branch and below"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"list": "offices", "autocomplete": "off"}),
    )
    complete = forms.ChoiceField(
        label=_("Figures"), required=False, choices=[ANY, ("yes", _("Complete")), ("no", _("Incomplete"))]
    )
    outcome = forms.ChoiceField(
        label=_("Would propose"),
        required=False,
        choices=[ANY, *Outcome.choices, ("NONE", _("Not yet known"))],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput())
    after = NumberField()
    before = NumberField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs.setdefault("class", "form-select" if select else "form-control")
            field.widget.attrs["id"] = f"filter-{name}"

    def clean_sort(self) -> str:
        """An order that is not known is the usual one."""
        wanted: str = self.cleaned_data["sort"]
        return wanted if wanted.removeprefix("-") in ORDERS else DEFAULT_ORDER

    def wanted(self) -> CardFilter:
        """The filter that was asked for; what cannot be read is left out."""
        self.is_valid()
        known = {
            name: self.cleaned_data.get(name) or ""
            for name in ("q", "scheme", "branch", "complete", "outcome")
        }
        return CardFilter(**known, sort=self.cleaned_data.get("sort") or DEFAULT_ORDER)


class QuarterField(forms.CharField):
    """A quarter such as 2024Q4."""

    def clean(self, value: Any) -> Period:
        text = super().clean(value)
        try:
            period = parse_period(text)
        except PeriodError:
            period = None
        if period is None or period.kind is not PeriodKind.QUARTER:
            raise forms.ValidationError(_("A quarter is written like 2024Q4."))
        return period


class ExportForm(forms.Form):
    period = QuarterField(label=_("Quarter"), max_length=6)
    format = forms.ChoiceField(label=_("Format"), choices=[(one, one) for one in FORMATS])


class ReplayForm(forms.Form):
    from_source = forms.BooleanField(
        label=_("Read the figures anew as well"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
