"""The audit trail in words: what was done, and to which kind of thing. Apps add the words of their own events."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

_actions: dict[str, str | Promise] = {
    "sign_in": _("Signed in"),
    "sign_in.failed": _("A sign-in failed"),
    "sign_in.locked": _("Locked after too many failures"),
    "sign_out": _("Signed out"),
    "sessions.end": _("Signed out everywhere"),
    "password.change": _("The password was changed"),
    "password.reset_asked": _("A link to reset the password was asked for"),
    "totp.on": _("The second factor was switched on"),
    "totp.off": _("The second factor was switched off"),
    "recovery_codes.new": _("New recovery codes were made"),
    "reauthenticate.failed": _("A confirmation failed"),
    "account.demo": _("A demonstration account was made"),
    "account.first_admin": _("The first administrator was made"),
    "demo.work": _("Work of the demonstration was played"),
    "role.grant": _("A role was given"),
    "role.revoke": _("A role was ended"),
    "preset.install": _("The shipped presets were installed"),
    "preset.propose": _("A preset was proposed"),
    "preset.approve": _("A preset was approved"),
    "preset.reject": _("A preset was rejected"),
    "absence.record": _("An absence was recorded"),
    "absence.change": _("An absence was changed"),
    "absence.end": _("An absence was ended"),
    "staff.service": _("A service status was changed"),
    "posting.change": _("A post was changed"),
    "ban.begin": _("A ban from posts began"),
    "certificate.record": _("A certificate was recorded"),
    "certificate.end": _("A certificate was ended"),
    "violation.record": _("A violation was recorded"),
    "closure.record": _("A closure of a branch was recorded"),
    "closure.remove": _("A closure of a branch was taken back"),
    "service_point.record": _("The premises of an outlet were recorded"),
    "calendar.propose": _("A working calendar was entered"),
    "calendar.correct": _("A published working calendar was corrected"),
    "calendar.reject": _("A working calendar was rejected"),
    "calendar.publish": _("A working calendar was published"),
    "nightly.request": _("A nightly run was asked for"),
    "nightly.publish": _("A night was published"),
    "rejects.download": _("Rejected rows were downloaded"),
    "audit.verify": _("The audit chain was verified"),
    "keys.rehash": _("The search key was changed"),
    "keys.rotate": _("The keys of sealed data were changed"),
    "view.save": _("A view was saved"),
    "view.delete": _("A saved view was deleted"),
}
_things: dict[str, str | Promise] = {
    "organisation.staff": _("Staff member"),
    "organisation.branch": _("Branch"),
    "organisation.preset": _("Preset"),
    "organisation.nightlyrun": _("Nightly run"),
    "organisation.savedview": _("Saved view"),
    "organisation.calendarproposal": _("Working calendar"),
    "preset": _("Presets"),
    "calendar": _("Working calendar"),
    "nightly": _("Nightly run"),
    "audit": _("Audit trail"),
    "vault": _("Sealed data"),
}
_results: Words = {
    "REFUSED": _("Refused"),
    "FAILED": _("Failed"),
    "BROKEN": _("Broken"),
    "DIFFERS": _("Differs"),
}


def register(actions: Words, things: Words) -> None:
    """Make the words of an app's events known; called by the app when it is ready."""
    _actions.update(actions)
    _things.update(things)


def actions() -> Words:
    return _actions


def things() -> Words:
    return _things


def action_words(code: str) -> str:
    """What was done; a code that nobody put into words is shown as it is."""
    return str(_actions.get(code, code))


def thing_words(code: str) -> str:
    return str(_things.get(code, code))


def result_words(code: str) -> str:
    return str(_results.get(code, code))
