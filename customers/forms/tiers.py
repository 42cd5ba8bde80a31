"""What an address of the tier pages may carry."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from customers.choices import Tier
from customers.queries.radar import AIMS, SORTS, RadarFilter

_BRANCH = RegexValidator(r"^[A-Za-z0-9]*\Z", _("Unknown number."))
LARGEST_FIRST = "-stake"


class RadarForm(forms.Form):
    """Filter, order and page of the radar."""

    aim = forms.ChoiceField(
        label=_("Aim"),
        required=False,
        choices=[("", _("any")), (AIMS[0], _("keep a tier")), (AIMS[1], _("reach a tier"))],
    )
    tier = forms.ChoiceField(label=_("Tier held"), required=False, choices=[("", _("any")), *Tier.choices])
    branch = forms.CharField(label=_("Branch"), required=False, max_length=20, validators=[_BRANCH])
    maturing = forms.BooleanField(label=_("A maturity decides"), required=False)
    sort = forms.ChoiceField(
        required=False, choices=[(f"{sign}{key}", key) for key in SORTS for sign in ("", "-")]
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=100)

    def wanted(self) -> RadarFilter:
        given = self.cleaned_data
        return RadarFilter(given["aim"], given["tier"], given["branch"], given["maturing"])

    @property
    def sorting(self) -> str:
        return str(self.cleaned_data["sort"] or LARGEST_FIRST)

    @property
    def number(self) -> int:
        return int(self.cleaned_data["page"] or 1)


def known(form: type[forms.Form], query: QueryDict) -> QueryDict:
    """The keys of an address that the form knows and that have a value."""
    kept = QueryDict(mutable=True)
    for name in form.base_fields:
        if value := query.get(name):
            kept[name] = value
    return kept


def pages_around(query: QueryDict, number: int, rows: int, size: int) -> dict[str, str]:
    """The addresses of the pages before and after one, empty where there is none."""

    def at(page: int) -> str:
        moved = query.copy()
        moved["page"] = str(page)
        return f"?{moved.urlencode()}"

    return {
        "before": at(number - 1) if number > 1 else "",
        "after": at(number + 1) if number * size < rows else "",
    }


class MovesForm(forms.Form):
    """Which way customers went, and the page of their list."""

    before = forms.ChoiceField(required=False, choices=[("", _("any")), *Tier.choices])
    after = forms.ChoiceField(required=False, choices=[("", _("any")), *Tier.choices])
    page = forms.IntegerField(required=False, min_value=1, max_value=200)

    @property
    def number(self) -> int:
        return int(self.cleaned_data["page"] or 1)


class BoardForm(forms.Form):
    """The branch and the month of the migration board."""

    branch = forms.CharField(label=_("Branch"), required=False, max_length=20, validators=[_BRANCH])
    month = forms.DateField(label=_("Month"), required=False)


class BoardMovesForm(MovesForm):
    """One cell of the migration board."""

    branch = forms.CharField(required=False, max_length=20, validators=[_BRANCH])
    month = forms.DateField()


class RehearseForm(forms.Form):
    uid = forms.UUIDField(widget=forms.HiddenInput)
