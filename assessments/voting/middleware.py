"""Nothing is written of a visit to a ballot: no cookie, no address, no line in the log."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from core.audit.origin import Origin, origin

PLACE = "/ballot"
METHODS = ("GET", "HEAD", "POST")  # others end here: where Django refuses one, it logs it


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
        request.request_id = ""  # type: ignore[attr-defined]  # no line of a fault names the visit
        token = origin.set(Origin())
        try:
            is_known = request.method in METHODS
            response = self.get_response(request) if is_known else HttpResponseNotAllowed(METHODS)
        finally:
            origin.reset(token)
        response.cookies.clear()
        response["Cache-Control"] = "no-store"
        # Not `no-referrer`: under that, browsers send forms with `Origin: null`.
        response["Referrer-Policy"] = "same-origin"
        response._has_been_logged = True  # type: ignore[attr-defined]  # asked before logging
        return response
