"""What no text of a batch may show: an ID number that stands where it does not belong."""

import re
from typing import Any

from cadres.identity.number import masked

_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)", re.ASCII)


def scrubbed(text: str) -> str:
    """The text with whatever looks like an ID number masked."""
    if len(text) < 15:
        return text
    return _NUMBER.sub(lambda found: masked(found[0]), text)


def scrubbed_all(value: Any) -> Any:
    """The same for every text inside a JSON value."""
    if isinstance(value, str):
        return scrubbed(value)
    if isinstance(value, list):
        return [scrubbed_all(item) for item in value]
    if isinstance(value, dict):
        return {key: scrubbed_all(item) for key, item in value.items()}
    return value
