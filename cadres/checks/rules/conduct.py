"""Rewards, and discipline with its effect (domain §3.4, §3.6 A14)."""

from functools import partial
from typing import Final

from django.db.models import F, Q

from cadres.checks.rule import CONSISTENT, NATIONAL, Rows, Rule, Severity, Theme, on_day, where
from cadres.choices import DisciplineKind
from cadres.people.services.conduct import measures, proposed_until

_reward = partial(Rule, theme=Theme.CONDUCT, rows=Rows.REWARDS)
_discipline = partial(Rule, theme=Theme.CONDUCT, rows=Rows.DISCIPLINE, is_guarded=True)
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def _known() -> Q:
    """Measures that the table of their kind has."""
    condition = Q(pk__in=())
    for kind, names in measures().items():
        condition |= Q(kind=kind, measure__in=tuple(names))
    return condition


def _lasting() -> Q:
    """Measures that stand in the way for some months."""
    condition = Q(pk__in=())
    for kind, names in measures().items():
        lasting = tuple(name for name, months in names.items() if months)
        condition |= Q(kind=kind, measure__in=lasting)
    return condition


RULES: Final = (
    _reward(
        severity=ERROR,
        code="conduct.reward_to_come",
        sentence="奖励的批准日期不在将来",
        basis=CONSISTENT,
        field="decided_on",
        reads=("Reward.decided_on",),
        wrong=on_day(lambda on: Q(decided_on__gt=on)),
        shown=("decided_on", "name"),
        say=lambda day, name: f"“{name}”的批准日期 {day} 还没有到，请核对。",
    ),
    _reward(
        severity=WARNING,
        code="conduct.reward_before_work",
        sentence="奖励的批准日期不早于参加工作时间",
        basis=CONSISTENT,
        field="decided_on",
        reads=("Reward.decided_on", "Cadre.work_start"),
        wrong=where(Q(decided_on__lt=F("cadre__work_start"))),
        shown=("decided_on", "name", "cadre__work_start"),
        say=lambda day, name, start: (
            f"“{name}”的批准日期 {day} 早于参加工作时间 {start:%Y.%m}，请核对两项。"
        ),
    ),
    _reward(
        severity=WARNING,
        code="conduct.reward_authority",
        sentence="奖励要有批准机关",
        basis=NATIONAL,
        field="authority",
        reads=("Reward.authority",),
        wrong=where(Q(authority="")),
        shown=("authority", "name"),
        say=lambda _authority, name: f"“{name}”没有批准机关，请按奖励决定补上。",
    ),
    _discipline(
        severity=ERROR,
        code="conduct.measure",
        sentence="处分和处理用代码表中的名称",
        basis=NATIONAL,
        field="measure",
        reads=("Discipline.measure", "Discipline.kind"),
        wrong=where(~_known()),
        shown=("measure", "kind"),
        say=lambda measure, kind: (
            f"“{measure}”不是{DisciplineKind(kind).label}的种类，请从选项中选择。"
        ),
    ),
    _discipline(
        severity=ERROR,
        code="conduct.no_effect",
        sentence="有影响期的处分和处理要有影响期止",
        basis=NATIONAL,
        field="effect_until",
        reads=("Discipline.effect_until", "Discipline.measure", "Discipline.kind"),
        wrong=where(_lasting() & Q(effect_until__isnull=True)),
        shown=("effect_until", "kind", "measure", "decided_on"),
        say=lambda _until, kind, measure, day: (
            f"{day} 的{DisciplineKind(kind).label}“{measure}”没有影响期止，请补上。"
        ),
        suggest=lambda _until, kind, measure, day: str(proposed_until(kind, measure, day)),
    ),
    _discipline(
        severity=ERROR,
        code="conduct.decided_to_come",
        sentence="处分和处理的决定日期不在将来",
        basis=CONSISTENT,
        field="decided_on",
        reads=("Discipline.decided_on",),
        wrong=on_day(lambda on: Q(decided_on__gt=on)),
        shown=("decided_on", "measure"),
        say=lambda day, measure: f"“{measure}”的决定日期 {day} 还没有到，请核对。",
    ),
)
