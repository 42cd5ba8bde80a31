"""What a customer said about marketing: the panel of the customer's page, and the dialog that records an answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.actions.consent import ConsentRefused, record_consent
from customers.forms.consent import ConsentForm
from customers.models import Consent, Customer
from customers.permissions.suitability import may_record_consent
from customers.queries.consent import newest_of, sheet
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation import htmx
from organisation.concurrency import Changed, say_changed
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission
from organisation.templatetags.screen import day_text

DIALOG = "customers/suitability/consent_new.html"


@requires(Permission.SUITABILITY_VIEW)
@require_safe
@with_sight
def of_customer(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
    found = visible(request, customer_no)
    context = {
        "customer_no": customer_no,
        "sheet": sheet(sight, found),
        "may_record": may_record_consent(request.user),
    }
    return render(request, "customers/suitability/consent.html", context)


@requires(Permission.CONSENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: StaffRequest, customer_no: str) -> HttpResponse:
    """The dialog. An answer that somebody else recorded meanwhile is shown, and nothing typed is lost."""
    found = visible(request, customer_no)
    form = ConsentForm(request.POST or None, today=timezone.localdate(), initial={"seen": _seen(found)})
    if form.is_valid() and _recorded(request, found, form):
        return htmx.redirect(request, "customers:detail", customer_no)
    context = {"form": form, "customer_no": customer_no}
    return render(request, DIALOG, context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


def _seen(customer: Customer) -> int:
    """The newest answer, which the dialog shows to have been before the person's eyes."""
    newest = newest_of(customer.pk)
    return newest.pk if newest else 0


def _recorded(request: StaffRequest, customer: Customer, form: ConsentForm) -> bool:
    given = form.cleaned_data
    try:
        record_consent(
            customer=customer,
            said=form.said(),
            uid=given["uid"],
            seen=given["seen"],
            by=request.user,
            at=timezone.now(),
        )
    except Changed as changed:
        say_changed(form, _meanwhile(changed.row), seen=_seen(customer))
    except ConsentRefused as refused:
        say_changed(form, _why(refused), seen=_seen(customer))
    else:
        return True
    return False


def _words(stands: Consent) -> dict[str, Any]:
    return {
        "channel": stands.get_channel_display(),
        "answer": stands.get_answer_display(),
        "day": day_text(stands.said_on),
        "name": stands.recorded_by.name,
    }


def _meanwhile(stands: Consent) -> str:
    return str(
        _(
            "Meanwhile %(name)s recorded: %(channel)s, %(answer)s on %(day)s. Look at it and save again if your"
            " answer still holds."
        )
        % _words(stands)
    )


def _why(refused: ConsentRefused) -> str:
    """The refusal in a sentence that says what stands."""
    stands = refused.stands
    if refused.code == "not_given" or stands is None:
        return str(_("There is no consent to this channel that could be withdrawn: record a refusal."))
    return str(_("A later answer stands: %(channel)s, %(answer)s on %(day)s.") % _words(stands))
