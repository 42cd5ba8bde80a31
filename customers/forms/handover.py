"""What people type to hand customers over, to answer, and to put customers into custody."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.choices import Goes, HandoverCause, HandoverStatus, Introduction, ItemState
from customers.queries.handover_items import Wanted
from organisation.addresses import PagedForm
from organisation.concurrency import NewForm
from organisation.forms import DateInput
from organisation.models import Staff
from organisation.offered import offer

ANY = [("", _("any"))]


def _people(people: Iterable[Staff], empty: str = "—") -> list[tuple[str, str]]:
    return [("", empty), *((one.staff_no, f"{one.name} {one.staff_no}") for one in people)]


class HandoverFilterForm(PagedForm):
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("open ones")), ("all", _("all")), *HandoverStatus.choices],
    )
    cause = forms.ChoiceField(
        label=_("Cause"),
        required=False,
        choices=[*ANY, *HandoverCause.choices],
    )

    def wanted(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("status", "cause")}


class HandoverForm(NewForm):
    """Who hands over, why, and from when on. The days of an absence are asked for a long absence only."""

    giver = forms.ChoiceField(label=_("Who hands over"))
    cause = forms.ChoiceField(
        label=pgettext_lazy("handover", "Cause"), choices=[("", "—"), *HandoverCause.choices]
    )
    starts_on = forms.DateField(label=_("Takes effect on"), widget=DateInput())
    away_from = forms.DateField(
        label=_("Away from"), required=False, widget=DateInput(), help_text=_("For a long absence.")
    )
    away_until = forms.DateField(
        label=_("Away to"), required=False, widget=DateInput(), help_text=_("Empty while nobody knows it.")
    )
    reason = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, people: Iterable[Staff], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {one.staff_no: one for one in people}
        offer(self, "giver", _people(self.known.values()))

    def clean_giver(self) -> Staff:
        return self.known[self.cleaned_data["giver"]]

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("The past is not changed: choose today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("away_from"), cleaned.get("away_until")
        if cleaned.get("cause") != HandoverCause.LONG_ABSENCE:
            cleaned["away_from"] = cleaned["away_until"] = None
        elif first is None:
            self.add_error("away_from", _("From when on is the manager away?"))
        elif last is not None and last < first:
            self.add_error("away_until", _("The last day lies before the first."))
        return cleaned


class ItemFilterForm(PagedForm):
    """What of the list is looked at. Problem loans are asked for by those who see loans."""

    state = forms.ChoiceField(required=False, choices=[("", _("all")), *ItemState.choices])
    receiver = forms.ChoiceField(label=_("To whom"), required=False)
    special = forms.ChoiceField(label=_("Only"), required=False)
    text = forms.CharField(label=_("Customer number"), required=False, max_length=30)

    def __init__(self, *args: Any, people: Iterable[Staff], sees_loans: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "receiver", _people(people, str(_("any"))))
        kinds = [("A", _("as A")), ("B", _("as B")), ("exception", _("exceptions"))]
        if sees_loans:
            kinds.append(("problem", pgettext_lazy("handover", "problem loans")))
        offer(self, "special", [*ANY, *kinds])
        self.fields["text"].widget.attrs |= {"type": "search", "autocomplete": "off"}

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).strip().upper()

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(given["state"], given["receiver"], given["special"], given["text"])


class AllocationForm(forms.Form):
    """What is said about the chosen customers of a list; what is left empty stays as it is. Among several receivers
    the customers are divided."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    pick = forms.TypedMultipleChoiceField(coerce=int, required=False)
    all = forms.BooleanField(required=False)
    receivers = forms.MultipleChoiceField(label=_("To whom"), required=False)
    goes = forms.ChoiceField(
        label=_("What goes"), required=False, choices=[("", _("as it stands")), *Goes.choices]
    )
    reason = forms.CharField(label=_("Reason of an exception"), max_length=200, required=False)

    def __init__(self, *args: Any, people: Iterable[Staff], items: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {one.staff_no: one for one in people}
        offer(self, "receivers", _people(self.known.values())[1:])
        offer(self, "pick", [(one, one) for one in items])
        self.fields["goes"].widget.attrs["class"] = "form-select"
        self.fields["reason"].widget.attrs["class"] = "form-control"

    @property
    def picked(self) -> Collection[str]:
        """What was ticked, for the page that is shown again."""
        return self["pick"].value() or ()

    def clean_receivers(self) -> list[Staff]:
        return [self.known[number] for number in self.cleaned_data["receivers"]]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "pick" in cleaned and not cleaned["pick"] and not cleaned.get("all"):
            self.add_error("pick", _("Choose at least one customer of the list."))
        return cleaned


class LeadsForm(forms.Form):
    """To whom the prospects and referrals go, in turn where several are chosen."""

    receivers = forms.MultipleChoiceField(
        label=_("To whom"), error_messages={"required": _("Choose at least one person.")}
    )

    def __init__(self, *args: Any, people: Iterable[Staff], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {one.staff_no: one for one in people}
        offer(self, "receivers", _people(self.known.values())[1:])

    def clean_receivers(self) -> list[Staff]:
        return [self.known[number] for number in self.cleaned_data["receivers"]]


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """The receiver's answer; declining says why."""

    answer = forms.ChoiceField(choices=[("accept", "accept"), ("decline", "decline")])
    reason = forms.CharField(label=_("Why you decline"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "decline" and len(cleaned.get("reason", "").strip()) < 2:
            self.add_error("reason", _("Please say why, so that the branch head can choose somebody else."))
        return cleaned


class IntroductionForm(forms.Form):
    how = forms.ChoiceField(label=_("Introduction"), choices=[("", "—"), *Introduction.choices])
    on = forms.DateField(label=_("Introduced on"), widget=DateInput())

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("The day lies in the future."))
        return day


class CustodyForm(NewForm):
    """Who stands in for whom, and on which days (both included)."""

    owner = forms.ChoiceField(label=_("Who is away"))
    substitute = forms.ChoiceField(label=_("Who stands in"))
    first = forms.DateField(label=_("First day"), widget=DateInput())
    last = forms.DateField(label=_("Last day"), widget=DateInput())
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(
        self, *args: Any, owners: Iterable[Staff], substitutes: Iterable[Staff], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.owners = {one.staff_no: one for one in owners}
        self.substitutes = {one.staff_no: one for one in substitutes}
        offer(self, "owner", _people(self.owners.values()))
        offer(self, "substitute", _people(self.substitutes.values()))

    def clean_first(self) -> date:
        day: date = self.cleaned_data["first"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("The past is not changed: choose today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        if cleaned.get("owner") and cleaned.get("owner") == cleaned.get("substitute"):
            self.add_error("substitute", _("Somebody else must stand in."))
        return cleaned
