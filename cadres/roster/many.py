"""Stays of many people at once, each with a day, list, tier and direction of his own.

The rules are those of `admit` and `restate` (cadres/roster/services.py); the number of statements
does not grow with the people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from cadres.choices import SERVING, EntryMode, HeldBy, RosterStatus
from cadres.people.models import Cadre
from cadres.roster.guards import refuse_day, refuse_each, why_not_admitted, why_not_changed
from cadres.roster.keeping import NOT_IN_REACH, lists_of, refuse_list
from cadres.roster.models import RosterEntry, RosterStage
from cadres.roster.reentry import barred_each
from cadres.roster.snapshot import FACTS, snapshot_of
from cadres.roster.standing import STATED
from cadres.roster.writing import said
from core.arrays import among
from core.audit.models import Action
from core.audit.services import Note, record_many
from core.copying import copy_rows, reserved_ids
from policy.duties.services import follow

ENTRY, STAGE = RosterEntry._meta.db_table, RosterStage._meta.db_table
ENTRY_COLUMNS = (
    "id", "version", "changed_by_id", "changed_at", "cadre_id", "entered_on", "entry_mode",
    "recommended_by", "entry_document", "entry_snapshot", "exit_ground", "exit_note",
    "exit_document", *STATED,
)  # fmt: skip
STAGE_COLUMNS = ("entry_id", "since", "note", "changed_by_id", *STATED)
RESTATED = ("tier", "direction", "held_by")


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a refusal names."""

    pk: int
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Admission:
    """One person from a day; `standing` are tier, direction and held_by where they are known."""

    cadre: int
    on: date
    standing: Mapping[str, Any]


def own_lists(actor: Any) -> tuple[HeldBy, ...]:
    """The lists that the actor may put people on, the usual one first; the system has all."""
    lists = tuple(HeldBy) if actor is None else lists_of(actor)
    return (HeldBy.CITY, *lists) if HeldBy.CITY in lists else lists


@transaction.atomic
def admit_each(*, actor: Any, admissions: Sequence[Admission], today: date) -> None:
    """Put each onto the roster from his day; refused by name for whoever is on it already."""
    usual = own_lists(actor)[0]
    for on in {one.on for one in admissions}:
        refuse_day(on, today)
    for held_by in {one.standing.get("held_by") or usual for one in admissions}:
        refuse_list(actor, held_by)
    people = _people([one.cadre for one in admissions])
    _refuse_double(admissions, people, actor)
    now = timezone.now()
    by = actor.pk if actor else None
    entries, stages = [], []
    keys = reserved_ids(ENTRY, len(admissions))
    for key, one in zip(keys, admissions, strict=True):
        standing = {
            "status": str(RosterStatus.CULTIVATED),
            "held_by": str(one.standing.get("held_by") or usual),
            "tier": one.standing.get("tier"),
            "direction": one.standing.get("direction") or "",
        }
        stated = [standing[name] for name in STATED]
        shot = snapshot_of(people[one.cadre], one.on)
        entries.append(
            (key, 1, by, now, one.cadre, one.on, str(EntryMode.COMMITTEE), "", "", shot,
             "", "", "", *stated)
        )  # fmt: skip
        stages.append((key, one.on, "", by, *stated))
    copy_rows(ENTRY, ENTRY_COLUMNS, entries)
    copy_rows(STAGE, STAGE_COLUMNS, stages)
    record_many(
        Action.CREATE,
        actor=actor,
        subject="cadre",
        notes=(
            _note(one.cadre, people[one.cadre]["name"], {"entered_on": ["", str(one.on)]})
            for one in admissions
        ),
    )
    follow([one.cadre for one in admissions], on=today)


