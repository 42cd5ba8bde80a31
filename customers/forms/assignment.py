"""What a head types to decide on one customer: who has it, that nobody has, its status."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.choices import LASTING_ROLES, CustomerStatus, RelationshipRole
from organisation.addresses import AddressForm, CodeField, NumberField

REASON = 200
_ROLES = [(role, RelationshipRole(role).label) for role in LASTING_ROLES]


def _reason(*, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        max_length=REASON,
        required=required,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": _("Say why: the reason stays with the customer.")},
    )


class RoleForm(forms.Form):
    """A or B, from the address; A where it says nothing that is known."""

    role = forms.ChoiceField(choices=_ROLES)

    @classmethod
    def read(cls, data: Any) -> str:
        form = cls(data)
        return str(form.cleaned_data["role"]) if form.is_valid() else RelationshipRole.A.value


class GiveForm(forms.Form):
    """The person, by staff number, and the relationship that was shown (0: none). Whoever takes a customer from
    somebody says why."""

    role = forms.ChoiceField(choices=_ROLES, widget=forms.HiddenInput)
    holds = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    to = forms.CharField(
        label=_("Person"), max_length=20, error_messages={"required": _("Choose one of the people offered.")}
    )
    reason = _reason(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("holds") and not cleaned.get("reason"):
            self.add_error("reason", _("Say why: the reason stays with the customer."))
        return cleaned


class EndForm(forms.Form):
    role = forms.ChoiceField(choices=_ROLES, widget=forms.HiddenInput)
    holds = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    reason = _reason()


class StatusForm(forms.Form):
    """The new status, the one that was shown, and why."""

    status = forms.ChoiceField(
        label=_("Status"), choices=CustomerStatus.choices, widget=forms.Select(attrs={"class": "form-select"})
    )
    was = forms.ChoiceField(choices=CustomerStatus.choices, widget=forms.HiddenInput)
    reason = _reason()


class QueueForm(AddressForm):
    """What of the queue is shown: a branch, from where on, or those without a backup."""

    place = frozenset({"after"})
    branch = CodeField()
    after = NumberField()
    show = forms.ChoiceField(
        required=False, choices=[("", _("Without a manager (A)")), ("backup", _("Without a backup (B)"))]
    )
