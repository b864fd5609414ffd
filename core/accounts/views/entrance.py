"""The door: log in, log out."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.http import MAX_URL_REDIRECT_LENGTH, url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from core.accounts import forms
from core.accounts.login import log_in, log_out
from core.pages import form_page


@sensitive_post_parameters("password", "otp")
@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """The log-in page; leads back to where the person came from, inside this site only."""
    destination = _destination(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(destination)

    def enter(data: dict[str, Any]) -> HttpResponse:
        log_in(request, **data)
        return HttpResponseRedirect(destination)

    return form_page(
        request,
        forms.Login(request.POST if request.method == "POST" else None),
        enter,
        title="登录",
        back="",
        submit="登录",
        template="accounts/login.html",
        next=_asked(request),
        support=settings.SUPPORT,
        failure_limit=settings.AXES_FAILURE_LIMIT,
        lock_minutes=int(settings.AXES_COOLOFF_TIME.total_seconds() // 60),
    )


def logout(request: HttpRequest) -> HttpResponse:
    """End the session; only a posted form does, so that no link of another site can."""
    if request.method != "POST":
        return redirect(settings.LOGIN_REDIRECT_URL)
    log_out(request)
    return redirect("login")


def _asked(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next", "")


def _destination(request: HttpRequest) -> str:
    """The page asked for if it is an absolute path of this site, else the first page."""
    asked = _asked(request)
    fits = asked.startswith("/") and len(asked) <= MAX_URL_REDIRECT_LENGTH
    ours = fits and url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else resolve_url(settings.LOGIN_REDIRECT_URL)
