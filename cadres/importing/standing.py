"""What keeps a checked batch from being written: whatever has changed since it was checked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from cadres.approval.models import TEXT_FIELDS
from cadres.importing.checking import faults_of
from cadres.importing.current import OnFile, kept, on_file
from cadres.importing.fields import label
from cadres.importing.models import ImportBatch, Outcome
from cadres.importing.staged import Staged
from cadres.importing.units import own_units
from cadres.roster.guards import listed
from core.arrays import among
from core.errors import DomainError, Stale, refuse_if

NOTHING: Final = "没有写入任何内容。"
UNDER_WAY: Final = timedelta(hours=1)  # longer than a check takes, and what writes beside it


def as_seen(actor: Any, rows: Sequence[Staged]) -> dict[int, OnFile]:
    """Those on file, locked in one order, if the actor keeps each and none has changed."""
    seen = {row.cadre: row for row in rows}
    people_now = kept(actor).filter(among("pk", seen)).order_by("pk")
    locked = dict(people_now.select_for_update(of=("self",)).values_list("pk", "version"))
    missing = len(seen) - len(locked)
    refuse_if(
        missing,
        f"有 {missing} 人已不在您的管理范围内，或者记录已不在，{NOTHING}请重新核对。",
        Stale,
    )
    changed = [row.name or str(pk) for pk, row in seen.items() if locked[pk] != row.version]
    refuse_if(changed, f"{listed(changed)}在核对以后又有变动，{NOTHING}请重新上传核对。", Stale)
    return on_file(
        locked, asked={name for row in rows for name in row.changes} | {"stay", *TEXT_FIELDS}
    )


def refuse_units(actor: Any, rows: Sequence[Staged], taken: Mapping[int, set[str]]) -> None:
    """Units that people come to are there, stand, and are in the actor's keeping."""
    coming = [row for row in rows if row.action == Outcome.CREATE or "unit" in taken[row.number]]
    used = {row.place.pk for row in coming if row.place}
    known = set(own_units(actor).filter(pk__in=used).values_list("pk", flat=True))
    lost = [row.name for row in coming if row.place is None or row.place.pk not in known]
    refuse_if(lost, f"{listed(lost)}的所在单位在核对以后有变动，{NOTHING}请重新上传核对。", Stale)


def refuse_namesakes(actor: Any, batch: ImportBatch, rows: Sequence[Staged]) -> None:
    """Nobody came, or came to be called so, since the check, who may be the same person.

    The stamp is of the start of a transaction, so that one under way at the check counts as well.
    """
    since = batch.asked_at - UNDER_WAY
    touched = kept(actor).filter(touched_at__gte=since).values_list("pk", "name", "birth")
    namesakes: dict[tuple[str, date], set[int]] = defaultdict(set)
    for pk, name, birth in touched.iterator(chunk_size=5000):
        namesakes[name, birth].add(pk)
    again = [
        row.name
        for row in rows
        if namesakes.get((row.name, row.told.values["birth"]), set()) - {*row.candidates}
    ]
    refuse_if(again, f"{listed(again)}在核对以后已有人登记，{NOTHING}请重新上传核对。", Stale)


def refuse_parts(
    rows: Sequence[Staged],
    now: Mapping[int, OnFile],
    taken: Mapping[int, set[str]],
    on: date,
) -> None:
    """Where some fields of a person are left out, the rest must hold by itself."""
    for row in rows:
        if row.left_out:
            for name, _, sentence in faults_of(row, now[row.cadre], taken[row.number], on):
                raise DomainError(
                    f"{row.name}只写入一部分后，{label(name)}不成立：{sentence}{NOTHING}"
                    "请在“更新”里改选。"
                )
