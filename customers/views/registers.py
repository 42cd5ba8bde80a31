"""What the pages of all registers do alike: rows under a filter, who may take them along, the file put on record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from customers.exports_register import register_file
from customers.permissions import customer_data
from customers.queries.registers import Book, Row, table
from customers.queries.sight import Sight
from customers.views.taking import Named, beyond, take
from organisation import exports, htmx
from organisation.addresses import AddressForm
from organisation.guards import StaffRequest
from organisation.permissions import may_see_presets

TEMPLATE = "customers/registers/register.html"
SHOWN_ROWS = 200
Asked = TypeVar("Asked", bound=AddressForm)
Words = str | Promise


@dataclass(frozen=True, slots=True)
class RegisterPage(Generic[Row, Asked]):
    """A register that is narrowed to a page: `rows` reads at most so many of what a valid form asks for; `beside` is
    the page that stands above or beside it (route and words); `nothing` and `hint` say that it is empty, and what
    comes there; `about` says in its file what it was narrowed to."""

    book: Book[Row]
    form: type[Asked]
    rows: Callable[[Sight, Asked, int], Sequence[Row]]
    files: str
    state: Words
    beside: tuple[str, Words]
    nothing: Words
    hint: Words
    about: Callable[[Asked], Sequence[str]] = lambda _form: ()

    def page(self, request: StaffRequest, sight: Sight) -> HttpResponse:
        form = self.form.read(request.GET)
        context = {"register": self, "form": form, "most": SHOWN_ROWS, **around(request, form)}
        if not form.is_valid():
            return htmx.invalid(request, TEMPLATE, context, part="list")
        rows = self.rows(sight, form, SHOWN_ROWS + 1)
        context |= {"table": table(sight, self.book, rows[:SHOWN_ROWS]), "more": len(rows) > SHOWN_ROWS}
        return htmx.page(request, TEMPLATE, context, part="list")

    def file(self, request: StaffRequest, sight: Sight, kind: str) -> HttpResponse:
        form = self.form.read(request.GET)
        if not form.is_valid():
            raise Http404("no such file")
        rows = self.rows(sight, form, beyond(sight))
        about = self.about(form)
        return take_register(request, sight, kind, self.book, rows, query=form.query, about=about)


def around(request: StaffRequest, form: AddressForm) -> dict[str, Any]:
    """What the page of a register needs beside its rows."""
    return {
        "kinds": exports.KINDS,
        "query": form.query,
        "may_export": customer_data.may_export(request.user),
        "may_see_presets": may_see_presets(request.user),
    }


def take_register(
    request: StaffRequest,
    sight: Sight,
    kind: str,
    book: Book[Row],
    rows: Sequence[Row],
    *,
    query: str,
    about: Sequence[str] = (),
) -> HttpResponse:
    """The register as a file; `about` says in it what it was narrowed to."""

    def write(rows: Sequence[Row], taken: str) -> Named:
        written = register_file(sight, table(sight, book, rows), kind, taken, about)
        return Named(written, [book.number(row) for row in rows])

    title = str(book.register.label)
    purpose = _("keeping the register")
    return take(
        request, sight, kind, rows, write, query=query, title=title, purpose=purpose, called=book.called
    )
