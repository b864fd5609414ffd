"""What the verbs of the roster refuse, by name and with what to do."""

from collections.abc import Sequence
from datetime import date

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.errors import refuse_if


def names(people: Sequence[object]) -> str:
    """The first three by name, and how many there are."""
    few = "、".join(str(person) for person in people[:3])
    return f"{few}等 {len(people)} 人" if len(people) > 3 else few


def refuse_day(on: date, today: date) -> None:
    """The roster says what is: a change is entered on its day or later."""
    refuse_if(on > today, f"日期 {on} 还没有到，请在当天或以后登记。")


def refuse_double(people: Sequence[Cadre]) -> None:
    """Nobody is on the roster twice."""
    open_entries = RosterEntry.objects.open().filter(cadre__in=people).select_related("cadre")
    again = [entry.cadre for entry in open_entries]
    refuse_if(again, f"{names(again)}已在名册上，不能重复入库。请去掉后再办理。")


def refuse_left(entries: Sequence[RosterEntry], on: date, *, must_last: bool = False) -> None:
    """Only an open stay changes, and not before it, or its present standing, began."""
    gone = [entry for entry in entries if entry.left_on is not None]
    refuse_if(gone, f"{names(gone)}已出库，不能再更改。")
    early = [
        entry
        for entry in entries
        if on < entry.entered_on or (must_last and on == entry.entered_on)
    ]
    refuse_if(
        early,
        f"日期 {on} 不晚于{names(early)}的入库日期"
        if must_last
        else f"日期 {on} 早于{names(early)}的入库日期",
    )
    later = RosterEntry.objects.filter(
        pk__in=[entry.pk for entry in entries], stages__until__isnull=True, stages__since__gt=on
    ).select_related("cadre")
    refuse_if(later, f"{names(list(later))}在 {on} 以后又有变动，请填写更晚的日期。")
