"""A form that is sent twice is done once: a double click, or a second one out of impatience.

The token that guards a form is masked anew for each page that is drawn: the same token at the same
address with the same content is the same form, sent again. The second waits for the first, is led
to the page that came of it and told what the first was told, whose answer the browser gave up.
What was refused may be sent again at once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from redis.exceptions import RedisError

from core.errors import DomainError
from core.shell.errors import refusal_page

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of its field
BUSY_FOR = 60  # seconds: whoever was killed at it keeps nobody away for longer
KNOWN_FOR = 60  # seconds in which a second click is one
PATIENCE = 15  # seconds
LOOK_EVERY = 0.1

DONE = "这份内容刚才已经提交，没有重复办理。"
UNDER_WAY = "这份内容正在办理，没有重复提交。请等一两分钟，打开相应的列表核对结果后再决定是否重交。"

log = logging.getLogger(__name__)

Said = list[tuple[int, str]]  # level and sentence


@dataclass(frozen=True)
class Outcome:
    """What came of a form: the page it led to and what is said there."""

    page: str
    said: Said


BUSY = Outcome("", [])  # no page has this address


class Once:
    """Knows each form that was sent in the last minute, in Redis.

    With Redis away forms are done as they come: then only what the database forbids is kept from
    being done twice.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        try:
            outcome = _claim(key)
        except (RedisError, OSError):
            log.warning("forms are not counted")
            return self.get_response(request)
        if outcome == BUSY:
            return refusal_page(request, DomainError(UNDER_WAY))
        if outcome is not None:
            for level, sentence in [*outcome.said, (messages.INFO, DONE)]:
                messages.add_message(request, level, sentence)
            return redirect(outcome.page)
        before = len(messages.get_messages(request))
        response = self.get_response(request)
        _settle(key, response, _said_since(request, before))
        return response


def _key(request: HttpRequest) -> str | None:
    """What tells one sending of a form from every other; None where there is no form to count.

    Fragments are left alone: their page sends the same token all its life.
    """
    if request.method != "POST" or not request.user.is_authenticated or request.htmx:
        return None
    if TOKEN not in request.POST:
        return None
    files = [
        (name, file.name, file.size)
        for name, sent in sorted(request.FILES.lists())
        for file in sent
    ]
    said = (
        request.session.session_key,
        request.get_full_path(),
        sorted(request.POST.lists()),
        files,
    )
    return f"sent:{sha256(repr(said).encode('utf-8', 'backslashreplace')).hexdigest()}"


def _said_since(request: HttpRequest, before: int) -> Said:
    """The messages that this request left; whether a page has shown them stays as it is."""
    told = messages.get_messages(request)
    are_shown = told.used
    said = [(one.level, str(one.message)) for one in told][before:]
    told.used = are_shown  # reading alone would take them off
    return said


def _claim(key: str) -> Outcome | None:
    """None when it is ours to do; else what came of it, or BUSY after a long wait."""
    until = time.monotonic() + PATIENCE
    while not cache.add(key, BUSY, BUSY_FOR):
        outcome = cache.get(key, BUSY)
        if outcome != BUSY:
            return outcome
        if time.monotonic() > until:
            return BUSY
        time.sleep(LOOK_EVERY)
    return None


def _settle(key: str, response: HttpResponse, said: Said) -> None:
    try:
        if response.status_code == 302:
            cache.set(key, Outcome(response["Location"], said), KNOWN_FOR)
        else:
            cache.delete(key)
    except (RedisError, OSError):
        log.warning("a form that was sent is not known")
