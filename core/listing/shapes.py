"""What most columns of a kind have in common, said once: `Column(name="…", path="…", **DAY)`."""

from typing import Any, Final

from core.listing.columns import Kind, Lookup

DAY: Final[dict[str, Any]] = {"kind": Kind.DATE, "lookup": Lookup.RANGE}
ANY_OF: Final[dict[str, Any]] = {"kind": Kind.CHOICE, "lookup": Lookup.ONE_OF, "many": True}
NUMBER: Final[dict[str, Any]] = {"kind": Kind.NUMBER, "width": 8}
