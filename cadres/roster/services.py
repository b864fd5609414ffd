"""What is done to stays on the roster: admitted, restated, released; many at once or one.

(not on it) --admit--> 在库培养 <--restate--> 列为考察对象 | 暂缓 --release--> 已使用 | 已调出
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cadres.choices import OPEN_STATUSES, ExitGround, HeldBy, RosterStatus
from cadres.people.models import Cadre
from cadres.roster.guards import refuse_considered, refuse_day, refuse_double, refuse_left
from cadres.roster.keeping import refuse_list
from cadres.roster.models import RosterEntry, RosterStage
from cadres.roster.snapshot import snapshot
from cadres.roster.writing import differences, end_stages, log, opened, write
from core.audit.models import Action
from core.errors import refuse_if
from policy.duties.services import follow


@transaction.atomic
def admit(
    *,
    actor: Any,
    people: Sequence[Cadre],
    on: date,
    today: date,
    held_by: str = HeldBy.CITY,
    **values: Any,
) -> list[RosterEntry]:
    """Put people onto the roster from `on` (clauses 2.0 and 3.3.3 补充); their stays.

    `values` are standing and manner of entry. Refused, by name, for whoever is on it already.
    """
    refuse_day(on, today)
    refuse_list(actor, held_by)
    people = _held(people)
    refuse_double(people, on)
    entries = RosterEntry.objects.bulk_create(
        RosterEntry(
            cadre=person,
            entered_on=on,
            changed_by=actor,
            entry_snapshot=snapshot(person, on),
            held_by=held_by,
            **values,
        )
        for person in people
    )
    RosterStage.objects.bulk_create(opened(entry, on, actor) for entry in entries)
    for entry in entries:
        log(Action.CREATE, actor, entry, {"entered_on": ["", str(on)]})
    follow([person.pk for person in people], on=today)
    return entries


def _held(people: Sequence[Cadre]) -> list[Cadre]:
    """The people as they are now, locked: a change of a file that commits between would not reach
    the copies of a row that it cannot see yet (docs/adr/0004)."""
    rows = Cadre.objects.filter(pk__in=[person.pk for person in people]).order_by("pk")
    # A join would lose who changes unit meanwhile; the key is left free, for duties about them.
    list(rows.select_for_update(no_key=True).values_list("pk"))
    return list(rows.select_related("unit"))


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
    """Another tier, direction, holder or status from `on`; those that have it already stay.

    No duty depends on any of these: clause 3.3.2 speaks of everybody on the roster, and whoever is
    held back for the time being (暂缓) is on it, and needs the talk more than others. Whom a unit
    cannot reach is waived by the department, one by one and with a reason.
    """
    refuse_day(on, today)
    refuse_if(
        values.get("status", RosterStatus.CULTIVATED) not in OPEN_STATUSES,
        "出库要写明原因，请用“调出”，不能直接改状态。",
    )
    if "held_by" in values:
        refuse_list(actor, values["held_by"])
    refuse_left(entries, on)
    changed = [
        entry
        for entry in entries
        if any(getattr(entry, name) != value for name, value in values.items())
    ]
    if values.get("status") == RosterStatus.CONSIDERED:
        refuse_considered([one for one in changed if one.status != RosterStatus.CONSIDERED], on)
    details = {entry.pk: differences(entry, values) for entry in changed}
    end_stages(changed, on)
    write(changed, actor, **values)
    for entry in changed:
        log(Action.CHANGE, actor, entry, details[entry.pk] | {"on": str(on)})
    RosterStage.objects.bulk_create(opened(entry, on, actor, note) for entry in changed)
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
    end_stages(entries, on)
    write(
        entries,
        actor,
        {entry.pk: snapshot(entry.cadre, on) for entry in entries},
        left_on=on,
        status=status,
        exit_ground=ground,
        exit_note=note,
        exit_document=document,
    )
    detail = {"left_on": ["", str(on)], "exit_ground": ["", str(ExitGround(ground).label)]}
    for entry in entries:
        log(Action.CHANGE, actor, entry, detail)
    follow([entry.cadre_id for entry in entries], on=today)
    return list(entries)
