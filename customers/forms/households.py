"""What people type to propose, decide on and end a household."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.choices import HouseholdKind, HouseholdStatus, Kinship, MemberChange
from organisation.addresses import PagedForm
from organisation.concurrency import NewForm
from organisation.forms import DateInput

ROWS = 5  # members beside the first
_SELECT = forms.Select(attrs={"class": "form-select"})
_TEXT = {"class": "form-control"}
_KINSHIPS = [("", "—"), *[one for one in Kinship.choices if one[0] != Kinship.FIRST]]


class HouseholdsForm(PagedForm):
    """Which households are looked at."""

    status = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *HouseholdStatus.choices]
    )

    def wanted(self) -> str:
        return str(self.cleaned_data["status"])


class ProposalForm(NewForm):
    """The first member comes with the address; up to five others by number, each with what they are to the first."""

    kind = forms.ChoiceField(label=_("Kind"), choices=HouseholdKind.choices, widget=_SELECT)
    since = forms.DateField(
        label=_("Belong together since"),
        widget=DateInput(attrs=_TEXT),
    )
    reason = forms.CharField(label=_("Grounds"), max_length=300, widget=forms.TextInput(attrs=_TEXT))

    def __init__(self, *args: Any, today: date, others: list[str] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("since", today)
        self.initial.setdefault("kind", HouseholdKind.FAMILY)
        self.today = today
        for at in range(ROWS):
            typed = others[at] if others and at < len(others) else ""
            self.fields[f"number_{at}"] = forms.CharField(
                label=_("Customer number"),
                max_length=30,
                required=False,
                initial=typed,
                widget=forms.TextInput(attrs=_TEXT),
            )
            self.fields[f"kinship_{at}"] = forms.ChoiceField(
                label=_("Relation"), choices=_KINSHIPS, required=False, widget=_SELECT
            )
        self.fields["since"].widget.attrs["max"] = today.isoformat()

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"number_{at}"], self[f"kinship_{at}"]) for at in range(ROWS)]

    def others(self) -> list[tuple[int, str, str]]:
        """The rows that were filled in and can be read: place, number, relation."""
        read = self.cleaned_data.get
        rows = [(at, read(f"number_{at}", "").strip(), read(f"kinship_{at}", "")) for at in range(ROWS)]
        return [row for row in rows if row[1]]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("since") and cleaned["since"] > self.today:
            self.add_error("since", _("Customers belong together from today at the latest."))
        rows = self.others()
        if not rows and not any(name.startswith("number_") for name in self.errors):
            self.add_error("number_0", _("A household has at least two customers."))
        for at, number, kinship in rows:
            if not kinship and f"kinship_{at}" not in self.errors:
                self.add_error(f"kinship_{at}", _("Say what the customer is to the first one."))
            if [other for _at, other, _kin in rows].count(number) > 1:
                self.add_error(f"number_{at}", _("This customer stands here twice."))
        return cleaned


class DecisionForm(forms.Form):
    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "no" and not cleaned.get("reason"):
            self.add_error("reason", _("Say why it is not confirmed."))
        return cleaned


class ChangeForm(NewForm):
    """Who joins a confirmed household, or leaves it, from which day on and why."""

    kind = forms.ChoiceField(choices=MemberChange.choices, widget=forms.HiddenInput)
    number = forms.CharField(label=_("Customer number"), max_length=30, widget=forms.TextInput(attrs=_TEXT))
    kinship = forms.ChoiceField(
        label=_("Is to the first member"), choices=_KINSHIPS, required=False, widget=_SELECT
    )
    since = forms.DateField(widget=DateInput(attrs=_TEXT))
    reason = forms.CharField(label=_("Grounds"), max_length=300, widget=forms.TextInput(attrs=_TEXT))

    def __init__(self, data: Any = None, *, kind: str, today: date) -> None:
        super().__init__(data, initial={"kind": kind, "since": today}, auto_id=f"{kind.lower()}_%s")
        self.today = today
        joins = kind == MemberChange.JOIN
        self.fields["since"].label = _("Belongs since") if joins else _("Belongs no longer from")
        self.fields["since"].widget.attrs["max"] = today.isoformat()
        if not joins:
            del self.fields["kinship"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("since") and cleaned["since"] > self.today:
            self.add_error("since", _("A change counts from today at the latest."))
        if "kinship" in self.fields and not cleaned.get("kinship"):
            self.add_error("kinship", _("Say what the customer is to the first one."))
        return cleaned


class EndForm(forms.Form):
    """Why a household ends."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        error_messages={"required": _("Say why: the reason stays with the household.")},
    )
