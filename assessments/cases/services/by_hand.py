"""Cases that somebody opens: an application to leave (clause 3.3.3-7), a nomination to enter."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from assessments.cases.choices import CaseKind
from assessments.cases.flow import OPINERS
from assessments.cases.guards import refuse_words
from assessments.cases.models import RosterCase
from assessments.cases.opening import Found, opened
from assessments.cases.rules.by_hand import APPLICATION, EVENT, NOMINATION
from assessments.cases.rules.rule import Hit, Rule
from cadres.choices import SERVING, ExitGround
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from cadres.roster.reentry import barred
from core.errors import NotAllowed, refuse_if
from policy.judgements import Fact
from policy.parameters.figures import Region


@transaction.atomic
def open_by_hand(
    *, actor: Any, cadre: Cadre, words: str, on: date, ground: str = ExitGround.OTHER
) -> RosterCase:
    """He wants to leave, or something else speaks against him; by his unit or the department.

    Raises NotAllowed, DomainError, ValidationError at `words`.
    """
    refuse_if(
        ground != ExitGround.OTHER,
        "登记立案只用于“本人自愿退出或其他原因”；其他情形请登记认定、处分、考核或测评，由系统立案。",
    )
    held = _hold(actor, cadre)
    entry = RosterEntry.objects.on_roster(on).filter(cadre=held).first()
    if entry is None:
        refuse_if(True, f"{held}不在名册上，不用立案，请核对人选。")
    _refuse_open(held, CaseKind.EXIT, ground)
    return _open(APPLICATION, actor, held, entry, words, on)


@transaction.atomic
def nominate(*, actor: Any, cadre: Cadre, words: str, on: date) -> RosterCase:
    """He did outstandingly and should enter the list; same refusals, by name."""
    held = _hold(actor, cadre)
    there = RosterEntry.objects.on_roster(on).filter(cadre=held).exists()
    refuse_if(there, f"{held}已在名册上，不用补充。")
    refuse_if(held.status != SERVING, f"{held}不是现职人员，不能补充，请另选。")
    away = barred([held.pk], on).get(held.pk)
    if away is not None:
        refuse_if(True, f"{held}{away}。")
    _refuse_open(held, CaseKind.ADDITION, "")
    return _open(NOMINATION, actor, held, None, words, on)


def _hold(actor: Any, cadre: Cadre) -> Cadre:
    """The person, locked, so that two clicks open one case."""
    people = Cadre.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    held = people.get(pk=cadre.pk)
    mine = Cadre.objects.visible_to(actor, acting_as=OPINERS).filter(pk=held.pk)
    refuse_if(
        held.account_id == actor.pk or not mine.exists(),
        "个案由该同志所在单位党组织或组织部门登记，您不能登记；请联系该单位。",
        NotAllowed,
    )
    return held


def _refuse_open(cadre: Cadre, kind: CaseKind, ground: str) -> None:
    rows = RosterCase.objects.undecided().filter(cadre=cadre, kind=kind)
    rows = rows.filter(ground=ground) if ground else rows
    refuse_if(rows.exists(), f"{cadre}已有同样的在办个案，请打开原个案办理。")


def _open(
    rule: Rule, actor: Any, cadre: Cadre, entry: RosterEntry | None, words: str, on: date
) -> RosterCase:
    refuse_words(words=words)
    before = RosterCase.objects.filter(
        cadre=cadre, kind=rule.kind, event__startswith=f"{EVENT}:"
    ).count()
    hit = Hit(
        cadre=cadre.pk,
        entry=entry.pk if entry else None,
        unit=cadre.unit_id,
        event=f"{EVENT}:{before + 1}",
        happened=on,
        verdict=words,
        facts=(Fact("登记日期", str(on)), Fact("登记人", str(actor)), Fact("情况", words)),
    )
    region = Region("", rule.figures(), {}, on)
    found = Found(rule, hit, rule.judgement(hit, region))
    cases = opened([found], actor=actor, on=on, words=words)
    refuse_if(not cases, f"{cadre}刚刚出库，不用立案。")
    return RosterCase.objects.select_related("cadre").get(pk=cases[0])
