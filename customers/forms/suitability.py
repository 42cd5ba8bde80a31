"""What an address of the suitability pages may carry, and the issuer's rating of a product."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.choices import ProductRisk
from customers.queries.suitability import CONFLICTS, ConflictFilter
from organisation.addresses import CodeField, PagedForm
from organisation.concurrency import NewForm
from organisation.forms import DateInput


class ConflictForm(PagedForm):
    """What of the list of conflicts is looked at."""

    kind = forms.ChoiceField(
        label=_("Conflict"),
        required=False,
        choices=[
            ("level", _("Above the customer's level")),
            ("expired", _("Assessment expired")),
            ("none", _("Not assessed")),
        ],
    )
    branch = CodeField(label=_("Branch"))

    def wanted(self) -> ConflictFilter:
        given = self.cleaned_data
        return ConflictFilter(given["kind"] or next(iter(CONFLICTS)), given["branch"])


class RatingForm(NewForm):
    """The issuer's rating from a day on, and the paper it stands in."""

    rating = forms.ChoiceField(label=_("Issuer's rating"), choices=[("", "—"), *ProductRisk.choices])
    since = forms.DateField(label=_("From"), widget=DateInput())
    source = forms.CharField(
        label=_("Source"), min_length=5, max_length=200, help_text=_("The paper in which the issuer says so.")
    )
