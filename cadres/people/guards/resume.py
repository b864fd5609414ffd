"""What the lines of a résumé must be (domain §1.4), before the database says it less kindly."""

from collections.abc import Iterator, Sequence
from datetime import date

from cadres.formats.resume_order import neighbours, overlap
from cadres.formats.resume_text import Line
from cadres.people.guards.rows import RowFaults
from core.errors import refuse_if
from core.months import dotted

MOST_LINES = 100


def refuse_resume(lines: Sequence[Line], *, birth: date, on: date) -> None:
    """Raises RowsRefused, each sentence at its line and field."""
    refuse_if(len(lines) > MOST_LINES, f"简历最多 {MOST_LINES} 行，请合并后再提交。")
    faults = RowFaults()
    for place, line in enumerate(lines):
        _check_alone(faults, place, line, birth, on)
    _check_order(faults, lines)
    for place, main in _inside(lines):
        _check_inside(faults, place, lines[place], main)
    faults.refuse()


def _check_alone(faults: RowFaults, place: int, line: Line, birth: date, on: date) -> None:
    if line.since > on:
        faults.add(place, "since", f"起始年月 {dotted(line.since)} 还没有到，请核对。")
    if line.since <= birth:
        faults.add(
            place,
            "since",
            f"起始年月 {dotted(line.since)} 不晚于出生年月 {dotted(birth)}，请核对。",
        )
    if line.until and line.until > on:
        faults.add(place, "until", f"终止年月 {dotted(line.until)} 还没有到，至今的请留空。")
    if line.until and line.until < line.since:
        faults.add(
            place,
            "until",
            f"终止年月 {dotted(line.until)} 早于起始年月 {dotted(line.since)}，请核对。",
        )
    if not line.text:
        faults.add(place, "text", "请填写经历。")
    elif sum(c in "（(" for c in line.text) != sum(c in "）)" for c in line.text):
        faults.add(place, "text", "括号没有成对，请补全。")


def _check_order(faults: RowFaults, lines: Sequence[Line]) -> None:
    """Main lines follow each other; the last alone may be open."""
    for (place, line), (next_place, after) in neighbours(lines):
        if faults.has(place) or faults.has(next_place) or not overlap(line, after):
            continue
        if line.until is None:
            faults.add(
                place,
                "until",
                f"后面还有 {dotted(after.since)} 起的经历，请填写终止年月：只有最后一段可以至今。",
            )
        else:
            faults.add(
                next_place,
                "since",
                f"与“{line} {line.text[:12]}”重叠：起始年月 {dotted(after.since)} 早于 "
                f"{dotted(line.until)}；同一时期的学习、挂职等请勾选“其间”。",
            )


def _inside(lines: Sequence[Line]) -> Iterator[tuple[int, Line | None]]:
    """Each 其间 line with the main line above it."""
    main = None
    for place, line in enumerate(lines):
        if line.within:
            yield place, main
        else:
            main = line


def _check_inside(faults: RowFaults, place: int, line: Line, main: Line | None) -> None:
    if faults.has(place):
        return
    if main is None:
        faults.add(place, "since", "“其间”的前面没有所属的经历，请去掉“其间”或补上那段经历。")
    elif line.since < main.since or not _ends_inside(line, main):
        end = "since" if line.since < main.since else "until"
        faults.add(place, end, f"其间的 {line} 不在所属经历 {main} 之内，请核对。")


def _ends_inside(line: Line, main: Line) -> bool:
    if main.until is None:
        return True
    return line.until is not None and line.until <= main.until
