"""What is refused about a person, at its field, and the database's own word on it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cadres.formats.resume_remarks import gap_sentences
from cadres.formats.resume_text import Line
from cadres.people.guards import RowsRefused, person_faults, refuse_family, refuse_resume
from cadres.people.guards.family import Member
from cadres.people.guards.person import clean_name, remarks
from cadres.people.models import Cadre, ResumeLine
from cadres.people.services.person import FACTS
from core.pages import sentence_for

ON = date(2026, 11, 23)
BIRTH = date(1990, 5, 1)
SOUND = {name: Cadre._meta.get_field(name).get_default() for name in FACTS if name != "unit"} | {
    "name": "周雨晴",
    "birth": BIRTH,
    "work_start": date(2013, 7, 1),
    "political_status": "01",
    "party_join": date(2011, 6, 1),
    "level": "1A42",
    "level_since": date(2020, 3, 1),
    "fulltime_education": "21",
    "fulltime_degree": "408",
}


def month(year: int, number: int) -> date:
    return date(year, number, 1)


def test_a_sound_person_is_not_refused():
    assert person_faults(SOUND, ON) == {}


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"name": "Zhou"}, "name", "姓名“Zhou”里有"),
        ({"name": "周雨晴2"}, "name", "去掉"),
        ({"birth": month(2026, 12)}, "birth", "出生年月 2026.12 还没有到"),
        ({"work_start": month(2026, 12)}, "work_start", "参加工作时间 2026.12 还没有到"),
        ({"work_start": BIRTH}, "work_start", "1990.05 不晚于出生年月 1990.05"),
        ({"party_join": month(1990, 4)}, "party_join", "入党时间 1990.04 不晚于出生年月"),
        ({"source_since": BIRTH}, "source_since", "不晚于出生年月"),
        ({"level_since": month(2013, 6)}, "level_since", "2013.06 早于参加工作时间 2013.07"),
        ({"post_since": month(2013, 6)}, "post_since", "早于参加工作时间"),
        ({"work_start": None, "post_since": month(1990, 4)}, "post_since", "早于出生年月"),
        ({"level_since": None}, "level_since", "选择了职务层次，请填写任现职务层次时间"),
        ({"level": ""}, "level", "请选择职务层次"),
        ({"rank": "R07"}, "rank_since", "请填写任现职级时间"),
        ({"rank_since": month(2020, 1)}, "rank", "请选择职级"),
        ({"political_status": "13"}, "party_join", "政治面貌是“群众”，不应有入党时间"),
        ({"political_status": "03"}, "party_join", "共青团员"),
        ({"second_party": "01"}, "second_party", "不是民主党派"),
        ({"political_status": "05", "second_party": "05"}, "second_party", "同是“民盟盟员”"),
        (
            {"political_status": "13", "party_join": None, "second_party": "05"},
            "second_party",
            "不应有第二党派",
        ),
        ({"second_party_join": month(2020, 1)}, "second_party", "请选择第二党派"),
        ({"fulltime_education": "31"}, "fulltime_degree", "大专及以下"),
        ({"inservice_school": "云州大学"}, "inservice_education", "请选择在职学历"),
    ],
)
def test_each_contradiction_is_said_at_its_field(changed, field, said):
    faults = person_faults(SOUND | changed, ON)
    assert list(faults) == [field]
    assert said in faults[field][0]


@pytest.mark.parametrize(
    "changed",
    [
        {"birth": month(1995, 12), "work_start": month(1996, 1), "party_join": month(1996, 1)},
        {"level_since": month(2013, 7)},  # the month of starting work itself
        {"level_since": month(2026, 11)},  # this month
        {"political_status": "05", "party_join": month(2018, 1)},
        {"second_party": "06", "second_party_join": month(2018, 1)},
        {"inservice_degree": "308"},  # a degree without a 学历 is usual in service
        {"level": "", "level_since": None},
    ],
)
def test_what_is_just_possible_is_let_through(changed):
    assert person_faults(SOUND | changed, ON) == {}


def test_names_lose_the_blanks_of_print_and_get_the_one_dot():
    assert clean_name(" 张　三 ") == "张三"
    assert clean_name("艾力•买买提") == "艾力·买买提"


def test_what_is_unlikely_is_remarked_upon():
    cadre = Cadre(name="周雨晴", birth=BIRTH, work_start=month(2006, 4), party_join=month(2008, 4))
    assert ["15 岁" in remarks(cadre)[0], "17 岁" in remarks(cadre)[1]] == [True, True]
    cadre.work_start, cadre.party_join = month(2006, 5), month(2008, 5)
    assert remarks(cadre) == []


def line(since, until, *, within=False, text="科员") -> Line:
    return Line(month(*since), month(*until) if until else None, text, within=within)


STUDY = line((2009, 9), (2013, 7))
WORK = line((2013, 7), None)


def refusals(*lines: Line) -> dict[int, dict[str, str]]:
    with pytest.raises(RowsRefused) as refused:
        refuse_resume(lines, birth=BIRTH, on=ON)
    return refused.value.rows


def test_lines_that_follow_each_other_are_sound():
    refuse_resume([STUDY, WORK], birth=BIRTH, on=ON)
    refuse_resume([], birth=BIRTH, on=ON)


@pytest.mark.parametrize(
    ("lines", "place", "field", "said"),
    [
        ([line((2026, 12), None)], 0, "since", "2026.12 还没有到"),
        ([line((2020, 1), (2026, 12))], 0, "until", "至今的请留空"),
        ([line((1990, 5), (2000, 1))], 0, "since", "不晚于出生年月 1990.05"),
        ([line((2013, 7), (2013, 6))], 0, "until", "早于起始年月"),
        ([line((2013, 7), None, text="")], 0, "text", "请填写经历"),
        ([line((2013, 7), None, text="科员（未完")], 0, "text", "括号没有成对"),
        ([STUDY, line((2013, 6), None)], 1, "since", "2013.06 早于 2013.07"),
        ([line((2009, 9), None), WORK], 0, "until", "只有最后一段可以至今"),
        ([line((2010, 1), (2010, 3), within=True), STUDY], 0, "since", "没有所属的经历"),
        ([STUDY, line((2009, 8), (2010, 1), within=True)], 1, "since", "之内"),
        ([STUDY, line((2013, 1), (2013, 8), within=True)], 1, "until", "之内"),
        ([STUDY, line((2013, 1), None, within=True)], 1, "until", "之内"),
    ],
)
def test_each_fault_of_a_line_stands_at_its_field(lines, place, field, said):
    found = refusals(*lines)
    assert list(found) == [place]
    assert list(found[place]) == [field]
    assert said in found[place][field]


def test_meanwhile_may_fill_its_line_and_last_with_it():
    refuse_resume(
        [
            STUDY,
            line((2009, 9), (2013, 7), within=True),
            WORK,
            line((2020, 1), None, within=True),
            line((2019, 1), (2021, 1), within=True),  # two things at once are no fault
        ],
        birth=BIRTH,
        on=ON,
    )


def test_gaps_of_more_than_a_month_are_remarked_upon():
    after = [line((2013, 8), None)]
    assert gap_sentences([STUDY, *after]) == []
    assert "2013.07 到 2013.09" in gap_sentences([STUDY, line((2013, 9), None)])[0]


@pytest.mark.django_db
def test_the_database_refuses_overlapping_lines_with_the_same_sense(world):
    cadre = world.cadres["周雨晴"]
    ResumeLine.objects.create(cadre=cadre, since=month(2013, 7), until=month(2018, 3), text="一")
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        ResumeLine.objects.create(cadre=cadre, since=month(2018, 2), text="二")
    assert "时间段不能重叠" in sentence_for(broken.value)
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        ResumeLine.objects.create(
            cadre=cadre, since=month(2019, 2), until=month(2019, 1), text="三"
        )
    assert "终止年月不能早于起始年月" in sentence_for(broken.value)
    ResumeLine.objects.create(cadre=cadre, since=month(2018, 3), text="四")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"work_start": month(1980, 1)}, "必须晚于出生年月"),
        ({"party_join": month(1980, 1)}, "必须晚于出生年月"),
        ({"name": "周 雨晴"}, "姓名不能有空格"),
        ({"nation": "77"}, "民族不在代码表中"),
        ({"level": "1Z99"}, "职务层次不在代码表中"),
        ({"gender": "3"}, "性别不在代码表中"),
    ],
)
def test_the_database_refuses_what_the_guards_refuse(world, values, said):
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        Cadre.objects.filter(pk=world.cadres["周雨晴"].pk).update(**values)
    assert said in sentence_for(broken.value)


def test_family_rows_are_refused_at_their_fields():
    members = [
        Member("父亲", "周国强", month(1960, 1)),
        Member("", "某某"),
        Member("妻子", ""),
        Member("父亲", "周国民", month(2027, 1)),
        Member("干妈", "李某"),  # outside GB/T 4761, kept as it is written
        Member("干妈", "王某"),
    ]
    with pytest.raises(RowsRefused) as refused:
        refuse_family(members, ON)
    assert {place: sorted(fields) for place, fields in refused.value.rows.items()} == {
        1: ["relation"],
        2: ["name"],
        3: ["birth", "relation"],
    }
    assert "第 1 行已有父亲" in refused.value.rows[3]["relation"]
    assert "第 3 行：请填写姓名" in str(refused.value)
