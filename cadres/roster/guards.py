"""What the verbs of the roster refuse, by name and with what to do; previews say the same words.

Each reason is a phrase that follows the names of those it speaks of.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from cadres.choices import SERVING
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry, RosterStage
from core.errors import refuse_if

SHOWN = 3
BY_NAME = 20


def names(people: Sequence[object]) -> str:
    """The first three by name, and how many there are."""
    few = "、".join(str(person) for person in people[:SHOWN])
    return f"{few}等 {len(people)} 人" if len(people) > SHOWN else few


def listed(people: Sequence[object]) -> str:
    """As many names as one reads, for those who have to be looked at again."""
    few = "、".join(str(person) for person in people[:BY_NAME])
    return f"{few}等 {len(people)} 人" if len(people) > BY_NAME else few


def refuse_day(on: date, today: date) -> None:
    """The roster says what is: a change is entered on its day or later."""
    refuse_if(on > today, f"日期 {on} 还没有到，请在当天或以后登记。")


def why_not_admitted(
    *, serving: bool, entered_on: date | None, left_on: date | None, on: date
) -> str:
    """Why somebody cannot enter on a day; `entered_on` of the open stay, the last `left_on`."""
    if entered_on is not None:
        return f"已在名册上（{entered_on} 入库），不能重复入库"
    if left_on is not None and left_on > on:
        return f"在 {left_on} 才出库，入库日期不能早于这一天"
    return "" if serving else "不是现职人员，不能入库"


def why_not_changed(
    *,
    entered_on: date,
    left_on: date | None,
    changed_on: date | None,
    on: date,
    must_last: bool = False,
) -> str:
    """Why a stay cannot change on a day; its present standing began on `changed_on`.

    `must_last`: the stay ends, and lasts a day at least.
    """
    if left_on is not None:
        return f"已于 {left_on} 出库，不能再更改"
    if on < entered_on:
        return f"在 {entered_on} 才入库，日期不能早于这一天"
    if must_last and on == entered_on:
        return f"在 {entered_on} 当天才入库，调出日期要晚于这一天"
    if changed_on is not None and changed_on > on:
        return f"在 {changed_on} 又有变动，日期不能早于这一天"
    return ""


def refuse_double(people: Sequence[Cadre], on: date) -> None:
    """Nobody is on the roster twice, and only who serves is on it."""
    stays = RosterEntry.objects.filter(cadre__in=people)
    entered: dict[int, date] = {}
    left: dict[int, date] = {}
    late = stays.filter(Q(left_on__isnull=True) | Q(left_on__gt=on)).order_by("left_on")
    for cadre, begun, ended in late.values_list("cadre_id", "entered_on", "left_on"):
        if ended is None:
            entered[cadre] = begun
        else:
            left[cadre] = ended
    refuse_each(
        people,
        {
            person.pk: why_not_admitted(
                serving=person.status == SERVING,
                entered_on=entered.get(person.pk),
                left_on=left.get(person.pk),
                on=on,
            )
            for person in people
        },
    )


def refuse_left(entries: Sequence[RosterEntry], on: date, *, must_last: bool = False) -> None:
    """Only an open stay changes, and not before it, or its present standing, began."""
    stages = RosterStage.objects.filter(entry__in=entries, until__isnull=True)
    began = dict(stages.values_list("entry_id", "since"))
    refuse_each(
        entries,
        {
            entry.pk: why_not_changed(
                entered_on=entry.entered_on,
                left_on=entry.left_on,
                changed_on=began.get(entry.pk),
                on=on,
                must_last=must_last,
            )
            for entry in entries
        },
    )


def why_not_considered(people: Collection[int], on: date) -> dict[int, str]:
    """Cadre to why he cannot be 考察对象 on a day, as other applications know it."""
    found: dict[int, str] = {}
    for name in settings.CONSIDERED_GUARDS:
        found = import_string(name)(people, on) | found
    return found


def refuse_considered(entries: Sequence[RosterEntry], on: date) -> None:
    """Nobody becomes 考察对象 who must not be one (domain R24)."""
    reasons = why_not_considered([entry.cadre_id for entry in entries], on)
    refuse_each(entries, {entry.pk: reasons.get(entry.cadre_id, "") for entry in entries})


def refuse_each(subjects: Iterable[Any], reasons: Mapping[int, str]) -> None:
    """One sentence per reason, with those it speaks of."""
    said: dict[str, list[object]] = {}
    for subject in subjects:
        if reason := reasons[subject.pk]:
            said.setdefault(reason, []).append(subject)
    refuse_if(said, "".join(f"{names(people)}{reason}。" for reason, people in said.items()))
