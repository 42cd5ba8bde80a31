"""What an address of the tier pages may carry."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.choices import Tier
from customers.queries.radar import AIMS, SORTS, RadarFilter
from organisation.addresses import AddressForm, CodeField, PagedForm
from organisation.concurrency import NewForm

LARGEST_FIRST = "-stake"


class RadarForm(PagedForm):
    """Filter, order and page of the radar."""

    aim = forms.ChoiceField(
        label=_("Aim"),
        required=False,
        choices=[("", _("any")), (AIMS[0], _("keep a tier")), (AIMS[1], _("reach a tier"))],
    )
    tier = forms.ChoiceField(label=_("Tier held"), required=False, choices=[("", _("any")), *Tier.choices])
    branch = CodeField(label=_("Branch"))
    maturing = forms.BooleanField(label=_("A maturity decides"), required=False)
    sort = forms.ChoiceField(
        required=False,
        choices=[(f"{sign}{key}", key) for key in SORTS for sign in ("", "-")],
        widget=forms.HiddenInput,
    )

    def wanted(self) -> RadarFilter:
        given = self.cleaned_data
        return RadarFilter(given["aim"], given["tier"], given["branch"], given["maturing"])

    @property
    def sorting(self) -> str:
        return str(self.cleaned_data["sort"] or LARGEST_FIRST)


class MovesForm(PagedForm):
    """Which way customers went, and the page of their list."""

    before = forms.ChoiceField(required=False, choices=[("", _("any")), *Tier.choices])
    after = forms.ChoiceField(required=False, choices=[("", _("any")), *Tier.choices])


class BoardForm(AddressForm):
    """The branch and the month of the migration board."""

    branch = CodeField(label=_("Branch"))
    month = forms.DateField(label=_("Month"), required=False)


class BoardMovesForm(MovesForm):
    """One cell of the migration board."""

    branch = CodeField()
    month = forms.DateField()


class RehearseForm(NewForm):
    """Ask for a rehearsal once, however often the button is pressed."""
