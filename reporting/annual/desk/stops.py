"""The way through the page: each part of it with a light that says what is left to do there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.annual.cells import HEAD, OPINIONS, PROPOSALS
from reporting.annual.checks import Check
from reporting.annual.choices import Part
from reporting.annual.desk.lines import Line
from reporting.annual.whole import Whole

TABLES = "tables"
# The part that tells of the figures whose keys begin so.
TOLD_IN = {
    "roster": Part.OVERVIEW,
    "training": Part.TRAINING,
    "mentoring": Part.TRAINING,
    "rotation": Part.TRAINING,
    "frontline": Part.TRAINING,
    "use": Part.USE,
    "talks": Part.MANAGEMENT,
    "concerns": Part.MANAGEMENT,
    "cases": Part.MANAGEMENT,
    "assessed": Part.MANAGEMENT,
    "conduct": Part.MANAGEMENT,
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A part of the page: its place, title, light and what the light says."""

    anchor: str
    title: str
    light: str
    text: str


def stops(whole: Whole, lines: Sequence[Line], checks: Sequence[Check]) -> list[Stop]:
    """The parts of the report, then what belongs to it."""
    found = [
        _stop(f"part-{int(one.part)}", one.part.heading, checks, lacks=not one.text.strip())
        for one in whole.words
    ]
    found.append(_opinions(lines, checks))
    added = len(whole.proposals)
    if added or whole.none_to_add:
        said = f"{added} 人" if added else "无此类"
        found.append(_stop(PROPOSALS, "拟补充人选", checks, done=said))
    else:
        found.append(_stop(PROPOSALS, "拟补充人选", checks, lacks=True, waits="待答复"))
    told = (whole.is_named, whole.document, whole.signer, whole.meeting, whole.contact)
    lacking = sum(not one for one in told)
    found.append(_stop(HEAD, "发文信息", checks, lacks=bool(lacking), waits=f"缺 {lacking} 项"))
    found.append(_stop(TABLES, "附表（取自记录）", checks, done="一致"))
    return found


def _stop(
    anchor: str,
    title: str,
    checks: Sequence[Check],
    *,
    lacks: bool = False,
    waits: str = "待写",
    done: str = "完成",
) -> Stop:
    lights = {one.light for one in checks if place_of(one.cell) == anchor and not is_settled(one)}
    if "red" in lights:
        return Stop(anchor, title, "red", waits if lacks else "要改")
    if lacks:
        return Stop(anchor, title, "yellow", waits)
    if "yellow" in lights:
        return Stop(anchor, title, "yellow", "请看")
    return Stop(anchor, title, "green", done)


def _opinions(lines: Sequence[Line], checks: Sequence[Check]) -> Stop:
    """How many of those whom the viewer may speak of have an opinion."""
    title, mine = "保留资格初步意见", [line for line in lines if line.key is not None]
    said = sum(not line.is_missing for line in mine)
    if said < len(mine):
        return Stop(OPINIONS, title, "red", f"{said}／{len(mine)}")
    return _stop(OPINIONS, title, checks, done=f"{said}／{len(mine)}")


def place_of(cell: str) -> str:
    """The part of the page that a cell stands in."""
    kind, _, name = cell.partition(":")
    if kind == "part":
        return f"part-{name}"
    if kind == "figure" and (part := TOLD_IN.get(name.partition(".")[0])):
        return f"part-{int(part)}"
    if kind in ("opinion", OPINIONS):
        return OPINIONS
    if kind in ("proposal", PROPOSALS):
        return PROPOSALS
    return HEAD if kind == HEAD else TABLES


def is_settled(check: Check) -> bool:
    """Whether nothing is left to do about it."""
    return check.light == "green" or (check.light == "yellow" and bool(check.explained))
