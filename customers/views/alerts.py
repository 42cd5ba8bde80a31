"""What has to be done about customers: the list, one alert with what was done about it, and its panels."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from customers.actions import alerts as actions
from customers.choices import AlertOutcome, LeavingReason, RetentionWay
from customers.forms.alerts import AlertFilterForm, CloseForm, GiveForm, RetentionForm
from customers.models import Alert
from customers.permissions import alerts as permissions
from customers.permissions import customer_data
from customers.queries import alert_lists, stages
from customers.queries import alerts as queries
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation import htmx
from organisation.concurrency import Changed, say_changed
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.scoping import Reach, Subject, get_visible_or_404, scope_of

LIST, PAGE = "customers/alerts/list.html", "customers/alerts/alert.html"


@requires(Permission.ALERT_VIEW)
@require_safe
@with_sight
def index(request: StaffRequest, sight: Sight) -> HttpResponse:
    """What is to be done in the reader's scope, the soonest first; htmx gets the table only."""
    form = AlertFilterForm.read(request.GET)
    context = {
        "form": form,
        "sight": sight,
        "load": alert_lists.load(sight),
        "may_review": permissions.may_review(request.user),
        "several": scope_of(request.user, Subject.CUSTOMER).reach > Reach.OWN,
    }
    if not form.is_valid():
        return htmx.invalid(request, LIST, context, part="list")
    wanted = form.wanted()
    page = alert_lists.page(sight, wanted, form.number)
    context |= {"wanted": wanted, "page": page, "links": form.links(page)}
    return htmx.page(request, LIST, context, part="list")


def _seen(request: StaffRequest, pk: int) -> Alert:
    rows = Alert.objects.visible_to(request.user).select_related(
        "customer", "customer__home_branch", "owner", "closed_by", "raised_by"
    )
    return get_visible_or_404(rows, request.user, pk=pk)


def _page(request: StaffRequest, sight: Sight, found: Alert, status: int = 200, **forms: Any) -> HttpResponse:
    """The alert with its forms; the one that was sent back keeps what was typed."""
    context = {
        "alert": queries.row_of(sight, found),
        "said": sight.note(found.said),
        "note": sight.note(found.note),
        "closed_by": found.closed_by,
        "raised_by": found.raised_by,
        "attempts": queries.attempts(sight, found),
        "standing": stages.standing(sight, found.customer),
        "may_handle": permissions.may_handle(alert=found, staff=request.user),
        "may_give": permissions.may_give(alert=found, staff=request.user),
        "close_form": CloseForm(initial={"version": found.version}, kind=found.kind),
        "retention_form": _retention_form(found),
        "give_form": _give_form(found),
        "sight": sight,
        **forms,
    }
    return render(request, PAGE, context, status=status)


def _retention_form(found: Alert, data: QueryDict | None = None) -> RetentionForm:
    return RetentionForm(data, since=found.raised_on, today=timezone.localdate())


def _give_form(found: Alert, data: QueryDict | None = None) -> GiveForm:
    people = queries.hands(found.customer, timezone.localdate())
    return GiveForm(data, people=people, initial={"version": found.version})


@requires(Permission.ALERT_VIEW)
@require_safe
@with_sight
def alert(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """One alert: the evidence, what was done, what may be done."""
    return _page(request, sight, _seen(request, pk))


def _stale(request: StaffRequest, sight: Sight, pk: int, **forms: Any) -> HttpResponse:
    """Somebody was faster: the alert as it is now, with what was typed still in the form."""
    (form,) = forms.values()
    now = _seen(request, pk)
    why = _("Somebody changed this alert since you opened it. Look at it as it is now and send again.")
    say_changed(form, why, version=now.version)
    return _page(request, sight, now, htmx.UNPROCESSABLE, **forms)


@requires(Permission.ALERT_HANDLE)
@require_POST
@with_sight
def close(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """Say how it ended."""
    found = _seen(request, pk)
    permissions.may_handle(alert=found, staff=request.user).enforce()
    form = CloseForm(request.POST, kind=found.kind)
    if not form.is_valid():
        return _page(request, sight, found, htmx.UNPROCESSABLE, close_form=form)
    typed = form.cleaned_data
    reason = LeavingReason(typed["reason"]) if typed["reason"] else None
    said = {"outcome": AlertOutcome(typed["outcome"]), "reason": reason, "note": typed["note"]}
    try:
        actions.close(alert=found, version=typed["version"], by=request.user, at=timezone.now(), **said)
    except Changed:
        return _stale(request, sight, pk, close_form=form)
    messages.success(request, _("The alert is closed."))
    return htmx.redirect(request, "customers:alerts")


@requires(Permission.ALERT_HANDLE)
@require_POST
@with_sight
def retain(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """Record an attempt to keep the customer."""
    found = _seen(request, pk)
    permissions.may_handle(alert=found, staff=request.user).enforce()
    form = _retention_form(found, request.POST)
    if not form.is_valid():
        return _page(request, sight, found, htmx.UNPROCESSABLE, retention_form=form)
    typed = {
        **form.cleaned_data,
        "way": RetentionWay(form.cleaned_data["way"]),
        "reason": LeavingReason(form.cleaned_data["reason"]),
    }
    actions.retain(alert=found, by=request.user, at=timezone.now(), **typed)
    messages.success(request, _("The attempt is recorded."))
    return htmx.redirect(request, "customers:alert", pk)


@requires(Permission.ASSIGNMENT_DECIDE)
@require_POST
@with_sight
def give(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """The head chooses who acts, among those who look after the customer."""
    found = _seen(request, pk)
    permissions.may_give(alert=found, staff=request.user).enforce()
    form = _give_form(found, request.POST)
    if not form.is_valid():
        return _page(request, sight, found, htmx.UNPROCESSABLE, give_form=form)
    to, version = form.people[form.cleaned_data["to"]], form.cleaned_data["version"]
    try:
        actions.give(alert=found, version=version, to=to, by=request.user, at=timezone.now())
    except Changed:
        return _stale(request, sight, pk, give_form=form)
    messages.success(request, _("%(name)s acts on this alert now.") % {"name": to.name})
    return htmx.redirect(request, "customers:alert", pk)


@requires(Permission.ALERT_VIEW)
@require_safe
@with_sight
def panel(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The alerts that are due first, for the workbench."""
    context = {"rows": alert_lists.next_due(sight), "load": alert_lists.load(sight)}
    return render(request, "customers/alerts/panel.html", context)


@requires(Permission.ALERT_VIEW)
@require_safe
@with_sight
def of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """The customer's stage and what is open about them, for their page."""
    found = visible(request, customer_no)
    context = {
        "customer_no": customer_no,
        "rows": queries.open_alerts(sight, found),
        "standing": stages.standing(sight, found),
        "may_record": permissions.may_record(request.user),
        "shows_amounts": bool(customer_data.may_see_assets(request.user)),
    }
    return render(request, "customers/alerts/of_customer.html", context)
