"""Made-up codes: after some from one address each answer comes later, after more none comes.

Right codes leave no trace here, neither a count nor a pardon: who has one could otherwise try
others for ever, and Redis would know when somebody voted. What is kept is a count per address
that expires, under a keyed hash of the address.
"""

import logging
import time
from datetime import UTC, datetime
from math import ceil

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from core.errors import DomainError
from core.shell.address import client_address

FREE = 5  # made-up codes that are answered at once
MOST = 10  # the one that locks
LOCK = 15 * 60  # seconds; also how long a count is kept
PAUSE = 1.0  # seconds, by which an answer to a made-up code comes later: right ones never wait

log = logging.getLogger(__name__)


class AddressLocked(DomainError):
    """Too many made-up codes came from this address; no code was looked at."""

    status = 429
    title = "暂时不能输入测评码"


def refuse_if_locked(request: HttpRequest) -> None:
    """Raises AddressLocked with until when and what to do."""
    try:
        until = cache.get(_key("lock", request))
    except (RedisError, OSError):
        return  # the lock guards 60 bits of chance: without Redis people still vote
    if until is not None:
        raise _locked(until)


def made_up(request: HttpRequest) -> None:
    """Count a code that nobody printed; waits, or raises AddressLocked, when there were too many.

    Many at once may pass the door before the lock falls: as many as there are web threads.
    """
    key = _key("made-up", request)
    try:
        cache.add(key, 0, LOCK)
        count = cache.incr(key)
        if count >= MOST:
            until = ceil(time.time()) + LOCK
            cache.set(_key("lock", request), until, LOCK)
            cache.delete(key)
            raise _locked(until)
    except (RedisError, OSError, ValueError):
        log.warning("made-up code not counted")
        return
    if count > FREE:
        time.sleep(PAUSE)


def _locked(until: int) -> AddressLocked:
    end = timezone.localtime(datetime.fromtimestamp(until + 59, UTC))
    return AddressLocked(
        f"从这个网络连续输入了 {MOST} 个不存在的测评码，{end:%H:%M} 以前不再接受输入。"
        "您的测评码仍然有效：请到时再扫一次，或换一个网络，着急的请找发票的工作人员。"
    )


def _key(kind: str, request: HttpRequest) -> str:
    hidden = salted_hmac("assessments.voting", client_address(request), algorithm="sha256")
    return f"ballot:{kind}:{hidden.hexdigest()}"
