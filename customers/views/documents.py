"""Documents of a customer's file: put in, listed, taken out with a reason, withdrawn."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.actions import archive as actions
from customers.choices import DocumentType, RetrievalReason, UploadProblem
from customers.forms.archive import DocumentForm, TakeForm, WithdrawForm
from customers.models import Document
from customers.permissions import archive as permissions
from customers.policies import DOCUMENTS, REVEAL
from customers.queries import documents as queries
from customers.queries.sight import Sight
from customers.rules.archive import CONTENT_TYPES, ENDINGS
from customers.views.archive import back
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404

NAME_LENGTH = 120


@requires(Permission.DOCUMENT_VIEW)
@require_safe
@with_sight
def of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    context = {
        "customer_no": customer_no,
        "rows": queries.documents(sight, found),
        "may_edit": permissions.may_edit(request.user),
    }
    return render(request, "customers/archive/panel_documents.html", context)


def plain_name(name: str, ending: str) -> str:
    """A name that no system reads as a path or as another type of file."""
    stem = PurePath(name.replace("\\", "/")).stem
    kept = "".join(one for one in stem if one.isprintable() and one not in '/:*?"<>|').strip(". ")
    return f"{kept[:NAME_LENGTH] or 'document'}.{ending}"


@requires(Permission.ARCHIVE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def document_new(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    """The bytes stay in memory until they are sealed; what is too large never gets that far."""
    found = visible(request, customer_no)
    permissions.may_edit(request.user).enforce()
    policy = DOCUMENTS.on(timezone.localdate())
    form = DocumentForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    context = {"form": form, "customer_no": customer_no, "policy": policy}
    if request.method == "POST" and _dropped(request):
        form.errors["file"] = form.error_class([str(UploadProblem.TOO_LARGE.label)])
    if request.method != "POST" or not form.is_valid():
        status = htmx.UNPROCESSABLE if form.is_bound else 200
        return render(request, "customers/archive/document_new.html", context, status=status)
    uid, values = form.cleaned_data["uid"], form.values
    file: UploadedFile = values.pop("file")
    kept = actions.keep_document(
        customer=found,
        uid=uid,
        data=file.read(policy.largest + 1),
        values=values | {"name": str(file.name or "")[-NAME_LENGTH:]},
        policy=policy,
        by=request.user,
        at=timezone.now(),
    )
    if isinstance(kept, UploadProblem):
        form.add_error("file", str(kept.label))
        return htmx.invalid(request, "customers/archive/document_new.html", context)
    return back(request, customer_no, "documents")


def _dropped(request: StaffRequest) -> bool:
    """Whether the body was so large that the file in it was not kept."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


@requires(Permission.DOCUMENT_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def document(request: StaffRequest, sight: Sight, customer_no: str, pk: UUID) -> HttpResponse:
    """GET: what it is, and who took it out. POST: the document itself, with a reason, on record."""
    found = visible(request, customer_no)
    row: Document = get_visible_or_404(Document, request.user, uid=pk, customer=found)
    verdict = permissions.may_take(request.user, row)
    policy = REVEAL.on(timezone.localdate())
    if request.method == "POST":
        verdict.enforce()
    form = TakeForm(request.POST if request.method == "POST" else None, shortest=policy.reason_min_length)
    if form.is_valid():
        data = actions.take_document(
            document=row,
            reason=RetrievalReason(form.cleaned_data["reason"]),
            words=form.cleaned_data["words"],
            by=request.user,
            at=timezone.now(),
        )
        return _attached(row, data)
    context = {
        "form": form,
        "customer_no": customer_no,
        "paper": queries.papers(sight, [row])[0],
        "may_take": verdict,
        "may_withdraw": permissions.may_withdraw(request.user, row),
        "withdraw": WithdrawForm(),
        "register": queries.retrievals(sight, row),
    }
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return render(request, "customers/archive/document.html", context, status=status)


def _attached(row: Document, data: bytes) -> HttpResponse:
    """Always a file to keep, never a page to show, of the type that its bytes have."""
    response = HttpResponse(data, content_type=CONTENT_TYPES[DocumentType(row.type)])
    name = plain_name(row.name, ENDINGS[DocumentType(row.type)])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-SHA256"] = row.sha256
    return response


@requires(Permission.ARCHIVE_EDIT)
@require_POST
def document_withdraw(request: StaffRequest, customer_no: str, pk: UUID) -> HttpResponse:
    found = visible(request, customer_no)
    row: Document = get_visible_or_404(Document, request.user, uid=pk, customer=found)
    permissions.may_withdraw(request.user, row).enforce()
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "customer_no": customer_no, "pk": pk}
        return htmx.invalid(request, "customers/archive/document_withdraw.html", context)
    actions.withdraw_document(
        document=row, reason=form.cleaned_data["why"], by=request.user, at=timezone.now()
    )
    return back(request, customer_no, "documents")
