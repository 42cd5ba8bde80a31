"""What people type on the pages of customers: shape only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinLengthValidator, RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers import permissions
from customers.choices import RevealField, RevealReason, Tier
from customers.queries import listing
from customers.queries.finding import LONGEST
from customers.queries.listing import NOBODY, ORDERS, ListFilter
from customers.queries.sight import Sight
from organisation.rules.numbers import NumberError, parse_decimal

MOST_DAYS = 366
_PLAIN = RegexValidator(
    r"^[A-Za-z0-9]*\Z",
    _("Numbers, pinyin or initials. Names are looked up in the search box above."),
)
_CODE = RegexValidator(r"^[A-Za-z0-9]*\Z", _("Unknown number."))
POSITION = ("after", "before")
COLUMNS = ("number", "tier", "aum", "average", "change", "maturity", "branch", "manager", "backup")


class AmountField(forms.Field):
    """Yuan with at most two places, by the one parser of amounts: ASCII digits, no separators, no exponent."""

    def to_python(self, value: Any) -> Any:
        typed = "" if value is None else str(value).strip()
        if typed == "":
            return None
        try:
            return parse_decimal(typed)
        except NumberError as error:
            raise forms.ValidationError(
                _("An amount in yuan is written like 200000 or 199999.99.")
            ) from error


class ListForm(forms.Form):
    """Everything that an address of the list may carry; other keys are ignored."""

    q = forms.CharField(
        label=_("Number, pinyin or initials"), required=False, max_length=30, validators=[_PLAIN]
    )
    tier = forms.MultipleChoiceField(label=_("Tier"), required=False, choices=Tier.choices)
    branch = forms.CharField(label=_("Branch"), required=False, max_length=20, validators=[_CODE])
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
    after = forms.CharField(required=False, max_length=30)
    before = forms.CharField(required=False, max_length=30)
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


class PeriodForm(forms.Form):
    """A period that has passed, its days both included."""

    start = forms.DateField(
        label=_("From"),
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
    )
    end = forms.DateField(
        label=_("To"),
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, latest: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.latest = latest
        for name in ("start", "end"):
            self.fields[name].widget.attrs["max"] = latest.isoformat()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("The period ends before it begins."))
        if end and end > self.latest:
            self.add_error("end", _("The period goes beyond the business date."))
        return cleaned


class SearchForm(forms.Form):
    """The one search box. Its text is posted: a name or number of a customer never stands in an address."""

    q = forms.CharField(required=False, max_length=LONGEST)


class RevealForm(forms.Form):
    """Which field, and why it has to be seen."""

    field = forms.ChoiceField(choices=RevealField.choices, widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *RevealReason.choices])
    words = forms.CharField(
        label=_("In words"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who asked, and for what."),
    )

    def __init__(self, *args: Any, shortest: int, **options: Any) -> None:
        super().__init__(*args, **options)
        words = self.fields["words"]
        words.validators.append(MinLengthValidator(shortest))


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


def given(query: QueryDict) -> QueryDict:
    """The known keys of an address that have a value, in the order of the form."""
    kept = QueryDict(mutable=True)
    for name in ListForm.base_fields:
        values = [value for value in query.getlist(name) if value]
        if values:
            kept.setlist(name, values)
    return kept


def without_position(query: QueryDict) -> str:
    """The filter, order and columns of an address, without the place in the list."""
    kept = given(query)
    for name in POSITION:
        kept.pop(name, None)
    return kept.urlencode()


def asked(sight: Sight, form: ListForm) -> Asked:
    """What a valid form asks for. Refused (403) when it filters or sorts by a column not seen in full."""
    wanted = form.wanted()
    sort = form.cleaned_data["sort"] or listing.default_order(sight)
    order = ORDERS[sort.removeprefix("-")]
    columns = wanted.columns | ({order.column} if order.column else set())
    permissions.may_filter(sight.staff, columns).enforce()
    if not listing.may_order(sight, sort.removeprefix("-"), wanted.narrow):
        sort = listing.default_order(sight)
    data = form.cleaned_data
    return Asked(wanted, sort, data["after"], data["before"], frozenset(data["hide"]))
