"""Reading lists as callers do."""

from typing import Any
from urllib.parse import urlsplit

import orjson
from django.test import Client


def pages(client: Client, address: str, link: str = "next") -> list[list[dict[str, Any]]]:
    """Every page from `address` on, following `link`."""
    found = []
    while address:
        response = client.get(address)
        assert response.status_code == 200, response.content
        body = response.json()
        found.append(body["results"])
        address = body[link] and _local(body[link])
    return found


def last_address(client: Client, address: str) -> str:
    """The address of the last page."""
    while True:
        following = client.get(address).json()["next"]
        if not following:
            return address
        address = _local(following)


def streamed(response) -> bytes:
    """The whole of a streamed answer."""
    return b"".join(response.streaming_content)


def json_lines(response) -> list[dict[str, Any]]:
    """The rows of an ndjson answer."""
    return [orjson.loads(line) for line in streamed(response).splitlines()]


def _local(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"
