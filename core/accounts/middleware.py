"""What every request of a logged-in person passes: the idle time-out, then the gate."""

from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from core.accounts.kept import KEPT, forget, keep, kept_for
from core.accounts.login import log_out
from core.accounts.logins import LAST_SEEN
from core.accounts.obligations import obligation

WRITE_EVERY = 60  # seconds: a busy page writes its session at most this often
UNGUARDED = frozenset({"/healthz", "/readyz"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

Answer = Callable[[HttpRequest], HttpResponse]


class IdleTimeout:
    """Ends a session that nobody has used for IDLE_TIMEOUT.

    The last action is known to the minute, never later than it was: a session ends up to a minute
    early, never late. Polls of a page that looks on (`X-Poll: 1`, `…/progress/`) are no actions.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in UNGUARDED or not request.user.is_authenticated:
            return self.get_response(request)
        now = int(timezone.now().timestamp())
        seen = request.session.get(LAST_SEEN)
        if seen is not None and now - seen > settings.IDLE_TIMEOUT.total_seconds():
            return self._end(request)
        if not _is_poll(request) and (seen is None or now - seen >= WRITE_EVERY):
            request.session[LAST_SEEN] = now
        response = self.get_response(request)
        if KEPT in request.session and _is_submitted(request, response):
            forget(request)
        return response

    def _end(self, request: HttpRequest) -> HttpResponse:
        user = request.user.pk
        log_out(request, reason="超时未操作")
        minutes = int(settings.IDLE_TIMEOUT.total_seconds() // 60)
        sentence = f"{minutes} 分钟未操作，已自动退出。"
        if request.path.startswith("/api/"):
            return _problem(401, "登录已失效", f"{sentence}请重新登录。")
        if request.method not in SAFE and request.path != reverse("logout"):
            page = urlsplit(_whereabouts(request)).path
            again = keep(request, user=user, page=page)
            sentence += "刚才提交的内容没有保存" + ("，登录后可以重新提交。" if again else "。")
        messages.warning(request, sentence)
        if request.path == reverse("login"):
            return self.get_response(request)
        return _send(request, redirect_to_login(_whereabouts(request)).url)


class Gate:
    """Who must change his password, or use one-time passwords, does that first and nothing else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in UNGUARDED or not request.user.is_authenticated:
            return self.get_response(request)
        due = obligation(request.user, timezone.now())
        if due is None or request.path in (reverse(due.page), reverse("logout")):
            return self.get_response(request)
        if request.path.startswith("/api/"):
            return _problem(403, "没有权限", due.sentence)
        return _send(request, reverse(due.page))


def _is_submitted(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether what was kept has now been taken."""
    if request.method in SAFE or response.status_code >= 400 or not request.user.is_authenticated:
        return False
    kept = kept_for(request)
    return kept is not None and urlsplit(kept.action).path == request.path


def _is_poll(request: HttpRequest) -> bool:
    return request.headers.get("X-Poll") == "1" or request.path.endswith("/progress/")


def _whereabouts(request: HttpRequest) -> str:
    """The page that the person was on: the address itself, or where the form or fragment was."""
    if request.htmx:
        return request.htmx.current_url_abs_path or resolve_url(settings.LOGIN_REDIRECT_URL)
    if request.method in SAFE:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not came_from or not ours:
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    return urlunsplit(("", "", *urlsplit(came_from)[2:4], ""))


def _send(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _problem(status: int, title: str, detail: str) -> JsonResponse:
    """A problem document (RFC 9457)."""
    return JsonResponse(
        {"type": "about:blank", "title": title, "status": status, "detail": detail},
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": 'attachment; filename="answer.json"',
        },
    )
