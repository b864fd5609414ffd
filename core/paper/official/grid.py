"""The measures of GB/T 9704-2012 in mm: A4, 版心 156 × 225, 22 lines of 28 characters."""

from typing import NamedTuple

PAGE = (210.0, 297.0)
TOP, LEFT = 37.0, 28.0
WIDTH, HEIGHT = 156.0, 225.0
RIGHT, BOTTOM = LEFT + WIDTH, TOP + HEIGHT
LINES, CELLS = 22, 28
PITCH = 10.2272  # 225 / 22, rounded down: rounded up, the last line would not fit
CELL = WIDTH / CELLS


class Area(NamedTuple):
    """The 版心 of a page, in mm from the page's left and top."""

    left: float
    top: float
    width: float
    height: float
    page: tuple[float, float]


UPRIGHT = Area(LEFT, TOP, WIDTH, HEIGHT, PAGE)
# The sheet turned by a quarter, its top to the binding: what was its foot is at the left.
ACROSS = Area(PAGE[1] - BOTTOM, LEFT, HEIGHT, WIDTH, (PAGE[1], PAGE[0]))

BODY = 16.0  # pt, 3号
TITLE_PT = 22.0  # 2号
SMALL = 14.0  # 4号, of 版记 and page numbers
TABLE_PT = CAPTION_PT = 12.0
INDENT = 2  # cells, of the first line of a paragraph

# 版头 of a document: the 标志 begins 35 mm under the top of the 版心, and all of it is ten lines.
MARK_PT, MARK_TOP, MARK_HEIGHT = 43.0, 35.0, 15.5
NUMBER_TOP, RULE_TOP, RULE = 69.2, 81.4, 0.7
HEAD_LINES = 10

# 信函: 标志 30 mm under the edge of the page, lines of 170 mm, the lower one 20 mm above the edge.
LETTER_MARK_PT, LETTER_MARK_TOP, LETTER_MARK_HEIGHT = 34.0, 30.0, 12.0
LETTER_RULE_TOP, LETTER_RULE_BOTTOM = LETTER_MARK_TOP + LETTER_MARK_HEIGHT + 4, PAGE[1] - 20
LETTER_RULE_LEFT, LETTER_RULE_WIDTH = 20.0, 170.0
THICK, THIN, GAP = 0.9, 0.3, 0.5
LETTER_HEAD_LINES = 4

NUMBER_UNDER = 7.0  # the page number under the 版心
FOOT_LINE = 9.0  # of 版记
FOOT_OUTER, FOOT_INNER = 0.35, 0.25
MIDDLE = 0.38  # em, from the baseline to the middle of an ideograph
