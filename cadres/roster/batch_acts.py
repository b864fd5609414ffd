"""Acts: a verb done to many at once, kept so that it can be taken back while untouched."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q
from django.utils import timezone

from cadres.choices import HeldBy
from cadres.people.models import Cadre
from cadres.people.querysets import KEEPERS
from cadres.roster.batch import Order, Rows
from cadres.roster.guards import listed
from cadres.roster.keeping import lists_of
from cadres.roster.models import RosterAct, RosterActRow, RosterEntry, RosterStage
from cadres.roster.standing import STATED
from cadres.roster.writing import differences, log, write
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, NotAllowed, Stale, refuse_if
from core.jobs.models import FINISHED, Job
from core.scoping import Viewer
from policy.duties.services import follow

EXIT = ("left_on", "exit_ground", "exit_note", "exit_document", "exit_snapshot")
SHOWN = (*STATED, "left_on", "exit_ground")  # in the log
STAGE = ("id", "since", "until", "note", "changed_by_id", *STATED)
OUT_OF_REACH = "有 {} 人已不在您的管理范围内、已由上级掌握，或者记录已不在，{}。"
HELD_ABOVE = "{}现在或者在这次办理以前由省、市委组织部掌握，不能由您撤回。请报市委组织部办理。"

Service = Callable[..., list[RosterEntry]]


def begin(*, order: Order, verb: str, label: str, job: int | None = None) -> RosterAct:
    """The act itself, before anybody is acted upon; `job` is the one that works through it."""
    main = order.said[0][1] if order.said else ""
    values = {"said": order.said} | ({"job": job} if job else {})
    text = f"{label}：{main}" if main else label
    return RosterAct.objects.create(verb=verb, label=text[:200], values=values, done_by=order.actor)


@transaction.atomic
def change(*, act: RosterAct, order: Order, service: Service) -> list[RosterEntry]:
    """Do it to exactly these stays, as they were seen; raises Stale with the names if not."""
    entries = stays_as_seen(order)
    before = _states(entries)
    done = service(actor=order.actor, entries=entries, today=order.today, **order.values)
    _keep(act, done, before)
    return done


@transaction.atomic
def make(*, act: RosterAct, order: Order, service: Service) -> list[RosterEntry]:
    """Put exactly these people onto the roster, as they were seen; raises Stale if not."""
    people = people_as_seen(order)
    done = service(actor=order.actor, people=people, today=order.today, **order.values)
    _keep(act, done, {})
    return done


def stays_as_seen(order: Order) -> list[RosterEntry]:
    """The stays of an order, locked."""
    return as_seen(RosterEntry.objects.select_related("cadre__unit"), order.actor, order.rows)


def people_as_seen(order: Order) -> list[Cadre]:
    """The people of an order, locked."""
    return as_seen(Cadre.objects.select_related("unit"), order.actor, order.rows)


def as_seen(every: Any, actor: Any, rows: Rows) -> list[Any]:
    """The rows, locked in one order, if the actor keeps each and none has changed."""
    seen = dict(rows)
    kept = every.kept_by(actor).filter(pk__in=seen).order_by("pk")
    found = list(kept.select_for_update(of=("self",)))
    missing = len(seen) - len(found)
    refuse_if(missing, OUT_OF_REACH.format(missing, "没有办理，请重新核对"), Stale)
    changed = [row for row in found if row.version != seen[row.pk]]
    refuse_if(changed, f"{listed(changed)}在您核对以后又有变动，没有办理。请重新核对。", Stale)
    return found


def _states(entries: Sequence[RosterEntry]) -> dict[int, dict[str, Any]]:
    """What an act may change of each stay, as JSON: standing, exit, and the open stage."""
    stages = RosterStage.objects.filter(entry__in=entries, until__isnull=True)
    opened = {stage.entry_id: _plain(stage, STAGE) for stage in stages}
    return {
        entry.pk: _plain(entry, (*STATED, *EXIT)) | {"stage": opened.get(entry.pk)}
        for entry in entries
    }


def _plain(row: Any, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {n: v.isoformat() if isinstance(v, date) else v for n, v in values.items()}


def _keep(act: RosterAct, done: list[RosterEntry], before: dict[int, dict[str, Any]]) -> None:
    RosterActRow.objects.bulk_create(
        RosterActRow(act=act, entry=entry, before=before.get(entry.pk), version=entry.version)
        for entry in done
    )


@transaction.atomic
def revert(*, actor: Any, act: RosterAct) -> RosterAct:
    """Take an act back as a whole: every stay and its stages are what they were.

    Refused when it was taken back already, and, by name, when anybody is or was on a list above
    the actor's, or was touched, or admitted again, since.
    """
    act = RosterAct.objects.select_for_update(of=("self",)).get(pk=act.pk)
    refuse_if(act.reverted_at, f"“{act}”已经撤回过了，请刷新页面查看。")
    refuse_if(_still_runs(act), "这次办理还没有结束，请等任务完成或取消后再撤回。")
    rows = {row.entry_id: row for row in act.rows.all()}
    refuse_if(not rows, "这次办理没有变动任何人，不用撤回。")
    reach = RosterEntry.objects.visible_to(actor, acting_as=KEEPERS)
    above = reach.filter(pk__in=act.rows.filter(on_lists_above(actor)).values("entry"))
    above = list(above.select_related("cadre"))
    refuse_if(above, HELD_ABOVE.format(listed(above)), NotAllowed)
    kept = RosterEntry.objects.kept_by(actor).filter(pk__in=[pk for pk in rows if pk])
    kept = kept.select_related("cadre").order_by("pk").select_for_update(of=("self",))
    entries = list(kept)
    missing = act.rows.count() - len(entries)
    refuse_if(missing, OUT_OF_REACH.format(missing, "不能整批撤回"))
    touched = [entry for entry in entries if entry.version != rows[entry.pk].version]
    refuse_if(
        touched,
        f"{listed(touched)}在这次办理以后又有变动，不能整批撤回。请逐人更正。",
        Stale,
    )
    later = RosterEntry.objects.filter(
        cadre=OuterRef("cadre"), entered_on__gt=OuterRef("entered_on")
    )
    again = list(kept.filter(Exists(later)))
    refuse_if(again, f"{listed(again)}在这次办理以后已再次入库，不能整批撤回。请逐人更正。", Stale)
    _unmake([entry for entry in entries if rows[entry.pk].before is None], actor, act)
    _restore([entry for entry in entries if rows[entry.pk].before is not None], rows, actor, act)
    act.reverted_by, act.reverted_at = actor, timezone.now()
    act.save(update_fields=["reverted_by", "reverted_at"])
    follow([entry.cadre_id for entry in entries], on=timezone.localdate(act.reverted_at))
    record(Action.CHANGE, actor=actor, target=act, label=f"撤回“{act}”", rows=len(entries))
    return act


def on_lists_above(viewer: Viewer) -> Q:
    """Rows of acts whose stay is, or was before the act, on a list that is not the viewer's."""
    above = [held_by.value for held_by in HeldBy if held_by not in lists_of(viewer)]
    return Q(entry__held_by__in=above) | Q(before__held_by__in=above)


