"""Staff: who works where, with which roles; granting and ending roles."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation import actions, htmx
from organisation.forms import PeopleForm, RoleGrantForm
from organisation.guards import StaffRequest, requires
from organisation.models import RoleGrant, Staff
from organisation.paging import page_of
from organisation.permissions import may_edit_staff, may_grant, may_record_absence
from organisation.queries import postings_of
from organisation.queries.people import ban_of, points_of
from organisation.roles import Permission, Role
from organisation.scoping import get_visible_or_404

PAGE_ROWS = 50


@requires(Permission.STAFF_VIEW)
@require_safe
def staff_list(request: StaffRequest) -> HttpResponse:
    """People in scope, by number or name; whoever has no posting today is found by number only at head office."""
    form = PeopleForm.read(request.GET)
    form.full_clean()
    if "q" in form.errors:
        return htmx.invalid(request, "organisation/staff_list.html", {"form": form}, part="list")
    text = form.cleaned_data["q"]
    rows = Staff.objects.visible_to(request.user).order_by("staff_no")
    if text:
        rows = rows.filter(staff_no__istartswith=text) | rows.filter(name__startswith=text)
    rows = rows.distinct()
    page = page_of(rows, form.number, PAGE_ROWS)
    held = postings_of(page.rows, timezone.localdate())
    context = {
        "people": [(person, held.get(person.pk)) for person in page.rows],
        "count": rows.count(),
        "links": form.links(page),
        "form": form,
        "may_record_absences": Permission.ABSENCE_RECORD in request.user.permissions,
        "may_close": Permission.CLOSURE_EDIT in request.user.permissions,
    }
    return htmx.page(request, "organisation/staff_list.html", context, part="list")


@requires(Permission.STAFF_VIEW)
@require_safe
def staff_detail(request: StaffRequest, staff_no: str) -> HttpResponse:
    """One person: postings, roles, certificates, absences, bans."""
    person = get_visible_or_404(Staff, request.user, staff_no=staff_no)
    return render(request, "organisation/staff_detail.html", _person(request, person, RoleGrantForm()))


@requires(Permission.ROLE_GRANT)
@require_POST
def grant(request: StaffRequest, staff_no: str) -> HttpResponse:
    """Give the person a role; the refusal says which rule stands against it."""
    person = get_visible_or_404(Staff, request.user, staff_no=staff_no)
    form = RoleGrantForm(request.POST)
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        verdict = may_grant(request.user, person, role)
        if verdict:
            actions.grant_role(
                staff=person,
                role=role,
                reason=form.cleaned_data["reason"],
                until=form.cleaned_data["until"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("The role is granted and holds from the next click of the person."))
            return redirect("organisation:staff", staff_no)
        form.add_error("role", verdict.reason)
    return render(request, "organisation/staff_detail.html", _person(request, person, form), status=422)


@requires(Permission.ROLE_GRANT)
@require_POST
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """End a granted role today."""
    held = get_visible_or_404(RoleGrant, request.user, pk=pk)
    actions.revoke_role(grant=held, by=request.user, reason="ended by administrator", at=timezone.now())
    messages.success(request, _("The role has ended."))
    return redirect("organisation:staff", held.staff.staff_no)


def _person(request: StaffRequest, person: Staff, form: RoleGrantForm) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "person": person,
        "postings": person.postings.select_related("branch").order_by("-period"),
        "grants": person.grants.filter(period__contains=today).select_related("granted_by"),
        "certificates": person.certificates.order_by("-period"),
        "absences": person.absences.order_by("-period")[:10],
        "bans": [(row, ban_of(row)) for row in person.bans.order_by("-period")],
        "points": points_of(person, today.year),
        "may_edit": may_edit_staff(request.user, person),
        "violations": person.violations.order_by("-occurred_on"),
        "may_grant": Permission.ROLE_GRANT in request.user.permissions and request.user.pk != person.pk,
        "may_record_absence": may_record_absence(request.user, person),
        "form": form,
    }
