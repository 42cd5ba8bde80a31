"""What is typed when a customer is recognised, referred, and met."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.choices import Attempt, Interest, ReferralStanding, ReferrerType, Signal
from customers.forms.fields import AmountField, choices_of
from customers.queries.referrals import Wanted
from customers.search import normalise_phone
from organisation.addresses import AddressForm, NumberField
from organisation.concurrency import NewForm
from organisation.forms import DateInput
from organisation.offered import offer
from organisation.rules.identity import is_mobile

if TYPE_CHECKING:
    from organisation.models import Staff

LONGEST = 60


class Boxes(forms.CheckboxSelectMultiple):
    """Checkboxes of which each carries the class of the frame."""

    option_inherits_attrs = True

    def __init__(self) -> None:
        super().__init__(attrs={"class": "form-check-input"})


def mobile(typed: str) -> str:
    """A mainland mobile number as it is kept: eleven digits."""
    number = normalise_phone(typed)
    if number and not is_mobile(number):
        raise forms.ValidationError(_("A mobile number has 11 digits and begins with 13 to 19."))
    return number


class RecogniseForm(forms.Form):
    """The one field. It is posted: no number of a customer stands in an address."""

    q = forms.CharField(
        label=_("Last four digits, number or whole name"),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"autofocus": True, "autocomplete": "off", "class": "form-control form-control-lg"}
        ),
    )


class SeenFields(forms.Form):
    """What was seen of a person, and in what they are interested."""

    signals = forms.MultipleChoiceField(
        label=_("Signals"), choices=Signal.choices, widget=Boxes, required=False
    )
    interests = forms.MultipleChoiceField(
        label=_("Interested in"),
        choices=Interest.choices,
        widget=Boxes,
        required=False,
    )
    estimated_assets = AmountField(label=_("Estimated assets, yuan"), required=False)
    note = forms.CharField(
        label=_("In words"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReferForm(SeenFields, NewForm):
    """A line of the register of identified quality customers, about somebody who is a customer already."""

    place = forms.CharField(label=_("Place"), required=False, max_length=80)
    introducer = forms.CharField(
        label=_("Introduced by customer number"),
        required=False,
        max_length=30,
        help_text=_("Only where a customer brought this person."),
    )
    to = forms.ChoiceField(label=_("Refer to"), required=False)
    field_order: tuple[str, ...] = (
        "signals",
        "interests",
        "estimated_assets",
        "note",
        "place",
        "to",
        "introducer",
    )

    def __init__(self, *args: Any, people: Sequence[Staff], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.staff_no: one for one in people}
        offer(self, "to", [("", _("whose turn it is")), *choices_of(people)])

    @property
    def receiver(self) -> Staff | None:
        """Whoever was named; None for whose turn it is."""
        return self.people.get(self.cleaned_data["to"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("signals") and not cleaned.get("interests") and not cleaned.get("note"):
            self.add_error(None, _("Say what was seen: a signal, an interest, or a few words."))
        return cleaned


class ReferPersonForm(ReferForm):
    """The same about somebody who is no customer yet."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    phone = forms.CharField(label=_("Mobile phone"), max_length=20)
    field_order = ("name", "phone", *ReferForm.field_order)

    def clean_phone(self) -> str:
        return mobile(self.cleaned_data["phone"])


class PassForm(forms.Form):
    """Why it is passed on, and by the head: to whom."""

    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    to = forms.ChoiceField(label=_("Give to"), required=False)

    def __init__(self, *args: Any, people: Sequence[Staff], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.staff_no: one for one in people}
        if people:
            offer(self, "to", [("", _("whose turn it is")), *choices_of(people)])
        else:
            del self.fields["to"]

    @property
    def receiver(self) -> Staff | None:
        """Whoever was named; None for the next in turn."""
        return self.people.get(self.cleaned_data.get("to", ""))


class AttemptForm(NewForm):
    """What came of the conversation, and when the next one is due."""

    result = forms.ChoiceField(
        label=_("Result"), choices=Attempt.choices, widget=forms.RadioSelect, initial=Attempt.AGAIN
    )
    note = forms.CharField(label=_("In words"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    next_on = forms.DateField(
        label=_("Next follow-up"), required=False, widget=DateInput(attrs={"class": "form-control"})
    )
    take = forms.BooleanField(label=_("Take the customer into my portfolio (A)"), required=False)

    def __init__(self, *args: Any, today: date, first: bool, may_take: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["next_on"].widget.attrs["min"] = today.isoformat()
        if first:
            choices = [one for one in Attempt.choices if one[0] != Attempt.GIVEN_UP]
            offer(self, "result", choices)
        if not may_take:
            del self.fields["take"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        due = cleaned.get("next_on")
        if cleaned.get("result") == Attempt.AGAIN and due is None:
            self.add_error("next_on", _("A follow-up needs its day."))
        if due is not None and due < self.today:
            self.add_error("next_on", _("The next follow-up lies in the past."))
        return cleaned


class ReferralFilterForm(AddressForm):
    """What an address of the register may carry; `before` is the referral above the page."""

    place = frozenset({"before"})

    standing = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[("", _("any")), *ReferralStanding.choices]
    )
    referrer = forms.ChoiceField(
        label=_("Referrer"), required=False, choices=[("", _("any")), *ReferrerType.choices]
    )
    since = forms.DateField(label=_("From"), required=False, widget=DateInput())
    until = forms.DateField(label=_("To"), required=False, widget=DateInput())
    before = NumberField()

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)
