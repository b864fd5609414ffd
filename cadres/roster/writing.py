"""How the verbs of the roster write: a guarded update, the stages beside it, a line in the log."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Case, F, JSONField, Value, When
from django.utils import timezone

from cadres.roster.models import RosterEntry, RosterStage
from cadres.roster.standing import STATED
from core.audit.models import Action
from core.audit.services import record


def write(
    entries: Sequence[RosterEntry],
    actor: Any,
    snapshots: Mapping[int, dict[str, Any]] | None = None,
    **values: Any,
) -> None:
    """The same values for all, and exit snapshots by key, in one update; raises Stale.

    The copies in hand are brought along.
    """
    if not entries:
        return
    rows = RosterEntry.objects.filter(pk__in=[entry.pk for entry in entries])
    locked = rows.order_by("pk").select_for_update().values_list("pk", "version")
    versions = dict(locked)
    for entry in entries:
        if versions.get(entry.pk) != entry.version:
            entry.change(actor=actor, seen=entry.version)  # says who was faster
    values |= {"changed_by": actor, "changed_at": timezone.now()}
    each = {"exit_snapshot": _by_key(snapshots)} if snapshots else {}
    rows.update(version=F("version") + 1, **values, **each)
    for entry in entries:
        for name, value in values.items():
            setattr(entry, name, value)
        if snapshots:
            entry.exit_snapshot = snapshots[entry.pk]
        entry.version += 1


def _by_key(values: Mapping[int, dict[str, Any]]) -> Case:
    """A JSON value for each row."""
    json = JSONField()
    return Case(*(When(pk=pk, then=Value(value, json)) for pk, value in values.items()))


def opened(entry: RosterEntry, on: date, actor: Any, note: str = "") -> RosterStage:
    """The stage that begins with the entry's present standing; not saved."""
    standing = {name: getattr(entry, name) for name in STATED}
    return RosterStage(entry=entry, since=on, changed_by=actor, note=note, **standing)


def end_stages(entries: Sequence[RosterEntry], on: date) -> None:
    """Open stages end; one that only began that day is replaced."""
    stages = RosterStage.objects.filter(entry__in=entries, until__isnull=True)
    stages.filter(since=on).delete()
    stages.update(until=on)


def said(name: str, value: Any) -> str:
    """A value of a roster field in words; nothing for an absent one."""
    if value is None or value == "":
        return ""
    return _names(name).get(value, str(value))


@cache
def _names(field: str) -> dict[Any, str]:
    return {code: str(name) for code, name in RosterEntry._meta.get_field(field).flatchoices}


def differences(entry: RosterEntry, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Old and new, in words, of every value that differs."""
    return {
        name: [said(name, getattr(entry, name)), said(name, value)]
        for name, value in values.items()
        if getattr(entry, name) != value
    }


def log(action: Action, actor: Any, entry: RosterEntry, detail: dict[str, Any]) -> None:
    """What happened to a person's stay, under the person."""
    record(
        action,
        actor=actor,
        subject="cadre",
        target=entry.cadre,
        label=f"{entry.cadre} 名册",
        detail=detail,
    )
