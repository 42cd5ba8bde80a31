"""The index of files: which are to be completed, checked, or rest on an expiring document."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.forms.archive import FilesForm
from customers.queries import files
from customers.queries.narrowing import branches_seen, with_depth
from customers.queries.sight import Sight
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.permissions import may_see_presets
from organisation.roles import Permission

ON_PANEL = 8
FILES = "customers/archive/files.html"


@requires(Permission.ARCHIVE_EDIT)
@require_safe
@with_sight
def index(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The index of files. For more than an outlet some of its lists ask for an outlet first."""
    form = FilesForm.read(request.GET)
    context: dict[str, Any] = {"form": form, "sight": sight}
    context["may_see_presets"] = may_see_presets(request.user)
    if not htmx.is_partial(request):
        context["branches"] = with_depth(branches_seen(request.user)) if sight.several_branches else ()
    if not form.is_valid():
        return htmx.invalid(request, FILES, context, part="list")
    wanted = form.wanted()
    if files.asks_for_an_outlet(sight, wanted):
        return htmx.page(request, FILES, context | {"choose": True}, part="list")
    found = files.files(sight, wanted, form.number)
    context |= {"found": found, "links": form.links(found.page)}
    return htmx.page(request, FILES, context, part="list")


@requires(Permission.ARCHIVE_EDIT)
@require_safe
@with_sight
def panel(request: StaffRequest, sight: Sight) -> HttpResponse:
    """For the workbench: the largest customers whose file lacks something."""
    context = {"waiting": files.waiting(sight, size=ON_PANEL)}
    return render(request, "customers/archive/panel_files.html", context)
