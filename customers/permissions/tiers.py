"""Who may rehearse the tier preset and read what a rehearsal found, each with the sentence of its refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from organisation import policies
from organisation.choices import PresetStatus
from organisation.roles import Permission
from organisation.rules.presets import PresetError
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from organisation.models import Preset, Staff


def may_rehearse(staff: Staff, preset: Preset) -> Verdict:
    """A version is rehearsed while it waits for its approval, by those who change and approve presets."""
    if Permission.PRESET_REHEARSE not in staff.permissions:
        return refused(_("Presets are rehearsed by HR or the marketing department at head office."))
    if preset.status != PresetStatus.PROPOSED:
        return refused(_("Only a version that waits for approval is rehearsed; this one has been decided."))
    try:
        policies.registered()[preset.key].parse(preset.value)
    except PresetError:
        return refused(_("The values of this version cannot be read as rules; propose it anew."))
    return ALLOWED


def may_read_rehearsal(staff: Staff) -> Verdict:
    """Sums of customers are for those who decide about the rule, lead customers, or audit."""
    if {Permission.PRESET_REHEARSE, Permission.TIER_BOARD_VIEW} & staff.permissions:
        return ALLOWED
    return refused(_("What a rehearsal finds is for head office, branch heads and audit."))
