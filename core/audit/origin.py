"""Where the present request came from; importable before the models are."""

from contextvars import ContextVar
from typing import NamedTuple


class Origin(NamedTuple):
    """The caller's address and the number given to the request."""

    address: str = ""
    request_id: str = ""


origin: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 - immutable
