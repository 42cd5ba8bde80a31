"""Paper contracts: asked for, handed out by their custodian, brought back, and the register of it all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import contracts as actions
from customers.choices import BorrowingStatus
from customers.forms.contracts import AskForm, BackForm, ContractsForm, DecideForm, ProlongForm
from customers.models import Borrowing
from customers.permissions import contracts as permissions
from customers.queries import contracts as queries
from customers.queries.register_fields import CONTRACTS
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from customers.views.registers import RegisterPage
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

ONE = "customers/registers/contract.html"
REGISTER = RegisterPage(
    book=CONTRACTS,
    form=ContractsForm,
    rows=lambda sight, form, most: queries.register(sight, limit=most, **form.cleaned_data),
    files="customers:contracts_export",
    state=_(
        "A signed contract leaves its custodian with consent only, and is back on the day that the custodian names."
    ),
    beside=("customers:retrievals", _("Documents taken out")),
    nothing=_("No contract here"),
    hint=_(
        "Contracts are asked for on a customer's page, under “Paper contracts”; what waits for the custodian and what"
        " is out stands here."
    ),
)


@requires(Permission.DOCUMENT_VIEW)
@require_safe
@with_sight
def index(request: StaffRequest, sight: Sight) -> HttpResponse:
    """合同/协议调阅登记: what is asked for and out, the overdue first."""
    return REGISTER.page(request, sight)


@requires(Permission.CUSTOMER_EXPORT)
@require_POST
@with_sight
def export(request: StaffRequest, sight: Sight, kind: str) -> HttpResponse:
    return REGISTER.file(request, sight, kind)


@requires(Permission.DOCUMENT_VIEW)
@require_safe
@with_sight
def of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    context = {
        "customer_no": customer_no,
        "rows": queries.of_customer(sight, found),
        "may_ask": permissions.may_ask(request.user),
    }
    return render(request, "customers/registers/panel_contracts.html", context)


@requires(Permission.ARCHIVE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: StaffRequest, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    permissions.may_ask(request.user).enforce()
    form = AskForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if form.is_valid():
        named, uid = form.cleaned_data["contract"], form.cleaned_data["uid"]
        there = permissions.is_there(queries.out_now(found.pk, named, besides=uid))
        if not there:
            form.add_error("contract", there.reason)
    if not form.is_valid():
        context = {"form": form, "customer_no": customer_no}
        status = htmx.UNPROCESSABLE if form.is_bound else 200
        return render(request, "customers/registers/contract_ask.html", context, status=status)
    given = dict(form.cleaned_data)
    made = actions.ask(customer=found, by=request.user, at=timezone.now(), **given)
    return htmx.redirect(request, "customers:contract", made.uid)


def _found(request: StaffRequest, pk: UUID) -> Borrowing:
    return get_visible_or_404(Borrowing, request.user, uid=pk)


def _elsewhere(row: Borrowing) -> Borrowing | None:
    """Who has the paper that this line asks for, while nobody has decided."""
    asked = row.status == BorrowingStatus.ASKED
    return queries.out_now(row.customer_id, row.contract) if asked else None


def _page(request: StaffRequest, sight: Sight, row: Borrowing, **forms: Any) -> HttpResponse:
    """The line with whatever its reader may do next; a form that was refused keeps what was typed."""
    today = timezone.localdate()
    blank: dict[str, Any] = {
        "deciding": DecideForm(today=today, initial={"due_on": row.wanted_until}),
        "prolonging": ProlongForm(today=today),
        "returning": BackForm(today=today, out_on=row.out_on),
    }
    context = {
        "row": queries.one(sight, row),
        "may_decide": permissions.may_decide(request.user, row),
        "may_lend": permissions.may_lend(request.user, row, _elsewhere(row)),
        "may_take_back": permissions.may_take_back(request.user, row),
        "may_withdraw": permissions.may_withdraw(request.user, row),
    }
    status = htmx.UNPROCESSABLE if forms else 200
    return render(request, ONE, context | blank | forms, status=status)


@requires(Permission.DOCUMENT_VIEW)
@require_safe
@with_sight
def contract(request: StaffRequest, sight: Sight, pk: UUID) -> HttpResponse:
    return _page(request, sight, _found(request, pk))


@requires(Permission.CONTRACT_KEEP)
@require_POST
@with_sight
def decide(request: StaffRequest, sight: Sight, pk: UUID) -> HttpResponse:
    """The custodian hands the contract out until a day, or says why not."""
    row, now = _found(request, pk), timezone.now()
    permissions.may_decide(request.user, row).enforce()
    form = DecideForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, sight, row, deciding=form)
    due_on, remark = form.cleaned_data["due_on"], form.cleaned_data["remark"]
    if form.lends:
        on = timezone.localdate()
        actions.lend(borrowing=row, due_on=due_on, remark=remark, by=request.user, at=now, on=on)
    else:
        actions.refuse(borrowing=row, remark=remark, by=request.user, at=now)
    return htmx.redirect(request, "customers:contract", pk)


@requires(Permission.CONTRACT_KEEP)
@require_POST
@with_sight
def prolong(request: StaffRequest, sight: Sight, pk: UUID) -> HttpResponse:
    row = _found(request, pk)
    permissions.may_take_back(request.user, row).enforce()
    form = ProlongForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, sight, row, prolonging=form)
    actions.prolong(borrowing=row, by=request.user, at=timezone.now(), **form.cleaned_data)
    return htmx.redirect(request, "customers:contract", pk)


@requires(Permission.CONTRACT_KEEP)
@require_POST
@with_sight
def take_back(request: StaffRequest, sight: Sight, pk: UUID) -> HttpResponse:
    row = _found(request, pk)
    permissions.may_take_back(request.user, row).enforce()
    form = BackForm(request.POST, today=timezone.localdate(), out_on=row.out_on)
    if not form.is_valid():
        return _page(request, sight, row, returning=form)
    actions.take_back(borrowing=row, by=request.user, at=timezone.now(), **form.cleaned_data)
    return htmx.redirect(request, "customers:contract", pk)


@requires(Permission.ARCHIVE_EDIT)
@require_POST
def withdraw(request: StaffRequest, pk: UUID) -> HttpResponse:
    row = _found(request, pk)
    permissions.may_withdraw(request.user, row).enforce()
    actions.withdraw(borrowing=row, by=request.user, at=timezone.now())
    return htmx.redirect(request, "customers:contract", pk)
