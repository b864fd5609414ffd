"""What is done to stays on the roster: admitted, restated, released; many at once or one.

(not on it) --admit--> 在库培养 <--restate--> 列为考察对象 | 暂缓 --release--> 已使用 | 已调出
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cadres.choices import OPEN_STATUSES, ExitGround, RosterStatus
from cadres.people.models import Cadre
from cadres.roster.guards import refuse_day, refuse_double, refuse_left
from cadres.roster.models import RosterEntry, RosterStage
from cadres.roster.snapshot import snapshot
from core.audit.models import Action
from core.audit.services import record
from core.errors import refuse_if

STANDING = ("status", "held_by", "tier", "direction")
SHOWN = {"status": "名册状态", "held_by": "掌握层级", "tier": "使用层级", "direction": "培养方向"}


@transaction.atomic
def admit(
    *, actor: Any, people: Sequence[Cadre], on: date, today: date, **values: Any
) -> list[RosterEntry]:
    """Put people onto the roster from `on` (clauses 2.0 and 3.3.3 补充); their stays.

    `values` are standing and manner of entry. Refused, by name, for whoever is on it already.
    """
    refuse_day(on, today)
    refuse_double(people)
    entries = RosterEntry.objects.bulk_create(
        RosterEntry(
            cadre=person,
            entered_on=on,
            changed_by=actor,
            entry_snapshot=snapshot(person, on),
            **values,
        )
        for person in people
    )
    RosterStage.objects.bulk_create(_opened(entry, on, actor) for entry in entries)
    for entry in entries:
        _log(Action.CREATE, actor, entry, {"entered_on": ["", str(on)]})
    return entries


@transaction.atomic
def restate(
    *,
    actor: Any,
    entries: Sequence[RosterEntry],
    on: date,
    today: date,
    note: str = "",
    **values: Any,
) -> list[RosterEntry]:
    """Another tier, direction, holder or status from `on`; those that have it already stay."""
    refuse_day(on, today)
    refuse_if(
        values.get("status", RosterStatus.CULTIVATED) not in OPEN_STATUSES,
        "出库要写明原因，请用“调出”，不能直接改状态。",
    )
    refuse_left(entries, on)
    changed = [
        entry
        for entry in entries
        if any(getattr(entry, name) != value for name, value in values.items())
    ]
    _end_stages(changed, on)
    for entry in changed:
        before = {name: getattr(entry, name) for name in values}
        _write(entry, actor, **values)
        detail = {name: [_said(entry, name, before[name]), _said(entry, name)] for name in values}
        _log(Action.CHANGE, actor, entry, detail | {"on": str(on)})
    RosterStage.objects.bulk_create(_opened(entry, on, actor, note) for entry in changed)
    return changed


@transaction.atomic
def release(
    *,
    actor: Any,
    entries: Sequence[RosterEntry],
    on: date,
    today: date,
    ground: ExitGround,
    note: str = "",
    document: str = "",
) -> list[RosterEntry]:
    """Off the roster from `on`, with the ground of clause 3.3.3 (or promoted)."""
    refuse_day(on, today)
    refuse_left(entries, on, must_last=True)
    used = ground == ExitGround.PROMOTED
    status = RosterStatus.USED if used else RosterStatus.REMOVED
    _end_stages(entries, on)
    for entry in entries:
        _write(
            entry,
            actor,
            left_on=on,
            status=status,
            exit_ground=ground,
            exit_note=note,
            exit_document=document,
            exit_snapshot=snapshot(entry.cadre, on),
        )
        detail = {"left_on": ["", str(on)], "exit_ground": ["", str(ExitGround(ground).label)]}
        _log(Action.CHANGE, actor, entry, detail)
    return list(entries)


def _write(entry: RosterEntry, actor: Any, **values: Any) -> None:
    """One guarded update; the copy in hand is brought along. Raises Stale."""
    rows = RosterEntry.objects.filter(pk=entry.pk, version=entry.version)
    now = timezone.now()
    if not rows.update(version=F("version") + 1, changed_by=actor, changed_at=now, **values):
        entry.change(actor=actor, seen=entry.version)  # says who was faster
    for name, value in (values | {"changed_by": actor, "changed_at": now}).items():
        setattr(entry, name, value)
    entry.version += 1


def _opened(entry: RosterEntry, on: date, actor: Any, note: str = "") -> RosterStage:
    standing = {name: getattr(entry, name) for name in STANDING}
    return RosterStage(entry=entry, since=on, changed_by=actor, note=note, **standing)


def _end_stages(entries: Sequence[RosterEntry], on: date) -> None:
    """Open stages end; one that only began that day is replaced."""
    stages = RosterStage.objects.filter(entry__in=entries, until__isnull=True)
    stages.filter(since=on).delete()
    stages.update(until=on)


def _said(entry: RosterEntry, name: str, value: Any = ...) -> str:
    """A value of the standing in words."""
    field = RosterEntry._meta.get_field(name)
    raw = getattr(entry, name) if value is ... else value
    return str(dict(field.flatchoices).get(raw, raw or ""))


def _log(action: Action, actor: Any, entry: RosterEntry, detail: dict[str, Any]) -> None:
    record(
        action,
        actor=actor,
        subject="cadre",
        target=entry.cadre,
        label=f"{entry.cadre} 名册",
        detail=detail,
    )
