"""What postings do to a file, as plain values: the columns of the present post and the résumé.

Each function takes a file and gives the next one; nothing is read or written here. What a verb did
is kept as a difference (`diff`) of that file alone, so that it can be undone exactly (`undone`) as
long as what it left is still there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cadres.formats.resume_text import Line
from core.errors import DomainError
from core.months import dotted, first_of

FIELDS = (*("unit_id", "title", "short_title", "level", "level_since", "post_since", "seat_order"),)
LAST_SEAT = 999

Difference = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """The columns named by FIELDS, and the lines: each main one, then what lies within it."""

    fields: Mapping[str, Any]
    lines: tuple[Line, ...]

    def where(self, **fields: Any) -> File:
        """The same with other columns."""
        return replace(self, fields={**self.fields, **fields})


class Elsewhere(DomainError):
    """The file says something else by now than the posting left in it."""

    title = "档案已另有更改"


def taken_up(
    file: File, *, text: str, unit_id: int, level: str, since: date, suffixes: Sequence[str]
) -> File:
    """A main post from a day on: its line follows the last one, its text is the present post.

    `suffixes` are what other running posts add to the text. Raises DomainError when the résumé goes
    on beyond the month already.
    """
    month = first_of(since)
    fields: dict[str, Any] = {"title": text + "".join(suffixes), "post_since": month}
    if fields["title"] != file.fields["title"]:
        fields["short_title"] = ""
    if unit_id != file.fields["unit_id"]:
        fields |= {"unit_id": unit_id, "seat_order": LAST_SEAT}
    if level and level != file.fields["level"]:
        fields |= {"level": level, "level_since": month}
    return replace(file.where(**fields), lines=tuple(_followed(file.lines, text, month)))


def sent_out(file: File, *, text: str, since: date, until: date | None, suffix: str) -> File:
    """A time beside the main post: within the lines of its months, and behind the present post."""
    title = str(file.fields["title"])
    end = first_of(until) if until else None
    lines = _within(file.lines, text, first_of(since), end)
    return replace(file.where(title=title + suffix), lines=tuple(lines))


def came_back(file: File, *, text: str, since: date, until: date, suffix: str) -> File:
    """The same, ended: its lines have their end, the present post its text without the rest."""
    title = str(file.fields["title"])
    if suffix and suffix in title:
        head, _, tail = title.rpartition(suffix)
        title = head + tail
    lines = list(_ended(file.lines, text, first_of(since), first_of(until)))
    return replace(file.where(title=title), lines=tuple(lines))


def left_off(file: File, *, text: str, since: date, until: date) -> File:
    """A main post that ended with nothing after it: its line is closed, the present post stays."""
    end = first_of(until)
    for place, line in _open_main(file.lines):
        is_its = line.text == text if text else line.since == first_of(since)
        if is_its and line.since <= end:
            inner = [_cut(one, end) for one in file.lines[place + 1 :]]
            lines = [*file.lines[:place], replace(line, until=end)]
            lines += [one for one in inner if one is not None]
            return replace(file, lines=tuple(lines))
    return file


def diff(before: File, after: File) -> Difference:
    """What was done to a file: columns old and new, and the stretch of lines old and new."""
    fields = {
        name: [_plain(before.fields[name]), _plain(after.fields[name])]
        for name in FIELDS
        if before.fields[name] != after.fields[name]
    }
    was, now = list(before.lines), list(after.lines)
    anchor: list[Line] = []
    while was and now and was[0] == now[0]:
        anchor = [was.pop(0)]
        del now[0]
    while was and now and was[-1] == now[-1]:
        del was[-1], now[-1]
    if was and not now:  # a line went: the one before it says where it was
        was, now = anchor + was, anchor + now
    return {"fields": fields, "was": [_stored(x) for x in was], "now": [_stored(x) for x in now]}


def undone(file: File, done: Difference) -> File:
    """The file without what was done; raises Elsewhere when it is not there any more as it was."""
    fields = dict(file.fields)
    for name, (was, now) in done["fields"].items():
        if _plain(fields[name]) != now:
            raise Elsewhere(_CHANGED[name in ("level", "level_since")])
        fields[name] = _read(name, was)
    was, now = ([_line(row) for row in done[key]] for key in ("was", "now"))
    if not now:
        if was:
            raise Elsewhere(_LINES)
        return File(fields, file.lines)
    lines = list(file.lines)
    for place in range(len(lines) - len(now), -1, -1):
        if lines[place : place + len(now)] == now:
            return File(fields, tuple(lines[:place] + was + lines[place + len(now) :]))
    raise Elsewhere(_LINES)


_BY_HAND = "已在干部信息里更正的，请勾选“档案已另行更正”再撤回。"
_CHANGED = {
    False: f"现任职务在这以后已另有更改，不能撤回；请先撤回后来的任职或锻炼；{_BY_HAND}",
    True: f"职务层次在这以后已另有更改，不能撤回；请先撤回后来的任职；{_BY_HAND}",
}
_LINES = f"简历在这以后已另有更改，不能撤回；请先撤回后来的任职或锻炼；{_BY_HAND}"


def _followed(lines: Sequence[Line], text: str, month: date) -> Iterator[Line]:
    """The lines, the last one ended at the month, the new one behind, what goes on within it."""
    mains = [line for line in lines if not line.within]
    if mains and (mains[-1].since, mains[-1].until, mains[-1].text) == (month, None, text):
        yield from lines  # the file says so already
        return
    late = [line for line in mains if line.since > month or _goes_on(line, month)]
    if late:
        raise DomainError(
            f"简历里已有 {late[0]}“{late[0].text[:20]}”，晚于任职起始年月 {dotted(month)}，"
            "请核对起始日期，或先更正简历。"
        )
    moved: list[Line] = []
    is_last = False
    for line in lines:
        if not line.within:
            is_last = line.until is None
            yield replace(line, until=month) if is_last else line
        elif is_last and (line.until is None or line.until > month):
            if line.since < month:
                yield replace(line, until=month)
            moved.append(replace(line, since=max(line.since, month)))
        else:
            yield line
    yield Line(month, None, text)
    yield from sorted(moved, key=_place)


def _goes_on(line: Line, month: date) -> bool:
    return line.until is not None and line.until > month


def _open_main(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """The open main line with its place: one, the last, or none."""
    for place in range(len(lines) - 1, -1, -1):
        if not lines[place].within:
            if lines[place].until is None:
                yield place, lines[place]
            return


def _cut(line: Line, end: date) -> Line | None:
    if line.until is not None and line.until <= end:
        return line
    return replace(line, until=end) if line.since <= end else None


def _within(lines: Sequence[Line], text: str, since: date, until: date | None) -> list[Line]:
    """The lines with a period put within the main lines that it touches, clipped to each."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.within:
            groups[-1].append(line)
        else:
            groups.append([line])
    written = False
    for group in groups[1:]:
        main = group[0]
        begins = max(main.since, since)
        ends = _earlier(main.until, until)
        touches = ends is None or begins < ends
        # A stay within one month is written too, once.
        if not touches and since == until and not written:
            touches = main.since <= since and (main.until is None or since < main.until)
        if touches:
            line = Line(begins, ends, text, within=True)
            group.insert(1 + sum(_place(one) <= _place(line) for one in group[1:]), line)
            written = True
    return [line for group in groups for line in group]


def _place(line: Line) -> tuple[date, str]:
    """The order of lines within another: what is put back stands where it stood."""
    return line.since, line.text


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _ended(lines: Sequence[Line], text: str, since: date, end: date) -> Iterator[Line]:
    """The lines with every piece of a time away shortened to its end; the first one stays."""
    pieces = [x for x in lines if x.within and x.text == text and x.since >= since]
    if not any(piece.until is None for piece in pieces):
        yield from lines  # nobody wrote it, or somebody took it out
        return
    for line in lines:
        if not (line.within and line.text == text and line.since >= since):
            yield line
        elif line.since < end or line is pieces[0]:
            yield line if line.until and line.until <= end else replace(line, until=end)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name.endswith("_since") and value else value


def _stored(line: Line) -> list[Any]:
    return [_plain(line.since), _plain(line.until), line.text, str(line.kind), line.within]


def _line(row: Sequence[Any]) -> Line:
    since, until, text, kind, within = row
    return Line(
        date.fromisoformat(since), date.fromisoformat(until) if until else None, text, kind, within
    )
