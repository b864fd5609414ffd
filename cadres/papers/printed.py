"""What printing gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tight:
    """A text that fell under 7 pt, or was cut at 4 pt: whose, and the label of its cell."""

    person: str
    field: str
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, how many pages it has, and what is too small to be read with ease."""

    content: bytes
    pages: int
    tight: tuple[Tight, ...] = ()
