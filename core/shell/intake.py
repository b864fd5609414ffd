"""What is refused before anything is read: a body that is too large, a text that is not UTF-8."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.shell.errors import too_large, wrong_charset
from core.shell.gateway import SET_ASIDE, is_utf8

BESIDE_THE_FILE = 2**20  # bytes: the other fields of a form with an upload


class Intake:
    """Refuses by the headers alone, so that nothing of the request need be decoded or kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        most = settings.UPLOADS_MAX_BYTES.get(request.path, settings.UPLOAD_MAX_BYTES)
        if _length(request) > most + BESIDE_THE_FILE:
            return too_large(request, most)
        charset = request.META.get(SET_ASIDE, request.content_params.get("charset", "utf-8"))
        if not is_utf8(charset):
            return wrong_charset(request, charset)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    """The declared length in bytes; Django reads nothing where it is no number."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
