"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str | None:
    """The address of the client: of the connection, or behind our proxy the last one that the proxy added.

    What a client writes into X-Forwarded-For itself stands further left and is not believed. None on a socket.
    """
    if settings.BEHIND_PROXY:
        return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or None
    return request.META.get("REMOTE_ADDR") or None
