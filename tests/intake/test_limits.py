"""The limits, to the month and to the level, and what is said of who misses them."""

from datetime import date

import pytest

from cadres.choices import EducationLevel
from cadres.intake.limits import missed_by
from cadres.intake.models import Applicant
from core.months import full_years
from tests.intake.making import AGE_ON, draft, newcomer, opened
from tests.world_people import TODAY


def missed(world, person, **limits) -> dict[str, str]:
    batch = draft(world, **limits)
    row = Applicant.objects.create(batch=batch, cadre=person)
    found = missed_by(batch, batch.applicants.all())[row.pk]
    return {limit["limit"]: limit["text"] for limit in found}


@pytest.mark.parametrize(
    ("birth", "sentence"),
    [
        (date(1995, 1, 1), None),
        (date(1991, 6, 1), None),  # 35 in this very month
        (date(1990, 7, 1), None),  # 35 and 11 months still is 35
        (date(1990, 6, 1), "要求 35 岁以下，截至 2026-06-30 为 36 岁，超 1 岁"),
        (date(1990, 4, 1), "要求 35 岁以下，截至 2026-06-30 为 36 岁 2 个月，超 1 岁 2 个月"),
        (date(1984, 8, 1), "要求 35 岁以下，截至 2026-06-30 为 41 岁 10 个月，超 6 岁 10 个月"),
    ],
)
def test_age_to_the_month(world, birth, sentence):
    person = newcomer(world, "甄年龄", birth=birth)
    assert missed(world, person).get("age") == sentence
    assert (full_years(birth, AGE_ON) > 35) is (sentence is not None)


@pytest.mark.parametrize(("day", "fits"), [(1, True), (28, True)])
def test_the_day_of_the_month_does_not_matter(world, day, fits):
    person = newcomer(world, "甄年龄", birth=date(1990, 3, 1))
    assert ("age" not in missed(world, person, age_on=date(2026, 2, day))) is fits


BACHELOR = EducationLevel.BACHELOR


@pytest.mark.parametrize(
    ("fulltime", "inservice", "only_fulltime", "sentence"),
    [
        ("21", "", True, None),
        ("11", "", True, None),
        ("31", "", True, "要求全日制大学本科以上，为全日制大学专科"),
        ("31", "21", True, "要求全日制大学本科以上，为全日制大学专科"),
        ("", "21", True, "要求全日制大学本科以上，没有全日制学历记载"),
        ("", "", True, "要求全日制大学本科以上，没有全日制学历记载"),
        ("31", "21", False, None),
        ("31", "", False, "要求大学本科以上，为全日制大学专科"),
        ("", "31", False, "要求大学本科以上，最高为在职大学专科"),
        ("", "", False, "要求大学本科以上，没有学历记载"),
    ],
)
def test_education(world, fulltime, inservice, only_fulltime, sentence):
    person = newcomer(world, "甄学历", fulltime_education=fulltime, inservice_education=inservice)
    found = missed(world, person, min_level=BACHELOR, fulltime=only_fulltime)
    assert found.get("education") == sentence


def test_who_is_on_the_roster_needs_no_intake(world):
    assert missed(world, world.cadres["单文静"]) == {}
    assert missed(world, world.cadres["李明朗"], name="另一批") == {
        "age": "要求 35 岁以下，截至 2026-06-30 为 36 岁 4 个月，超 1 岁 4 个月",
        "roster": "已在名册上，不能重复入库",
    }
    # 曾可欣 left the roster: what counts is the open stay.
    assert "roster" not in missed(world, world.cadres["曾可欣"], name="第三批")


def test_who_does_not_serve(world):
    person = newcomer(world, "甄状态", status="21")
    assert missed(world, person) == {"status": "要求现职人员，为离退人员"}


def test_one_statement_checks_everybody(world, django_assert_num_queries):
    batch = opened(world)
    for number in range(12):
        person = newcomer(world, "甲乙丙丁戊己庚辛壬癸子丑"[number] + "某")
        Applicant.objects.create(batch=batch, cadre=person)
    with django_assert_num_queries(1):
        assert len(missed_by(batch, batch.applicants.all())) == 12
    assert TODAY >= AGE_ON
