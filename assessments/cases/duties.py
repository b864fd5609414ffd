"""What follows from a case (clause 3.3.3): an opinion, a decision, the end of observation, a talk.

Each is of one case (`case-12`), the talk of one release (`stay-7`). The days are those that the
case was opened with: a figure changed since moves no day of it. A withdrawn case never was.
Whose list the person is on decides (2.0, 4.2): the city's department, or the county's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Concat

from assessments.cases.choices import OPEN_CASES, CaseKind, CaseState, CaseVerb
from assessments.cases.figures import CaseDuties
from assessments.cases.models import CLOSED, CaseStep, RosterCase
from assessments.cases.querysets import INVESTIGATION
from assessments.choices import TalkKind
from assessments.talks.models import Talk
from cadres.choices import HeldBy
from cadres.people.querysets import KEEPERS
from cadres.roster.models import RosterEntry
from core.choices import Role, UnitKind
from core.units.models import Unit
from policy.duties.rule import Act, DutyRule, DutySpec, required, satisfied

DECIDING = (*(CaseVerb.KEEP, CaseVerb.OBSERVE, CaseVerb.RELEASE, CaseVerb.ADMIT, CaseVerb.DECLINE),)


def _key(name: str, path: str) -> Concat:
    return Concat(Value(f"{name}-"), Cast(path, CharField()), output_field=CharField())


NUMBER = _key("case", "pk")
OVER = Case(When(state__in=CLOSED, then=F("decided_on")), output_field=DateField())


def case_of(period: str) -> int:
    """The case that the period of a duty names."""
    return int(period.partition("-")[2])


def _cases() -> QuerySet[RosterCase]:
    return RosterCase.objects.exclude(state=CaseState.WITHDRAWN)


def _term(name: str) -> Cast:
    """A last day as the case keeps it."""
    return Cast(KT(f"snapshot__terms__{name}"), DateField())


def opinion(_period: None, _figures: CaseDuties, _on: date) -> DutySpec:
    """The unit gives its opinion; no more when the case is over without it."""
    return DutySpec(
        required=required(
            _cases(),
            subject="cadre_id",
            unit="cadre__unit_id",  # where he is now: only that unit sees the case
            opened="opened_on",
            due=_term("opinion_by"),
            ended=OVER,
            period=NUMBER,
        ),
        satisfied=satisfied(
            _cases().annotate(first=_first(CaseVerb.OPINE)).filter(first__isnull=False),
            subject="cadre_id",
            on="first",
            period=NUMBER,
        ),
    )


def _first(*verbs: CaseVerb) -> Subquery:
    """The earliest day on which one of these was done in a case."""
    steps = CaseStep.objects.filter(case=OuterRef("pk"), verb__in=verbs).order_by()
    return Subquery(steps.values("case").annotate(day=Min("on")).values("day"))


def _decided(cases: QuerySet, unit: Any) -> DutySpec:
    """Within `decide_days` something is decided, if only to observe."""
    return DutySpec(
        required=required(
            cases,
            subject="cadre_id",
            unit=unit,
            opened="opened_on",
            due=_term("decide_by"),
            period=NUMBER,
        ),
        satisfied=satisfied(
            cases.annotate(first=_first(*DECIDING)).filter(first__isnull=False),
            subject="cadre_id",
            on="first",
            period=NUMBER,
        ),
    )


def _observed(cases: QuerySet, unit: Any) -> DutySpec:
    """Whoever is observed is decided about by the last day of it."""
    cases = cases.filter(observe_until__isnull=False)
    return DutySpec(
        required=required(
            cases.annotate(first=_first(CaseVerb.OBSERVE)),
            subject="cadre_id",
            unit=unit,
            opened="first",
            due="observe_until",
            period=NUMBER,
        ),
        satisfied=satisfied(
            cases.exclude(state__in=OPEN_CASES),
            subject="cadre_id",
            on="decided_on",
            period=NUMBER,
        ),
    )


OF_COUNTY = Q(kind=CaseKind.EXIT, entry__held_by=HeldBy.COUNTY)


def _city() -> tuple[QuerySet, Any]:
    """All but those of a county's own list; the root of the tree."""
    root = Unit.objects.filter(depth=1).order_by("pk").values("pk")[:1]
    return _cases().exclude(OF_COUNTY), Subquery(root)


