"""Nothing is written of a visit to a ballot: no cookie, no address, no line in the log."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core.audit.origin import Origin, origin

PLACE = "/ballot"


class Unrecorded:
    """Takes from a request for a ballot whatever could tell who sends it.

    Cookies go first, so that whoever is logged in on that device votes without his session being
    read or written; none is set either. The address stays in the request, for made-up codes alone
    (`throttle`), yet no log line carries it, and an answer that refuses leaves none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != PLACE and not request.path_info.startswith(f"{PLACE}/"):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.request_id = ""
        token = origin.set(Origin())
        try:
            response = self.get_response(request)
        finally:
            origin.reset(token)
        response.cookies.clear()
        response["Cache-Control"] = "no-store"
        # Not `no-referrer`: under that, browsers send forms with `Origin: null`.
        response["Referrer-Policy"] = "same-origin"
        response._has_been_logged = True  # what Django asks before it logs a refusal
        return response
