"""What opens cases, written as others would have left it: polls, findings, grades, sanctions."""

from datetime import date
from typing import Any

from assessments.cases import services
from assessments.cases.models import RosterCase
from assessments.findings.models import ConductFinding
from assessments.polls.models import Poll, PollResult, PollSubject
from assessments.rounds.models import Assessment
from cadres.people.models import Discipline
from core.units.models import Unit
from policy.parameters.models import Parameter, ParameterValue
from tests.world import World
from tests.world_people import TODAY

COUNTED = date(2026, 11, 20)
DECISION = {"reason": "经研究认为情况属实。", "meeting": "部务会 2026 年第 12 次"}


def poll(unit: Unit, *, on: date = COUNTED, **values: Any) -> Poll:
    """A counted poll without results."""
    usual: dict[str, Any] = {"year": on.year, "title": f"年度测评 {Poll.objects.count() + 1}"}
    usual |= {"state": "counted", "opens_on": on, "closes_on": on, "counted_on": on}
    usual |= {"min_group": 5, "abstain_counts": True, "result": {}, "digest": "0" * 64}
    return Poll.objects.create(unit=unit, **(usual | values))


def result(of: Poll, cadre: Any, **marks: int) -> PollResult:
    """One person's total; `marks` as the model has them, what is left out is nought."""
    subject = PollSubject.objects.create(poll=of, cadre=cadre, position=of.subjects.count() + 1)
    names = ("excellent", "competent", "basic", "incompetent", "abstained")
    valid = sum(marks.get(name, 0) for name in names)
    usual = {"issued": valid, "returned": valid, "valid": valid, "counted": valid}
    return PollResult.objects.create(
        subject=subject, poll=of, cadre=cadre, **(usual | {"is_shown": True} | marks)
    )


def rated(world: World, name: str, low: int, valid: int = 100, **values: Any) -> PollResult:
    """So many of so many ballots are 基本称职 or 不称职, half of them each."""
    cadre = world.cadres[name]
    marks = {"basic": low - low // 2, "incompetent": low // 2, "competent": valid - low}
    return result(poll(cadre.unit, **values), cadre, **marks)


def finding(world: World, name: str, ground: str = "1", **values: Any) -> ConductFinding:
    """What the department found of him."""
    usual: dict[str, Any] = {"source": "petition", "found_on": date(2026, 11, 2)}
    usual |= {"facts": "收受管理对象礼金两次。", "told": "廉洁自律方面存在问题。"}
    cadre = world.cadres[name]
    return ConductFinding.objects.create(cadre=cadre, ground=ground, **(usual | values))


def sanction(world: World, name: str, **values: Any) -> Discipline:
    """A sanction on file."""
    usual: dict[str, Any] = {"kind": "party", "measure": "党内警告", "reason": "违规公款吃喝"}
    usual |= {"decided_on": date(2026, 11, 2)}
    return Discipline.objects.create(cadre=world.cadres[name], **(usual | values))


def grade(
    world: World, name: str, year: int, outcome: str, on: date | None = None, **values: Any
) -> Assessment:
    """A year as it was entered from the file, decided in the January after unless said."""
    cadre = world.cadres[name]
    usual: dict[str, Any] = {"basis": "past", "state": "final", "unit": cadre.unit}
    usual |= {"no_grade": "absent"} if outcome in "56" else {}
    decided = on or date(year + 1, 1, 20)
    return Assessment.objects.create(
        cadre=cadre, year=year, outcome=outcome, decided_on=decided, **(usual | values)
    )


def county_figure(world: World, key: str, value: Any, place: str, since: date) -> None:
    """A county's own value."""
    ParameterValue.objects.create(
        parameter=Parameter.objects.get(key=key), unit=world.named[place], value=value, since=since
    )


def city_figure(key: str, value: Any, since: date) -> None:
    """Another value of the city from a day on."""
    rows = ParameterValue.objects.filter(parameter__key=key, unit=None, until=None)
    rows.update(until=since)
    ParameterValue.objects.create(
        parameter=Parameter.objects.get(key=key), value=value, since=since
    )


def events(name: str | None = None) -> list[str]:
    """The events that have a case."""
    rows = RosterCase.objects.order_by("event")
    rows = rows.filter(cadre__name=name) if name else rows
    return list(rows.values_list("event", flat=True))


def heard(world: World, case: RosterCase, *, on: date = TODAY) -> RosterCase:
    """The unit has given its opinion, and the person has spoken."""
    case = services.opine(
        actor=world.city, case=case, seen=None, opinion="release", words="同意。", day=on, on=on
    )
    return services.state(actor=world.city, case=case, seen=None, words="认错。", day=on, on=on)
