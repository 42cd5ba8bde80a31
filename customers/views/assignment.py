"""The queue of customers without a manager, and the head's decision on one customer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from customers.actions.assignment_adjust import give, set_status
from customers.choices import CustomerStatus, RelationshipRole
from customers.forms.assignment import EndForm, GiveForm, QueueForm, RoleForm, StatusForm
from customers.models import Customer
from customers.permissions import assignment as permits
from customers.permissions.offers import offers
from customers.queries import queue
from customers.queries.assignment import sizes
from customers.queries.candidates import candidates
from customers.queries.sight import Sight
from customers.views.night import with_sight
from organisation import htmx
from organisation.choices import Grade
from organisation.concurrency import Changed
from organisation.guards import StaffRequest, requires
from organisation.models import Staff
from organisation.queries import staff_by_no
from organisation.roles import Permission

PAGE = "customers/assignment/assign.html"


@requires(Permission.ASSIGNMENT_VIEW)
@require_safe
@with_sight
def index(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Who waits, the longest first, and how full the people of the branch are."""
    form = QueueForm.read(request.GET)
    if not form.is_valid():
        raise Http404("no such queue")
    asked = form.cleaned_data
    today = timezone.localdate()
    branches = queue.queue_branches(request.user)
    context: dict[str, Any] = {
        "sight": sight,
        "branches": branches,
        "branch": asked["branch"],
        "show": asked["show"],
        "decide": permits.may_decide(request.user),
    }
    if context["show"] == "backup":
        context["missing"] = queue.without_backup(sight, today)
    else:
        found = queue.queue(sight, today, branch=asked["branch"], after=asked["after"])
        context["queue"] = found
        context["links"] = {"after": found.following and form.at(after=found.following)}
    if not htmx.is_partial(request):
        posting = request.user.posting
        context["people"] = (
            candidates(branch=posting.branch, role=RelationshipRole.A, on=today) if posting else ()
        )
    return htmx.page(request, "customers/assignment/queue.html", context, part="list")


@requires(Permission.ASSIGNMENT_VIEW)
@require_safe
@with_sight
def panel(request: StaffRequest, sight: Sight) -> HttpResponse:
    """For the workbench: how many wait, and the longest waiting."""
    found = queue.queue(sight, timezone.localdate(), shown=5)
    return render(request, "customers/assignment/panel_unassigned.html", {"queue": found})


@requires(Permission.ASSIGNMENT_VIEW)
@require_safe
@with_sight
def assign(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """One customer: who has it, who may have it and what stands against the others."""
    customer = queue.in_reach(request.user, customer_no)
    return render(request, PAGE, _page(sight, customer, RoleForm.read(request.GET)))


@requires(Permission.ASSIGNMENT_DECIDE)
@require_POST
@with_sight
def assign_to(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """Give the customer to somebody."""
    customer = queue.in_reach(request.user, customer_no)
    form = GiveForm(request.POST)
    to = _person(form, customer) if form.is_valid() else None
    if form.is_valid() and _decided(form, give, customer=customer, to=to, by=request.user):
        return htmx.redirect(request, "customers:assign", customer.customer_no)
    return _again(request, sight, customer, give=form)


def _person(form: GiveForm, customer: Customer) -> Staff | None:
    """Whom the head chose, if it is somebody of the customer's branch who may take the customer; else the form says
    why not. Somebody of another branch is as unknown here as nobody."""
    today = timezone.localdate()
    found = staff_by_no(form.cleaned_data["to"])
    posting = found.posting if found is not None else None
    if (
        found is None
        or posting is None
        or posting.branch_id not in sizes([customer], today)[customer.pk].branches
    ):
        form.add_error("to", _("Choose one of the people offered."))
        return None
    verdict = permits.may_take(customer=customer, staff=found, role=form.cleaned_data["role"], on=today)
    if not verdict:
        form.add_error("to", verdict.reason)
    return found


@requires(Permission.ASSIGNMENT_DECIDE)
@require_POST
@with_sight
def assign_end(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """Take the customer from whoever has the role, and give it to nobody."""
    customer = queue.in_reach(request.user, customer_no)
    form = EndForm(request.POST)
    if form.is_valid() and _decided(form, give, customer=customer, to=None, by=request.user):
        return htmx.redirect(request, "customers:assign", customer.customer_no)
    return _again(request, sight, customer, end=form)


@requires(Permission.ASSIGNMENT_DECIDE)
@require_POST
@with_sight
def assign_status(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """Adjust the customer's status."""
    customer = queue.in_reach(request.user, customer_no)
    form = StatusForm(request.POST)
    if form.is_valid():
        form.cleaned_data["status"] = CustomerStatus(form.cleaned_data["status"])
        if _decided(form, set_status, customer=customer, by=request.user):
            return htmx.redirect(request, "customers:assign", customer.customer_no)
    return _again(request, sight, customer, status=form)


def _decided(form: Any, action: Any, **given: Any) -> bool:
    """Whether the decision was taken; not where somebody else decided since the page was opened."""
    values = {name: value for name, value in form.cleaned_data.items() if name not in given}
    try:
        action(at=timezone.now(), **values, **given)
    except Changed:
        form.add_error(
            None,
            _("Somebody decided since you opened this page. Look at what stands now, then decide again."),
        )
        return False
    return True


def _again(request: StaffRequest, sight: Sight, customer: Customer, **forms: Any) -> HttpResponse:
    context = _page(sight, customer, RoleForm.read(request.POST))
    for name, form in forms.items():
        form.data = form.data.copy()
        for field in ("holds", "was"):
            form.data[field] = context[name].initial.get(field, "")
        context[name] = form
    return htmx.invalid(request, PAGE, context)


def _page(sight: Sight, customer: Customer, role: str) -> dict[str, Any]:
    today = timezone.localdate()
    now = queue.standing(customer, today)
    size = sizes([customer], today)[customer.pk]
    running = now.holder(role)
    holds = running.pk if running else 0
    rows = candidates(branch=now.branch, role=role, on=today, customers=[customer])
    return {
        "sight": sight,
        "customer_no": customer.customer_no,
        "name": sight.name(customer.name),
        "now": now,
        "role": role,
        "roles": [(code, str(RelationshipRole(code).label)) for code in ("A", "B")],
        "running": running,
        "needs": Grade(size.required).label,
        "aum": sight.amount(size.aum),
        "days": (today - now.wait.since).days if now.wait else None,
        "offers": offers(sight, rows, size, role=role, on=today),
        "decide": permits.may_decide(sight.staff),
        "opens": bool(Customer.objects.visible_to(sight.staff).filter(pk=customer.pk).exists()),
        "give": GiveForm(auto_id=False, initial={"role": role, "holds": holds}),
        "end": EndForm(auto_id=False, initial={"role": role, "holds": holds}),
        "status": StatusForm(initial={"status": now.status, "was": now.status}),
    }
