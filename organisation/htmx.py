"""What a view says to htmx: which part was asked for, where to go next, what to tell the page."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers

UNPROCESSABLE = 422
TOO_MANY = 429


def is_partial(request: HttpRequest) -> bool:
    """Whether only a part of the page is wanted. A history restore wants the whole page back."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """The page, or its partial `part` for htmx: one URL per resource."""
    name = f"{template}#{part}" if part and is_partial(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def invalid(request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "") -> HttpResponse:
    """A form that could not be taken, with what was typed and why."""
    return page(request, template, context, part=part, status=UNPROCESSABLE)


def too_many(
    request: HttpRequest, template: str, context: dict[str, Any], *, wait: int, part: str = ""
) -> HttpResponse:
    """More was asked than a limit allows; it may be asked again in `wait` seconds."""
    response = page(request, template, context, part=part, status=TOO_MANY)
    response["Retry-After"] = str(wait)
    return response


def redirect(request: HttpRequest, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Go to a page after a success, whether htmx or the browser asked."""
    url = resolve_url(to, *args, **kwargs)
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return HttpResponseRedirect(url)


def trigger(response: HttpResponse, event: str, detail: Any = True) -> HttpResponse:
    """Let the page hear an event after the swap, for instance `dialog:close`."""
    response["HX-Trigger"] = json.dumps({event: detail})
    return response
