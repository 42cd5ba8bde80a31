"""The guard that every route wears: `@requires(permission)`, or `@public(reason)`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from organisation.roles import Permission

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from organisation.models import Staff


class StaffRequest(HttpRequest):
    """A request whose user is a signed-in member of staff."""

    user: Staff  # narrows AnonymousUser away behind @requires
    htmx: HtmxDetails


class NotOfRole(PermissionDenied):
    """The person's roles do not open this page at all; other refusals are about what stands now."""


View = Callable[..., HttpResponse]


def requires(permission: Permission) -> Callable[[View], View]:
    """Guard a view: sign-in page for the anonymous, 403 for a person whose roles lack the permission."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if permission not in request.user.permissions:
                raise NotOfRole(_("Your roles do not include this page."))
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the route-table test
        return guarded

    return decorate


def public(reason: str) -> Callable[[View], View]:
    """Mark a view as open to the anonymous; the reason is kept for the route-table test."""

    def decorate(view: View) -> View:
        view.public_reason = reason  # type: ignore[attr-defined]  # read by the route-table test
        return view

    return decorate
