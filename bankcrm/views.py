"""The workbench, the choices of language, theme and menu, and the pages for errors."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from bankcrm import workbench
from bankcrm.navigation import THEMES
from organisation.actions import choose_language
from organisation.guards import NotOfRole, StaffRequest, public, requires
from organisation.queries import night_read_by
from organisation.roles import Permission

YEAR = 365 * 24 * 3600
MENU_STATES = {"open", "folded"}


@requires(Permission.HOME)
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """The workbench: panels by role, each a page of its app that loads on its own."""
    night = night_read_by(request.user)
    if night is None:
        return render(request, "home.html", {"night": None, "run": workbench.first_run()})
    panels = workbench.panels(request.user)
    context = {"night": night, "panels": panels, "charts": any(panel.draws for panel in panels)}
    return render(request, "home.html", context)


@public("language, theme and menu are chosen before sign-in too; nothing of the bank is touched")
@require_POST
def preference(request: HttpRequest) -> HttpResponse:
    """Keep a choice: the language also with the person, so that it follows them to another machine."""
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(target if safe else "/")
    language = request.POST.get("language")
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            choose_language(by=request.user, language=language)
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    if (theme := request.POST.get("theme")) in THEMES:
        _keep(response, "theme", theme)
    if (menu := request.POST.get("menu")) in MENU_STATES:
        _keep(response, "menu", menu)
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The sentence of a refusal. After a form was sent the way back leads to its page, which shows what stands now."""
    back = request.headers.get("Referer", "") if request.method == "POST" else ""
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    context = {"why": str(exception), "role": isinstance(exception, NotOfRole), "back": back if safe else ""}
    return render(request, "403.html", context, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """The last resort: asks no database, tells the request's id and nothing else."""
    context = {"request_id": getattr(request, "request_id", "")}
    return HttpResponse(render_to_string("500.html", context), status=500)
