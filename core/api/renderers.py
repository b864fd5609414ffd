"""What leaves as JSON, whatever the Accept header: a list's format is asked for by `format`."""

from typing import Any

from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from core.api.answers import json_bytes


class Json(BaseRenderer):
    """JSON by orjson."""

    media_type = "application/json"
    format = "json"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type=None, renderer_context=None) -> bytes:
        """The bytes; nothing for an answer without a body."""
        return b"" if data is None else json_bytes(data)


class OneRenderer(BaseContentNegotiation):
    """Takes the first parser and renderer of a view; the caller's Accept header is no order."""

    def select_parser(self, request: Request, parsers: list) -> Any:
        """The parser, if it reads what was sent (DRF answers 415 otherwise)."""
        content_type = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == content_type), None)

    def select_renderer(self, request: Request, renderers: list, format_suffix=None) -> tuple:
        """The one renderer."""
        return renderers[0], renderers[0].media_type
