"""Answers in JSON: bytes from orjson, and records that a caller need not fetch twice."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, TypeVar

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag

JSON = "application/json; charset=utf-8"
PROBLEM_JSON = "application/problem+json; charset=utf-8"

Answer = TypeVar("Answer", bound=HttpResponseBase)


def json_bytes(data: Any) -> bytes:
    """JSON text; moments to the second, what orjson does not know (decimals, ranges) as text."""
    return orjson.dumps(data, default=str, option=orjson.OPT_OMIT_MICROSECONDS)


def json_answer(
    data: Any, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """An answer that nobody between us and the caller may keep."""
    response = HttpResponse(json_bytes(data), JSON, status, headers=headers)
    return private(response)


def private(response: Answer) -> Answer:
    """Say that the answer belongs to one caller, is not to be stored, and is no page to be shown.

    A browser that is led to JSON offers to save it and runs nothing in it (ASVS 14.4.2).
    """
    response.headers.setdefault("Cache-Control", "no-store")
    if "json" in response.headers.get("Content-Type", ""):
        response.headers.setdefault("Content-Disposition", 'attachment; filename="answer.json"')
    patch_vary_headers(response, ("Authorization", "Cookie"))
    return response


def tagged_answer(request: HttpRequest, data: Any, *, tag: str = "") -> HttpResponse:
    """An answer with an ETag (`tag`, else the hash of the body); 304 when the caller has it."""
    body = json_bytes(data)
    etag = quote_etag(tag or digest(body))
    return unchanged(etag) if has(request, etag) else tagged(HttpResponse(body, JSON), etag)


def digest(body: bytes) -> str:
    """The hash of some content, long enough for a tag."""
    return sha256(body).hexdigest()[:32]


def has(request: HttpRequest, etag: str) -> bool:
    """Whether the caller has what the (quoted) tag stands for."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or etag in (tag.removeprefix("W/") for tag in known)


def unchanged(etag: str) -> HttpResponse:
    """304: no body."""
    response = HttpResponse(status=304)
    del response.headers["Content-Type"]
    return tagged(response, etag)


def tagged(response: Answer, etag: str) -> Answer:
    """An answer that its caller may keep, and asks about before using it again."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return private(response)
