"""What comes in: JSON of bounded size, strictly read."""

from typing import Any

import orjson
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser


class JsonBody(BaseParser):
    """orjson refuses what would fail later: lone surrogates, NaN, endless nesting."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None) -> Any:
        """The value; raises ParseError, and RequestDataTooBig before anything is read."""
        # `body` knows DATA_UPLOAD_MAX_MEMORY_SIZE, the stream does not.
        body = parser_context["request"].body
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError(
                f"请求正文不是有效的 JSON：第 {error.lineno} 行第 {error.colno} 个字符处有误。"
            ) from error
