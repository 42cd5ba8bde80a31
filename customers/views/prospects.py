"""People who are no customers yet: the list, a new one, and one in full."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.actions import prospects as actions
from customers.actions.prospects import Seen
from customers.choices import ProspectStatus, RelationshipRole
from customers.forms.prospects import NewProspectForm, ProspectFilterForm
from customers.models import Prospect
from customers.permissions import prospects as permissions
from customers.permissions.assignment import may_take
from customers.queries import leads
from customers.queries import prospects as queries
from customers.queries.receivers import managers
from customers.queries.sight import Sight
from customers.views.known import known
from customers.views.night import with_sight
from organisation import htmx
from organisation.guards import StaffRequest, requires
from organisation.models import Branch, Staff
from organisation.roles import Permission
from organisation.scoping import get_visible_or_404
from organisation.verdict import Verdict

LIST = "customers/prospects/prospect_list.html"
NEW = "customers/prospects/prospect_new.html"
PAGE = "customers/prospects/prospect.html"
ON_PANEL = 8


def find(request: StaffRequest, pk: int) -> Prospect:
    """The prospect in the reader's scope, or 404 as for one who does not exist."""
    rows = Prospect.objects.visible_to(request.user).select_related("owner", "identified_by", "branch")
    return get_visible_or_404(rows, request.user, pk=pk)


@requires(Permission.PROSPECT_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def index(request: StaffRequest, sight: Sight) -> HttpResponse:
    """The list. A name or phone to look for is posted, so that it stands in no address."""
    form = ProspectFilterForm.read(request.GET)
    if not form.is_valid():
        return htmx.invalid(request, LIST, {"form": form}, part="list")
    key, today = request.POST.get("key", "").strip()[:60], timezone.localdate()
    rows, last = queries.page(sight, form.wanted(today=today, key=key))
    context = {
        "form": form,
        "rows": rows,
        "key": key,
        "links": {"after": last and form.at(before=last)},
        "may_add": permissions.may_add(request.user),
        "filtered": bool(key) or form.filtered,
        "today": today,
    }
    return htmx.page(request, LIST, context, part="list")


@requires(Permission.PROSPECT_EDIT)
@require_safe
@with_sight
def panel(request: StaffRequest, sight: Sight) -> HttpResponse:
    """For the workbench: whom of those who are no customers yet to call."""
    today = timezone.localdate()
    context = {"rows": queries.to_do(sight, today, most=ON_PANEL), "today": today}
    return render(request, "customers/prospects/panel.html", context)


@requires(Permission.PROSPECT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@with_sight
def new(request: StaffRequest, sight: Sight) -> HttpResponse:
    """Keep somebody; who is known already is shown before anything is kept."""
    posting = request.user.posting
    if posting is None:
        raise Http404("no branch")
    today = timezone.localdate()
    people = owners(request.user, posting.branch)
    form = NewProspectForm(request.POST or None, people=people, today=today)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        given = form.cleaned_data
        made = queries.by_uid(request.user, given["uid"])
        if made is None:
            found = known(request, sight, form, id_no=given["id_no"], phone=given["phone"])
            context["known"] = found
            if not form.errors and (not found or "anyway" in request.POST):
                made = _add(request, form, posting.branch)
        if made is not None:
            return htmx.redirect(request, "customers:prospect", made.pk)
    return render(request, NEW, context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


def _add(request: StaffRequest, form: NewProspectForm, branch: Branch) -> Prospect:
    given = form.cleaned_data
    names = ("signals", "interests", "estimated_assets", "note")
    made = actions.add(
        uid=given["uid"],
        person=actions.Person(**{name: given[name] for name in ("name", "phone", "id_type", "id_no")}),
        seen=Seen(**{name: given[name] for name in names}),
        branch=branch,
        owner=form.people.get(given["owner"], request.user),
        status=ProspectStatus.IDENTIFIED,
        next_on=given["next_on"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Kept. It stays open for the days of the preset."))
    return made


def owners(staff: Staff, branch: Branch) -> list[Staff]:
    """Who may follow up: oneself, and for the head any manager of the branch who is there."""
    found = managers(branch, timezone.localdate()) if permissions.may_give(staff) else ()
    return list(dict.fromkeys([*found, staff]))


def _matches(
    request: StaffRequest, sight: Sight, found: Prospect
) -> list[tuple[queries.Match, Verdict | None]]:
    """Customers who may be the person, each with whether the manager may take them as A."""
    if not found.is_open:
        return []
    today = timezone.localdate()
    rows = queries.matches(sight, found, today)
    return [(row, _may_take(found.owner or request.user, row, today)) for row in rows]


def _may_take(staff: Staff, match: queries.Match, today: date) -> Verdict | None:
    """Whether the manager may become A; None where there is nothing to take."""
    if match.record is None or match.customer is None or match.customer.manager is not None:
        return None
    return may_take(customer=match.record, staff=staff, role=RelationshipRole.A, on=today)


@requires(Permission.PROSPECT_VIEW)
@require_safe
@with_sight
def prospect(request: StaffRequest, sight: Sight, pk: int) -> HttpResponse:
    """The person as the reader may see them, what may be done, and the course."""
    return render(request, PAGE, shown(request, sight, find(request, pk)))


def shown(request: StaffRequest, sight: Sight, found: Prospect) -> dict[str, Any]:
    """What the page of a prospect shows."""
    running = actions.referred(found)
    today = timezone.localdate()
    return {
        "row": queries.row_of(sight, found),
        "customer": queries.customer_of(sight, found, today),
        "matches": _matches(request, sight, found),
        "referrals": queries.referrals_of(sight, found),
        "course": leads.course(None, found, sight),
        "may_edit": permissions.may_edit(request.user, found),
        "may_contact": permissions.may_contact(request.user, found, referred=running),
        "may_assign": permissions.may_assign(request.user, found),
        "may_reveal": permissions.may_reveal(request.user, found),
        "branch": found.branch,
        "today": today,
    }
