"""The index of files: which are to be completed, checked, or rest on an expiring document."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.forms.archive import FilesForm
from customers.queries import files
from customers.queries.sight import Sight
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission

ON_PANEL = 8


@requires(Permission.ARCHIVE_EDIT)
@require_safe
@with_sight
def archive(request: StaffRequest, sight: Sight) -> HttpResponse:
    form = FilesForm(request.GET)
    if not form.is_valid():
        return htmx.invalid(
            request, "customers/archive/files.html", {"form": form, "sight": sight}, part="list"
        )
    query = request.GET.copy()
    query.pop("page", None)
    found = files.files(sight, form.wanted())
    context = {"form": form, "found": found, "sight": sight}
    if found.page > 1:
        context["previous"] = _page(query, found.page - 1)
    if found.more:
        context["next"] = _page(query, found.page + 1)
    return htmx.page(request, "customers/archive/files.html", context, part="list")


def _page(query: QueryDict, page: int) -> str:
    address = query.copy()
    address["page"] = str(page)
    return f"?{address.urlencode()}"


@requires(Permission.ARCHIVE_EDIT)
@require_safe
@with_sight
def panel(request: StaffRequest, sight: Sight) -> HttpResponse:
    """For the workbench: the largest customers whose file lacks something."""
    context = {"waiting": files.waiting(sight, size=ON_PANEL)}
    return render(request, "customers/archive/panel_files.html", context)