@transaction.atomic
def restate_each(*, actor: Any, standings: Mapping[int, Mapping[str, Any]], on: date) -> None:
    """Another tier, direction or holder from `on`, by the key of the open stay."""
    for held_by in {one["held_by"] for one in standings.values() if "held_by" in one}:
        refuse_list(actor, held_by)
    rows = RosterEntry.objects.filter(among("pk", standings)).order_by("pk")
    kept = rows if actor is None else rows.kept_by(actor)
    locked = set(kept.select_for_update(of=("self",)).values_list("pk", flat=True))
    began = dict(
        RosterStage.objects.filter(among("entry_id", standings), until__isnull=True).values_list(
            "entry_id", "since"
        )
    )
    names = ("pk", "cadre_id", "cadre__name", "entered_on", "left_on", *STATED)
    entries = {row[0]: dict(zip(names, row, strict=True)) for row in rows.values_list(*names)}
    refuse_each(
        [Person(pk, entry["cadre__name"]) for pk, entry in entries.items()],
        {
            pk: NOT_IN_REACH
            if pk not in locked
            else why_not_changed(
                entered_on=entry["entered_on"],
                left_on=entry["left_on"],
                changed_on=began.get(pk),
                on=on,
            )
            for pk, entry in entries.items()
        },
    )
    after = {pk: entry | dict(standings[pk]) for pk, entry in entries.items()}
    _restate(after, actor)
    open_ones = RosterStage.objects.filter(among("entry_id", entries), until__isnull=True)
    open_ones.filter(since=on).delete()
    open_ones.update(until=on)
    by = actor.pk if actor else None
    copy_rows(
        STAGE,
        STAGE_COLUMNS,
        [
            (pk, on, "", by, *(_plain(entry[name]) for name in STATED))
            for pk, entry in after.items()
        ],
    )
    record_many(
        Action.CHANGE,
        actor=actor,
        subject="cadre",
        notes=(
            _note(
                entry["cadre_id"],
                entry["cadre__name"],
                {
                    name: [said(name, entry[name]), said(name, value)]
                    for name, value in standings[pk].items()
                }
                | {"on": str(on)},
            )
            for pk, entry in entries.items()
        ),
    )


def _restate(after: Mapping[int, Mapping[str, Any]], actor: Any) -> None:
    """One update for all of them."""
    rows = list(after.items())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cadres_rosterentry e SET tier = n.tier, direction = n.direction, "
            "held_by = n.held_by, version = e.version + 1, changed_by_id = %s, changed_at = %s "
            "FROM unnest(%s::bigint[], %s::smallint[], %s::text[], %s::text[]) "
            "AS n (id, tier, direction, held_by) WHERE e.id = n.id",
            [
                actor.pk if actor else None,
                timezone.now(),
                [pk for pk, _ in rows],
                *([_plain(entry[name]) for _, entry in rows] for name in RESTATED),
            ],
        )


def _plain(value: Any) -> Any:
    """An enumeration as its value."""
    return getattr(value, "value", value)


def _people(pks: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What snapshots are made of, locked: see `services.admit`."""
    rows = Cadre.objects.filter(among("pk", pks)).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))
    names = ("pk", "name", "status", *FACTS)
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows.values_list(*names)}


def _refuse_double(
    admissions: Sequence[Admission], people: Mapping[int, Mapping[str, Any]], actor: Any
) -> None:
    """As `guards.refuse_double`, each on his own day."""
    days = {one.cadre: one.on for one in admissions}
    stays = RosterEntry.objects.filter(among("cadre_id", days))
    late = stays.filter(Q(left_on__isnull=True) | Q(left_on__gt=min(days.values(), default=None)))
    entered: dict[int, date] = {}
    left: dict[int, date] = {}
    for cadre, begun, ended in late.order_by("left_on").values_list(
        "cadre_id", "entered_on", "left_on"
    ):
        if ended is None:
            entered[cadre] = begun
        else:
            left[cadre] = ended
    away = barred_each(days) if actor else {}
    refuse_each(
        [Person(pk, people[pk]["name"]) for pk in days],
        {
            pk: why_not_admitted(
                serving=people[pk]["status"] == SERVING,
                entered_on=entered.get(pk),
                left_on=left.get(pk),
                on=on,
                away=away.get(pk),
            )
            for pk, on in days.items()
        },
    )


def _note(cadre: int, name: str, detail: dict[str, Any]) -> Note:
    return Note(cadre, f"{name} 名册", detail)
