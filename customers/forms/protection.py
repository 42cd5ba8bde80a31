"""What people type to look at one customer: a period, a search, the reason of a reveal."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from customers.averages import ASSETS
from customers.choices import AssetClass, RevealField, RevealReason
from customers.queries.search_box import LONGEST
from organisation.forms import DateInput
from organisation.offered import offer

LONGEST_PERIOD = 366  # days of which the single balances are listed


class PeriodForm(forms.Form):
    """A period that has passed, its days both included."""

    start = forms.DateField(
        label=_("From"),
        widget=DateInput(attrs={"class": "form-control"}),
    )
    end = forms.DateField(
        label=_("To"),
        widget=DateInput(attrs={"class": "form-control"}),
    )

    def __init__(self, *args: Any, latest: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.latest = latest
        for name in ("start", "end"):
            self.fields[name].widget.attrs["max"] = latest.isoformat()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("The period ends before it begins."))
        if end and end > self.latest:
            self.add_error("end", _("The period goes beyond the business date."))
        return cleaned


class BalancesForm(PeriodForm):
    """The same for the rows behind an average: at most a year at once, of one class where it is named."""

    asset_class = forms.ChoiceField(label=_("Asset class"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        classes = [(one.value, one.label) for one in AssetClass if one in ASSETS]
        offer(self, "asset_class", [("", _("all")), *classes])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and (end - start).days >= LONGEST_PERIOD:
            self.add_error("end", _("At most a year at once."))
        return cleaned


class SearchForm(forms.Form):
    """The one search box. Its text is posted: a name or number of a customer never stands in an address."""

    q = forms.CharField(required=False, max_length=LONGEST)


class RevealForm(forms.Form):
    """Which field, and why it has to be seen."""

    field = forms.ChoiceField(choices=RevealField.choices, widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *RevealReason.choices])
    words = forms.CharField(
        label=_("In words"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who asked, and for what."),
    )

    def __init__(self, *args: Any, shortest: int, **options: Any) -> None:
        super().__init__(*args, **options)
        words = self.fields["words"]
        words.validators.append(MinLengthValidator(shortest))
