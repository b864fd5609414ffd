"""A form as `.lrm` and `.pic`: what can be held, and the text of it (domain §1.5)."""

import re
from dataclasses import replace
from typing import Any

from cadres.formats import photos
from cadres.formats.approval_form import TEXTS, ApprovalForm, Relative
from cadres.formats.lrm_fields import (
    BREAK,
    CELL,
    EDUCATION,
    FAMILY,
    ID_NUMBER,
    LONG,
    MONTHS,
    NOT_HELD,
    PLAIN,
    RELATIVE,
    SCHOOLS,
    SEPARATOR,
    SLOTS,
    TREE,
)

_DAY = re.compile("[0-9]{8}")
_IMPOSSIBLE = re.compile("[\ud800-\udfff]")
_PLAIN_MARKS = str.maketrans({'"': "”", BREAK: "＃"})
_CELL_MARKS = str.maketrans({'"': "”", BREAK: "＃", CELL: "＠"})
IN_CELLS = frozenset((*EDUCATION[1], *SCHOOLS[1]))
IN_LONG = frozenset(PLAIN[place] for place in LONG)


def held(form: ApprovalForm) -> ApprovalForm:
    """What is left of a form on its way through `.lrm`: reading it again gives exactly this.

    Lost: 到龄年月, the age limit, the version and unknown elements; the day of every date; a
    portrait that is no JPEG; relatives beyond the 13th; the difference between an empty element
    and none. Changed: `"` into ”, and where `#` and `@` part cells these into ＃ and ＠.
    """
    values: dict[str, Any] = {
        field: None if field in NOT_HELD else _held(field, getattr(form, field) or "")
        for field in TEXTS
    }
    family = tuple(_held_relative(relative) for relative in (form.family or ())[:SLOTS])
    photo = form.photo if form.photo and form.photo.startswith(photos.JPEG) else None
    return replace(form, **values, family=family, photo=photo, unknown=())


def write(form: ApprovalForm) -> tuple[bytes, bytes]:
    """The text file and the `.pic`, which is empty when there is no JPEG."""
    kept = held(form)
    cells = [""] * (ID_NUMBER + 1)
    for place, field in PLAIN.items():
        text = getattr(kept, field)
        cells[place] = text if place in LONG else text.replace("\n", BREAK)
    for place, fields in (EDUCATION, SCHOOLS):
        cells[place] = "{}#{}@{}#{}".format(*(getattr(kept, field) for field in fields))
    cells[FAMILY] = [
        _list([getattr(one, column) for one in kept.family or ()]) for column in RELATIVE
    ]
    cells[ID_NUMBER] = kept.id_number or ""
    if not kept.id_number:
        cells.pop()
    text = f'"{SEPARATOR.join(cells)}"\n'
    return text.encode("gb18030"), kept.photo or b""


def _list(cells: list[str]) -> str:
    return CELL.join(cells + [""] * (SLOTS - len(cells)))


def _held(field: str, text: str) -> str:
    if field in MONTHS and _DAY.fullmatch(text):
        text = text[:6]
    text = _IMPOSSIBLE.sub("", text)
    if field in IN_LONG:
        text = text.replace('"', "”")
        while field == "rewards" and text.startswith(TREE):
            text = text.removeprefix(TREE).strip()
        return text
    return text.translate(_CELL_MARKS if field in IN_CELLS else _PLAIN_MARKS)


def _held_relative(relative: Relative) -> Relative:
    values = {
        field: _IMPOSSIBLE.sub("", getattr(relative, field)).translate(_CELL_MARKS)
        for field in RELATIVE
    }
    return Relative(**values)
