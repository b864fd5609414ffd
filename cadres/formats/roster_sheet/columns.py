"""What a sheet needs to know of a column, whatever its cells mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

TEXT = 49  # the number format of cells that keep what is typed as it was typed


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SheetColumn:
    """One column: its headings, the other headings it is known by, and how it looks.

    Columns of one `group` stand together under it in a two-row header; where there is one row, the
    heading is both. `choices` are what a drop-down offers; with `is_open` other texts are taken
    too. `width` is in characters of a sheet, `mm` on paper.
    """

    name: str
    label: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    width: float = 9
    mm: float = 13
    is_left: bool = False  # aligned to the left, as long texts are
    is_stacked: bool = False  # what stands in brackets goes under the rest
    is_number: bool = False
    is_hidden: bool = False
    is_needed: bool = False  # in a template
    choices: Callable[[], Sequence[str]] | None = None
    is_open: bool = False
    hint: str = ""  # how to fill it in
    sample: str = ""

    @property
    def heading(self) -> str:
        """The heading where there is one row of them."""
        return self.group + self.label
