"""The register of documents taken out (调阅登记)."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from customers.forms.contracts import RetrievalsForm
from customers.queries import documents
from customers.queries.register_fields import RETRIEVALS
from customers.queries.sight import Sight
from customers.views.night import with_sight
from customers.views.registers import RegisterPage
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission

REGISTER = RegisterPage(
    book=RETRIEVALS,
    form=RetrievalsForm,
    rows=lambda sight, form, most: documents.taken(sight, limit=most, **form.cleaned_data),
    files="customers:retrievals_export",
    state=_("Who took which document of a customer's file, when and why."),
    beside=("customers:contracts", _("Contracts taken out")),
    nothing=_("No document was taken out"),
    hint=_("Whoever takes a document out of a file gives a reason; the line appears here."),
)


@requires(Permission.DOCUMENT_VIEW)
@require_safe
@with_sight
def index(request: StaffRequest, sight: Sight) -> HttpResponse:
    return REGISTER.page(request, sight)


@requires(Permission.CUSTOMER_EXPORT)
@require_POST
@with_sight
def export(request: StaffRequest, sight: Sight, kind: str) -> HttpResponse:
    return REGISTER.file(request, sight, kind)
