"""What the verbs of talks refuse: one sentence each, at its field, with what to do."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError

from assessments.choices import TalkKind
from assessments.talks.querysets import OFFICES
from assessments.talks.sealing import last_open_day
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.errors import DomainError, NotAllowed, refuse_if
from core.units.models import Unit
from policy.duties.models import Duty
from policy.periods import Quarter

RULE: Final = "talk.quarterly"
EXIT_TALK: Final = "case.exit_talk"
RULES: Final = (RULE, EXIT_TALK)  # duties that a talk settles
POINTS: Final = ("on_thought", "on_work", "on_style", "on_life")
LONG: Final = (*POINTS, "advice")
LONGEST: Final = 4000  # characters of one point
HAND: Final = "谈话人不能是谈话对象本人；同名的请在姓名后注明，如“王伟（局党组）”。"


def refuse_stranger(actor: Any, cadre: Cadre) -> None:
    """Talks are recorded by the offices of the person's unit or above, never by himself."""
    mine = Cadre.objects.visible_to(actor, acting_as=OFFICES).filter(pk=cadre.pk)
    refuse_if(
        cadre.account_id == actor.pk or not mine.exists(),
        "谈话由该同志所在单位或组织部门登记，您不能登记；请联系该单位。",
        NotAllowed,
    )


def refuse_day(cadre: Cadre, held_on: date, on: date, kind: str = "") -> None:
    """Not to come yet, and a day on which the person was on the roster; of 出库谈话, or later."""
    if held_on > on:
        _at("held_on", f"谈话日期 {held_on} 还没有到，请在谈话以后登记。")
    stays = RosterEntry.objects.filter(cadre=cadre).order_by("entered_on")
    periods = list(stays.values_list("entered_on", "left_on"))
    if any(since <= held_on and (until is None or held_on < until) for since, until in periods):
        return
    if not periods:
        _at("held_on", f"{cadre}没有入库，谈心谈话只登记在库干部的。")
    if held_on < periods[0][0]:
        _at("held_on", f"{cadre}在 {periods[0][0]} 才入库，谈话日期 {held_on} 早于这一天，请核对。")
    if kind == TalkKind.EXIT:
        return
    left = max(until for _since, until in periods if until is not None and until <= held_on)
    _at("held_on", f"{cadre}在 {left} 已出库，{held_on} 不在库，请核对谈话日期。")


def refuse_sealed(held_on: date, unit: Unit, on: date) -> None:
    """Nothing is entered into a quarter whose records are sealed; a missed talk is made up for."""
    quarter = Quarter.of(held_on)
    last = last_open_day(quarter, unit)
    if on > last:
        _at(
            "held_on",
            f"{quarter}的记录在 {last} 以后已封存，不能再登记 {held_on} 的谈话。"
            "当季没有谈的，请现在补谈：填实际谈话日期，并在“补谈季度”里选该季度。",
        )


def refuse_change(held_on: date, unit: Unit, on: date) -> None:
    """A record stands as it is once its quarter is sealed."""
    quarter = Quarter.of(held_on)
    last = last_open_day(quarter, unit)
    refuse_if(
        on > last,
        f"{quarter}的记录在 {last} 以后已封存，不能再改。确有错误的，请组织部门作废。",
        DomainError,
    )


def refuse_making_up(cadre: Cadre, quarter: Quarter, held_on: date, on: date) -> None:
    """A talk makes up only for an earlier quarter in which one is owed."""
    if quarter >= Quarter.of(held_on):
        _at("makes_up_for", f"补谈的季度必须早于谈话所在的{Quarter.of(held_on)}，当季谈的不用选。")
    duties = Duty.objects.filter(rule=RULE, cadre=cadre, period=quarter.key)
    if not duties.unfinished(on).exists():
        _at("makes_up_for", f"{cadre}在{quarter}没有欠谈，不用补谈，请不选补谈季度。")


def refuse_content(cadre: Cadre, values: Mapping[str, Any]) -> None:
    """Who spoke, from when to when, and that something was said."""
    if _plain(values["led_by"]) == _plain(cadre.name):
        _at("led_by", HAND)
    began, ended = values.get("began_at"), values.get("ended_at")
    if ended and not began:
        _at("began_at", "填了结束时间，也要填开始时间。")
    if began and ended and ended <= began:
        _at("ended_at", f"结束时间 {ended:%H:%M} 必须晚于开始时间 {began:%H:%M}。")
    if not any((values.get(name) or "").strip() for name in POINTS):
        _at("on_thought", "思想、工作、作风、生活四项至少填写一项。")
    for name in LONG:
        text = values.get(name) or ""
        if len(text) > LONGEST:
            _at(name, f"写了 {len(text)} 字，最多 {LONGEST} 字，请精简，或作为附件上传。")


def _plain(name: str) -> str:
    return "".join(name.split())


def _at(field: str, sentence: str) -> None:
    raise ValidationError({field: [sentence]})
