"""The bank's parameters: what is in force, from which source, who proposed and who approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation import actions, differences, parameters, policies
from organisation.choices import PresetStatus
from organisation.forms import DecisionForm, PresetForm
from organisation.guards import StaffRequest, requires
from organisation.htmx import UNPROCESSABLE
from organisation.models import Preset, Staff
from organisation.permissions import may_approve_preset, may_decide_preset, may_propose_preset
from organisation.queries import in_force_of, newest_in_force, proposals, versions_of
from organisation.reshaping import begun, grown, shrunk, unpacked
from organisation.roles import Permission
from organisation.rules.presets import PresetError
from organisation.templatetags.words import version_source
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
        if request.POST.get("reshape"):
            return _page(request, shown, _reshaped(shown, form, request.POST), editing=True)
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
    if approve:
        may_approve_preset(request.user, version, in_force_of(version.key)).enforce()
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
    """A version, what it changes in the one that was in force before it, whether the reader may decide it and
    approve it, and where its rehearsal is shown."""

    version: Preset
    changes: Sequence[differences.Change]
    verdict: Verdict
    approval: Verdict
    rehearsal: str


def _shown(key: str) -> Shown:
    entry = policies.registered().get(key)
    versions = versions_of(key)
    if entry is None or not versions:
        raise Http404("no such preset")
    return Shown(key, entry, versions, newest_in_force(timezone.localdate()).get(key, versions[0]))


def _form(shown: Shown, data: QueryDict | None) -> PresetForm:
    initial = {"source": version_source(shown.current), "effective_from": timezone.localdate()}
    value = begun(shown.current.value, shown.entry.names, shown.entry.spec.required_blank)
    if data is not None:
        value = unpacked(data.get("shape", ""), like=value)
    return PresetForm(data, value=value, names=shown.entry.names, initial=initial)


def _reshaped(shown: Shown, form: PresetForm, data: QueryDict) -> PresetForm:
    """The form with an entry more or less; what has been typed stays."""
    step, _colon, place = data.get("reshape", "").partition(":")
    value = form.reshaped()
    value = grown(value, place, data.get(f"key:{place}", "")) if step == "add" else shrunk(value, place)
    typed = {name: data.get(name, "") for name in ("source", "effective_from", "note")}
    return PresetForm(value=value, names=shown.entry.names, initial=typed)


def _page(
    request: StaffRequest, shown: Shown, form: PresetForm, status: int = 200, *, editing: bool = False
) -> HttpResponse:
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
        "edited": parameters.described(form.value, names, required=blanks, fields=form.bound()),
        "editing": editing or form.is_bound,
        "may_propose": may_propose_preset(request.user),
    }
    return render(
        request, "organisation/preset.html", context, status=UNPROCESSABLE if form.is_bound else status
    )


def _row(reader: Staff, shown: Shown, version: Preset) -> VersionRow:
    in_force = [one for one in shown.versions if one.status in policies.IN_FORCE]
    older = [one for one in in_force if one.version < version.version]
    before = older[0].value if older else version.value
    changes = differences.changes(before, version.value, shown.entry.names)
    return VersionRow(
        version,
        changes,
        may_decide_preset(reader, version),
        may_approve_preset(reader, version, in_force),
        _rehearsal(reader, shown.entry, version),
    )


def _rehearsal(reader: Staff, entry: policies.Registered, version: Preset) -> str:
    """Where the app that owns the rule shows what the version would do; empty where nobody rehearses it."""
    readers = {Permission.PRESET_REHEARSE, Permission.TIER_BOARD_VIEW}
    waits = version.status == PresetStatus.PROPOSED
    return (
        reverse(entry.rehearsal, args=[version.pk])
        if entry.rehearsal and waits and readers & reader.permissions
        else ""
    )


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
