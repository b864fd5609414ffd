"""`/healthz`: the process answers. `/readyz`: database, Redis and a worker are there."""

from django.core.cache import cache
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from redis.exceptions import RedisError

from core.jobs.tasks import PULSE


def healthz(request: HttpRequest) -> JsonResponse:
    """The process serves requests; nothing else is asked."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when everything that work needs is there, 503 naming what is missing."""
    states = {"database": _database(), **_redis()}
    ready = all(states.values())
    named = {name: "ok" if state else "missing" for name, state in states.items()}
    answer = {"status": "ok" if ready else "unavailable", **named}
    return JsonResponse(answer, status=200 if ready else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _redis() -> dict[str, bool]:
    try:
        pulse = cache.get(PULSE)
    except (RedisError, OSError):
        return {"redis": False, "worker": False}
    return {"redis": True, "worker": pulse is not None}
