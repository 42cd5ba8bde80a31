"""Around the alerts: an event recorded by hand, the customer's stage, and the register."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import alerts as actions
from customers.choices import FlagKind, LifecycleStage
from customers.forms.alerts import EventForm, MovementsForm, StageForm
from customers.models import Customer
from customers.permissions import alerts as permissions
from customers.queries import alert_lists, stages
from customers.queries.register_fields import MOVEMENTS
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from customers.views.registers import RegisterPage
from organisation import htmx
from organisation.concurrency import Changed, say_changed
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission

FORMS = ["GET", "HEAD", "POST"]


@requires(Permission.ALERT_HANDLE)
@require_http_methods(FORMS)
@with_sight
def event(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """Record a movement or closure that the customer announced, or that was seen at the counter."""
    found = visible(request, customer_no)
    permissions.may_record(request.user).enforce()
    form = EventForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if form.is_bound and form.is_valid():
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
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "customer_no": customer_no, "name": sight.name(found.name)}
    return render(request, "customers/alerts/event.html", context, status=status)


@requires(Permission.ALERT_VIEW)
@require_http_methods(FORMS)
@with_sight
def stage(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """Where the customer stands, what the bank does there, how they came to it; a person may judge anew."""
    found = visible(request, customer_no)
    seen = stages.standing(sight, found)
    form = StageForm(request.POST if request.method == "POST" else None, stage=seen.stage)
    if form.is_bound:
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
    status = htmx.UNPROCESSABLE if form.is_bound else 200
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


def _period(form: MovementsForm) -> list[str]:
    wanted = form.wanted()
    return [_("From %(since)s to %(until)s") % {"since": wanted.since, "until": wanted.until}]


REGISTER = RegisterPage(
    book=MOVEMENTS,
    form=MovementsForm,
    rows=lambda sight, form, most: alert_lists.register(sight, form.wanted(), most),
    files="customers:alert_register_export",
    state=gettext_lazy(
        "Large outflows, falling averages, closures and maturities not renewed, with what was done and what came of it."
    ),
    beside=("customers:alerts", gettext_lazy("Alerts")),
    nothing=gettext_lazy("No movement or closure in this period"),
    hint=gettext_lazy(
        "Lines come from the rules of the night and from events that people record on a customer's page."
    ),
    about=_period,
)


@requires(Permission.ALERT_VIEW)
@require_safe
@with_sight
def register(request: StaffRequest, sight: Sight) -> HttpResponse:
    """《优质客户异动销户记录表》 of the reader's scope."""
    return REGISTER.page(request, sight)


@requires(Permission.CUSTOMER_EXPORT)
@require_POST
@with_sight
def register_export(request: StaffRequest, sight: Sight, kind: str) -> HttpResponse:
    """The register as a file, put on record."""
    return REGISTER.file(request, sight, kind)
