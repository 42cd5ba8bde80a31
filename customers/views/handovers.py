"""Handovers: what is open, opening one, calling it off, and what a customer went through."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import handover as actions
from customers.actions.handover import Opening
from customers.forms.handover import HandoverFilterForm, HandoverForm
from customers.models import Handover, HandoverPart
from customers.permissions import handover as permissions
from customers.queries import handover as queries
from customers.queries import handover_of_staff as of_person
from customers.views.detail import visible
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.models import Staff
from organisation.paging import PAGE_ROWS, page_of
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

READ_WRITE = ["GET", "HEAD", "POST"]


@requires(Permission.HANDOVER_VIEW)
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """What waits for the reader, the handovers in scope, and custody."""
    form = HandoverFilterForm.read(request.GET)
    if not form.is_valid():
        raise Http404("no such list")
    today = timezone.localdate()
    page = page_of(queries.handovers(request.user, **form.wanted()), form.number)
    context = {
        "form": form,
        "page": page,
        "rows": [queries.row_of(row) for row in page.rows],
        "links": form.links(page),
        "parts": queries.parts_for(request.user),
        "custodies": queries.custodies(request.user, on=today),
        "most": PAGE_ROWS,
        "past": queries.custodies(request.user, on=today, past=True)[: queries.SHOWN],
        "may_open": permissions.may_hand_over(request.user),
        "may_decide": permissions.may_divide(request.user),
    }
    return htmx.page(request, "customers/handover/list.html", context, part="list")


@requires(Permission.HANDOVER_OPEN)
@require_http_methods(READ_WRITE)
def new(request: StaffRequest) -> HttpResponse:
    """Open a handover of one's own customers, or as the head of somebody else's."""
    today = timezone.localdate()
    people = queries.people_to_choose(request.user, today)
    asked = {name: request.GET.get(name, "") for name in ("cause", "away_from", "away_until")}
    asked |= {"giver": request.GET.get("giver", request.user.staff_no), "starts_on": str(today)}
    form = HandoverForm(request.POST or None, people=people, initial=asked)
    if request.method == "POST" and form.is_valid():
        made = _open(request, form)
        if made is not None:
            return htmx.redirect(request, "customers:handover", made.pk)
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return htmx.page(request, "customers/handover/new.html", {"form": form}, status=status)


def _open(request: StaffRequest, form: HandoverForm) -> Handover | None:
    """The handover, also where one of the person is open already; or None with what stands against it in the form."""
    values = form.values
    giver = values.pop("giver")
    verdict = permissions.may_open(request.user, giver, values["cause"])
    if not verdict:
        form.add_error("cause", verdict.reason)
        return None
    uid, now, opening = form.cleaned_data["uid"], timezone.now(), Opening(**values)
    verdict = actions.absence_verdict(opening, timezone.localdate(now))
    if not verdict:
        form.add_error("away_until", verdict.reason)
        return None
    try:
        return actions.open_handover(giver=giver, opening=opening, by=request.user, at=now, uid=uid)
    except actions.AlreadyOpen as found:
        messages.warning(request, _("A handover of this person is open already; here it is."))
        return found.other
    except actions.NothingToHandOver:
        form.add_error("giver", _("This person looks after nobody, so there is nothing to hand over."))
        return None


def found_handover(request: StaffRequest, pk: int) -> Handover:
    parts = Prefetch("parts", HandoverPart.objects.visible_to(request.user).select_related("receiver"))
    shown = Handover.objects.visible_to(request.user).select_related("giver", "branch", "opened_by")
    rows = shown.prefetch_related(parts)
    return get_visible_or_404(rows, request.user, pk=pk)


@requires(Permission.HANDOVER_OPEN)
@require_POST
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Call the handover off; nothing has moved."""
    row = found_handover(request, pk)
    permissions.may_cancel(request.user, row).enforce()
    actions.cancel(handover=row, by=request.user, at=timezone.now())
    messages.success(request, _("The handover is cancelled; every customer stays where they are."))
    return htmx.redirect(request, "customers:handovers")


@requires(Permission.HANDOVER_VIEW)
@require_safe
def panel(request: StaffRequest) -> HttpResponse:
    """What waits for the reader, on the workbench."""
    today = timezone.localdate()
    context = {"waiting": queries.waiting(request.user, today), "today": today}
    return render(request, "customers/handover/panel.html", context)


@requires(Permission.HANDOVER_VIEW)
@require_safe
def of_customer(request: StaffRequest, customer_no: str) -> HttpResponse:
    """The handovers and custodies of one customer, and who has the credit."""
    found = visible(request, customer_no)
    today = timezone.localdate()
    context = {
        "past": queries.past_of(found, request.user),
        "credit": queries.credit_of(found, today),
        "today": today,
    }
    return render(request, "customers/handover/of_customer.html", context)


@requires(Permission.STAFF_VIEW)
@require_safe
def of_staff(request: StaffRequest, staff_no: str) -> HttpResponse:
    """A panel on a person's page: what becomes of the customers, in numbers; no customer is named."""
    person: Staff = get_visible_or_404(Staff, request.user, staff_no=staff_no)
    found = of_person.standing(request.user, person, timezone.localdate())
    context = {
        "person": person,
        "standing": found,
        "opens": found.reachable and Permission.HANDOVER_VIEW in request.user.permissions,
    }
    return render(request, "customers/handover/of_staff.html", context)
