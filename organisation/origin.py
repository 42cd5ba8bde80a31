"""Where a request comes from, and whom it names at sign-in."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str | None:
    """The address of the client: of the connection, or behind our proxy the last one that the proxy added.

    What a client writes into X-Forwarded-For itself stands further left and is not believed. None on a socket.
    """
    if settings.BEHIND_PROXY:
        return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or None
    return request.META.get("REMOTE_ADDR") or None


def typed_number(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The staff number that was typed at sign-in, in one spelling, so that failures of a001 and A001 add up."""
    given = credentials or {}
    typed = given.get("username") or given.get("login") or request.POST.get("login", "")
    return str(typed).strip().lower()
