"""The bank's parameters: what is in force, from which source, who proposed and who approved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation import actions, policies
from organisation.forms import PresetForm, leaf_at, leaf_paths
from organisation.guards import StaffRequest, requires
from organisation.models import Preset
from organisation.permissions import may_decide_preset, may_propose_preset
from organisation.queries import newest_in_force, proposals, versions_of
from organisation.roles import Permission
from organisation.rules.presets import PresetError


@dataclass(frozen=True, slots=True)
class PresetRow:
    """A preset as the list shows it."""

    key: str
    title: str
    version: Preset | None
    blank: bool
    proposed: bool


def _title(entry: policies.Registered) -> str:
    return entry.spec.title_zh if (get_language() or "").startswith("zh") else entry.spec.title_en


def _is_blank(entry: policies.Registered, value: Any) -> bool:
    try:
        entry.parse(value)
    except PresetError:
        return True
    return False


@requires(Permission.PRESET_VIEW)
@require_safe
def presets(request: StaffRequest) -> HttpResponse:
    """Every parameter set with its version in force; those the sources leave blank are said to be blank."""
    newest = newest_in_force(timezone.localdate())
    waiting = set(proposals().values_list("key", flat=True))
    rows = [
        PresetRow(
            key,
            _title(entry),
            newest.get(key),
            newest.get(key) is None or _is_blank(entry, newest[key].value),
            key in waiting,
        )
        for key, entry in policies.registered().items()
    ]
    groups: dict[str, list[PresetRow]] = {}
    for row in rows:
        groups.setdefault(row.key.split(".")[0], []).append(row)
    return render(request, "organisation/presets.html", {"groups": groups, "proposals": proposals()})


@requires(Permission.PRESET_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def preset(request: StaffRequest, key: str) -> HttpResponse:
    """One parameter set: its leaves, versions and, for those who may, the form of a new version."""
    entry = policies.registered().get(key)
    versions = versions_of(key)
    if entry is None or not versions:
        raise Http404("no such preset")
    current = newest_in_force(timezone.localdate()).get(key, versions[0])
    form = PresetForm(
        request.POST or None,
        value=current.value,
        initial={"source": current.source, "effective_from": timezone.localdate()},
    )
    if request.method == "POST":
        may_propose_preset(request.user).enforce()
        if form.is_valid() and _proposed(request, key, form):
            return redirect("organisation:preset", key)
    context = {
        "title": _title(entry),
        "key": key,
        "current": current,
        "leaves": [
            (".".join(map(str, path)), leaf_at(current.value, path)) for path in leaf_paths(current.value)
        ],
        "versions": [(version, may_decide_preset(request.user, version)) for version in versions],
        "form": form,
        "may_propose": may_propose_preset(request.user),
    }
    return render(request, "organisation/preset.html", context, status=422 if form.is_bound else 200)


def _proposed(request: StaffRequest, key: str, form: PresetForm) -> bool:
    data = form.cleaned_data
    try:
        actions.propose_preset(
            key=key,
            value=form.new_value(),
            source=data["source"],
            effective_from=data["effective_from"],
            note=data["note"],
            by=request.user,
            at=timezone.now(),
        )
    except PresetError as wrong:
        form.add_error(
            None, _("%(path)s cannot be used: %(problem)s") % {"path": wrong.path, "problem": wrong.problem}
        )
        return False
    messages.success(request, _("The new version waits for a second person to approve it."))
    return True


@requires(Permission.PRESET_APPROVE)
@require_POST
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Approve or reject a proposed version."""
    version = get_object_or_404(Preset, pk=pk)
    approve = request.POST.get("decision") == "approve"
    note = request.POST.get("note", "").strip()[:400]
    actions.decide_preset(preset=version, approve=approve, by=request.user, at=timezone.now(), note=note)
    messages.success(request, _("The version is approved.") if approve else _("The version is rejected."))
    return redirect("organisation:preset", version.key)
