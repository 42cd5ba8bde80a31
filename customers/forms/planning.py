"""What a head asks of the planner."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.rules.planning import Terms

_CHECK = {"class": "form-check-input"}


class PlanForm(forms.Form):
    """The conditions. `asked` tells a first look (all conditions hold) from one where boxes were unticked."""

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
    def given(cls, data: Any) -> PlanForm:
        """The form of an address; everything ticked before anybody asked."""
        if data.get("asked"):
            return cls(data)
        return cls({"asked": "1", "together": "1", "seller": "1", "keep_b": "1"})

    def terms(self) -> Terms:
        cleaned = self.cleaned_data
        return Terms(
            most=cleaned["most"],
            together=cleaned["together"],
            seller=cleaned["seller"],
            keep_b=cleaned["keep_b"],
        )


class CommitForm(forms.Form):
    """The proposal that was looked at, and why it is made."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        error_messages={"required": _("Say why: the reason stays with the customer.")},
    )
