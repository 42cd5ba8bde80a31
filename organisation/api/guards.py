"""The guard of the API's views: the same permissions as the pages."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from organisation.models import Staff


class Granted(BasePermission):
    """Lets in whoever holds the permission that the view declares as `permission`."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return isinstance(request.user, Staff) and view.permission in request.user.permissions
