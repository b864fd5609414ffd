"""One side of 任免审批表 as cells on a grid, whatever it is going to be: PDF or Word."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.paper.cells import Cell
from core.paper.drawing import Line
from core.paper.faces import SONG, TITLE
from core.paper.measures import MM_PER_PT, clean, shortened, width

PAGE = (210.0, 297.0)  # mm, A4
LEFT, TOP = 22.0, 11.0  # margins, domain §2.1
LABEL = 12.0  # pt
TITLE_PT, TITLE_SPACING = 24.0, 0.35
BELOW = 12.0  # pt, of what stands under the grid
LABEL_SPREAD = tuple(1.7 - step / 20 for step in range(14))  # of vertical labels


@dataclass(slots=True)
class Sheet:
    """Cells, a photo's frame (x, y, w, h in mm), and what stands above and below the grid."""

    title: str = ""
    above: str = ""
    cells: list[Cell] = field(default_factory=list)
    photo: tuple[float, float, float, float] | None = None
    below: tuple[str, ...] = ()  # left, maybe middle, right

    def label(self, x: float, y: float, w: float, h: float, text: str, **kwargs) -> None:
        """A printed word of the form."""
        kwargs = {"most": LABEL, "leads": (1.25, 1.1), "pad": 0.5} | kwargs
        self.cells.append(Cell(x=x, y=y, w=w, h=h, text=text, **kwargs))

    def upright(self, x: float, y: float, w: float, h: float, text: str, **kwargs) -> None:
        """A label written downwards, its pitch closed up until it fits; lines as given, if any."""
        lines = text if "\n" in text else "\n".join(text)
        self.label(x, y, w, h, lines, **({"leads": LABEL_SPREAD, "pad": 0.3} | kwargs))

    def value(self, x: float, y: float, w: float, h: float, text: str, name: str, **kwargs) -> None:
        """What the form says; `name` is the label by which a text too small is reported."""
        self.cells.append(Cell(x=x, y=y, w=w, h=h, text=text, field=name, **kwargs))

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the whole grid."""
        left, top = min(cell.x for cell in self.cells), min(cell.y for cell in self.cells)
        right = max(cell.x + cell.w for cell in self.cells)
        return left, top, right - left, max(cell.y + cell.h for cell in self.cells) - top

    def outside(self) -> Iterable[Line]:
        """Title and notes as lines at their places."""
        left, top, wide, high = self.frame
        if self.title:
            em = TITLE_PT * MM_PER_PT
            whole = width(self.title, TITLE) + TITLE_SPACING * (len(self.title) - 1)
            x = left + (wide - whole * em) / 2
            yield Line(x, TOP + 12 + 0.38 * em, TITLE_PT, self.title, TITLE, TITLE_SPACING)
        if self.above:
            yield Line(left + 2, top - 3, BELOW, self.above, SONG)
        shares = {1: (0.0,), 2: (0.0, 1.0), 3: (0.0, 0.5, 1.0)}.get(len(self.below), ())
        for share, text in zip(shares, self.below, strict=True):
            spare = wide - 4 - width(text, SONG) * BELOW * MM_PER_PT
            yield Line(left + 2 + spare * share, top + high + 6, BELOW, text, SONG)


def one_line(text: str, room: float) -> str:
    """As much of a text as there is room for in mm, outside of any cell."""
    return shortened(clean(text).replace("\n", " "), room / (BELOW * MM_PER_PT), SONG)
