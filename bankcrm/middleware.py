"""What happens around every view: who is asking and from where, how long a session lives, and reading one night."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bankcrm.requests import QUIET
from organisation import audit
from organisation.origin import client_ip

Next = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
WRITE_AFTER = 30  # seconds: how exactly the last sign of life is kept, so that not every request writes


class Shield:
    """Nothing of an answer is kept by anybody, and only declared methods are answered."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = (
            self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        )
        response["Cache-Control"] = "no-store"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class AuditOrigin:
    """Everything that is recorded during a request carries its address and its id."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        origin = audit.Origin(ip=client_ip(request), request_id=getattr(request, "request_id", ""))
        with audit.coming_from(origin):
            return self.get_response(request)


class SessionLimits:
    """Ends a session after 15 minutes without use and after 8 hours in any case; says so on the next page.

    Requests that a page makes by itself (X-Background, set by app.js) are no use by a person.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        held = SESSION_KEY in request.session
        if held:
            self._hold(request)
        response = self.get_response(request)
        if held and SESSION_KEY not in request.session and request.is_secure():
            response["Clear-Site-Data"] = '"cache", "storage"'
        if request.headers.get("HX-Request") and response.get("Location", "").startswith(
            reverse("account_login")
        ):
            # A sign-in page swapped into a panel helps nobody: let the whole page ask.
            response = HttpResponse(status=204)
            response["HX-Refresh"] = "true"
        return response

    def _hold(self, request: HttpRequest) -> None:
        if not request.user.is_authenticated:
            logout(request)
            messages.warning(
                request, _("Your session was ended: you signed in elsewhere, or your account was changed.")
            )
            return
        now = timezone.now().timestamp()
        session = request.session
        signed_in = session.setdefault(SIGNED_IN_AT, now)
        seen = session.setdefault(SEEN_AT, now)
        if now - signed_in >= settings.SESSION_ABSOLUTE_SECONDS:
            logout(request)
            messages.info(request, _("A session lasts eight hours at most. Please sign in again."))
        elif now - seen >= settings.SESSION_IDLE_SECONDS:
            logout(request)
            messages.info(request, _("You were signed out because the portal was not used for a while."))
        elif now - seen >= WRITE_AFTER and "X-Background" not in request.headers:
            session[SEEN_AT] = now


class ChosenLanguage:
    """The language that a person chose in the portal goes before the browser's."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", "")
        if language in dict(settings.LANGUAGES):
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return self.get_response(request)


class ConsistentRead:
    """A page reads one moment: GET and HEAD run in one read-only snapshot, so no page mixes two nights.

    Read-only is held by the database: a GET that writes fails. Views that carry `own_transactions` (those of
    other packages) and the probes are left alone. Costs two statements per request.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if (
            request.method not in {"GET", "HEAD"}
            or request.path in QUIET
            or hasattr(view, "own_transactions")
        ):
            return None
        outermost = not connection.in_atomic_block
        with transaction.atomic():
            with connection.cursor() as cursor:
                level = "ISOLATION LEVEL REPEATABLE READ READ ONLY" if outermost else "READ ONLY"
                cursor.execute(f"SET TRANSACTION {level}")
            response: HttpResponse = view(request, *args, **kwargs)
            if callable(getattr(response, "render", None)):
                response = response.render()  # type: ignore[attr-defined]  # a lazy template still reads
        return response
