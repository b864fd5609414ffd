"""Invented people without a database: what would be on file, as `told_of_form` should tell it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st

from cadres.approval.models import ApprovalTexts
from cadres.choices import DEGREE, EDUCATION, HEALTH, NATION, Gender
from cadres.exchange.schools import SCHOOL
from cadres.formats.party_text import DEMOCRATIC
from cadres.formats.resume_text import Line, kind_of
from cadres.identity.vault import seal
from cadres.people.guards.family import ONLY_ONE, Member
from cadres.people.models import Cadre, FamilyMember, ResumeLine
from core.codes.vocabulary import vocabulary
from tests.identity.numbers import numbers

# Marks of XML and of .lrm, both widths, commas of both kinds, and characters of four bytes.
HAN = "云州清河县镇局长科员林何欧阳一二三"
RARE = "\U00020bb7\U0002a6d6㐱䶮\ue863龘"
MARKS = "&<>'\"#@,，、。；：（）()·%０１９ＡＢ 12aB/\\-—“”"
anything = st.text(alphabet=HAN * 3 + RARE + MARKS, min_size=1, max_size=30)
texts = anything.map(str.strip).filter(lambda text: text and text not in ("无", "(无)"))
maybe = st.just("") | texts
names = st.text(alphabet=HAN + RARE, min_size=2, max_size=4) | st.just("艾力·买买提")
months = st.builds(date, st.integers(1985, 2020), st.integers(1, 12), st.just(1))
days = st.dates(date(2020, 1, 1), date(2026, 11, 1))


@dataclass
class Made:
    """What is on file; only what a form tells when it is not empty."""

    values: dict[str, Any] = field(default_factory=dict)
    resume: list[Line] = field(default_factory=list)
    family: list[Member] = field(default_factory=list)
    texts: dict[str, Any] = field(default_factory=dict)

    def cadre(self) -> Cadre:
        """The person with his rows, as `with_parts` would have fetched them."""
        facts = {name: value for name, value in self.values.items() if name != "id_number"}
        cadre = Cadre(pk=1, **facts)
        if number := self.values.get("id_number"):
            cadre.id_sealed = seal(number)
        cadre.may_keep = cadre.may_answer = cadre.is_office = True
        cadre._prefetched_objects_cache = {
            "resume": list(_rows(self.resume)),
            "family": [FamilyMember(**one._asdict()) for one in self.family],
            "rewards": [],
            "discipline": [],
        }
        cadre._state.fields_cache["approval_texts"] = ApprovalTexts(**self.texts)
        return cadre


def _rows(lines: list[Line]):
    main = None
    for number, line in enumerate(lines, start=1):
        row = ResumeLine(
            pk=number,
            since=line.since,
            until=line.until,
            text=line.text,
            within_id=main if line.within else None,
        )
        main = main if line.within else number
        yield row


@st.composite
def parties(draw) -> dict[str, Any]:
    status = draw(st.sampled_from(("01", "02", "03", "12", "13", *DEMOCRATIC)))
    found = {"political_status": status, "second_party": ""}
    if status not in ("01", "02", *DEMOCRATIC):
        return found | {"party_join": None, "second_party_join": None}
    if draw(st.booleans()):
        found["party_join"] = draw(months)
    if draw(st.booleans()):
        found["second_party"] = draw(st.sampled_from([c for c in DEMOCRATIC if c != status]))
        if draw(st.booleans()):
            found["second_party_join"] = draw(months)
    else:
        found["second_party_join"] = None
    return found


majors = st.text(alphabet="行政管理法数与应用&<，、０㐱", min_size=1, max_size=10).map(str.strip)


@st.composite
def schools(draw, kind: str) -> dict[str, str]:
    """With a major whose school ends in a word for schools; or anything, without a major."""
    if draw(st.booleans()):
        place = draw(st.text(alphabet=HAN + "&<>", min_size=1, max_size=8))
        school = place + draw(st.sampled_from(("大学", "大学公共管理学院", "委党校", "大学法律系")))
        return {f"{kind}_school": school, f"{kind}_major": draw(majors.filter(bool))}
    school = draw(texts.filter(lambda text: not (text.endswith("专业") and SCHOOL.match(text))))
    return {f"{kind}_school": school, f"{kind}_major": ""}


words = st.text(alphabet=HAN + RARE + "&<>'\",，、：０１·—", min_size=1, max_size=30).map(str.strip)
told_words = words.filter(lambda text: text and not text[0].isascii() and text[0] not in "，、：")


@st.composite
def resumes(draw) -> list[Line]:
    """One after the other, some with something meanwhile; the last lasts."""
    lines: list[Line] = []
    at = draw(st.integers(2008 * 12, 2012 * 12))
    for number in range(draw(st.integers(0, 5))):
        end = None if number == 4 else at + draw(st.integers(1, 36))
        text = draw(told_words)
        lines.append(Line(_month(at), _month(end), text, kind_of(text)))
        if draw(st.booleans()):
            text = draw(told_words)
            lines.append(Line(_month(at), _month(end), text, kind_of(text), within=True))
        at = end or at
    return lines


def _month(number: int | None) -> date | None:
    return None if number is None else date(number // 12, number % 12 + 1, 1)


members = st.builds(
    Member,
    relation=st.sampled_from(("妻子", "女儿", "儿子", "父亲", "母亲", "表姨奶")),
    name=names,
    birth=st.none() | st.builds(date, st.integers(1930, 2024), st.integers(1, 12), st.just(1)),
    politics=st.sampled_from(("", "群众", "中共党员")),
    work=maybe,
)
families = st.lists(
    members, max_size=8, unique_by=lambda m: m.relation if m.relation in ONLY_ONE else id(m)
)

coded = {
    "gender": Gender.values,
    "nation": list(vocabulary(NATION)),
    "health": list(vocabulary(HEALTH)),
    "fulltime_education": list(vocabulary(EDUCATION)),
    "fulltime_degree": list(vocabulary(DEGREE)),
    "inservice_education": list(vocabulary(EDUCATION)),
    "inservice_degree": list(vocabulary(DEGREE)),
}
own = {
    **dict.fromkeys(("planned_post", "removed_post", "reported_by", "rewards"), texts),
    **dict.fromkeys(("assessments", "grounds"), texts),
    "filled_by": names,
    "age_on": days,
    "filled_on": days,
}


@st.composite
def people(draw) -> Made:
    made = Made(values={"name": draw(names), "gender": draw(st.sampled_from(Gender.values))})
    made.values["birth"] = draw(
        st.builds(date, st.integers(1960, 2003), st.integers(1, 12), st.just(1))
    )
    for name, codes in coded.items():
        made.values[name] = draw(st.sampled_from(codes))
    for name in ("native_place", "birth_place", "title", "pro_title", "specialty"):
        if name == "title" or draw(st.booleans()):
            made.values[name] = draw(texts)
    if draw(st.booleans()):
        made.values["work_start"] = draw(months)
    made.values |= draw(parties())
    for kind in ("fulltime", "inservice"):
        if draw(st.booleans()):
            made.values |= draw(schools(kind))
    if draw(st.booleans()):
        made.values["id_number"] = draw(numbers(date(1950, 1, 1), date(2010, 1, 1)))
    made.resume, made.family = draw(resumes()), draw(families)
    for name, values in own.items():
        if draw(st.booleans()):
            made.texts[name] = draw(values)
    return made
