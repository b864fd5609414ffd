"""What the file says of a year's grade: who cannot be 优秀, and who has none (domain §6.1).

A sanction of the Party or the government stands against 优秀 in every year that it lasts into;
from 记过 on, and while somebody is investigated, the year has no grade, nor has it on probation.
The latter are proposed to whoever fills in the sheet: he sees the reason, and decides. Nobody is
told of a sanction that he may not see.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F, Q

from assessments.rounds.choices import NoGrade, Outcome
from assessments.rounds.models import Assessment
from cadres.choices import DisciplineKind
from cadres.dossier.dossier import ANSWERABLE
from cadres.people.models import Cadre, Discipline
from core.months import shift
from core.scoping import Viewer
from policy.judgements import Fact

SANCTIONS: Final = (DisciplineKind.PARTY, DisciplineKind.GOVERNMENT)
HEAVY: Final = {
    DisciplineKind.GOVERNMENT: ("记过", "记大过", "降级", "撤职"),
    DisciplineKind.PARTY: ("撤销党内职务", "留党察看"),
}
RECRUITED: Final = ("01", "02")  # 考试录用, 选调生: they begin on probation
PROBATION_MONTHS: Final = 12
HIDDEN: Final = "{who}{year} 年度有不得确定为优秀的情形，具体情况请向该同志的组织部门了解。"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An outcome without a grade that the file points to, why, and the row that says so."""

    outcome: Outcome
    no_grade: NoGrade
    words: str
    fact: Fact


def why_not_excellent(sheets: Iterable[Assessment], viewer: Viewer | None = None) -> dict[int, str]:
    """Cadre to a sentence, for those who cannot be 优秀. `viewer` None is the system."""
    by_cadre = {sheet.cadre_id: sheet for sheet in sheets}
    found: dict[int, str] = {}
    rows = _lasting(by_cadre.values()).filter(kind__in=SANCTIONS)
    seen = _seen(rows, viewer)
    for row in rows:
        sheet = by_cadre[row.cadre_id]
        sentence = HIDDEN.format(who=sheet.cadre, year=sheet.year)
        if row.pk in seen:
            sentence = (
                f"{sheet.cadre}{_said(row)}，{sheet.year} 年度不得确定为优秀，请改为其他等次。"
            )
        found.setdefault(row.cadre_id, sentence)
    return found


def suggestion(sheet: Assessment, viewer: Viewer) -> Suggestion | None:
    """What the file proposes for a sheet, as far as the viewer sees it; the gravest first."""
    rows = list(_heard(_lasting([sheet]), viewer))
    for row in rows:
        if row.kind == DisciplineKind.INVESTIGATION and _pending(row, sheet.year):
            return _suggested(NoGrade.INVESTIGATED, f"{_said(row)}，年底还没有结论", row)
    for row in rows:
        if row.measure in HEAVY.get(DisciplineKind(row.kind), ()):
            return _suggested(NoGrade.SANCTIONED, f"{_said(row)}，当年在处分期间", row)
    since = Cadre.objects.visible_to(viewer).filter(pk=sheet.cadre_id, source__in=RECRUITED)
    for month in since.exclude(source_since=None).values_list("source_since", flat=True):
        until = shift(month, PROBATION_MONTHS)
        if month <= date(sheet.year, 12, 31) < until:
            words = f"{month:%Y.%m} 录用，试用期到 {until:%Y.%m}"
            fact = Fact("试用期", words, "干部信息", "cadres:detail", sheet.cadre_id)
            return Suggestion(Outcome.UNGRADED, NoGrade.PROBATION, f"{words}，只写评语。", fact)
    return None


def _suggested(reason: NoGrade, words: str, row: Discipline) -> Suggestion:
    fact = Fact(
        row.get_kind_display(), _said(row), "处分与组织处理", "cadres:detail", row.cadre_id, False
    )
    return Suggestion(Outcome.UNGRADED, reason, f"{words}，按规定不定等次。", fact)


def _lasting(sheets: Iterable[Assessment]):
    """What stood in some day of each sheet's year; without an end, in the year of its decision."""
    condition = Q(pk__in=())
    years: dict[int, list[int]] = {}
    for sheet in sheets:
        years.setdefault(sheet.year, []).append(sheet.cadre_id)
    for year, people in years.items():
        first, after = date(year, 1, 1), date(year + 1, 1, 1)
        lasts = Q(effect_until__gt=first) | Q(effect_until__isnull=True, decided_on__gte=first)
        # An investigation goes on until it has a conclusion.
        lasts |= Q(effect_until__isnull=True, kind=DisciplineKind.INVESTIGATION)
        condition |= Q(lasts, cadre__in=people, decided_on__lt=after)
    rows = Discipline.objects.filter(condition)
    return rows.order_by(F("effect_until").desc(nulls_first=True), "-decided_on", "pk")


def _seen(rows, viewer: Viewer | None) -> set[int]:
    if viewer is not None:
        rows = _heard(rows, viewer)
    return set(rows.values_list("pk", flat=True))


def _heard(rows, viewer: Viewer):
    """Discipline, for those who answer for the person; never his own."""
    return rows.visible_to(viewer, acting_as=ANSWERABLE).exclude(cadre__account=viewer.pk)


def _pending(row: Discipline, year: int) -> bool:
    """No conclusion by the end of the year."""
    return row.effect_until is None or row.effect_until > date(year, 12, 31)


def _said(row: Discipline) -> str:
    if row.is_inquiry:
        until = f"，{row.effect_until} 有结论" if row.effect_until else ""
        return f"于 {row.decided_on} 被{row.measure}{until}"
    until = f"，影响期到 {row.effect_until}" if row.effect_until else ""
    return f"于 {row.decided_on} 受{row.measure}（{row.get_kind_display()}{until}）"
