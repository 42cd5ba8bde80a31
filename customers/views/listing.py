"""The list of customers, its saved views and its file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.choices import Tier
from customers.forms.listing import COLUMNS, Asked, ListForm, SavedViewForm, asked
from customers.permissions import customer_data
from customers.permissions.segments import may_choose
from customers.queries import listing
from customers.queries.listing import ORDERS, ListFilter
from customers.queries.merged import not_in_the_night
from customers.queries.narrowing import narrowing
from customers.queries.sight import Sight
from customers.views.night import with_sight
from customers.views.taking import beyond, take_customers
from organisation import exports, htmx
from organisation.actions import delete_view, save_view
from organisation.guards import StaffRequest, requires
from organisation.masking import Column
from organisation.models import SavedView
from organisation.roles import Permission
from organisation.scoping import Reach, Subject, scope_of

PAGE = "customers:list"
TEMPLATE = "customers/customer_list.html"
LABELS = {
    "number": _("Customer number"),
    "tier": _("Tier"),
    "aum": _("AUM"),
    "average": _("Month average"),
    "change": _("Change (month)"),
    "maturity": _("Next maturity"),
    "branch": _("Branch"),
    "manager": _("Manager (A)"),
    "backup": _("Backup (B)"),
}
GROUPS = {
    "tier": Column.TIER,
    "aum": Column.ASSETS,
    "average": Column.ASSETS,
    "change": Column.ASSETS,
    "maturity": Column.ASSETS,
}


@requires(Permission.CUSTOMER_LIST)
@require_safe
@with_sight
def index(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The list; htmx gets the table only."""
    form = ListForm.read(request.GET)
    context = {"form": form, "sight": sight, **frame(form, sight)}
    if not htmx.is_partial(request):
        context["views"] = _views(request)
    if not form.is_valid():
        return htmx.invalid(request, TEMPLATE, context, part="list")
    context |= table(sight, form, asked(sight, form))
    response = htmx.page(request, TEMPLATE, context, part="list")
    if htmx.is_partial(request):
        response["HX-Push-Url"] = f"{request.path}?{form.address.urlencode()}"
    return response


def frame(form: ListForm, sight: Sight) -> dict[str, Any]:
    """What stands around the table. No query."""
    return {
        "query": form.query,
        "tiers": Tier.choices,
        "narrows": scope_of(sight.staff, Subject.CUSTOMER).reach > Reach.OWN,
        "column_choices": [(name, label) for name, label in LABELS.items() if _sees(sight, name)],
        "may_export": customer_data.may_export(sight.staff),
        "may_choose": may_choose(sight.staff),
        "may_measure": customer_data.may_measure_assets(sight.staff),
        "kinds": exports.KINDS,
        "by_name": sight.full(Column.NAME),
    }


def table(sight: Sight, form: ListForm, what: Asked) -> dict[str, Any]:
    """The table: a page of rows, count and sum, and by what it may be sorted. Three queries, four on a later page."""
    rows = listing.filtered(sight, what.wanted)
    page = listing.page(sight, rows, what.sort, after=what.after, before=what.before)
    first = page.rows[0].number if page.rows else ""
    return {
        "page": page,
        "merging": not_in_the_night(sight, [row.pk for row in page.rows]),
        # One look at the routes for all rows: customer numbers are codes that stand in an address as they are.
        "start": first and reverse("customers:detail", args=[first]).removesuffix(f"{first}/"),
        "totals": listing.totals(sight, rows, what.wanted),
        "links": form.links(page),
        "sort": what.sort,
        "sortable": {key for key in ORDERS if listing.may_order(sight, key, what.wanted.narrow)},
        "columns": {name for name in COLUMNS if _sees(sight, name)} - what.hidden,
        "hidden": what.hidden,
        "filtered": what.wanted != ListFilter(),
    }


def _sees(sight: Sight, name: str) -> bool:
    """Whether the reader's roles see a column of the table, full or masked. One branch needs no column."""
    if name == "branch":
        return sight.several_branches
    return name not in GROUPS or sight.sees(GROUPS[name])


def _views(request: StaffRequest) -> list[SavedView]:
    """The reader's own views; the scope of staff would show a head those of their people too."""
    return list(SavedView.objects.visible_to(request.user).filter(owner=request.user, page=PAGE))


@requires(Permission.CUSTOMER_LIST)
@require_safe
@with_sight
def choices(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The branches and managers to choose from, asked for by the filter once it is open."""
    form = ListForm.read(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"branch": "", "manager": ""}
    context = {"narrowing": narrowing(sight, chosen["branch"]), "chosen": chosen}
    return render(request, "customers/list_choices.html", context)


@requires(Permission.CUSTOMER_EXPORT)
@require_POST
@with_sight
def export(request: StaffRequest, sight: Sight, kind: str) -> HttpResponse:
    """The list of the address as a file, in its order, up to the preset's number of rows."""
    form = ListForm.read(request.GET)
    if not form.is_valid():
        raise Http404("no such file")
    what = asked(sight, form)
    rows = listing.in_order(listing.filtered(sight, what.wanted), what.sort)
    found = listing.read(sight, rows[: beyond(sight)])
    return take_customers(request, sight, kind, found, query=form.query, title=str(_("Customers")))


@requires(Permission.CUSTOMER_LIST)
@require_http_methods(["GET", "HEAD", "POST"])
def view_new(request: StaffRequest) -> HttpResponse:
    """The dialog that keeps the filters of the address under a name."""
    form = SavedViewForm(request.POST or None)
    address = ListForm.read(request.GET)
    query = address.query
    if request.method == "POST" and form.is_valid() and address.is_valid():
        name = form.cleaned_data["name"]
        save_view(owner=request.user, page=PAGE, name=name, query=query, at=timezone.now())
        return htmx.redirect(request, f"{reverse(PAGE)}?{query}")
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return render(request, "customers/view_new.html", {"form": form, "query": query}, status=status)


@requires(Permission.CUSTOMER_LIST)
@require_POST
def view_delete(request: StaffRequest, pk: int) -> HttpResponse:
    mine = SavedView.objects.visible_to(request.user).filter(owner=request.user, page=PAGE)
    delete_view(view=get_object_or_404(mine, pk=pk), by=request.user, at=timezone.now())
    return htmx.redirect(request, PAGE)
