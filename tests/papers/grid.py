"""The grid of 任免审批表 as domain §2.1 gives it, in mm from the left and top of the sheet.

Left margin 22, page 1 columns 13.8, 4.2, 23, 18.8, 23, 23.2, 23.5, 36.3; page 2 columns 13, 19,
22.5, 20, 15, 8, 68. Added up by hand; the grids begin 37 and 25 mm from the top.
"""

Box = tuple[float, float, float, float]  # left, top, right, bottom

# Where the value of each field of the new edition stands: page and box.
NEW: dict[str, tuple[int, Box]] = {
    "name": (1, (40.0, 37.0, 63.0, 49.5)),
    "gender": (1, (81.8, 37.0, 104.8, 49.5)),
    "birth": (1, (128.0, 37.0, 151.5, 49.5)),
    "nation": (1, (40.0, 49.5, 63.0, 61.7)),
    "native_place": (1, (81.8, 49.5, 104.8, 61.7)),
    "birth_place": (1, (128.0, 49.5, 151.5, 61.7)),
    "party": (1, (40.0, 61.7, 63.0, 73.7)),
    "work_start": (1, (81.8, 61.7, 104.8, 73.7)),
    "retire_month": (1, (128.0, 61.7, 151.5, 73.7)),
    "health": (1, (40.0, 73.7, 63.0, 86.2)),
    "pro_title": (1, (81.8, 73.7, 104.8, 86.2)),
    "specialty": (1, (128.0, 73.7, 151.5, 86.2)),
    "fulltime_education": (1, (63.0, 86.2, 104.8, 98.4)),
    "fulltime_degree": (1, (63.0, 86.2, 104.8, 98.4)),
    "fulltime_school": (1, (128.0, 86.2, 187.8, 98.4)),
    "fulltime_degree_school": (1, (128.0, 86.2, 187.8, 98.4)),
    "inservice_education": (1, (63.0, 98.4, 104.8, 110.6)),
    "inservice_degree": (1, (63.0, 98.4, 104.8, 110.6)),
    "inservice_school": (1, (128.0, 98.4, 187.8, 110.6)),
    "inservice_degree_school": (1, (128.0, 98.4, 187.8, 110.6)),
    "title": (1, (63.0, 110.6, 187.8, 123.1)),
    "planned_post": (1, (63.0, 123.1, 187.8, 135.6)),
    "removed_post": (1, (63.0, 135.6, 187.8, 148.1)),
    "resume": (1, (35.8, 148.1, 187.8, 273.9)),
    "rewards": (2, (35.0, 25.0, 187.5, 50.0)),
    "assessments": (2, (35.0, 50.0, 187.5, 68.0)),
    "grounds": (2, (35.0, 68.0, 187.5, 92.0)),
    "reported_by": (2, (35.0, 189.5, 187.5, 213.0)),
    "filled_on": (2, (35.0, 213.0, 187.5, 222.5)),
    "filled_by": (2, (22.0, 258.1, 95.0, 268.0)),
}
OLD = {
    **{name: place for name, place in NEW.items() if name != "retire_month"},
    "health": (1, (128.0, 61.7, 151.5, 73.7)),
    "pro_title": (1, (40.0, 73.7, 81.8, 86.2)),
    "specialty": (1, (104.8, 73.7, 151.5, 86.2)),
}
# Columns of a member's relation, name, birth, politics and work; the first row; rows of 12.3 mm.
MEMBER_LEFTS = (35.0, 54.0, 76.5, 96.5, 119.5, 187.5)
MEMBERS_TOP, MEMBER_HEIGHT = 103.4, 12.3


def member_box(row: int, column: int) -> Box:
    """On page 2; rows and columns from 0."""
    top = MEMBERS_TOP + row * MEMBER_HEIGHT
    return MEMBER_LEFTS[column], top, MEMBER_LEFTS[column + 1], top + MEMBER_HEIGHT
