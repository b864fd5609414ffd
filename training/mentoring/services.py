"""What becomes of a round.

(none) --pair--> open --end--> ended
                 open --pair (`replaces`)--> ended, and the next one open
A round is amended, its sessions are logged and its reviews written while it is open, and afterwards
too: papers come late. Each verb settles the duties of mentoring in its own transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.accounts.models import User
from core.audit.models import Action
from core.audit.services import Note, changes, record, record_many
from core.errors import DomainError, Stale, refuse_if
from policy.duties.refreshing import refresh_people
from policy.parameters.figures import in_force
from training.choices import EndReason
from training.mentoring.checking import Checked, checked, lock_people
from training.mentoring.figures import MentoringFigures
from training.mentoring.guards import why_not_ended
from training.mentoring.models import Mentorship
from training.mentoring.orders import Order
from training.mentoring.rounds import full_after

RULES = ("mentor.pair", "mentor.midterm", "mentor.final")
SHOWN = 20  # refusals that one answer repeats
RENEWED = "提前续定"
POINTS = ("rhythm", "people", "goals", "content", "document", "exception")


@transaction.atomic
def pair(*, actor: User, order: Order, on: date) -> Mentorship:
    """One cadre, one mentor, one round of the months in force; refusals stand at their fields.

    The same order again (a second click) is the round that the first one made.
    """
    lock_people([order.cadre, order.mentor])
    done = _made(actor, [order])
    if done is not None:
        return done[0]
    (one,) = checked([order], on)
    faults = _by_field(one)
    if faults:
        raise ValidationError(faults)
    return _write(actor, [one], on)[0]


@transaction.atomic
def pair_many(*, actor: User, orders: Sequence[Order], on: date) -> list[Mentorship]:
    """All of them or none; raises DomainError that names whoever stands in the way and why.

    The number of statements does not depend on how many they are.
    """
    refuse_if(not orders, "没有选定要落实帮带人的人，没有办理；请勾选后再办理。")
    lock_people({key for order in orders for key in (order.cadre, order.mentor)})
    done = _made(actor, orders)
    if done is not None:
        return done
    found = checked(orders, on)
    faults = [said for one in found for said in _sentences(one)]
    if faults:
        more = f"另有 {len(faults) - SHOWN} 处。" if len(faults) > SHOWN else ""
        raise DomainError("没有办理：" + "".join(faults[:SHOWN]) + more)
    return _write(actor, found, on)


@transaction.atomic
def correct(
    *, actor: User, mentorship: Mentorship, seen: int, since: date, on: date, **points: str
) -> Mentorship:
    """Correct the four points, the document, the reason, or the first day (`since`).

    People stay as they are. Another first day is held against the guards of pairing, and the round
    is then as long as the plan has it now. Raises Stale if the round was changed since it was seen.
    """
    lock_people([mentorship.cadre_id])
    current = locked_round(mentorship, seen)
    values: dict[str, Any] = dict(points)
    if since != current.since:
        sentence = _why_not_moved(current, since, on)
        if sentence:
            raise ValidationError({"since": sentence})
        figures = in_force(MentoringFigures, on, current.cadre.unit)
        values |= {"since": since, "until": full_after(since, figures.round_months)}
    told = changes({name: getattr(current, name) for name in values}, values)
    if not told:
        return current
    current.change(actor=actor, seen=seen, **values)
    _log(actor, current, {"更正帮带": told})
    if "since" in values:
        _settle([current.cadre_id], on)
    return current


@transaction.atomic
def end(
    *,
    actor: User,
    mentorship: Mentorship,
    seen: int,
    ended_on: date,
    reason: str,
    note: str = "",
    on: date,
) -> Mentorship:
    """End a round: from `ended_on` on it is no more. On the day it began: as if it never was."""
    current = locked_round(mentorship, seen)
    sentence = why_not_ended(current, ended_on, on, _last_held(current))
    if sentence:
        raise ValidationError({"ended_on": sentence})
    if reason == EndReason.COMPLETED and ended_on < current.until:
        raise ValidationError(
            {"reason": f"本轮到 {current.until} 才期满，提前结束的请另选结束原因。"}
        )
    if reason == EndReason.OTHER and not note:
        raise ValidationError({"note": "结束原因选“其他”的，要写明情况，请填写结束说明。"})
    current.change(actor=actor, seen=seen, ended_on=ended_on, end_reason=reason, end_note=note)
    _log(
        actor,
        current,
        {"结束日期": ["", str(ended_on)], "结束原因": current.get_end_reason_display()},
    )
    _settle([current.cadre_id], on)
    return current


def locked_round(mentorship: Mentorship, seen: int | None = None) -> Mentorship:
    """The round, locked; raises Stale when it is no longer at the version that was seen."""
    rows = Mentorship.objects.select_for_update(of=("self",))
    found = rows.select_related("cadre__unit", "mentor", "changed_by").get(pk=mentorship.pk)
    refuse_if(seen is not None and found.version != seen, found.stale_sentence(), Stale)
    return found


def _last_held(mentorship: Mentorship) -> date | None:
    """The last day that a session or the review half-way is recorded of."""
    days = [*mentorship.sessions.values_list("held_on", flat=True)]
    days += mentorship.reviews.filter(kind="midterm").values_list("held_on", flat=True)
    return max(days, default=None)


def _why_not_moved(current: Mentorship, since: date, on: date) -> str:
    if current.ended_on is not None and since > current.ended_on:
        return f"起始日期 {since} 不能晚于结束日期 {current.ended_on}，请核对日期。"
    if since > on:
        return f"起始日期 {since} 还没有到，请核对日期。"
    first = current.sessions.order_by("held_on").values_list("held_on", flat=True).first()
    if first is not None and first < since:
        return f"{first} 已有帮带活动，起始日期 {since} 不能晚于这一天。"
    stays = current.cadre.entries.filter(entered_on__lte=since).exclude(left_on__lte=since)
    if not stays.exists():
        return f"{since} 这一天“{current.cadre}”不在名册上，请改起始日期。"
    earlier = Mentorship.objects.filter(cadre=current.cadre_id, since__lt=current.since)
    last = earlier.order_by("-since").values_list("ended_on", flat=True).first()
    if last is not None and since < last:
        return f"上一轮帮带到 {last} 才结束，起始日期 {since} 不能早于这一天。"
    return ""


def _made(actor: User, orders: Sequence[Order]) -> list[Mentorship] | None:
    """What the first of two clicks has made of these orders; None if it is not all of them.

    The people are locked, so it is there by now.
    """
    rows = Mentorship.objects.open().filter(cadre__in=[order.cadre for order in orders])
    made = {
        (row.cadre_id, row.mentor_id, row.since): row
        for row in rows.filter(changed_by=actor, version=1)
    }
    found = [made.get((order.cadre, order.mentor, order.since)) for order in orders]
    return None if None in found else found  # type: ignore[return-value]


def _by_field(one: Checked) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    for field, sentence in one.refusals:
        faults.setdefault(field or "__all__", []).append(sentence)
    if not faults and one.concerns and not one.order.exception:
        said = "；".join(one.concerns)
        faults["exception"] = [f"{said}。确需这样结对的，请在这里写明理由。"]
    return faults


def _sentences(one: Checked) -> list[str]:
    if one.refusals:
        return [sentence for _, sentence in one.refusals]
    if one.concerns and not one.order.exception:
        return [f"“{one.cadre}”：{'；'.join(one.concerns)}，要写明例外理由。"]
    return []


def _write(actor: User, found: Sequence[Checked], on: date) -> list[Mentorship]:
    """Old rounds end, new ones begin, everything is logged, the duties are settled."""
    for one in found:
        if one.replaced is not None and one.order.replaces is not None:
            old, (_, seen) = one.replaced, one.order.replaces
            refuse_if(old.version != seen, old.stale_sentence(), Stale)
            full = one.order.since >= old.until
            old.ended_on = one.order.since
            old.end_reason = EndReason.COMPLETED if full else EndReason.OTHER
            old.end_note = "" if full else RENEWED
            old.version, old.changed_by = old.version + 1, actor
    ended = [one.replaced for one in found if one.replaced is not None]
    if ended:
        fields = ["ended_on", "end_reason", "end_note", "version", "changed_by"]
        Mentorship.objects.bulk_update(ended, fields)
    made = Mentorship.objects.bulk_create(one.order.round(one.until, actor) for one in found)
    record_many(
        Action.CREATE,
        actor=actor,
        subject="cadre",
        notes=[_note(row, one) for row, one in zip(made, found, strict=True)],
    )
    _settle([one.order.cadre for one in found], on)
    return made


def _note(row: Mentorship, one: Checked) -> Note:
    detail = {"帮带人": str(one.mentor), "起始日期": str(row.since), "期满日期": str(row.until)}
    if one.concerns:
        detail |= {"例外": "；".join(one.concerns), "例外理由": row.exception}
    if one.replaced is not None:
        detail["原帮带人"] = str(one.replaced.mentor)
    return Note(one.order.cadre, f"{one.cadre} 帮带", detail)


def _settle(people: Sequence[int], on: date) -> None:
    """Duties; and rows of the roster, which say who the mentor is, count as changed."""
    RosterEntry.objects.filter(cadre__in=people, left_on=None).update(cadre=F("cadre"))
    refresh_people(people, on=on, rules=RULES)


def _log(actor: User, mentorship: Mentorship, detail: dict[str, Any]) -> None:
    cadre: Cadre = mentorship.cadre
    record(
        Action.CHANGE,
        actor=actor,
        subject="cadre",
        target=cadre,
        label=f"{cadre} 帮带",
        detail=detail | {"帮带人": str(mentorship.mentor)},
    )
