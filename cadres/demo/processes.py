"""What runs in a process of the pool; it must import nothing of Django's before `begin`."""

import gc
import pickle
from typing import Any

import django

_hired: list[Any] = []  # the writer of this process


def begin(writer: bytes) -> None:
    """Set Django up, then take in the writer, whose classes need it."""
    django.setup()
    gc.disable()  # lives hold no cycles; looking for them takes a tenth of the time
    _hired.append(pickle.loads(writer))  # noqa: S301 - our own parent made it


def make(number: int) -> Any:
    """What the writer makes of one batch."""
    return _hired[0].batch(number)
