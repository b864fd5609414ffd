"""Education: 学历 and 学位, full time and in service (domain §2.3, §3.5 c, §3.6)."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from django.db.models import Q

from cadres.checks.rule import FORM_FILLING, NATIONAL, Rule, Severity, Theme, where
from cadres.choices import DEGREE, EDUCATION, EducationLevel
from cadres.people.guards.person import NO_DEGREE_UP_TO
from core.codes.vocabulary import vocabulary

KINDS: Final = (("fulltime", "全日制"), ("inservice", "在职"))
ASSOCIATE: Final = EducationLevel.ASSOCIATE
BACHELOR_LEVEL, GRADUATE_LEVEL = "^2", "^1"
DOCTOR_OR_MASTER, BACHELOR = "^[23]", "^4"  # GB/T 6864-2003

error = partial(Rule, theme=Theme.EDUCATION, severity=Severity.ERROR)
warning = partial(Rule, theme=Theme.EDUCATION, severity=Severity.WARNING)


def _level(code: str) -> str:
    return vocabulary(EDUCATION).get(code, code)


def _degree(code: str) -> str:
    return vocabulary(DEGREE).get(code, code)


def _of_kind(kind: str, label: str) -> Iterator[Rule]:
    level, degree, school, major = (
        f"{kind}_{part}" for part in ("education", "degree", "school", "major")
    )
    taught = Q(**{f"{kind}_level__gte": ASSOCIATE})
    yield error(
        code=f"education.{kind}_no_level",
        sentence=f"有{label}毕业院校或专业的，要有学历或学位",
        basis=NATIONAL,
        field=level,
        reads=tuple(f"Cadre.{name}" for name in (level, degree, school, major)),
        wrong=where(Q(**{level: "", degree: ""}) & ~Q(**{school: "", major: ""})),
        shown=(level, school, major),
        say=lambda _level, at, what: (
            f"{label}毕业院校和专业是“{at}{what}”，没有选择{label}学历，请选择。"
        ),
    )
    yield error(
        code=f"education.{kind}_no_school",
        sentence=f"{label}大专及以上学历要有毕业院校系",
        basis=NATIONAL,
        field=school,
        reads=(f"Cadre.{level}", f"Cadre.{kind}_level", f"Cadre.{school}"),
        wrong=where(taught & Q(**{school: ""})),
        shown=(school, level),
        say=lambda _at, code: f"{label}学历是“{_level(code)}”，没有填写毕业院校系，请补上。",
    )
    yield error(
        code=f"education.{kind}_no_major",
        sentence=f"{label}大专及以上学历要有专业",
        basis=NATIONAL,
        field=major,
        reads=(f"Cadre.{level}", f"Cadre.{kind}_level", f"Cadre.{major}"),
        wrong=where(taught & Q(**{major: ""})),
        shown=(major, level),
        say=lambda _what, code: f"{label}学历是“{_level(code)}”，没有填写所学专业，请补上。",
    )
    yield warning(
        code=f"education.{kind}_school_text",
        sentence=f"{label}毕业院校系一栏不写专业",
        basis=FORM_FILLING,
        field=school,
        reads=(f"Cadre.{school}", f"Cadre.{major}"),
        wrong=where(Q(**{f"{school}__endswith": "专业"})),
        shown=(school, major),
        say=lambda at, _what: (
            f"{label}毕业院校系“{at}”里写进了专业，专业请填在“所学专业”一栏，打印时自动连写。"
        ),
        suggest=_without_major,
    )


def _without_major(school: str, major: str) -> str | None:
    """The school alone, where what follows is the major on file."""
    ending = f"{major.removesuffix('专业')}专业"
    return school.removesuffix(ending) or None if major and school.endswith(ending) else None


RULES: Final = (
    error(
        code="education.none",
        sentence="学历和学位不能都为空",
        basis=NATIONAL,
        field="fulltime_education",
        reads=tuple(f"Cadre.{kind}_{p}" for kind, _ in KINDS for p in ("education", "degree")),
        wrong=where(
            Q(
                fulltime_education="",
                fulltime_degree="",
                inservice_education="",
                inservice_degree="",
            )
        ),
        shown=("fulltime_education",),
        say=lambda _code: "全日制和在职的学历、学位都没有填写，请按档案认定的补上。",
    ),
    *(rule for kind, label in KINDS for rule in _of_kind(kind, label)),
    error(
        code="education.degree_of_associate",
        sentence="全日制大专及以下学历没有学位",
        basis=NATIONAL,
        field="fulltime_degree",
        reads=("Cadre.fulltime_education", "Cadre.fulltime_degree"),
        wrong=where(Q(fulltime_education__in=NO_DEGREE_UP_TO) & ~Q(fulltime_degree="")),
        shown=("fulltime_degree", "fulltime_education"),
        say=lambda degree, code: (
            f"全日制学历是“{_level(code)}”，学位却是“{_degree(degree)}”，"
            "大专及以下不授予学位，请核对两项。"
        ),
    ),
    warning(
        code="education.degree_of_level",
        sentence="全日制大学对应学士，研究生对应硕士或博士",
        basis=FORM_FILLING,
        field="fulltime_degree",
        reads=("Cadre.fulltime_education", "Cadre.fulltime_degree"),
        wrong=where(
            Q(
                fulltime_education__regex=BACHELOR_LEVEL,
                fulltime_degree__regex=DOCTOR_OR_MASTER,
            )
            | Q(fulltime_education__regex=GRADUATE_LEVEL, fulltime_degree__regex=BACHELOR)
        ),
        shown=("fulltime_degree", "fulltime_education"),
        say=lambda degree, code: (
            f"全日制学历是“{_level(code)}”，学位却是“{_degree(degree)}”，请核对两项。"
        ),
    ),
)
