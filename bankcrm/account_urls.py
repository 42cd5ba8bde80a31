"""The pages of allauth that the portal uses, each with a guard. Its others (sign-up, e-mail addresses) do not exist.

allauth keeps its own transactions, and some of its pages write when they are read (recovery codes count as seen).
"""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.http import HttpResponse
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods
from django.views.generic import RedirectView

from organisation.guards import public, requires
from organisation.roles import Permission

View = Callable[..., HttpResponse]
BEFORE = "before anybody is signed in"


def _open(view: Any) -> View:
    return _own(public(BEFORE)(view))


def _mine(view: Any) -> View:
    return _own(requires(Permission.OWN_ACCOUNT)(view))


def _own(view: View) -> View:
    """These pages take a PUT for a POST, and some redirect whatever the method: only what browsers send is let in."""
    guarded = require_http_methods(["GET", "HEAD", "POST"])(view)
    guarded.own_transactions = True  # type: ignore[attr-defined]  # read by ConsistentRead
    return guarded


urlpatterns = [
    path("sign-in/", _open(account.login), name="account_login"),
    path("sign-out/", _open(account.logout), name="account_logout"),
    path("inactive/", _open(account.account_inactive), name="account_inactive"),
    path("confirm/", _mine(account.reauthenticate), name="account_reauthenticate"),
    path("password/", _mine(account.password_change), name="account_change_password"),
    path("password/set/", _mine(account.password_set), name="account_set_password"),
    path("password/reset/", _open(account.password_reset), name="account_reset_password"),
    path("password/reset/sent/", _open(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _open(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        _open(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", _open(factor.authenticate), name="mfa_authenticate"),
    path("second-factor/confirm/", _mine(factor.reauthenticate), name="mfa_reauthenticate"),
    path(
        "second-factor/settings/",
        _mine(RedirectView.as_view(pattern_name="organisation:account", http_method_names=["get", "head"])),
        name="mfa_index",
    ),
    path("second-factor/on/", _mine(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/off/", _mine(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("recovery-codes/", _mine(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", _mine(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("recovery-codes/file/", _mine(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
]
