"""Words for what the audit trail says about a person's own account."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

WORDS = {
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
    "role.grant": _("A role was given"),
    "role.revoke": _("A role was ended"),
}


@register.filter
def account_words(action: str) -> str:
    return str(WORDS.get(action, action))
