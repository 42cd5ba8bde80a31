"""Is the process alive, and can it serve? Asked by the container's health check and by a load balancer."""

import shutil

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from organisation.guards import public

LEAST_FREE_BYTES = 256 * 1024 * 1024
ASKED_BY_MACHINES = "asked by machines that have no account; the answer names no customer and no person"


@public(ASKED_BY_MACHINES)
@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing else: a broken database is no reason to restart the web."""
    return HttpResponse("ok", content_type="text/plain")


@public(ASKED_BY_MACHINES)
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Everything that a page needs: the database at this code's level, the cache, room on the disk."""
    state = {"database": _database(), "cache": _cache(), "disk": _disk()}
    ready = all(value == "ok" for value in state.values())
    return JsonResponse(state, status=200 if ready else 503)


def _database() -> str:
    """Costs two queries."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "down"
    return "behind" if behind else "ok"


def _cache() -> str:
    try:
        cache.set("readyz", "ok", 5)
        return str(cache.get("readyz", "lost"))
    except RedisError:
        return "down"


def _disk() -> str:
    folder = settings.BANKCRM_HOME if settings.BANKCRM_HOME.exists() else "/"
    return "ok" if shutil.disk_usage(folder).free > LEAST_FREE_BYTES else "full"
