"""Cases of the demonstration: opened, spoken to, observed, kept, released and put forward."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from assessments.cases import services
from assessments.cases.choices import UnitOpinion
from assessments.cases.models import RosterCase
from assessments.cases.opening import sweep
from assessments.findings.choices import FindingSource
from assessments.findings.models import ConductFinding
from cadres.choices import SERVING, ExitGround
from cadres.demo.scene import BUREAU
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.accounts.models import User

MEETING = "市委组织部部务会"
OURS = "经党组研究，问题属实，本人态度端正，建议{what}。"
STATEMENT = "组织指出的问题属实，本人认识到错误，已制定整改措施，请组织监督。"
WISH = "本人因家庭原因书面申请退出重点掌握名单，申请由单位党组织收存。"
MERITS = (
    "牵头完成全市交通治堵专项任务，受到市政府通报表扬，群众评价好。",
    "连续两年承担防汛抢险突击任务，现场处置得力，单位推荐补充。",
)
FOUND = (
    (ExitGround.STYLE, "近半年群众来信反映工作推诿 4 件，核查属实 3 件。", "工作作风不扎实。"),
    (ExitGround.CONDUCT, "收受服务对象礼品，已退还并作出检讨。", "廉洁自律方面出现问题。"),
    (ExitGround.FAILURE, "招标文件审核失误，造成返工损失 28 万元。", "工作中发生重大失误。"),
    (ExitGround.STYLE, "两次脱岗，被督查通报。", "工作作风不扎实。"),
)


@transaction.atomic
def load_cases(*, on: date) -> int:
    """A handful in every state up to the day, made by the verbs themselves. How many."""
    actor = User.objects.filter(username="city").first()
    people = list(_on_roster(on))
    if actor is None or len(people) < len(FOUND) + 1:
        return 0
    _first(people[0], on)
    _observed(people[1], actor, on)
    _released(people[2], actor, on)
    _kept(people[3], actor, on)
    services.open_by_hand(actor=actor, cadre=people[4], words=WISH, on=on - timedelta(days=12))
    for cadre, words in zip(_outside(on), MERITS, strict=False):
        services.nominate(actor=actor, cadre=cadre, words=words, on=on - timedelta(days=9))
    return RosterCase.objects.count()


def _on_roster(on: date) -> Iterator[Cadre]:
    """The person who has an account first, the bureau's, then others of the city's list."""
    early = on - timedelta(days=200)
    stays = RosterEntry.objects.on_roster(on).filter(entered_on__lt=early, held_by="city")
    rows = Cadre.objects.filter(pk__in=stays.values("cadre"), roster_cases__isnull=True)
    yield from rows.filter(account__isnull=False).order_by("pk")[:1]
    others = rows.filter(account__isnull=True).select_related("unit")
    yield from others.filter(unit__short_name=BUREAU).order_by("pk")[:1]
    yield from others.exclude(unit__short_name=BUREAU).order_by("pk")[:4]


def _outside(on: date) -> Iterator[Cadre]:
    """Young people who never were on the roster."""
    rows = Cadre.objects.filter(status=SERVING, entries__isnull=True, account__isnull=True)
    young = rows.filter(birth__gte=on.replace(year=on.year - 33, day=1))
    yield from young.exclude(unit__short_name=BUREAU).order_by("pk")[:1]
    yield from young.filter(unit__short_name=BUREAU).order_by("pk")[:1]


def _found(cadre: Cadre, number: int, day: date) -> RosterCase:
    ground, facts, told = FOUND[number]
    finding = ConductFinding.objects.create(
        cadre=cadre,
        ground=ground,
        source=FindingSource.DAILY,
        found_on=day,
        facts=facts,
        told=told,
        document=f"清组认〔{day.year}〕{number + 1}号",
    )
    sweep(on=day, people=[cadre.pk])
    return RosterCase.objects.get(cadre=cadre, event=f"finding:{finding.pk}")


def _first(cadre: Cadre, on: date) -> None:
    """Waits for both."""
    _found(cadre, 0, on - timedelta(days=8))


def _heard(cadre: Cadre, number: int, actor: Any, day: date, opinion: UnitOpinion) -> RosterCase:
    """Unit and person have spoken."""
    case, week = _found(cadre, number, day), day + timedelta(days=7)
    words = OURS.format(what=opinion.label)
    case = services.opine(
        actor=actor, case=case, seen=None, opinion=opinion, words=words, day=week, on=week
    )
    return services.state(actor=actor, case=case, seen=None, words=STATEMENT, day=week, on=week)


def _decision(day: date, number: int, reason: str) -> dict[str, Any]:
    meeting = f"{MEETING} {day.year} 年第 {number} 次会议"
    return {"reason": reason, "meeting": meeting, "day": day, "on": day, "seen": None}


def _observed(cadre: Cadre, actor: Any, on: date) -> None:
    day = on - timedelta(days=40)
    case = _heard(cadre, 1, actor, day, UnitOpinion.LATER)
    taken = _decision(day + timedelta(days=20), 9, "情节较轻，本人认识深刻，观察后再定。")
    services.observe(actor=actor, case=case, until=on + timedelta(days=120), **taken)


def _released(cadre: Cadre, actor: Any, on: date) -> None:
    day = on - timedelta(days=70)
    case = _heard(cadre, 2, actor, day, UnitOpinion.RELEASE)
    taken = _decision(day + timedelta(days=30), 8, "造成较大损失，不宜继续列为重点掌握对象。")
    services.release(actor=actor, case=case, document=f"清组干〔{day.year}〕21号", **taken)


def _kept(cadre: Cadre, actor: Any, on: date) -> None:
    day = on - timedelta(days=90)
    case = _heard(cadre, 3, actor, day, UnitOpinion.KEEP)
    taken = _decision(day + timedelta(days=25), 7, "情节轻微，已整改到位，保留继续培养。")
    services.keep(actor=actor, case=case, **taken)
