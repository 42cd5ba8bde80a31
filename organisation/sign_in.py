"""Sign-in and account security: what the packages for it (allauth, axes) ask us, answered in one place.

Every step leaves its trace in the audit trail. One session per person: signing in ends the session before.
"""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from organisation import audit, second_factors
from organisation.models import Staff
from organisation.origin import client_ip, typed_number
from organisation.queries import staff_by_typed_no

log = logging.getLogger(__name__)
TOO_MANY = 429
NOTICES = {
    "mfa/email/totp_activated": "totp.on",
    "mfa/email/totp_deactivated": "totp.off",
    "mfa/email/recovery_codes_generated": "recovery_codes.new",
}


def _target(typed: str) -> Staff | str:
    """The person whose number was typed. An unknown number is not kept: it may be a password typed in the wrong
    field."""
    return staff_by_typed_no(typed) or "staff:unknown"


class AccountAdapter(DefaultAccountAdapter):
    """Traces of the account, our own host in mails, and mails that cannot betray who exists."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request) or "0.0.0.0"  # noqa: S104 -- the name of a source without address, not a socket

    def login(self, request: HttpRequest, user: Staff) -> None:
        user.end_sessions()
        super().login(request, user)
        audit.record(by=user, action="sign_in", target=user, at=timezone.now())

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        signed_in = request.user if isinstance(request.user, Staff) else None
        audit.record(
            by=signed_in,
            action="reauthenticate.failed" if signed_in else "sign_in.failed",
            target=signed_in or _target(str(credentials.get("username", ""))),
            at=timezone.now(),
            result="REFUSED",
        )

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, Staff):
            audit.record(by=request.user, action="sign_out", target=request.user, at=timezone.now())
        super().logout(request)

    def set_password(self, user: Staff, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password"])
        audit.record(by=user, action="password.change", target=user, at=timezone.now())

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the mail leads to our own address, whatever host the request named."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.PORTAL_URL + path.replace("UID-KEY", key)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError):
            # The answer must be the same as for an unknown person; the log tells the operator.
            log.exception("a mail about an account could not be sent")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Staff,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        if action := NOTICES.get(template_prefix):
            audit.record(by=user, action=action, target=user, at=timezone.now())
        if user.email:
            super().send_notification_mail(template_prefix, user, context, email or user.email)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of the second factor are stored encrypted, and named after the staff number."""

    def get_totp_label(self, user: Staff) -> str:
        return user.staff_no

    def encrypt(self, text: str) -> str:
        return second_factors.box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return second_factors.box().decrypt(encrypted_text.encode()).decode()


def proved_at(request: HttpRequest) -> float:
    """When the person last proved who they are: signed in, or confirmed it since. Seconds of the epoch."""
    proofs = [float(one.get("at", 0)) for one in get_authentication_records(request, request.user)]
    return max([*proofs, float(request.session.get("signed_in_at", 0))])


def locked_out(
    request: HttpRequest, original: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """What axes shows after too many failures: the same words whether or not the person exists."""
    typed = typed_number(request, credentials)
    audit.record(by=None, action="sign_in.locked", target=_target(typed), at=timezone.now(), result="REFUSED")
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "account/locked.html", {"minutes": minutes}, status=TOO_MANY)
