"""What a head asks of the planner."""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from customers.queries.planning import Wanted
from customers.rules.planning import Terms
from organisation.addresses import AddressForm
from organisation.concurrency import NewForm

_CHECK = {"class": "form-check-input"}


class NumbersField(forms.MultipleChoiceField):
    """Customers by number; who may be planned is the query's to say."""

    def valid_value(self, value: str) -> bool:
        return True

    def clean(self, value: Any) -> list[str]:
        return sorted(set(super().clean(value)))


class PlanForm(AddressForm):
    """For whom a plan is asked, and the conditions. `asked` tells a first look (all conditions hold) from one where
    boxes were unticked; `why` shows the customers of one reason only."""

    customer = NumbersField(required=False)
    choice = forms.CharField(required=False)
    waiting = forms.CharField(required=False)
    why = forms.CharField(required=False)
    asked = forms.BooleanField(required=False, widget=forms.HiddenInput)
    most = forms.IntegerField(
        label=_("Customers per person at most"),
        required=False,
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    together = forms.BooleanField(
        label=_("Keep households together"), required=False, widget=forms.CheckboxInput(attrs=_CHECK)
    )
    seller = forms.BooleanField(
        label=_("Prefer whoever served the customer last"),
        required=False,
        widget=forms.CheckboxInput(attrs=_CHECK),
    )
    keep_b = forms.BooleanField(
        label=_("The backup stays backup"), required=False, widget=forms.CheckboxInput(attrs=_CHECK)
    )

    @classmethod
    def read(cls, query: QueryDict, **options: Any) -> Self:
        """Everything is ticked before anybody asked."""
        if not query.get("asked"):
            query = query.copy()
            query.update({"asked": "1", "together": "1", "seller": "1", "keep_b": "1"})
        return super().read(query, **options)

    def wanted(self) -> Wanted:
        """For whom; also of an address whose conditions cannot be read, and nobody where this cannot be."""
        given = self.cleaned_data.get
        return Wanted(tuple(given("customer", ())), given("choice", ""), given("waiting", ""))

    def terms(self) -> Terms:
        cleaned = self.cleaned_data
        return Terms(
            most=cleaned["most"],
            together=cleaned["together"],
            seller=cleaned["seller"],
            keep_b=cleaned["keep_b"],
        )


class CommitForm(NewForm):
    """The proposal that was looked at, and why it is made."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        error_messages={"required": _("Say why: the reason stays with the customer.")},
    )
