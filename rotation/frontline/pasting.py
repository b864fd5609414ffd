"""What is pasted from a sheet: posts of host units, and marks."""

from __future__ import annotations

import re
from collections import defaultdict

from django.db.models import Q, QuerySet

from core.errors import DomainError
from core.units.models import Unit
from rotation.frontline.services.posts import Wanted

SHOWN, MOST_LINES, MOST_SEATS, LONGEST = 20, 500, 500, 80
SEPARATOR = re.compile(r"[\t,，;；、　]+| {1,}")


def cells_of(line: str) -> list[str]:
    """The cells of a pasted line: tabs first, other marks of separation where there are none."""
    line = line.strip()
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    return [cell for cell in SEPARATOR.split(line) if cell]


def posts_in(text: str, units: QuerySet[Unit]) -> list[Wanted]:
    """Posts, a line each: unit (full or short name), title, number of people (1).

    Raises DomainError with a sentence per line that cannot be read. Two statements.
    """
    rows = [(n, cells_of(line)) for n, line in enumerate(text.splitlines(), start=1)]
    rows = [(n, cells) for n, cells in rows if cells]
    if len(rows) > MOST_LINES:
        raise DomainError(f"一次最多粘贴 {MOST_LINES} 行，现在有 {len(rows)} 行，请分次粘贴。")
    called = {cells[0] for _, cells in rows}
    named: dict[str, list[Unit]] = defaultdict(list)
    for unit in units.filter(Q(name__in=called) | Q(short_name__in=called)):
        for name in {unit.name, unit.short_name}:
            named[name].append(unit)
    found, faults = [], []
    for line, cells in rows:
        said = _fault(cells, named)
        if said:
            faults.append(f"第 {line} 行“{cells[0][:SHOWN]}”：{said}")
            continue
        seats = int(cells[2]) if len(cells) > 2 and cells[2] else 1
        found.append(Wanted(unit=named[cells[0]][0].pk, title=cells[1], seats=seats))
    if faults:
        more = f"另有 {len(faults) - SHOWN} 处。" if len(faults) > SHOWN else ""
        raise DomainError("没有保存。" + "".join(faults[:SHOWN]) + more)
    return found


def _fault(cells: list[str], named: dict[str, list[Unit]]) -> str:
    hits = named.get(cells[0], [])
    if not hits:
        return "没有这个单位，或者它不在您的范围内，请核对名称。"
    if len(hits) > 1:
        return f"有 {len(hits)} 个单位叫这个名称，请写全称。"
    if len(cells) < 2 or not cells[1]:
        return "没有写挂任职务，请补上。"
    if len(cells[1]) > LONGEST:
        return f"挂任职务超过 {LONGEST} 个字，请缩短。"
    if len(cells) > 2 and cells[2]:
        number = cells[2].removesuffix("人").strip()
        if not (number.isascii() and number.isdecimal() and 1 <= int(number[:6]) <= MOST_SEATS):
            return f"人数“{cells[2][:SHOWN]}”应是 1 到 {MOST_SEATS} 之间的整数，请改正。"
        cells[2] = number
    return ""


def scores_in(text: str) -> tuple[list[str], list[list[str]]]:
    """Names and the figures after each: `(names, figures)`, line by line.

    Two-character names may come spaced: what follows and is no figure belongs to the name.
    """
    names, figures = [], []
    for line in text.splitlines():
        cells = cells_of(line) or [""]
        first = 1
        while first < len(cells) and "\t" not in line.strip() and not cells[first][:1].isdigit():
            first += 1
        names.append("".join(cells[:first]))
        figures.append(cells[first:])
    return names, figures
