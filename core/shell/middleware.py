"""What surrounds every request: its identity for the log, its headers, refusals as pages."""

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core.audit.origin import Origin, origin
from core.errors import DomainError
from core.shell.address import client_address
from core.shell.errors import refusal_page

REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,36}")


class RequestIdentity:
    """A number per request, the same in the log, the audit rows and the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        request.request_id = request_id
        token = origin.set(Origin(client_address(request), request_id))
        try:
            response = self.get_response(request)
        finally:
            origin.reset(token)
        response["X-Request-Id"] = request_id
        return response


class Discretion:
    """What a browser may keep of an answer, and what it may lend to our pages.

    Counties share machines: what is not said to be kept (static files, photographs) is not stored.
    The other headers of the kind are Django's own (`SecurityMiddleware`) and django-csp's.
    """

    HEADERS = {
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class DomainErrors:
    """A verb's refusal becomes a page with the sentence and the right status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Only refusals of the domain; everything else is a fault and goes its way."""
        if isinstance(error, DomainError):
            return refusal_page(request, error)
        return None
