"""Whether the process lives and whether it can serve: for load balancers and monitors."""

from collections.abc import Callable
from uuid import uuid4

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SECONDS = 30


class NotReadyError(Exception):
    """The site cannot serve; the message says why, in a sentence that may be public."""


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process answers at all; it asks nothing of the database or the cache."""
    return _plain("The process is alive.")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when database, migrations and cache are as they must be, else 503 and the first thing that is not."""
    try:
        for check in CHECKS:
            check()
    except NotReadyError as reason:
        return _plain(str(reason), status=503)
    return _plain("Ready.")


def database_is_up_to_date() -> None:
    """Raise NotReadyError where the database does not answer or lacks a migration."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise NotReadyError("The database does not answer.") from error
    if missing:
        raise NotReadyError(f"{len(missing)} migrations have not been applied: run “manage.py migrate”.")


def cache_keeps() -> None:
    """Raise NotReadyError where the shared cache does not give back what it was given."""
    key, value = "readyz", uuid4().hex
    try:
        cache.set(f"{key}:{value}", value, SECONDS)
        kept = cache.get(f"{key}:{value}")
        cache.delete(f"{key}:{value}")
    except Exception as error:
        raise NotReadyError("The cache does not answer.") from error
    if kept != value:
        raise NotReadyError("The cache does not keep what it is given.")


CHECKS: tuple[Callable[[], None], ...] = (database_is_up_to_date, cache_keeps)


def _plain(sentence: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=status)
