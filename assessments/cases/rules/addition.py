"""Clause 3.3.3 补充: 表现突出、符合优秀年轻干部选拔条件的, by years of 优秀 in a row.

The conditions of selection are those of clause 2.0 that figures say: serving, not over age, the
full-time education. Whoever was on the roster since, or may not come back yet, is nobody to add.
"""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from assessments.cases.choices import CaseKind
from assessments.cases.figures import AdditionFigures
from assessments.cases.models import RosterCase
from assessments.cases.rules.results import graded, graded_later
from assessments.cases.rules.rule import Hit, Look, Rule, day_of, event_of, key_in, known
from assessments.rounds.choices import Outcome
from assessments.rounds.models import Assessment
from cadres.choices import SERVING, EducationLevel
from cadres.roster.models import RosterEntry
from cadres.roster.reentry import barred
from core.months import first_of, full_years, shift
from policy.judgements import Fact

NAMES = ("pk", "cadre_id", "of_unit", "event", "happened", "year")
PERSON = ("cadre__birth", "cadre__fulltime_level")


def excellent(look: Look) -> Iterator[Hit]:
    """`years` years of 优秀 in a row up to the last one that has a grade, this year's or last's."""
    figures = look.region.figures
    rows = graded().filter(~graded_later("year"), year__gte=look.on.year - 1)
    rows = rows.filter(outcome=Outcome.EXCELLENT)
    for back in range(1, figures.years):
        years = graded().filter(cadre=OuterRef("cadre_id"), outcome=Outcome.EXCELLENT)
        rows = rows.filter(Exists(years.filter(year=OuterRef("year") - back)))
    stays = RosterEntry.objects.filter(cadre=OuterRef("cadre_id"))
    since = Q(left_on__isnull=True) | Q(left_on__gt=OuterRef("happened"))
    rows = rows.annotate(
        happened=day_of("decided_on"),
        event=event_of("excellent", "year"),
        of_unit=F("cadre__unit_id"),
    ).filter(
        look.days(),
        look.place("cadre__unit_path"),
        look.persons("cadre_id"),
        ~Exists(stays.filter(since)),
        ~known(CaseKind.ADDITION, "cadre_id"),
        cadre__status=SERVING,
        cadre__birth__gte=shift(first_of(look.on), 1 - 12 * (figures.max_age + 1)),
        cadre__fulltime_level__gte=int(figures.min_education),
    )
    found = list(rows.order_by("cadre_id", "event").values(*NAMES, *PERSON))
    away = barred([row["cadre_id"] for row in found], look.on)
    for row in found:
        if row["cadre_id"] not in away:
            yield _hit(row, look)


def _hit(row: dict, look: Look) -> Hit:
    last, years = row["year"], look.region.figures.years
    said = f"{last - years + 1} 至 {last} 年" if years > 1 else f"{last} 年"
    sheet = {"source": "年度考核登记表", "view": "rounds:sheet", "pk": row["pk"]}
    person = {"source": "干部信息", "view": "cadres:detail", "pk": row["cadre_id"]}
    age = full_years(row["cadre__birth"], look.on)
    education = EducationLevel(row["cadre__fulltime_level"]).label
    return Hit(
        cadre=row["cadre_id"],
        entry=None,
        unit=row["of_unit"],
        event=row["event"],
        happened=row["happened"],
        verdict=f"{said}年度考核均为优秀，符合年龄和学历要求。",
        facts=(
            Fact("年度考核优秀", said, **sheet),
            Fact("年龄", f"{age} 岁", **person),
            Fact("全日制学历", str(education), **person),
        ),
        was={"years": years},
    )


def stands(case: RosterCase) -> bool:
    """The years are still 优秀."""
    last, years = key_in(case.event), case.snapshot["was"]["years"]
    rows = Assessment.objects.settled().filter(cadre=case.cadre_id, outcome=Outcome.EXCELLENT)
    return rows.filter(year__gt=last - years, year__lte=last).count() == years


EXCELLENT = Rule(
    name="addition.excellent",
    ground="",
    clause="3.3.3",
    label="表现突出",
    sentence=(
        "名册外的现职干部连续 {years} 年年度考核优秀，年龄不超过 {max_age} 岁，"
        "全日制学历符合要求的，提出补充。"
    ),
    figures=AdditionFigures,
    hits=excellent,
    stands=stands,
    kind=CaseKind.ADDITION,
    reads=Assessment,
)
