"""Who may do what to which thing of the organisation, each with the sentence of its refusal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from organisation.choices import PresetStatus, ProposalStatus
from organisation.roles import INCOMPATIBLE, Permission, Role
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from organisation.models import CalendarProposal, Preset, Staff


def may_propose_preset(staff: Staff) -> Verdict:
    """Rules of the bank are changed by head office only."""
    if Permission.PRESET_PROPOSE in staff.permissions:
        return ALLOWED
    return refused(_("Presets are changed by HR or the marketing department at head office."))


def may_decide_preset(staff: Staff, preset: Preset) -> Verdict:
    """Four eyes: whoever proposed a version may not decide it, and a decision is taken once."""
    if Permission.PRESET_APPROVE not in staff.permissions:
        return refused(_("Presets are approved by HR or the marketing department at head office."))
    if preset.status != PresetStatus.PROPOSED:
        return refused(_("This version has already been decided."))
    if preset.made_by_id == staff.pk:
        return refused(_("Whoever proposed a version may not decide it; a second person must."))
    return ALLOWED


def may_approve_preset(staff: Staff, preset: Preset, in_force: Iterable[Preset]) -> Verdict:
    """A version that waited while a later proposal was approved would undo it unseen: it may only be rejected. Nor
    may it take effect before what is in force, so that a past period keeps its rules."""
    verdict = may_decide_preset(staff, preset)
    if not verdict:
        return verdict
    for other in in_force:
        if other.version > preset.version:
            return refused(
                _(
                    "Version %(number)s, proposed later, is approved already. Reject this one; whoever still wants"
                    " its change proposes it anew on top of that version."
                )
                % {"number": other.version}
            )
        if other.effective_from > preset.effective_from:
            return refused(
                _(
                    "Version %(number)s takes effect only on %(day)s. Reject this one and propose it anew from that"
                    " day or later."
                )
                % {"number": other.version, "day": other.effective_from}
            )
    return ALLOWED


def may_grant(by: Staff | None, staff: Staff, role: Role) -> Verdict:
    """Roles are granted by an administrator to somebody else in service, and never two that must stay apart."""
    verdict = _administers(by, staff)
    if not verdict:
        return verdict
    if not staff.is_active:
        return refused(_("The person is no longer in service."))
    if role in staff.roles:
        return refused(_("The person has this role already."))
    for pair in INCOMPATIBLE:
        if role in pair and staff.roles & (pair - {role}):
            return refused(_("This role may not be held together with one that the person has."))
    return ALLOWED


def may_revoke(by: Staff | None, staff: Staff) -> Verdict:
    """Whoever may grant may end, whatever the other roles of the person are."""
    return _administers(by, staff)


def _administers(by: Staff | None, staff: Staff) -> Verdict:
    """Roles are an administrator's affair, and nobody's own; `by` None is the installation."""
    if by is not None and Permission.ROLE_GRANT not in by.permissions:
        return refused(_("Roles are granted by an administrator."))
    if by is not None and by.pk == staff.pk:
        return refused(_("Nobody grants a role to themselves; another administrator must."))
    return ALLOWED


def may_record_absence(by: Staff, staff: Staff) -> Verdict:
    """Absences are recorded by HR or the head, of somebody else."""
    if Permission.ABSENCE_RECORD not in by.permissions:
        return refused(_("Absences are recorded by HR or the branch head."))
    if by.pk == staff.pk:
        return refused(_("Nobody records their own absence; HR or the head of the branch above does."))
    return ALLOWED


def may_edit_staff(by: Staff, staff: Staff) -> Verdict:
    """Posts, certificates and violations are HR's, and never one's own."""
    if Permission.STAFF_EDIT not in by.permissions:
        return refused(_("Posts, certificates and violations are recorded by HR."))
    if by.pk == staff.pk:
        return refused(_("Nobody changes their own record; another member of HR does."))
    return ALLOWED


def may_close_branch(by: Staff) -> Verdict:
    """The head shuts their own branches, HR any."""
    if Permission.CLOSURE_EDIT not in by.permissions:
        return refused(_("Closures are recorded by the branch head or HR."))
    return ALLOWED


def may_keep_service_point(by: Staff) -> Verdict:
    """The head measures their own outlets, HR any."""
    if Permission.SERVICE_POINT_EDIT not in by.permissions:
        return refused(_("The premises of an outlet are recorded by the branch head or HR."))
    return ALLOWED


def may_propose_calendar(by: Staff) -> Verdict:
    """The working calendar is the same for the whole bank: head office enters it from the notice."""
    if Permission.CALENDAR_EDIT in by.permissions:
        return ALLOWED
    return refused(_("The working calendar is entered by HR or an administrator."))


def may_decide_calendar(by: Staff, proposal: CalendarProposal) -> Verdict:
    """Four eyes: whoever entered the days may not decide them, and a decision is taken once."""
    if Permission.CALENDAR_EDIT not in by.permissions:
        return refused(_("The working calendar is approved by HR or an administrator."))
    if proposal.status != ProposalStatus.WAITING:
        return refused(_("This calendar has already been decided."))
    if proposal.made_by_id == by.pk:
        return refused(
            _(
                "Whoever entered the calendar may not decide it; a second person of HR or an administrator must."
            )
        )
    return ALLOWED


def may_see_presets(staff: Staff) -> Verdict:
    if Permission.PRESET_VIEW not in staff.permissions:
        return refused(_("The bank's parameters are shown to branch heads and head office."))
    return ALLOWED
