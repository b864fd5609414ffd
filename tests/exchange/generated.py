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


def _month(number: int | None) -> date | None:
    return None if number is None else date(number // 12, number % 12 + 1, 1)


def _months(first: int, last: int) -> st.SearchStrategy[date]:
    """Any month of the years, by one draw: a form has many, and draws are what takes time."""
    return st.integers(first * 12, last * 12 + 11).map(_month)


def _days(first: date, last: date) -> st.SearchStrategy[date]:
    return st.integers(first.toordinal(), last.toordinal()).map(date.fromordinal)


months = _months(1985, 2020)
days = _days(date(2020, 1, 1), date(2026, 11, 1))


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


second_parties = {
    status: st.sampled_from([code for code in DEMOCRATIC if code != status])
    for status in ("01", "02", *DEMOCRATIC)
}
statuses = st.sampled_from(("01", "02", "03", "12", "13", *DEMOCRATIC))
either = st.booleans()


@st.composite
def parties(draw) -> dict[str, Any]:
    status = draw(statuses)
    found = {"political_status": status, "second_party": ""}
    if status not in ("01", "02", *DEMOCRATIC):
        return found | {"party_join": None, "second_party_join": None}
    if draw(either):
        found["party_join"] = draw(months)
    if draw(either):
        found["second_party"] = draw(second_parties[status])
        if draw(either):
            found["second_party_join"] = draw(months)
    else:
        found["second_party_join"] = None
    return found


majors = st.text(alphabet="行政管理法数与应用&<，、０㐱", min_size=1, max_size=10)
places = st.text(alphabet=HAN + "&<>", min_size=1, max_size=8)
endings = st.sampled_from(("大学", "大学公共管理学院", "委党校", "大学法律系"))
anywhere = texts.filter(lambda text: not (text.endswith("专业") and SCHOOL.match(text)))


@st.composite
def schools(draw, kind: str) -> dict[str, str]:
    """With a major whose school ends in a word for schools; or anything, without a major."""
    if draw(either):
        school = draw(places) + draw(endings)
        return {f"{kind}_school": school, f"{kind}_major": draw(majors)}
    return {f"{kind}_school": draw(anywhere), f"{kind}_major": ""}


words = st.text(alphabet=HAN + RARE + "&<>'\",，、：０１·—", min_size=1, max_size=30).map(str.strip)
told_words = words.filter(lambda text: text and not text[0].isascii() and text[0] not in "，、：")


starts, counts = st.integers(2008 * 12, 2012 * 12), st.integers(0, 5)
spans = st.integers(1, 36)


@st.composite
def resumes(draw) -> list[Line]:
    """One after the other, some with something meanwhile; the last lasts."""
    lines: list[Line] = []
    at = draw(starts)
    for number in range(draw(counts)):
        end = None if number == 4 else at + draw(spans)
        text = draw(told_words)
        lines.append(Line(_month(at), _month(end), text, kind_of(text)))
        if draw(either):
            text = draw(told_words)
            lines.append(Line(_month(at), _month(end), text, kind_of(text), within=True))
        at = end or at
    return lines


members = st.builds(
    Member,
    relation=st.sampled_from(("妻子", "女儿", "儿子", "父亲", "母亲", "表姨奶")),
    name=names,
    birth=st.none() | _months(1930, 2024),
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


births = _months(1960, 2003)
codes_of = {name: st.sampled_from(codes) for name, codes in coded.items()}
of_party, careers, id_numbers = parties(), resumes(), numbers(date(1950, 1, 1), date(2010, 1, 1))
schools_of = {kind: schools(kind) for kind in ("fulltime", "inservice")}


@st.composite
def people(draw) -> Made:
    made = Made(values={"name": draw(names), "birth": draw(births)})
    for name, codes in codes_of.items():
        made.values[name] = draw(codes)
    for name in ("native_place", "birth_place", "title", "pro_title", "specialty"):
        if name == "title" or draw(either):
            made.values[name] = draw(texts)
    if draw(either):
        made.values["work_start"] = draw(months)
    made.values |= draw(of_party)
    for found in schools_of.values():
        if draw(either):
            made.values |= draw(found)
    if draw(either):
        made.values["id_number"] = draw(id_numbers)
    made.resume, made.family = draw(careers), draw(families)
    for name, values in own.items():
        if draw(either):
            made.texts[name] = draw(values)
    return made
