"""What the verbs of cases refuse: one sentence each, with what to do."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from assessments.cases.choices import CaseKind, CaseVerb, UnitOpinion
from assessments.cases.models import RosterCase
from assessments.cases.rules.by_hand import EVENT
from assessments.cases.rules.every import is_moot
from assessments.cases.snapshot import last_day
from cadres.roster.keeping import why_not_kept
from cadres.roster.models import RosterEntry
from core.arrays import among
from core.errors import NotAllowed, refuse_if
from core.months import after_months

OF_KIND = {
    CaseKind.EXIT: (UnitOpinion.KEEP, UnitOpinion.RELEASE, UnitOpinion.LATER),
    CaseKind.ADDITION: (UnitOpinion.ADD, UnitOpinion.NOT_YET),
}
ENDS = {
    CaseVerb.KEEP: CaseKind.EXIT,
    CaseVerb.RELEASE: CaseKind.EXIT,
    CaseVerb.ADMIT: CaseKind.ADDITION,
    CaseVerb.DECLINE: CaseKind.ADDITION,
}
UNDER_DECISION = "有在办的调出个案，请在个案中决定，不能直接调出"


def under_decision(people: Collection[int]) -> dict[int, str]:
    """Why somebody is not released in the roster itself (settings `RELEASE_GUARDS`)."""
    cases = RosterCase.objects.undecided().filter(among("cadre_id", people), kind=CaseKind.EXIT)
    return dict.fromkeys(cases.values_list("cadre_id", flat=True), UNDER_DECISION)


def refuse_verb(case: RosterCase, verb: CaseVerb) -> None:
    """Leaving and entering have verbs of their own."""
    kind = ENDS.get(verb)
    refuse_if(
        kind is not None and kind != case.kind,
        f"这是{case.get_kind_display()}个案，不能{verb.label}；请刷新页面，按页面上的按钮办理。",
    )
    refuse_if(
        verb == CaseVerb.STATE and case.kind == CaseKind.ADDITION,
        "补充个案没有本人陈述，不用登记。",
    )


def refuse_opinion(case: RosterCase, opinion: str) -> None:
    """The unit's opinion is one of those of the kind."""
    fitting = OF_KIND[CaseKind(case.kind)]
    if opinion not in fitting:
        names = "、".join(str(one.label) for one in fitting)
        _at("opinion", f"{case.get_kind_display()}个案的单位意见应为{names}之一，请重新选择。")


def refuse_words(**texts: str) -> None:
    """Each by its field: nothing is done without a reason in words."""
    missing = {name: ["请填写，不能为空。"] for name, text in texts.items() if not text.strip()}
    if missing:
        raise ValidationError(missing)


def refuse_day(case: RosterCase, day: date, on: date) -> None:
    """Not to come yet, and not before the case was opened."""
    if day > on:
        _at("day", f"日期 {day} 还没有到，请在当天或以后登记。")
    if day < case.opened_on:
        _at("day", f"日期 {day} 早于立案日期 {case.opened_on}，请核对。")


def refuse_unheard(case: RosterCase, day: date) -> None:
    """Unit and person speak before it is decided, or let their days go by."""
    opinion_by = last_day(case, "opinion_by")
    if case.opinion_on is None:
        refuse_if(
            day <= opinion_by,
            f"单位还没有签署意见（期限到 {opinion_by}）。请等单位签署，或者在期限过后再决定。",
        )
    elif day < case.opinion_on:
        _at("day", f"决定日期 {day} 早于单位意见日期 {case.opinion_on}，请核对。")
    if not case.is_told:
        return
    statement_by = last_day(case, "statement_by")
    if case.statement_on is None:
        refuse_if(
            day <= statement_by,
            f"本人还没有陈述（期限到 {statement_by}）。请等本人陈述，或者在期限过后再决定。",
        )
    elif day < case.statement_on:
        _at("day", f"决定日期 {day} 早于本人陈述日期 {case.statement_on}，请核对。")


def refuse_before_last(case: RosterCase, day: date) -> None:
    """Decisions follow each other: none is dated before the last one."""
    if case.decided_on is not None and day < case.decided_on:
        _at("day", f"决定日期 {day} 早于上次决定日期 {case.decided_on}，请核对。")


def refuse_until(case: RosterCase, day: date, until: date) -> None:
    """Observation ends after it began, and lasts no longer than the figure in all."""
    if until <= day:
        _at("until", f"观察期止 {until} 要晚于决定日期 {day}。")
    months = case.snapshot["terms"]["observe_months"]
    first = case.steps.filter(verb=CaseVerb.OBSERVE).order_by("pk").first()
    began = first.on if first else day
    latest = after_months(began, months)
    if until > latest:
        since = f"自 {began} 首次决定观察起" if first else "自决定之日起"
        _at("until", f"观察期止 {until} 太晚：{since}最长 {months} 个月，不能晚于 {latest}。")


def refuse_others_list(actor: Any, case: RosterCase) -> None:
    """Whose list he is on decides (2.0, 4.2); of an addition, whoever keeps the file."""
    if case.entry_id is None:
        return
    entry = RosterEntry.objects.with_keeping(actor).get(pk=case.entry_id)
    if not entry.is_kept:
        why = why_not_kept(in_reach=entry.in_reach, held_by=entry.held_by)
        refuse_if(True, f"{case.cadre}{why}。", NotAllowed)


def refuse_left(case: RosterCase) -> None:
    """Nobody is released twice."""
    entry = case.entry
    if entry is not None and entry.left_on is not None:
        refuse_if(
            True,
            f"{case.cadre}已于 {entry.left_on} 出库，不能再决定调出。请写明情况，决定保留。",
        )


def refuse_standing(case: RosterCase) -> None:
    """What happened is decided, not withdrawn; what was applied for is taken back by who did."""
    refuse_if(
        not case.event.startswith(f"{EVENT}:") and not is_moot(case),
        "立案的事实没有撤销，不能撤销个案。请决定保留、观察或者调出；"
        "事实有误的，先撤销或更正原记录。"
        if case.kind == CaseKind.EXIT
        else "立案的事实没有撤销，不能撤销个案。请决定补充或者暂不补充；"
        "事实有误的，先更正年度考核。",
    )


def _at(field: str, sentence: str) -> None:
    raise ValidationError({field: [sentence]})
