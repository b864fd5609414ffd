"""The outermost door: what Django could not even make a request of becomes one that it refuses."""

import codecs
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.http import parse_header_parameters

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

SET_ASIDE = "qinglan.charset"  # in the environment: the declared charset that is not UTF-8


def guarded(application: Application) -> Application:
    """`application`, asked about no charset but UTF-8; `Intake` refuses what was set aside.

    Django decodes query and form in whatever codec Python knows by the declared name, the query
    while the request is being made, before any middleware: some codecs raise errors that nobody
    foresees, some make characters that no database takes.
    """

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        content_type = environ.get("CONTENT_TYPE", "")
        charset = _charset(content_type)
        if not is_utf8(charset):
            environ[SET_ASIDE] = charset
            environ["CONTENT_TYPE"] = content_type.partition(";")[0]
        return application(environ, start_response)

    return serve


def is_utf8(charset: str) -> bool:
    """UTF-8 under any of its names."""
    try:
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        return False


def _charset(content_type: str) -> str:
    """The declared charset, UTF-8 where there is none; the parameters themselves if unreadable."""
    try:
        _, parameters = parse_header_parameters(content_type)
    except (LookupError, ValueError):
        return content_type.partition(";")[2].strip()
    return parameters.get("charset", "utf-8")
