"""The bank's parameters: what is in force, from which source, who proposed and who approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation import actions, parameters, policies
from organisation.forms import DecisionForm, PresetForm
from organisation.guards import StaffRequest, requires
from organisation.htmx import UNPROCESSABLE
from organisation.models import Preset, Staff
from organisation.permissions import may_decide_preset, may_propose_preset
from organisation.queries import newest_in_force, proposals, versions_of
from organisation.roles import Permission
from organisation.rules.presets import PresetError
from organisation.templatetags.words import source_words
from organisation.verdict import Verdict


@dataclass(frozen=True, slots=True)
class PresetRow:
    """A preset as the list shows it."""

    key: str
    title: str
    version: Preset | None
    blank: bool
    proposed: bool


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
            entry.title,
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
    """One parameter set: what is in force, its versions and, for those who may, the form of a new version."""
    shown = _shown(key)
    form = _form(shown, request.POST or None)
    if request.method == "POST":
        may_propose_preset(request.user).enforce()
        if form.is_valid() and _proposed(request, key, form):
            messages.success(request, _("The new version waits for a second person to approve it."))
            return redirect("organisation:preset", key)
    return _page(request, shown, form)


@requires(Permission.PRESET_APPROVE)
@require_POST
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Approve or reject a proposed version."""
    version = get_object_or_404(Preset, pk=pk)
    may_decide_preset(request.user, version).enforce()
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Approve the version or reject it."))
        shown = _shown(version.key)
        return _page(request, shown, _form(shown, None), status=UNPROCESSABLE)
    approve = form.cleaned_data["decision"] == "approve"
    note = form.cleaned_data["note"]
    actions.decide_preset(preset=version, approve=approve, by=request.user, at=timezone.now(), note=note)
    messages.success(request, _("The version is approved.") if approve else _("The version is rejected."))
    return redirect("organisation:preset", version.key)


@dataclass(frozen=True, slots=True)
class Shown:
    """A preset as its page shows it: what the product knows of it, its versions, the one in force."""

    key: str
    entry: policies.Registered
    versions: list[Preset]
    current: Preset


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version, what it changes in the one that was in force before it, and whether the reader may decide it."""

    version: Preset
    changes: Sequence[parameters.Change]
    verdict: Verdict


def _shown(key: str) -> Shown:
    entry = policies.registered().get(key)
    versions = versions_of(key)
    if entry is None or not versions:
        raise Http404("no such preset")
    return Shown(key, entry, versions, newest_in_force(timezone.localdate()).get(key, versions[0]))


def _form(shown: Shown, data: QueryDict | None) -> PresetForm:
    initial = {"source": source_words(shown.current.source), "effective_from": timezone.localdate()}
    return PresetForm(data, value=shown.current.value, names=shown.entry.names, initial=initial)


def _page(request: StaffRequest, shown: Shown, form: PresetForm, status: int = 200) -> HttpResponse:
    value, names, blanks = shown.current.value, shown.entry.names, shown.entry.spec.required_blank
    context = {
        "title": shown.entry.title,
        "unit": shown.entry.unit,
        "note": shown.entry.note,
        "key": shown.key,
        "current": shown.current,
        "nodes": parameters.described(value, names, required=blanks),
        "versions": [_row(request.user, shown, version) for version in shown.versions],
        "form": form,
        "edited": parameters.described(value, names, required=blanks, fields=form.bound()),
        "may_propose": may_propose_preset(request.user),
    }
    return render(
        request, "organisation/preset.html", context, status=UNPROCESSABLE if form.is_bound else status
    )


def _row(reader: Staff, shown: Shown, version: Preset) -> VersionRow:
    older = [
        one for one in shown.versions if one.version < version.version and one.status in policies.IN_FORCE
    ]
    before = older[0].value if older else version.value
    changes = parameters.changes(before, version.value, shown.entry.names)
    return VersionRow(version, changes, may_decide_preset(reader, version))


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
        form.refuse(wrong)
        return False
    return True
