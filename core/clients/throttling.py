"""How often one caller may ask: a counter per caller and window, shared by all servers."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.throttling import SimpleRateThrottle

from core.audit.models import ActorKind

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView

log = logging.getLogger(__name__)


class PerViewer(SimpleRateThrottle):
    """A fixed window: one atomic increment, whatever the number of web processes.

    With Redis away nobody is held back: the limit protects the server, it guards no secret.
    """

    scope = "viewer"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        """One counter per API client or account."""
        kind = getattr(request.user, "actor_kind", ActorKind.USER)
        return f"rate:{kind}:{request.user.pk}"

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count this request; False when the window's share is used up."""
        if not self.num_requests:
            return True
        window, passed = divmod(time.time(), self.duration)
        self.remaining = self.duration - passed
        key = f"{self.get_cache_key(request, view)}:{int(window)}"
        try:
            cache.add(key, 0, self.duration * 2)
            return cache.incr(key) <= self.num_requests
        except (RedisError, OSError, ValueError):
            # ValueError: the counter was evicted between the two commands.
            log.warning("rate limit not counted")
            return True

    def wait(self) -> float:
        """Seconds until the next window."""
        return self.remaining
