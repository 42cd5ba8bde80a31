"""Every page of customers reads the published night; before the first one there is nothing to read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from customers.queries.sight import Sight, sight_of
from organisation.guards import StaffRequest

SightView = Callable[..., HttpResponse]


def with_sight(view: Callable[..., HttpResponse]) -> SightView:
    """Hand the view the reader's sight of the published night, or say that the first night is still to come."""

    @wraps(view)
    def seeing(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sight: Sight | None = sight_of(request.user)
        if sight is None:
            return render(request, "customers/no_night.html")
        return view(request, sight, *args, **kwargs)

    return seeing
