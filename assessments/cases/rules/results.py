"""Clause 3.3.3-2: 工作实绩不突出，发展潜力不大的, by the last grade, or by years and the poll.

A year counts with a grade: 不定等次 and 不参加考核 say nothing of results, and break a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, F, FloatField, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Cast, Greatest

from assessments.cases.figures import BottomFigures, GradeFigures
from assessments.cases.models import RosterCase
from assessments.cases.rules.polled import share_text
from assessments.cases.rules.rule import Hit, Look, Rule, day_of, event_of, key_in
from assessments.polls.choices import PollKind
from assessments.polls.models import PollResult
from assessments.rounds.choices import Outcome
from assessments.rounds.models import Assessment
from cadres.choices import ExitGround
from core.arrays import among
from policy.judgements import Fact

GRADES = (Outcome.EXCELLENT, Outcome.COMPETENT, Outcome.BASIC, Outcome.INCOMPETENT)
NOT_EXCELLENT = GRADES[1:]
NAMES = ("pk", "cadre_id", "of_entry", "of_unit", "event", "happened")
SHEET: dict[str, Any] = {"source": "年度考核登记表", "view": "rounds:sheet"}


def low_grades(grade: str) -> tuple[Outcome, ...]:
    """The figure's grade and those below it; a greater code is a lower grade."""
    return tuple(one for one in GRADES if one >= grade)


def graded() -> QuerySet[Assessment]:
    """Years that ended with a grade."""
    return Assessment.objects.settled().filter(outcome__in=GRADES)


def graded_later(year: str) -> Exists:
    """A later year has its grade."""
    return Exists(graded().filter(cadre=OuterRef("cadre_id"), year__gt=OuterRef(year)))


def poor_grade(look: Look) -> Iterator[Hit]:
    """The last year that has a grade has this one or a lower."""
    low = low_grades(look.region.figures.grade)
    rows: QuerySet = Assessment.objects.settled().filter(~graded_later("year"), outcome__in=low)
    rows = look.of_stays(rows, happened=day_of("decided_on"), event=event_of("grade", "year"))
    for row in rows.values(*NAMES, "year", "outcome"):
        said = str(Outcome(row["outcome"]).label)
        fewer = low.index(Outcome(row["outcome"])) + 1
        yield Hit(
            cadre=row["cadre_id"],
            entry=row["of_entry"],
            unit=row["of_unit"],
            event=row["event"],
            happened=row["happened"],
            verdict=f"{row['year']} 年度考核为{said}。",
            facts=(
                Fact("年度考核", f"{row['year']} 年度 {said}", **SHEET, pk=row["pk"]),
                Fact("审定日期", str(row["happened"]), **SHEET, pk=row["pk"]),
            ),
            near=f"高 {fewer} 个等次不立案。",
            was={"grade": look.region.figures.grade},
        )


def grade_stands(case: RosterCase) -> bool:
    """The year is settled with a grade as low as the figure of then."""
    low = low_grades(case.snapshot["was"]["grade"])
    rows = Assessment.objects.settled().filter(cadre=case.cadre_id, outcome__in=low)
    return rows.filter(year=key_in(case.event)).exists()


def at_the_bottom(look: Look) -> Iterator[Hit]:
    """`years` graded years in a row without 优秀, and at the bottom of the last one's annual poll.

    At the bottom: whoever has no more of 优秀 than he, himself included, is no more than `percent`
    of the people in the poll. So nobody of many who are equal, and nobody of a poll too small.
    """
    years, percent = look.region.figures.years, look.region.figures.percent
    places = _lowest(look, percent) if percent else {}
    if not places:
        return
    rows: QuerySet = PollResult.objects.filter(among("pk", places)).filter(
        ~graded_later("poll__year")
    )
    for back in range(years):
        sheets = graded().filter(cadre=OuterRef("cadre_id"), outcome__in=NOT_EXCELLENT)
        rows = rows.filter(Exists(sheets.filter(year=OuterRef("poll__year") - back)))
    last = graded().filter(cadre=OuterRef("cadre_id"), year=OuterRef("poll__year"))
    settled = Subquery(last.order_by().values("decided_on")[:1])
    rows = look.of_stays(
        rows,
        happened=Greatest(day_of("poll__counted_on"), settled),
        event=event_of("bottom", "poll__year"),
    )
    names = (*NAMES, "poll_id", "poll__title", "poll__year", "excellent", "counted")
    for row in rows.values(*names):
        yield _hit(row, *places[row["pk"]], years, percent)


