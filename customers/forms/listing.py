"""What an address of the customer list may carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.choices import Tier
from customers.forms.fields import AmountField
from customers.permissions import customer_data
from customers.queries import listing
from customers.queries.listing import NOBODY, ORDERS, ListFilter
from customers.queries.sight import Sight
from organisation.addresses import CodeField, KeysetForm

MOST_DAYS = 366
_PLAIN = RegexValidator(
    r"^[A-Za-z0-9]*\Z",
    _("Numbers, pinyin or initials. Names are looked up in the search box above."),
)
_CODE = RegexValidator(r"^[A-Za-z0-9]*\Z", _("Unknown number."))
COLUMNS = ("number", "tier", "aum", "average", "change", "maturity", "branch", "manager", "backup")


class ListForm(KeysetForm):
    """Everything that an address of the list may carry; other keys are ignored."""

    q = forms.CharField(
        label=_("Number, pinyin or initials"), required=False, max_length=30, validators=[_PLAIN]
    )
    tier = forms.MultipleChoiceField(label=_("Tier"), required=False, choices=Tier.choices)
    branch = CodeField(label=_("Branch"))
    manager = forms.CharField(label=_("Manager"), required=False, max_length=20)
    aum_from = AmountField(label=_("AUM from"), required=False)
    aum_to = AmountField(label=_("AUM to"), required=False)
    near = forms.BooleanField(label=_("Close to a line"), required=False)
    moved = forms.ChoiceField(
        label=_("Tier moved"),
        required=False,
        choices=[
            ("", _("any")),
            ("any", pgettext_lazy("tier", "Moved")),
            ("up", pgettext_lazy("tier", "Raised")),
            ("down", pgettext_lazy("tier", "Lowered")),
        ],
    )
    maturity = forms.IntegerField(
        label=_("Maturing within days"), required=False, min_value=0, max_value=MOST_DAYS
    )
    sort = forms.ChoiceField(
        required=False, choices=[(f"{sign}{key}", key) for key in ORDERS for sign in ("", "-")]
    )
    hide = forms.MultipleChoiceField(required=False, choices=[(name, name) for name in COLUMNS])

    def clean_manager(self) -> str:
        typed: str = self.cleaned_data["manager"]
        if typed != NOBODY:
            _CODE(typed)
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = cleaned.get("aum_from"), cleaned.get("aum_to")
        if low is not None and high is not None and low > high:
            self.add_error("aum_to", _("The upper amount is below the lower one."))
        if cleaned.get("after") and cleaned.get("before"):
            self.add_error(None, _("A page starts after a customer or ends before one, not both."))
        return cleaned

    def wanted(self) -> ListFilter:
        """The filter of a valid form."""
        given = self.cleaned_data
        return ListFilter(
            tiers=tuple(given["tier"]),
            branch=given["branch"],
            manager=given["manager"],
            aum_from=given["aum_from"],
            aum_to=given["aum_to"],
            near=given["near"],
            moved=given["moved"],
            maturity_days=given["maturity"],
            q=given["q"],
        )


class SavedViewForm(forms.Form):
    name = forms.CharField(label=_("Name of the view"), max_length=60)


@dataclass(frozen=True, slots=True)
class Asked:
    """A valid address of the list."""

    wanted: ListFilter
    sort: str
    after: str
    before: str
    hidden: frozenset[str]


def asked(sight: Sight, form: ListForm) -> Asked:
    """What a valid form asks for. Refused (403) when it filters or sorts by a column not seen in full."""
    wanted = form.wanted()
    sort = form.cleaned_data["sort"] or listing.default_order(sight)
    order = ORDERS[sort.removeprefix("-")]
    columns = wanted.columns | ({order.column} if order.column else set())
    customer_data.may_filter(sight.staff, columns).enforce()
    if not listing.may_order(sight, sort.removeprefix("-"), wanted.narrow):
        sort = listing.default_order(sight)
    data = form.cleaned_data
    return Asked(wanted, sort, data["after"], data["before"], frozenset(data["hide"]))
