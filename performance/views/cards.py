"""The list of provisional scores, one card with its receipts, its chart, and its replay."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.permissions import may_see_presets
from organisation.queries import night_read_by
from organisation.roles import Permission
from organisation.scoping import Reach, Subject, get_visible_or_404, scope_of
from performance import actions
from performance.forms import CardFilterForm, ReplayForm
from performance.models import Scorecard, ScoreLine
from performance.queries import cards as reads
from performance.queries.movement import movement
from performance.queries.sources import SHOWN, behind
from performance.showing import finding, line_view, line_views, move_view


@requires(Permission.SCORE_VIEW)
@require_safe
def scores(request: StaffRequest) -> HttpResponse:
    """The cards of the published night in scope; somebody who sees only their own gets it at once."""
    night = night_read_by(request.user)
    if scope_of(request.user, Subject.STAFF).reach is Reach.OWN:
        own = reads.own_card(request.user, night)
        if own is not None:
            return htmx.redirect(request, "performance:card", own.pk)
    form = CardFilterForm.read(request.GET)
    wanted = form.wanted()
    seen = reads.current(request.user, night)
    rows = reads.filtered(seen, wanted)
    place = form.cleaned_data
    found = reads.page(rows, wanted.sort, after=place["after"], before=place["before"])
    context = {
        "form": form,
        "sort": wanted.sort,
        "page": found,
        "links": form.links(found),
        "totals": reads.totals(rows),
        "missing": reads.missing_lines(rows)[:2],
        "offices": [] if htmx.is_partial(request) else reads.offices(request.user),
    }
    return htmx.page(request, "performance/scores.html", context, part="list")


def _card(request: StaffRequest, pk: int) -> Scorecard:
    return get_visible_or_404(reads.in_full(), request.user, pk=pk)


@requires(Permission.SCORE_VIEW)
@require_safe
def card(request: StaffRequest, pk: int) -> HttpResponse:
    """One card: the receipt of each line, the outcome that it would propose, what moved, the versions used."""
    return htmx.page(request, "performance/card.html", _card_context(request, _card(request, pk)))


def _card_context(request: StaffRequest, found: Scorecard) -> dict[str, Any]:
    views = line_views(found)
    compared = reads.comparison(found)
    return {
        "card": found,
        "lines": views,
        "scored": any(view.points is not None for view in views),
        "peers": reads.peers(found),
        "most": found.total + found.open_points,
        "finding": finding(views),
        "comparison": compared,
        "moves": [move_view(move) for move in compared.moves] if compared else [],
        "versions": reads.versions_of(found),
        "may_see_presets": may_see_presets(request.user),
        "form": ReplayForm(),
    }


@requires(Permission.SCORE_VIEW)
@require_safe
def line(request: StaffRequest, pk: int, item: str) -> HttpResponse:
    """The rows behind one line, as far as the reader may see them; asked for when the receipt is opened."""
    found = _card(request, pk)
    row = get_visible_or_404(ScoreLine, request.user, card=found, item=item)
    context = {
        "card": found,
        "line": line_view(row),
        "behind": behind(request.user, found, row),
        "shown": SHOWN,
    }
    return htmx.page(request, "performance/line.html", context, part="rows")


@requires(Permission.SCORE_VIEW)
@require_safe
def moved(request: StaffRequest, pk: int, item: str) -> HttpResponse:
    """The rows that moved one line since the previous business date; asked for when the move is opened."""
    found = _card(request, pk)
    row = get_visible_or_404(ScoreLine, request.user, card=found, item=item)
    compared = reads.comparison(found)
    if compared is None:
        raise Http404("there is no earlier card")
    context = {
        "card": found,
        "line": line_view(row),
        "previous": compared.previous,
        "movement": movement(request.user, found, row, compared.previous),
        "openable": Permission.CUSTOMER_VIEW in request.user.permissions,
    }
    return htmx.page(request, "performance/moved.html", context, part="rows")


@requires(Permission.SCORE_VIEW)
@require_safe
def chart(request: StaffRequest, pk: int) -> HttpResponse:
    """Points of each item beside the points at its target, for the chart of the card."""
    views = line_views(_card(request, pk))
    return JsonResponse(
        {
            "type": "ranking",
            "x": [view.name for view in views],
            "unit": _("points"),
            "series": [
                {
                    "name": _("Points"),
                    "data": [None if view.points is None else str(view.points) for view in views],
                },
                {"name": _("Points at the target"), "data": [str(view.base) for view in views]},
            ],
        }
    )


@requires(Permission.SCORE_VIEW)
@require_POST
def replay(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the card again from what it keeps, and show the result in its place on the page."""
    found = _card(request, pk)
    form = ReplayForm(request.POST)
    if not form.is_valid():
        return htmx.invalid(request, "performance/card.html", _card_context(request, found), part="replay")
    result = actions.replay_card(
        card=found, from_source=form.cleaned_data["from_source"], by=request.user, at=timezone.now()
    )
    context = {**_card_context(request, found), "form": form, "replayed": result}
    return htmx.page(request, "performance/card.html", context, part="replay")