def _county() -> tuple[QuerySet, Any]:
    """Of a county's list; whose department the person's unit lies below."""
    below = ExpressionWrapper(OuterRef("unit__path"), output_field=CharField())
    counties = Unit.objects.filter(kind=UnitKind.COUNTY).annotate(below=below)
    above = counties.filter(below__startswith=F("path")).order_by("depth").values("pk")[:1]
    return _cases().filter(OF_COUNTY), Subquery(above)


CITY, COUNTY = Role.CITY_DEPARTMENT, Role.COUNTY_DEPARTMENT
WHOSE = {CITY: _city, COUNTY: _county}  # what each decides, and the unit that owes it


def exit_talk(_period: None, figures: CaseDuties, _on: date) -> DutySpec:
    """Whoever was released by a case is talked with by his unit: so it is told, and he by it.

    Not of an investigation, of which he is not told.
    """
    released = RosterCase.objects.filter(entry=OuterRef("pk"), state=CaseState.RELEASED)
    released = released.exclude(event__startswith=f"{INVESTIGATION}:")
    stays = RosterEntry.objects.filter(Exists(released), left_on__isnull=False)
    talks = Talk.objects.filter(
        cadre=OuterRef("cadre_id"),
        kind=TalkKind.EXIT,
        held_on__gte=OuterRef("left_on"),
        voided_on__isnull=True,
    ).order_by("held_on", "pk")
    period = _key("stay", "pk")
    proven = stays.annotate(
        talk=Subquery(talks.values("pk")[:1]), talked_on=Subquery(talks.values("held_on")[:1])
    )
    return DutySpec(
        required=required(
            stays,
            subject="cadre_id",
            unit="cadre__unit_id",
            opened="left_on",
            due=F("left_on") + timedelta(days=figures.talk_days),
            period=period,
        ),
        satisfied=satisfied(
            proven.filter(talk__isnull=False),
            subject="cadre_id",
            on="talked_on",
            evidence="talk",
            period=period,
        ),
    )


COMMON: dict[str, Any] = {
    "clause": "3.3.3",
    "figures": CaseDuties,
    "offices_only": True,
    "but_clerks": True,
    "evidence": "cases:detail",
}
OPINION = DutyRule(
    name="case.opinion",
    label="签署个案单位意见",
    sentence="个案立案后 {opinion_days} 天内，由单位党组织签署意见。",
    owner=Role.UNIT_SECRETARY,
    spec=opinion,
    act=Act("签署意见", "cases:of_duty"),
    **COMMON,
)


def _of(
    owner: Role, spec: Callable[[QuerySet, Any], DutySpec], name: str, label: str, sentence: str
) -> DutyRule:
    """What one kind of department owes about the cases of its own lists."""
    return DutyRule(
        name=name,
        label=label,
        sentence=sentence,
        owner=owner,
        spec=lambda _period, _figures, _on: spec(*WHOSE[owner]()),
        act=Act("办理个案", "cases:of_duty", only=KEEPERS),
        **COMMON,
    )


DECIDE_TEXT = "个案立案后 {decide_days} 天内，由组织部门决定保留、观察、调出，或者补充。"
DECIDE = _of(CITY, _decided, "case.decide", "决定个案", DECIDE_TEXT)
DECIDE_COUNTY = _of(COUNTY, _decided, "case.decide_county", "决定个案（县区）", DECIDE_TEXT)
OBSERVED_TEXT = "决定观察的（最长 {observe_months} 个月），在观察期止以前决定保留或者调出。"
OBSERVED = _of(CITY, _observed, "case.observe", "观察期满决定", OBSERVED_TEXT)
OBSERVED_COUNTY = _of(
    COUNTY, _observed, "case.observe_county", "观察期满决定（县区）", OBSERVED_TEXT
)
EXIT_TALK = DutyRule(
    name="case.exit_talk",
    label="出库谈话",
    sentence=(
        "决定调出后 {talk_days} 天内，由单位党组织负责人与本人谈话，说明原因，提出要求；"
        "因立案审查调查调出的除外。"
    ),
    owner=Role.UNIT_SECRETARY,
    spec=exit_talk,
    act=Act("登记谈话", "talks:create"),
    **COMMON | {"evidence": "talks:detail", "but_clerks": False},
)
