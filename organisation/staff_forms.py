"""What HR and heads type about people and branches: a new post, a certificate, a violation, a closure, the premises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisation.choices import CertificateKind, Grade, Post, StaffStatus
from organisation.concurrency import EditForm, NewForm
from organisation.models import Branch
from organisation.offered import offer

NONE = ("", "—")
LONGEST_CLOSURE = 92  # days; a branch that is shut longer is closed for good, which is no closure


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options
    )


def _reason(label: Any, most: int) -> forms.CharField:
    return forms.CharField(
        label=label, min_length=4, max_length=most, widget=forms.Textarea(attrs={"rows": 2})
    )


class OfBranch(forms.Form):
    """A branch among those that the reader sees."""

    branch = forms.ChoiceField(label=_("Branch"))

    def __init__(self, *args: Any, branches: Iterable[Branch], **options: Any) -> None:
        super().__init__(*args, **options)
        self.branches = {one.branch_no: one for one in branches}
        named = ((no, f"{one.name} {no}") for no, one in self.branches.items())
        offer(self, "branch", [NONE, *named])

    def clean_branch(self) -> Branch:
        return self.branches[self.cleaned_data["branch"]]


class PostForm(OfBranch):
    post = forms.ChoiceField(label=_("Post"), choices=[NONE, *Post.choices])
    grade = forms.ChoiceField(label=_("Grade"), choices=[NONE, *Grade.choices], required=False)
    starts_on = _day(_("From"))
    for_cause = forms.BooleanField(
        label=_("Removed for cause: serious violation, or annual appraisal failed"), required=False
    )
    abnormal = forms.BooleanField(label=_("The conduct check found something unusual"), required=False)
    reason = _reason(_("Reason"), 200)


class ServiceForm(forms.Form):
    """Out of service, or back. The day is asked for leaving only."""

    status = forms.ChoiceField(
        label=_("What happens"),
        choices=[
            NONE,
            (StaffStatus.LEFT, _("Leaves the bank")),
            (StaffStatus.SUSPENDED, _("Is suspended, from now on")),
            (StaffStatus.ACTIVE, _("Is back in service, from now on")),
        ],
    )
    since = _day(_("First day on which they are gone (when they leave)"), required=False)
    reason = _reason(_("Reason"), 200)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_status(self) -> StaffStatus:
        return StaffStatus(self.cleaned_data["status"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("status") != StaffStatus.LEFT:
            cleaned["since"] = self.today
        elif cleaned.get("since") is None:
            if "since" not in self.errors:
                self.add_error("since", _("From which day on is the person gone?"))
        elif cleaned["since"] < self.today:
            self.add_error("since", _("The past is not changed: choose today or a later day."))
        return cleaned


class CertificateForm(forms.Form):
    kind = forms.ChoiceField(label=_("Certificate"), choices=[NONE, *CertificateKind.choices])
    number = forms.CharField(label=_("Number"), max_length=40, required=False)
    starts_on = _day(_("Valid from"))
    last_on = _day(_("Last day valid (empty: open)"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day lies before the first."))
        return cleaned


class ViolationForm(NewForm):
    level = forms.TypedChoiceField(label=_("Level"), coerce=int, choices=[NONE])
    occurred_on = _day(_("Happened on"))
    ground = _reason(_("Ground"), 300)

    def __init__(self, *args: Any, points: dict[int, int], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        levels = (
            (level, _("Level %(level)d: %(points)d points") % {"level": level, "points": worth})
            for level, worth in sorted(points.items())
        )
        offer(self, "level", [NONE, *levels])

    def clean_occurred_on(self) -> date:
        day: date = self.cleaned_data["occurred_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day


class ClosureForm(OfBranch):
    first = _day(_("First day"))
    last = _day(_("Last day"))
    name = forms.CharField(label=_("Why"), min_length=2, max_length=80)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and first < self.today:
            self.add_error("first", _("Days that are past stay as they were worked."))
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        elif first and last and (last - first).days >= LONGEST_CLOSURE:
            self.add_error("last", _("A closure lasts at most %(days)d days.") % {"days": LONGEST_CLOSURE})
        return cleaned


def _measure(label: Any, *, most: int, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_value=most, decimal_places=2, required=required)


class ServicePointForm(EditForm):
    floor_area = _measure(_("Floor area, m²"), most=99_999)
    vip_area = _measure(_("Of it for premium customers only, m²"), most=99_999)
    vip_rooms = forms.IntegerField(label=_("Rooms for premium customers"), min_value=0, max_value=999)
    outage_hours = _measure(
        _("Longest outage of a self-service machine in the last month, hours"), most=744, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        floor, vip = cleaned.get("floor_area"), cleaned.get("vip_area")
        if floor == 0:
            self.add_error("floor_area", _("An outlet has a floor."))
        elif floor and vip and vip > floor:
            self.add_error("vip_area", _("That is more than the whole floor."))
        return cleaned