def _still_runs(act: RosterAct) -> bool:
    job = act.values.get("job")
    return bool(job) and Job.objects.filter(pk=job).exclude(state__in=FINISHED).exists()


def _unmake(entries: list[RosterEntry], actor: Any, act: RosterAct) -> None:
    """Stays that the act made are no more."""
    for entry in entries:
        log(Action.DELETE, actor, entry, {"entered_on": [str(entry.entered_on), ""], **_of(act)})
    try:
        RosterEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    except ProtectedError as used:
        raise DomainError(
            "这次入库的人员已有培养记录引用，不能整批撤回。请改用“调出”逐人办理。"
        ) from used


def _restore(
    entries: list[RosterEntry], rows: dict[int, RosterActRow], actor: Any, act: RosterAct
) -> None:
    """Standing and exit as before; the stage that was open is open again."""
    RosterStage.objects.filter(entry__in=entries, until__isnull=True).delete()
    stages = [
        RosterStage(entry=entry, **_dated(before["stage"], ("since", "until")))
        for entry in entries
        if (before := rows[entry.pk].before)["stage"]
    ]
    # The stage either was ended by the act, or replaced by one of the same day and deleted.
    RosterStage.objects.bulk_create(
        stages,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["until"],
    )
    for values, same in _groups(entries, rows):
        shown = {name: value for name, value in values.items() if name in SHOWN}
        details = {entry.pk: differences(entry, shown) for entry in same}
        write(same, actor, **values)
        for entry in same:
            log(Action.CHANGE, actor, entry, details[entry.pk] | _of(act))


def _groups(
    entries: list[RosterEntry], rows: dict[int, RosterActRow]
) -> Iterator[tuple[dict[str, Any], list[RosterEntry]]]:
    """The entries that were the same before, with what they were."""
    groups: dict[str, list[RosterEntry]] = {}
    for entry in entries:
        before = {name: rows[entry.pk].before[name] for name in (*STATED, *EXIT)}
        groups.setdefault(json.dumps(before), []).append(entry)
    for before, same in groups.items():
        yield _dated(json.loads(before), ("left_on",)), same


def _dated(values: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The values with their days as days."""
    days = {n: date.fromisoformat(values[n]) for n in names if values.get(n)}
    return values | days


def _of(act: RosterAct) -> dict[str, str]:
    return {"reverted": str(act)}
