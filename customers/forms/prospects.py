"""What is typed about people who are no customers yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.choices import Attempt, IdType, ProspectStatus
from customers.forms.fields import AmountField, choices_of
from customers.forms.referrals import SeenFields, mobile
from customers.queries.prospects import Wanted
from organisation.addresses import AddressForm, NumberField
from organisation.concurrency import EditForm, NewForm
from organisation.forms import DateInput
from organisation.offered import offer
from organisation.rules.identity import IdKind, IdProblem, id_problem

if TYPE_CHECKING:
    from organisation.models import Staff

_PROBLEMS: Mapping[IdProblem, str | Promise] = {
    IdProblem.SHAPE: _("A number of this document does not look like this."),
    IdProblem.BIRTH_DATE: _("The number holds no possible birth date."),
    IdProblem.FUTURE: _("The birth date in the number lies in the future."),
    IdProblem.CHECK_DIGIT: _("The check character at the end does not fit: a digit was mistyped."),
}


def identity(cleaned: dict[str, Any], on: date) -> str | Promise:
    """What is wrong with the document that was typed, nothing when it is right or absent."""
    kind, number = cleaned.get("id_type") or "", cleaned.get("id_no") or ""
    if not number:
        return ""
    if not kind:
        return _("Say which document the number is of.")
    problem = id_problem(IdKind(kind), number, on=on)
    return _PROBLEMS[problem] if problem else ""


class PersonFields(forms.Form):
    """Who somebody is; the number of the document is checked as the bank's rules check it."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    phone = forms.CharField(label=_("Mobile phone"), max_length=20, required=False)
    id_type = forms.ChoiceField(
        label=_("Identity document"), choices=[("", "—"), *IdType.choices], required=False
    )
    id_no = forms.CharField(label=_("Identity number"), max_length=40, required=False)

    def clean_phone(self) -> str:
        return mobile(self.cleaned_data["phone"])

    def clean_id_no(self) -> str:
        typed: str = self.cleaned_data["id_no"]
        return typed.strip().upper()


class NewProspectForm(PersonFields, SeenFields, NewForm):
    """Somebody whom a manager or the head follows up."""

    owner = forms.ChoiceField(label=_("Followed up by"), required=False)
    next_on = forms.DateField(
        label=_("Next follow-up"), required=False, widget=DateInput(attrs={"class": "form-control"})
    )
    field_order = (
        "name",
        "phone",
        "id_type",
        "id_no",
        "signals",
        "interests",
        "estimated_assets",
        "note",
        "owner",
        "next_on",
    )

    def __init__(self, *args: Any, people: Sequence[Staff], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.people = {one.staff_no: one for one in people}
        offer(self, "owner", choices_of(people))
        self.fields["next_on"].widget.attrs["min"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        wrong = identity(cleaned, self.today)
        if wrong:
            self.add_error("id_no", str(wrong))
        if not self.errors and not cleaned.get("phone") and not cleaned.get("id_no"):
            self.add_error(
                "phone", _("A phone or identity number is needed, or the person is never found again.")
            )
        if cleaned.get("next_on") and cleaned["next_on"] < self.today:
            self.add_error("next_on", _("The next follow-up lies in the past."))
        return cleaned


class EditProspectForm(EditForm):
    """What is known of a prospect. Phone and identity number are not shown; what is typed there replaces them."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    estimated_assets = AmountField(label=_("Estimated assets, yuan"), required=False)
    note = forms.CharField(
        label=_("In words"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    next_follow_up = forms.DateField(
        label=_("Next follow-up"), required=False, widget=DateInput(attrs={"class": "form-control"})
    )

    def __init__(self, data: Any = None, *args: Any, today: date, **options: Any) -> None:
        super().__init__(data, *args, **options)
        self.today = today
        keep = _("Leave empty to keep the number.")
        for name, field in PersonFields.base_fields.items():
            if name != "name":
                self.fields[name] = type(
                    field
                )(  # after the token is made: the page never carries the numbers
                    label=field.label,
                    required=False,
                    **({"choices": field.choices} if hasattr(field, "choices") else {"help_text": keep}),
                )

    def clean_phone(self) -> str:
        return mobile(self.cleaned_data["phone"])

    def clean_id_no(self) -> str:
        typed: str = self.cleaned_data["id_no"]
        return typed.strip().upper()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        wrong = identity(cleaned, self.today)
        if wrong:
            self.add_error("id_no", str(wrong))
        return cleaned

    def _options(self) -> dict[str, Any]:
        return {"prefix": self.prefix, "today": self.today}


class ContactForm(NewForm):
    """What came of a conversation with a prospect."""

    result = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect, initial=Attempt.AGAIN)
    note = forms.CharField(label=_("In words"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    next_on = forms.DateField(
        label=_("Next follow-up"), required=False, widget=DateInput(attrs={"class": "form-control"})
    )

    def __init__(self, *args: Any, today: date, last: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.last = today, last
        words = {
            Attempt.SUCCESS: _("Registered: wants to become a customer"),
            Attempt.AGAIN: Attempt.AGAIN.label,
            Attempt.GIVEN_UP: Attempt.GIVEN_UP.label,
        }
        offer(self, "result", list(words.items()))
        self.fields["next_on"].widget.attrs |= {"min": today.isoformat(), "max": last.isoformat()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        due = cleaned.get("next_on")
        if cleaned.get("result") == Attempt.AGAIN and due is None:
            self.add_error("next_on", _("A follow-up needs its day."))
        if due is not None and not self.today <= due <= self.last:
            self.add_error(
                "next_on", _("The next follow-up lies in the past, or after the prospect expires.")
            )
        return cleaned


class AssignForm(forms.Form):
    to = forms.ChoiceField(label=_("Followed up by"))

    def __init__(self, *args: Any, people: Sequence[Staff], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.staff_no: one for one in people}
        offer(self, "to", choices_of(people))

    @property
    def receiver(self) -> Staff:
        return self.people[self.cleaned_data["to"]]


class MatchForm(forms.Form):
    same = forms.ChoiceField(
        choices=[("yes", _("The same person")), ("no", _("Somebody else"))],
        error_messages={"required": _("Say whether it is the same person.")},
    )
    take = forms.BooleanField(required=False)


class ProspectFilterForm(AddressForm):
    """What an address of the list may carry; `before` is the prospect above the page. A name or phone is posted by
    the box above, never put here."""

    place = frozenset({"before"})

    standing = forms.ChoiceField(
        label=_("Standing"),
        required=False,
        choices=[("", pgettext_lazy("prospect", "open")), ("all", _("any")), *ProspectStatus.choices],
    )
    due = forms.BooleanField(label=_("Due by today"), required=False)
    mine = forms.BooleanField(label=_("Mine"), required=False)
    before = NumberField()

    def wanted(self, *, today: date, key: str) -> Wanted:
        """What the address asks for, among everybody where a name or phone (`key`) is looked for."""
        given = self.cleaned_data
        standing = "" if key or given["standing"] == "all" else given["standing"] or "open"
        return Wanted(standing, today if given["due"] else None, given["mine"], key, given["before"])