def _lowest(look: Look, percent: int) -> dict[int, tuple[int, int]]:
    """Results of annual polls at the bottom: how many are no better than he, of how many."""
    rows = PollResult.objects.counted().filter(
        poll__kind=PollKind.ANNUAL, is_shown=True, counted__gt=0
    )
    rows = rows.order_by()
    if look.people is not None:  # a place is one among everybody in the poll
        theirs = PollResult.objects.filter(look.persons("cadre_id"))
        rows = rows.filter(poll__in=theirs.values("poll"))
    # Equal shares are equal as IEEE quotients, and unequal ones of so few ballots are not.
    share = Cast("excellent", FloatField()) / Cast("counted", FloatField())
    rows = rows.annotate(
        worse=Window(Count("pk"), partition_by=["poll_id"], order_by=share.asc()),
        people=Window(Count("pk"), partition_by=["poll_id"]),
    )
    rows = rows.annotate(room=F("people") * percent - F("worse") * 100).filter(room__gte=0)
    found = rows.values_list("pk", "worse", "people", "cadre_id")
    asked = None if look.people is None else set(look.people)
    return {
        pk: (worse, people) for pk, worse, people, cadre in found if asked is None or cadre in asked
    }


def _hit(row: dict[str, Any], worse: int, people: int, years: int, percent: int) -> Hit:
    year = row["poll__year"]
    where: dict[str, Any] = {"source": "民主测评结果", "view": "polls:detail"}
    most = percent * people // 100
    said = f"{year - years + 1} 至 {year} 年" if years > 1 else f"{year} 年"
    return Hit(
        cadre=row["cadre_id"],
        entry=row["of_entry"],
        unit=row["of_unit"],
        event=row["event"],
        happened=row["happened"],
        verdict=f"{said}没有评为优秀，并且在“{row['poll__title']}”中排在末位 {percent}% 以内。",
        facts=(
            Fact("没有评为优秀的年度", said, "年度考核登记表"),
            Fact("民主测评", row["poll__title"], **where, pk=row["poll_id"]),
            Fact("末位人数", f"{people} 人的 {percent}%，{most} 人", **where, pk=row["poll_id"]),
            Fact(
                "优秀率",
                share_text(row["excellent"], row["counted"]),
                **where,
                pk=row["poll_id"],
                is_open=False,
            ),
            Fact("倒数名次", f"第 {worse} 名", **where, pk=row["poll_id"], is_open=False),
        ),
        near=f"倒数第 {most + 1} 名起不立案。",
        was={"years": years},
    )


def bottom_stands(case: RosterCase) -> bool:
    """The years have their grades, none of them 优秀; a sealed poll does not change."""
    last, years = key_in(case.event), case.snapshot["was"]["years"]
    rows = graded().filter(cadre=case.cadre_id, outcome__in=NOT_EXCELLENT)
    return rows.filter(Q(year__gt=last - years, year__lte=last)).count() == years


POOR_GRADE = Rule(
    name="exit.grade",
    ground=ExitGround.RESULTS,
    clause="3.3.3-2",
    label="年度考核等次低",
    sentence="最近一次定等次的年度考核为“实绩不突出的等次”的，立案；不定等次、不参加考核的年度不算。",
    figures=GradeFigures,
    hits=poor_grade,
    stands=grade_stands,
    reads=Assessment,
)
BOTTOM = Rule(
    name="exit.bottom",
    ground=ExitGround.RESULTS,
    clause="3.3.3-2",
    label="连续未评优秀且测评末位",
    sentence=(
        "连续 {years} 年定了等次而没有评为优秀，并且最后一年的年度测评按优秀率排在同次被测评人"
        "最后 {percent}% 以内的，立案；并列的按靠前计，人数不够的测评不排末位。"
    ),
    figures=BottomFigures,
    hits=at_the_bottom,
    stands=bottom_stands,
    reads=PollResult,
)
