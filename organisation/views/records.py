"""What HR records about a person: a new post, a certificate, a violation; each refusal names its rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from organisation import htmx
from organisation.actions import people as actions
from organisation.actions.service import set_service
from organisation.guards import StaffRequest, requires
from organisation.models import Branch, Certificate, Staff
from organisation.permissions import may_edit_staff
from organisation.policies import PresetMissing, policy_as_of
from organisation.roles import Permission
from organisation.rules.sanctions import Ineligible
from organisation.scoping import get_visible_or_404
from organisation.staff_forms import CertificateForm, PostForm, ServiceForm, ViolationForm
from organisation.templatetags.screen import day_text

READ_WRITE = ["GET", "HEAD", "POST"]
# Which rule keeps somebody from the manager post, and who may decide otherwise (seed 001, domain.md A6).
SENTENCES = {
    Ineligible.BAD_RECORD: gettext_lazy(
        "A violation of level 4 stands on record this year: no manager post."
    ),
    Ineligible.SUSPENSION_POINTS: gettext_lazy(
        "This year's violation points reach the bank's line for suspension."
    ),
    Ineligible.SUSPENSION_LINE_NOT_SET: gettext_lazy(
        "There are violation points this year and the bank has not set the line for suspension (待岗): nobody can"
        " say whether it is reached. HR or the marketing department proposes the preset."
    ),
    Ineligible.NOT_QUALIFIED: gettext_lazy(
        "No certificate is valid on that day; the manager post asks for one."
    ),
    Ineligible.ABNORMAL_BEHAVIOUR: gettext_lazy(
        "The conduct check found something unusual: no manager post."
    ),
    Ineligible.BANNED: gettext_lazy("A ban keeps the person from this post."),
}


def _person(request: StaffRequest, staff_no: str) -> Staff:
    """The person in scope whose record the reader may change."""
    person: Staff = get_visible_or_404(Staff, request.user, staff_no=staff_no)
    may_edit_staff(request.user, person).enforce()
    return person


def _page(
    request: StaffRequest, person: Staff, form: forms.Form, title: str, words: str, **more: Any
) -> HttpResponse:
    context = {"person": person, "form": form, "title": title, "words": words, **more}
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "organisation/staff_record.html", context, status=status)


@requires(Permission.STAFF_EDIT)
@require_http_methods(READ_WRITE)
def post(request: StaffRequest, staff_no: str) -> HttpResponse:
    """Another post or branch from a day on. Leaving the manager post begins the bans of the rule."""
    person = _person(request, staff_no)
    branches = Branch.objects.visible_to(request.user).order_by("branch_no")
    form = PostForm(request.POST or None, branches=branches, initial={"starts_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and _posted(request, person, form):
        messages.success(request, _("The new post is recorded."))
        return htmx.redirect(request, "organisation:staff", staff_no)
    words = _(
        "The posting that runs ends the day before. Leaving the manager post begins the bans of the rule; customers"
        " stay until they are handed over. From now on the portal, not the extract, says where the person works."
    )
    return _page(request, person, form, _("Change the post"), words)


def _posted(request: StaffRequest, person: Staff, form: PostForm) -> bool:
    typed = dict(form.cleaned_data)
    reason = typed.pop("reason")
    try:
        actions.change_post(
            staff=person, to=actions.NewPost(**typed), reason=reason, by=request.user, at=timezone.now()
        )
    except actions.NotBefore as known:
        since = day_text(known.posting.period.lower)
        form.add_error(
            "starts_on", _("A posting from %(day)s is known; the new one must begin later.") % {"day": since}
        )
    except actions.KeptFrom as kept:
        for one in kept.reasons:
            form.add_error("post", SENTENCES[one])
        if kept.until is not None:
            free = day_text(kept.until)
            form.add_error("post", _("The ban holds until the day before %(day)s.") % {"day": free})
    return not form.errors


@requires(Permission.STAFF_EDIT)
@require_http_methods(READ_WRITE)
def service(request: StaffRequest, staff_no: str) -> HttpResponse:
    """The person leaves, is suspended or is back. Who looks after customers reads before what becomes of them."""
    person = _person(request, staff_no)
    today = timezone.localdate()
    form = ServiceForm(request.POST or None, today=today, initial={"since": today})
    if request.method == "POST" and form.is_valid():
        set_service(staff=person, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(
            request, _("The service status is recorded. What becomes of the customers stands below.")
        )
        return htmx.redirect(request, "organisation:staff", staff_no)
    words = _(
        "Who is out of service cannot sign in from the next click. Their customers stay theirs until they are handed"
        " over: a handover opens by itself, and nothing moves before the receivers have accepted. The extract does"
        " not bring the person back; HR does."
    )
    return _page(request, person, form, _("Out of service"), words, shows_handover=True)


@requires(Permission.STAFF_EDIT)
@require_http_methods(READ_WRITE)
def certificate(request: StaffRequest, staff_no: str) -> HttpResponse:
    person = _person(request, staff_no)
    form = CertificateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.record_certificate(
            staff=person, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        if made is not None:
            messages.success(request, _("The certificate is recorded."))
            return htmx.redirect(request, "organisation:staff", staff_no)
        form.add_error("kind", _("A certificate of this kind is valid on some of these days already."))
    words = _(
        "Manager posts ask for a valid certificate; AFP and CFP count for the staffing norm of the outlet."
    )
    return _page(request, person, form, _("Record a certificate"), words)


@requires(Permission.STAFF_EDIT)
@require_POST
def certificate_end(request: StaffRequest, pk: int) -> HttpResponse:
    """The certificate ends today."""
    held = get_visible_or_404(Certificate, request.user, pk=pk)
    may_edit_staff(request.user, held.staff).enforce()
    actions.end_certificate(certificate=held, on=timezone.localdate(), by=request.user, at=timezone.now())
    messages.success(request, _("The certificate has ended."))
    return htmx.redirect(request, "organisation:staff", held.staff.staff_no)


@requires(Permission.STAFF_EDIT)
@require_http_methods(READ_WRITE)
def violation(request: StaffRequest, staff_no: str) -> HttpResponse:
    """A violation with the points of its level; what follows from the points is for people to decide."""
    person = _person(request, staff_no)
    today = timezone.localdate()
    policy = policy_as_of("organisation.violations", today)[0]
    form = ViolationForm(request.POST or None, points=dict(policy.points), today=today)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_violation(staff=person, by=request.user, at=timezone.now(), **form.cleaned_data)
        except PresetMissing:
            form.add_error(
                "occurred_on", _("The bank has set no points for that day: its presets begin later.")
            )
        else:
            messages.success(request, _("The violation is recorded."))
            return htmx.redirect(request, "organisation:staff", staff_no)
    words = _(
        "%(line)d points of a year, that number included, are the line from which the rules propose dismissal; HR"
        " decides."
    ) % {"line": policy.dismissal_line}
    return _page(request, person, form, _("Record a violation"), words)
