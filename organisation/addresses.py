"""What the address of a page may carry: the filter and the order of a list and the place in it, read by a form.

    class RadarForm(PagedForm):
        tier = forms.ChoiceField(required=False, ...)

        def wanted(self) -> RadarFilter:
            ...

    form = RadarForm.read(request.GET)
    if not form.is_valid():
        return htmx.invalid(request, TEMPLATE, {"form": form}, part="list")
    page = page_of(radar(sight, form.wanted()), form.number)
    context = {"form": form, "page": page, "links": form.links(page)}

Keys that the form does not know, and empty ones, do not count. The template shows the fields with
components/filters.html, what is wrong with them with components/filter_errors.html (422) and the links with
components/pagination.html. A list that people narrow by links alone is 404 at an address that cannot be read.
"""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, Self

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from organisation.paging import Page

MOST_PAGES = 10_000
LOOKS = {"checkbox": "form-check-input", "select": "form-select"}
LONGEST_NUMBER = 18  # digits of a key in the database at most


class NumberField(forms.Field):
    """A whole number from 1 on, such as the key of a row. Nobody types it, so what cannot be read is no mistake to
    be shown: it counts as `otherwise`."""

    widget = forms.HiddenInput

    def __init__(self, *, otherwise: int = 0) -> None:
        super().__init__(required=False)
        self.otherwise = otherwise

    def to_python(self, value: Any) -> int:
        text = "" if value is None else str(value)
        readable = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
        return (int(text) if readable else 0) or self.otherwise


class CodeField(forms.CharField):
    """The number of a branch or a person."""

    default_validators = [RegexValidator(r"^[A-Za-z0-9]*\Z", _("Unknown number."))]

    def __init__(self, *, label: Any = None) -> None:
        super().__init__(label=label, required=False, max_length=20)


class AddressForm(forms.Form):
    """The form of an address. Of those that narrow a list `wanted()` says what a valid one asks for."""

    place: ClassVar[frozenset[str]] = frozenset()  # the fields that say where in the list the page begins

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for bound in self.visible_fields():
            bound.field.widget.attrs.setdefault("class", LOOKS.get(bound.widget_type, "form-control"))

    @classmethod
    def read(cls, query: QueryDict, **options: Any) -> Self:
        return cls(known(cls, query), **options)

    @property
    def query(self) -> str:
        """The address without the place in the list: of a file of it, a saved view, another list of the same."""
        return self._elsewhere().urlencode()

    @property
    def filtered(self) -> bool:
        """Whether the address asks for anything but an order and a place."""
        return bool(set(self.data) - self.place - {"sort"})

    def at(self, **place: Any) -> str:
        """The same list at another place, as a link."""
        there = self._elsewhere()
        for name, value in place.items():
            there[name] = str(value)
        return f"?{there.urlencode()}"

    @property
    def address(self) -> QueryDict:
        """All of the address that the form knows."""
        read: Any = self.data
        found: QueryDict = read.copy()
        return found

    def _elsewhere(self) -> QueryDict:
        kept = self.address
        for name in self.place:
            kept.pop(name, None)
        return kept


class PagedForm(AddressForm):
    """The address of a list that is read page by page."""

    place = frozenset({"page"})
    page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES, widget=forms.HiddenInput)

    @property
    def number(self) -> int:
        """The page asked for; the first one too where the address cannot be read."""
        return int(self.cleaned_data.get("page") or 1)

    def links(self, page: Page[Any]) -> dict[str, str]:
        """The addresses of the pages before and after this one, empty where there is none."""
        return {
            "before": self.at(page=page.number - 1) if page.number > 1 else "",
            "after": self.at(page=page.number + 1) if page.more else "",
        }


class Beside(Protocol):
    """A page read from a row on: the rows from which the pages beside it start, empty where there is none."""

    @property
    def before(self) -> str | int: ...

    @property
    def after(self) -> str | int: ...


class KeysetForm(AddressForm):
    """The address of a list that begins after a row or ends before one, which stays quick however long it is."""

    place = frozenset({"after", "before"})
    after: forms.Field = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    before: forms.Field = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def links(self, page: Beside) -> dict[str, str]:
        """The addresses of the pages before and after this one, empty where there is none."""
        return {
            "before": self.at(before=page.before) if page.before else "",
            "after": self.at(after=page.after) if page.after else "",
        }


def known(form: type[forms.Form], query: QueryDict) -> QueryDict:
    """The keys of an address that the form knows and that have a value, in the order of the form."""
    kept = QueryDict(mutable=True)
    for name in form.base_fields:
        if values := [value for value in query.getlist(name) if value]:
            kept.setlist(name, values)
    return kept
