"""Around the alerts: an event recorded by hand, the customer's stage, and the register."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import alerts as actions
from customers.choices import FlagKind, LifecycleStage
from customers.forms.alerts import EventForm, RegisterFilterForm, StageForm
from customers.models import Customer
from customers.permissions import alerts as permissions
from customers.queries import alert_lists, stages
from customers.queries.alert_lists import RegisterFilter
from customers.queries.register_fields import MOVEMENTS
from customers.queries.registers import table
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from customers.views.registers import around, as_file, most_rows
from organisation import htmx
from organisation.concurrency import Changed, say_changed
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.rules.periods import PeriodKind, containing

SHOWN_ROWS = 200
FORMS = ["GET", "HEAD", "POST"]


@requires(Permission.ALERT_HANDLE)
@require_http_methods(FORMS)
@with_sight
def event(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """Record a movement or closure that the customer announced, or that was seen at the counter."""
    found = visible(request, customer_no)
    permissions.may_record(request.user).enforce()
    form = EventForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        made = actions.raise_alert(
            customer=found,
            kind=FlagKind(typed["kind"]),
            evidence={"on": typed["on"].isoformat()},
            amount=typed["amount"],
            said=typed["said"],
            uid=typed["uid"],
            by=request.user,
            at=timezone.now(),
        )
        if made.uid != typed["uid"]:
            messages.info(request, _("An alert of this kind was open already; add what you know to it."))
        return htmx.redirect(request, "customers:alert", made.pk)
    status = htmx.UNPROCESSABLE if form.is_bound or request.method == "POST" else 200
    context = {"form": form, "customer_no": customer_no, "name": sight.name(found.name)}
    return render(request, "customers/alerts/event.html", context, status=status)


@requires(Permission.ALERT_VIEW)
@require_http_methods(FORMS)
@with_sight
def stage(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """Where the customer stands, what the bank does there, how they came to it; a person may judge anew."""
    found = visible(request, customer_no)
    seen = stages.standing(sight, found)
    form = StageForm(request.POST or None, stage=seen.stage)
    if request.method == "POST":
        permissions.may_record(request.user).enforce()
        if form.is_valid() and _stepped(request, sight, found, form):
            messages.success(request, _("The stage is changed."))
            return htmx.redirect(request, "customers:detail", customer_no)
    context = {
        "customer_no": customer_no,
        "name": sight.name(found.name),
        "standing": seen,
        "form": form,
        "may_judge": permissions.may_record(request.user),
        "stages": [(one, one == seen.stage) for one in LifecycleStage],
    }
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "customers/alerts/stage.html", context, status=status)


def _stepped(request: StaffRequest, sight: Sight, found: Customer, form: StageForm) -> bool:
    typed = form.cleaned_data
    try:
        actions.step(
            customer=found,
            shown=LifecycleStage(typed["shown"]),
            to=LifecycleStage(typed["to"]),
            words=typed["words"],
            by=request.user,
            at=timezone.now(),
        )
    except Changed:
        why = _("The customer came to another stage since you opened this page.")
        say_changed(form, why, shown=stages.standing(sight, found).stage)
        return False
    return True


def _asked(request: StaffRequest, day: date) -> RegisterFilterForm:
    """The quarter to date unless the address asks for another period."""
    given = request.GET.dict()
    quarter = containing(PeriodKind.QUARTER, day)
    return RegisterFilterForm({"since": quarter.first.isoformat(), "until": day.isoformat(), **given})


@requires(Permission.ALERT_VIEW)
@require_safe
@with_sight
def register(request: StaffRequest, sight: Sight) -> HttpResponse:
    """《优质客户异动销户记录表》 of the reader's scope."""
    form = _asked(request, timezone.localdate())
    context: dict[str, Any] = {"form": form, "sight": sight, **around(request)}
    if not form.is_valid():
        return htmx.invalid(request, "customers/alerts/register.html", context, part="list")
    rows = alert_lists.register(sight, RegisterFilter(**form.cleaned_data), SHOWN_ROWS + 1)
    shown = table(sight, MOVEMENTS, rows[:SHOWN_ROWS])
    context |= {"table": shown, "more": len(rows) > SHOWN_ROWS, "most": SHOWN_ROWS}
    return htmx.page(request, "customers/alerts/register.html", context, part="list")


@requires(Permission.CUSTOMER_EXPORT)
@require_POST
@with_sight
def register_export(request: StaffRequest, sight: Sight, kind: str) -> HttpResponse:
    """The register as a file, put on record."""
    form = _asked(request, timezone.localdate())
    if not form.is_valid():
        raise Http404("no such file")
    wanted = RegisterFilter(**form.cleaned_data)
    rows = alert_lists.register(sight, wanted, most_rows(sight) + 1)
    about = [_("From %(since)s to %(until)s") % {"since": wanted.since, "until": wanted.until}]
    numbers = [row.alert.number for row in rows]
    return as_file(request, sight, MOVEMENTS, rows, kind, called="movements", numbers=numbers, about=about)
