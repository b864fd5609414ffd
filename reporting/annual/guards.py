"""Who may do what with a report beside the flow's table, and what is refused in words.

A unit's report is written by the unit, a county's own by its department. It is taken in by whoever
collects it: the county for its units, the city for its own and for counties. A county never takes
in its own.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final, NoReturn

from django.core.exceptions import ValidationError

from cadres.people.models import Cadre
from cadres.people.querysets import ASKERS, KEEPERS
from core.choices import Role, UnitKind
from core.errors import NotAllowed, refuse_if
from core.flows import acts_on
from core.scoping import Viewer
from reporting.annual.choices import Part, ReportVerb, Stand
from reporting.annual.flow import FILERS, REPORT_FLOW, WRITERS
from reporting.annual.models import AnnualReport

WRITING: Final = frozenset(
    {ReportVerb.EDIT, ReportVerb.REFRESH, ReportVerb.FILE, ReportVerb.WITHDRAW}
)
FILING: Final = frozenset({ReportVerb.FILE, ReportVerb.WITHDRAW})
COLLECTING: Final = frozenset({ReportVerb.RETURN, ReportVerb.ACCEPT, ReportVerb.REOPEN})
BACK: Final = frozenset({ReportVerb.RETURN, ReportVerb.REOPEN})
FIRST_YEAR: Final = 2000
LONGEST_TEXT: Final = 8_000
LONGEST_REASON: Final = 200
LONGEST_WORDS: Final = 300


def at(field: str, sentence: str) -> NoReturn:
    """Refuse the value of one field."""
    raise ValidationError({field: [sentence]})


def refuse_collector(actor: Any, report: AnnualReport) -> None:
    """Only the department of whoever collects takes in, returns or comments. Raises NotAllowed."""
    refuse_if(
        actor is not None and not collects(actor, report),
        f"{report.unit.short_name}的年度报告由{report.collector.short_name}组织部门接收，"
        "您不能办理；确需退回的，请与接收单位联系。",
        NotAllowed,
    )


def collects(viewer: Viewer, report: AnnualReport) -> bool:
    """Whether the viewer's own department collects the report (as `turns.reviewing`)."""
    return any(
        scope.role in KEEPERS and scope.path == report.collector.path for scope in viewer.scopes
    )


def refuse_filer(actor: Any, filed_by: int | None) -> None:
    """Nobody takes in what he filed himself. Raises NotAllowed."""
    refuse_if(
        actor is not None and actor.pk == filed_by,
        "这份报告是您本人上报的，请由接收单位其他人接收。",
        NotAllowed,
    )


def refuse_writer(actor: Any, report: AnnualReport, roles: Collection[Role] = WRITERS) -> None:
    """A county's department does not write for its units: it takes their reports in."""
    refuse_if(
        actor is not None and not writes(actor, report, roles),
        f"{report}由{report.unit.short_name}{_whose(report, roles)}办理，您不能代办；"
        "数据有误的，请在来源记录中更正。",
        NotAllowed,
    )


def writes(viewer: Viewer, report: AnnualReport, roles: Collection[Role] = WRITERS) -> bool:
    """Whether the viewer is one of the report's own people in one of the roles."""
    mine = frozenset(roles)
    if report.unit.kind != UnitKind.COUNTY:
        mine &= ASKERS
    return bool(mine) and acts_on(report, viewer, mine)


def _whose(report: AnnualReport, roles: Collection[Role]) -> str:
    if report.unit.kind == UnitKind.COUNTY:
        return "委组织部"
    return "党组织书记" if set(roles) == FILERS else "党组织书记或经办人"


def offered(report: AnnualReport, viewer: Viewer) -> tuple[str, ...]:
    """The verbs that this viewer has now: the buttons of a page."""
    found = []
    for verb in REPORT_FLOW.offered(report, viewer):
        if verb in WRITING:
            roles = FILERS if verb in FILING else WRITERS
            may = writes(viewer, report, roles) and report.unit.abolished_on is None
        else:
            may = collects(viewer, report) and (
                verb not in BACK or report.unit.abolished_on is None
            )
        if may:
            found.append(verb)
    return tuple(found)


