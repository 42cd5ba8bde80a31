"""What a person types on the way to a target list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.choices import AssetClass, ConsentChannel
from customers.forms.fields import AmountField
from customers.queries import segments
from customers.queries.choosing import most_customers
from customers.queries.sight import Sight
from customers.queries.target_lists import ALL_ASSETS, Wanted
from customers.rules.segments import read
from organisation.addresses import AddressForm, NumberField
from organisation.concurrency import NewForm
from organisation.offered import offer

if TYPE_CHECKING:
    from customers.models import Segment
STEPS = 3


class RankForm(AddressForm):
    """The first two steps of domain.md A16; every field has a value of its own when nothing is typed. `step` is the
    one that the page stands at."""

    place = frozenset({"step"})

    segment: forms.ModelChoiceField[Segment] = forms.ModelChoiceField(
        label=_("Within the segment"), queryset=None, required=False, empty_label=_("all my customers")
    )
    by = forms.ChoiceField(label=_("Ranked by the balance of"), required=False)
    balance_from = AmountField(label=_("Balance from"), required=False)
    most = forms.IntegerField(label=_("The first"), required=False, min_value=1)
    period = forms.ChoiceField(
        label=_("Sum of balances of the"),
        required=False,
        choices=[
            ("month", pgettext_lazy("period", "month to date")),
            ("quarter", pgettext_lazy("period", "quarter to date")),
            ("year", pgettext_lazy("period", "year to date")),
        ],
    )
    average_from = AmountField(label=_("Average from"), required=False)
    step = NumberField(otherwise=1)

    def __init__(self, *args: Any, sight: Sight, **options: Any) -> None:
        super().__init__(*args, **options)
        self.cap = most_customers(sight.day)
        segment, most = self.fields["segment"], self.fields["most"]
        assert isinstance(segment, forms.ModelChoiceField)
        assert isinstance(most, forms.IntegerField)
        segment.queryset = segments.readable(sight.staff)
        offer(self, "by", [(ALL_ASSETS, _("all assets (AUM)")), *AssetClass.choices])
        most.max_value = self.cap

    def clean_most(self) -> int:
        typed: int | None = self.cleaned_data["most"]
        if typed is not None and typed > self.cap:
            raise forms.ValidationError(_("A list has at most %(cap)s customers."), params={"cap": self.cap})
        return typed or min(50, self.cap)

    def clean_step(self) -> int:
        return min(int(self.cleaned_data["step"]), STEPS)

    def wanted(self) -> Wanted:
        """What a valid form asks for."""
        given = self.cleaned_data
        segment = given["segment"]
        return Wanted(
            by=given["by"] or ALL_ASSETS,
            most=given["most"],
            balance_from=given["balance_from"],
            period=given["period"] or "month",
            average_from=given["average_from"],
            criteria=read(segment.criteria) if segment else None,
        )


class TargetListForm(NewForm):
    """The third step: what the list is called and for, and how the customers will be spoken to."""

    name = forms.CharField(label=_("Name of the list"), max_length=60)
    purpose = forms.CharField(label=_("What it is for"), max_length=200)
    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=ConsentChannel.choices,
        help_text=_("Whoever must not be contacted on it is left out."),
    )


class ContactForm(AddressForm):
    """How the chosen would be spoken to: on a channel, or on that of an open list (`target`)."""

    channel = forms.ChoiceField(required=False, choices=ConsentChannel.choices)
    target = NumberField()

    def clean_channel(self) -> ConsentChannel:
        return ConsentChannel(self.cleaned_data["channel"] or ConsentChannel.PHONE)
