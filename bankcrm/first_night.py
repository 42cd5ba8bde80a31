"""While the demo bank's first night runs there is nothing to see yet: every page says so and looks again by
itself.
"""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

ANSWERED_ANYWAY = ("/livez", "/readyz", "/static/")
LOOK_AGAIN_SECONDS = 3


def _marker(home: Path) -> Path:
    return home / "first-night-runs"


def begin(home: Path) -> None:
    _marker(home).touch()


def end(home: Path) -> None:
    _marker(home).unlink(missing_ok=True)


class FirstNightMiddleware:
    """Installed in demo mode alone. Costs one look for a file per request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.marker = _marker(settings.BANKCRM_HOME)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.marker.exists() and not request.path.startswith(ANSWERED_ANYWAY):
            response = render(request, "first_night.html")
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
            response["Cache-Control"] = "no-store"
            return response
        return self.get_response(request)
