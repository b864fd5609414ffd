"""What is wrong, or worth a look, in something that was read: field, value, reason with remedy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about one value; `field` is the name the code has for it, "" for all of it.

    An error keeps its row from being written; a warning does not.
    """

    field: str
    value: str
    reason: str
    is_error: bool = False
