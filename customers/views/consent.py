"""What a customer said about marketing: the panel of the customer's page, and the dialog that records an answer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.actions.consent import ConsentRefused, record_consent
from customers.forms.consent import ConsentForm
from customers.permissions.suitability import may_record_consent
from customers.queries.consent import newest_of, sheet
from customers.queries.sight import Sight
from customers.views.detail import visible
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.roles import Permission

DIALOG = "customers/suitability/consent_new.html"


@requires(Permission.SUITABILITY_VIEW)
@require_safe
@with_sight
def panel(request: StaffRequest, sight: Sight, customer_no: str) -> HttpResponse:
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
    newest = newest_of(found.pk)
    today = timezone.localdate()
    if request.method != "POST":
        form = ConsentForm.fresh(seen=newest.pk if newest else 0, today=today)
        return render(request, DIALOG, {"form": form, "customer_no": customer_no})
    form = ConsentForm(request.POST, today=today)
    if form.is_valid():
        given = form.cleaned_data
        try:
            record_consent(
                customer=found,
                said=form.said(),
                uid=given["uid"],
                seen=given["seen"],
                by=request.user,
                at=timezone.now(),
            )
        except ConsentRefused as refused:
            newest = newest_of(found.pk)
            form = form.again(newest.pk if newest else 0)
            form.add_error(None, _why(refused))
        else:
            return htmx.redirect(request, "customers:detail", customer_no)
    return htmx.invalid(request, DIALOG, {"form": form, "customer_no": customer_no})


def _why(refused: ConsentRefused) -> str:
    """The refusal in a sentence that says what stands."""
    stands = refused.stands
    if refused.code == "not_given" or stands is None:
        return str(_("There is no consent to this channel that could be withdrawn: record a refusal."))
    words = {
        "channel": stands.get_channel_display(),
        "answer": stands.get_answer_display(),
        "day": stands.said_on,
    }
    if refused.code == "earlier":
        return str(_("A later answer stands: %(channel)s, %(answer)s on %(day)s.") % words)
    words["name"] = stands.recorded_by.name
    return str(
        _(
            "Meanwhile %(name)s recorded: %(channel)s, %(answer)s on %(day)s. Look at it and save again if your"
            " answer still holds."
        )
        % words
    )
