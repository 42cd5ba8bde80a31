"""What people type when a paper contract leaves its custodian: shape only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from customers.choices import BorrowingShow, RetrievalReason
from organisation.addresses import AddressForm
from organisation.concurrency import NewForm
from organisation.forms import DateInput

_SHORTEST = [MinLengthValidator(5)]
_LEND, _REFUSE = "lend", "refuse"


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> Any:
    widget = DateInput(attrs={"class": "form-control"})
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def _words(label: Any, *, required: bool = False) -> Any:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=required, max_length=300, widget=area)


class Today(forms.Form):
    """A form that knows the day: a contract is due back on a day to come."""

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def to_come(self, name: str) -> None:
        day = self.cleaned_data.get(name)
        if day is not None and day < self.today:
            self.add_error(name, _("This day lies in the past."))


class AskForm(Today, NewForm):
    contract = forms.CharField(
        label=_("Contract or agreement"), max_length=120, help_text=_("Its kind and number, as on the paper.")
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=300,
        validators=_SHORTEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What it is needed for."),
    )
    wanted_until = _day(_("Needed until"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.to_come("wanted_until")
        return cleaned


class DecideForm(Today):
    """Hand out until a day, or refuse and say why."""

    decision = forms.ChoiceField(choices=[(_LEND, _LEND), (_REFUSE, _REFUSE)], widget=forms.HiddenInput)
    due_on = _day(_("Due back on"), required=False, help_text=_("The custodian says until when."))
    remark = _words(_("Remarks"))

    @property
    def lends(self) -> bool:
        return bool(self.cleaned_data["decision"] == _LEND)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        decision = cleaned.get("decision")
        if decision == _LEND and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Say until when the contract may stay out."))
        if decision == _LEND:
            self.to_come("due_on")
        if decision == _REFUSE and not cleaned.get("remark"):
            self.add_error("remark", _("Say why it is refused."))
        return cleaned


class ProlongForm(Today):
    due_on = _day(_("Due back on"))
    remark = _words(_("Why longer"), required=True)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.to_come("due_on")
        return cleaned


class BackForm(Today):
    back_on = _day(_("Back on"))
    remark = _words(_("Remarks"))

    def __init__(self, *args: Any, out_on: date | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.out_on = out_on
        self.initial.setdefault("back_on", self.today)

    def clean_back_on(self) -> date:
        day: date = self.cleaned_data["back_on"]
        if day > self.today:
            raise forms.ValidationError(_("It cannot be back on a day to come."))
        if self.out_on and day < self.out_on:
            raise forms.ValidationError(_("It was not out yet on this day."))
        return day


class PeriodForm(AddressForm):
    """From a day to a day, both included."""

    since = _day(_("From"), required=False)
    until = _day(_("To"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("since"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day lies before the first."))
        return cleaned


def _choice(label: Any, choices: Any) -> Any:
    widget = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=widget)


class ContractsForm(PeriodForm):
    """What an address of the register of contracts may carry."""

    show = _choice(_("Show"), BorrowingShow.choices)
    field_order = ["show", "since", "until"]

    def clean_show(self) -> BorrowingShow:
        return BorrowingShow(self.cleaned_data["show"] or BorrowingShow.OPEN)


class RetrievalsForm(PeriodForm):
    """What an address of the register of documents taken out may carry."""

    reason = _choice(_("Reason"), [("", _("any")), *RetrievalReason.choices])
    field_order = ["reason", "since", "until"]
