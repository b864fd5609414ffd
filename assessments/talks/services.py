"""The verbs of talks: recorded by the unit, amended with history until sealed, never deleted.

(none) --record--> standing --amend, while its quarter is not sealed--> standing
                   standing --void: by the unit until sealed, then by a department--> voided
"""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from assessments.choices import TalkKind
from assessments.talks import guards
from assessments.talks.models import Talk, TalkRevision
from assessments.talks.querysets import OFFICES
from assessments.talks.sealing import is_sealed
from cadres.people.models import Cadre
from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import record as log
from core.errors import NotAllowed, refuse_if
from core.flows import acts_on
from policy.duties.refreshing import refresh_people
from policy.periods import Quarter

FACTS: Final = (
    *("held_on", "began_at", "ended_at", "place", "kind", "makes_up_for"),
    *("led_by", "led_by_title", "noted_by", "topic"),
    *("on_thought", "on_work", "on_style", "on_life", "advice"),
)
# What the log may say of a record: the auditor, who sees no people, reads it.
OPEN_FACTS: Final = ("held_on", "kind", "makes_up_for", "place", "led_by")


@transaction.atomic
def record(
    *,
    actor: Any,
    cadre: Cadre,
    on: date,
    held_on: date,
    place: str,
    led_by: str,
    kind: str = TalkKind.QUARTERLY,
    makes_up_for: Quarter | None = None,
    entry_key: UUID | None = None,
    **said: Any,
) -> Talk:
    """Record one talk with one person on the roster; `said` are the other fields of the record.

    A form that is sent twice (`entry_key`) is recorded once: the first record is returned. Raises
    NotAllowed, and ValidationError with a sentence at its field.
    """
    # One at a time per person, so that the second click meets the record of the first. No lock on
    # the key: a run of the duties refers to people, and would wait for us while we wait for it.
    people = Cadre.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    held = people.get(pk=cadre.pk)
    guards.refuse_stranger(actor, held)
    if entry_key is not None:
        known = Talk.objects.filter(entry_key=entry_key, entered_by=actor, cadre=held).first()
        if known is not None:
            return known
    values = {"held_on": held_on, "place": place, "led_by": led_by, "kind": kind, **said}
    guards.refuse_day(held, held_on, on, kind)
    guards.refuse_sealed(held_on, held.unit, on)
    if makes_up_for is not None:
        guards.refuse_making_up(held, makes_up_for, held_on, on)
    guards.refuse_content(held, values)
    talk = Talk.objects.create(
        cadre=held,
        unit=held.unit,
        makes_up_for=makes_up_for.first_day if makes_up_for else None,
        entered_by=actor,
        changed_by=actor,
        entry_key=entry_key,
        **values,
    )
    log_about(Action.CREATE, actor, talk, {"操作": "登记谈话", **_told(talk)})
    refresh_people([held.pk], on=on, rules=guards.RULES)
    return talk


@transaction.atomic
def amend(
    *, actor: Any, talk: Talk, seen: int | None, on: date, reason: str, **values: Any
) -> Talk:
    """Change a record while its quarter is not sealed; what it said before stays as a revision.

    `makes_up_for` is a Quarter or None. Raises Stale, NotAllowed, DomainError when it is sealed or
    voided, ValidationError with a sentence at its field.
    """
    held = hold(talk, actor=actor, seen=seen)
    refuse_voided(held)
    guards.refuse_change(held.held_on, held.unit, on)
    if "makes_up_for" in values:
        quarter = values["makes_up_for"]
        values["makes_up_for"] = quarter.first_day if quarter else None
    before = {name: getattr(held, name) for name in FACTS}
    changed = {n: v for n, v in values.items() if n in before and v != before[n]}
    refuse_if(not changed, "没有需要修改的内容：填写的与原记录相同。")
    after = before | changed
    if {"held_on", "kind"} & set(changed):
        guards.refuse_day(held.cadre, after["held_on"], on, after["kind"])
        guards.refuse_sealed(after["held_on"], held.unit, on)
    if after["makes_up_for"] and {"held_on", "makes_up_for"} & set(changed):
        quarter = Quarter.of(after["makes_up_for"])
        if after["makes_up_for"] != before["makes_up_for"] or quarter >= Quarter.of(
            after["held_on"]
        ):
            guards.refuse_making_up(held.cadre, quarter, after["held_on"], on)
    guards.refuse_content(held.cadre, after)
    held.change(actor=actor, seen=held.version, **changed)
    TalkRevision.objects.create(
        talk=held,
        version=held.version,
        changes={name: [plain(before[name]), plain(value)] for name, value in changed.items()},
        reason=reason,
        made_by=actor,
    )
    named = [label_of(name) for name in changed]
    log_about(Action.CHANGE, actor, held, {"操作": "修改谈话记录", "修改": named, "reason": reason})
    refresh_people([held.cadre_id], on=on, rules=guards.RULES)
    return held


@transaction.atomic
def void(*, actor: Any, talk: Talk, seen: int | None, on: date, reason: str) -> Talk:
    """Take a record out of the count, with a reason; it stays to be read.

    Until its quarter is sealed by the unit, afterwards by a department alone.
    """
    held = hold(talk, actor=actor, seen=seen)
    refuse_voided(held)
    refuse_if(
        is_sealed(held.held_on, held.unit, on) and not acts_on(held, actor, KEEPERS),
        f"{Quarter.of(held.held_on)}的记录已封存，只能由组织部门作废；确有错误的，请联系组织部门。",
        NotAllowed,
    )
    held.change(actor=actor, seen=held.version, voided_on=on, void_reason=reason)
    log_about(Action.CHANGE, actor, held, {"操作": "作废谈话记录", "reason": reason, **_told(held)})
    refresh_people([held.cadre_id], on=on)
    return held


def hold(talk: Talk, *, actor: Any, seen: int | None = None) -> Talk:
    """The record as it is now, locked until the verb ends. Raises NotAllowed, Stale."""
    rows = Talk.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.select_related("cadre", "unit")
    held = rows.recorded_by(actor).filter(pk=talk.pk).first()
    if held is None:
        raise NotAllowed("谈话记录由该同志所在单位或组织部门办理，您不能办理；请联系该单位。")
    if seen is not None and held.version != seen:
        held.change(actor=actor, seen=seen)  # refuses, with who was faster
    return held


def refuse_voided(talk: Talk) -> None:
    """What was voided stays as it is."""
    refuse_if(
        talk.voided_on,
        f"这份记录在 {talk.voided_on} 已作废，不能再办理；仍要登记的，请重新登记谈话。",
    )


def may_record(actor: Any) -> bool:
    """Whether the actor's roles record talks anywhere."""
    return bool({scope.role for scope in actor.scopes} & OFFICES)


def label_of(name: str) -> str:
    """What a field of a record is called."""
    return str(Talk._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def plain(value: Any) -> str:
    """A value as a revision keeps it."""
    if value is None:
        return ""
    return f"{value:%H:%M}" if hasattr(value, "hour") else str(value)


def _told(talk: Talk) -> dict[str, str]:
    """What the log says of a record; never what was said."""
    told = {name: plain(getattr(talk, name)) for name in OPEN_FACTS}
    told["kind"] = str(TalkKind(talk.kind).label)
    return {label_of(name): text for name, text in told.items() if text}


def log_about(action: Action, actor: Any, talk: Talk, detail: dict[str, Any]) -> None:
    """One row of the log about the person."""
    label = f"{talk.cadre} 谈心谈话 {talk.held_on}"
    log(action, actor=actor, subject="cadre", target=talk.cadre, label=label, detail=detail)
