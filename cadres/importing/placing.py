"""The unit of each row: as written, as the post says, or the batch's own."""

from collections.abc import Iterable

from cadres.importing.current import OnFile
from cadres.importing.staged import Staged
from cadres.importing.units import Found, Place, UnitFinder

NO_UNIT = "没有写所在单位，也看不出单位，请在文件中补上，或在上传时选择默认单位。"


def place(
    rows: Iterable[Staged], units: UnitFinder, usual: Place | None, people: dict[int, OnFile]
) -> None:
    """Set `row.place` where the file says a unit; refuse where it must say one and does not.

    Who is on file keeps his unit unless the file names another, or his post changes to one of
    another unit.
    """
    for row in rows:
        if not row.is_examined:
            continue
        told, now = row.told, people.get(row.cadre or 0)
        title = told.values.get("title", "")
        if not told.unit_words and now is None and row.refused & {"title", "unit"}:
            continue
        if told.unit_words:
            found = units.named(told.unit_words)
            if found.unit is None and usual and now is None:
                row.warn(
                    "unit", told.unit_words, f"{found.fault[:-1]}；已按默认单位“{usual}”处理。"
                )
                found = Found(usual)
        elif now is not None:
            found = _moved(title, now, units)
        else:
            found = units.beginning(title) if title else Found(None, NO_UNIT)
            if found.unit is None and usual:
                if found.is_doubtful:
                    row.warn("unit", title, f"{found.fault[:-1]}；已按默认单位“{usual}”处理。")
                found = Found(usual)
        if found.remark:
            row.warn("unit", title, found.remark)
        if found.fault:
            row.refuse("unit", told.unit_words or title, found.fault)
        row.place = found.unit


def _moved(title: str, now: OnFile, units: UnitFinder) -> Found:
    """Another unit for who is on file, where his new post says one that his own is not part of."""
    if not title or title == now.facts["title"]:
        return Found(None)
    found = units.beginning(title)
    own = units.places.get(now.facts["unit"])
    if found.unit is None or (own and own.path.startswith(found.unit.path)):
        return Found(None)
    return found._replace(remark="")
