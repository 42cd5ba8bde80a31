"""The smallest honest page: signed in, a session, a count, 25 rows by the ORM, a template, and nothing else.

It is measured in the same rounds as our pages and exists only in the urls of the bench.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates

from customers.models import CustomerDay
from organisation.queries import published

# What Django's own project template installs, apart from what answers no ordinary request.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


@cache
def _template() -> Any:
    """An engine of its own, so that the frame of our pages is not part of the floor."""
    around = [
        f"django.{name}"
        for name in ("template.context_processors.request", "contrib.auth.context_processors.auth")
    ]
    options = {"context_processors": around}
    engine = DjangoTemplates(
        {"NAME": "floor", "DIRS": [Path(__file__).parent], "APP_DIRS": False, "OPTIONS": options}
    )
    return engine.get_template("floor.html")


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The reader's 25 largest customers and how many there are."""
    night = published()
    rows = CustomerDay.objects.unscoped("the reader's own rows, for the bench").filter(
        run_id=night.run_id if night else 0, owner_id=request.user.pk
    )
    largest = rows.select_related("customer", "branch", "owner").order_by("-aum", "-customer_id")[:25]
    context = {"night": night, "count": rows.count(), "rows": largest, "user": request.user}
    return HttpResponse(_template().render(context, request))