def refuse_abolished(report: AnnualReport) -> None:
    """A unit that is no more files nothing; its people are told by the units where they are."""
    gone = report.unit.abolished_on
    refuse_if(
        gone is not None,
        f"{report.unit.short_name}已于 {gone} 撤销，不再上报 {report.year} 年度报告；"
        "转到其他单位的人员由现在所在单位的报告反映，这里保留已有的内容供查阅。",
    )


def refuse_back_to_nobody(report: AnnualReport) -> None:
    """What is returned to a unit that is no more, nobody mends."""
    gone = report.unit.abolished_on
    refuse_if(
        gone is not None,
        f"{report.unit.short_name}已于 {gone} 撤销，退回后没有单位修改；"
        "已上报的内容保留，有关情况请由接收其人员的单位在报告中说明。",
    )


def refuse_year(year: int, on: date) -> None:
    """A year that has begun, and that reports may be asked for."""
    refuse_if(
        not FIRST_YEAR <= year <= on.year,
        f"{year} 年度还不能布置年度报告，可以布置的年度是 {FIRST_YEAR} 到 {on.year}。",
    )


def opens_for(actor: Any, collector_path: str) -> bool:
    """The city opens every report, a county's department those that it collects."""
    if actor is None:
        return True
    for scope in actor.scopes:
        if scope.role == Role.CITY_DEPARTMENT and scope.path.count("/") == 1:
            return True
        if scope.role == Role.COUNTY_DEPARTMENT and collector_path.startswith(scope.path):
            return True
    return False


def refuse_openers(actor: Any) -> None:
    """Departments alone open reports."""
    roles = set() if actor is None else {scope.role for scope in actor.scopes}
    refuse_if(
        actor is not None and not roles & KEEPERS,
        "年度报告由组织部门布置，您的角色不能办理；请联系组织部门。",
        NotAllowed,
    )


def words_of(text: str, field: str, *, most: int = LONGEST_WORDS, needed: str = "") -> str:
    """A text as it is kept: no blanks around it, one kind of line end. Raises at its field."""
    told = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if needed and not told:
        at(field, needed)
    if len(told) > most:
        at(field, f"写了 {len(told)} 字，最多 {most} 字，请精简。")
    return told


def stand_of(stand: str, reason: str, field: str, who: str) -> tuple[str, str]:
    """An opinion as it is kept; who is not kept has a reason. Raises at its field."""
    if stand not in ("", *Stand.values):
        at(field, f"{who}的意见“{stand[:20]}”无效，请选择保留、调出或缓定。")
    told = " ".join(reason.replace("\x00", "").split())
    if len(told) > LONGEST_REASON:
        at(field, f"{who}的理由写了 {len(told)} 字，最多 {LONGEST_REASON} 字，请精简。")
    if stand in (Stand.EXIT, Stand.DEFER) and not told:
        at(field, f"{who}的意见是“{Stand(stand).label}”，要写明理由。")
    return stand, told


def part_of(part: Any) -> Part:
    """The part of a number. Raises at its field."""
    try:
        return Part(int(part))
    except (TypeError, ValueError):
        at("part", f"没有“{str(part)[:20]}”这一部分，报告共 {len(Part)} 个部分。")


def is_himself(actor: Any, cadre: Cadre) -> bool:
    """Whether somebody is the person spoken of; the system is nobody."""
    return actor is not None and cadre.account_id == actor.pk


def refuse_himself(actor: Any, cadre: Cadre) -> None:
    """Nobody speaks of himself."""
    refuse_if(
        is_himself(actor, cadre),
        f"{cadre}是您本人，不能办理关于自己的意见，请由本单位其他人办理。",
        NotAllowed,
    )
