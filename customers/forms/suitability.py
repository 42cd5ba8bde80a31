"""What an address of the suitability pages may carry, and the issuer's rating of a product."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from customers.choices import ProductRisk
from customers.queries.suitability import CONFLICTS

_BRANCH = RegexValidator(r"^[A-Za-z0-9]*\Z", _("Unknown number."))


class ConflictForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Conflict"),
        required=False,
        choices=[
            ("level", _("Above the customer's level")),
            ("expired", _("Assessment expired")),
            ("none", _("Not assessed")),
        ],
    )
    branch = forms.CharField(label=_("Branch"), required=False, max_length=20, validators=[_BRANCH])
    page = forms.IntegerField(required=False, min_value=1, max_value=400)

    def clean_kind(self) -> str:
        return str(self.cleaned_data["kind"] or next(iter(CONFLICTS)))

    def clean_page(self) -> int:
        return int(self.cleaned_data["page"] or 1)


class RatingForm(forms.Form):
    """The issuer's rating from a day on, and the paper it stands in."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    rating = forms.ChoiceField(label=_("Issuer's rating"), choices=[("", "—"), *ProductRisk.choices])
    since = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    source = forms.CharField(
        label=_("Source"), min_length=5, max_length=200, help_text=_("The paper in which the issuer says so.")
    )

    @classmethod
    def fresh(cls) -> RatingForm:
        return cls(initial={"uid": uuid4()})
