"""Each rule at its edge: the last value that is right, the first that is wrong."""

from datetime import date

import pytest

from cadres.checks.rules import BY_CODE
from cadres.checks.staging import check_staged
from tests.checks.drafts import TODAY, Draft, by_hand, month


def found(draft: Draft, on: date = TODAY) -> set[str]:
    """The codes of what is found in one draft."""
    told = check_staged([draft.staged("one")], on=on)
    return {one.rule.code for one in told.get("one", [])}


@pytest.fixture
def clean(world) -> Draft:
    return by_hand(world.named["市交通运输局"])


def test_nothing_is_found_in_a_person_who_is_right(clean):
    assert found(clean) == set()


# A person whose column has this value, and whether the rule speaks.
FACTS = [
    ("identity.name", {"name": "许明兰"}, False),
    ("identity.name", {"name": "艾力·买买提"}, False),
    ("identity.name", {"name": ""}, True),
    ("identity.name", {"name": "许 明"}, True),
    ("identity.name", {"name": "许A"}, True),
    ("identity.name", {"name": "许（明）"}, True),
    ("identity.short_name", {"name": "许"}, True),
    ("identity.short_name", {"name": "许明"}, False),
    ("identity.gender", {"gender": "9"}, True),
    ("identity.gender", {"gender": ""}, True),
    ("identity.no_birth", {"birth": None}, True),
    ("identity.birth_to_come", {"birth": "2026.11"}, False),
    ("identity.birth_to_come", {"birth": "2026.12"}, True),
    ("identity.age", {"birth": "2008.11"}, False),  # 18 in the month of the day
    ("identity.age", {"birth": "2008.12"}, True),
    ("identity.age", {"birth": "1960.12"}, False),  # 65 until next month
    ("identity.age", {"birth": "1960.11"}, True),
    ("identity.nation", {"nation": ""}, True),
    ("identity.nation", {"nation": "57"}, True),
    ("identity.nation", {"nation": "56"}, False),
    ("identity.health", {"health": ""}, True),
    ("identity.health", {"health": "4"}, False),
    ("identity.phone", {"phone": ""}, False),
    ("identity.phone", {"phone": "0990-1234567"}, False),
    ("identity.phone", {"phone": "1990000123"}, True),
    ("identity.phone", {"phone": "199000012345"}, True),
    ("identity.idle_reason", {"id_reason": "档案认定"}, False),
    ("origin.no_native_place", {"native_place": ""}, True),
    ("origin.short_native_place", {"native_place": "云州清"}, True),
    ("origin.short_native_place", {"native_place": "云州清河"}, False),
    ("origin.short_native_place", {"native_place": "北京"}, False),
    ("origin.short_native_place", {"native_place": ""}, False),
    ("origin.suffix_native_place", {"native_place": "云州清河县"}, True),
    ("origin.suffix_native_place", {"native_place": "云州省清河"}, True),
    ("origin.suffix_birth_place", {"birth_place": "云州县河"}, False),
    ("origin.marks_birth_place", {"birth_place": "云州 清河"}, True),
    ("origin.marks_birth_place", {"birth_place": "云州　清河"}, True),
    ("party.no_status", {"political_status": ""}, True),
    ("party.no_status", {"political_status": "14"}, True),
    ("party.no_joining", {"political_status": "05", "party_join": None}, True),
    ("party.no_joining", {"political_status": "13", "party_join": None}, False),
    ("party.idle_joining", {"political_status": "03"}, True),
    ("party.idle_joining", {"political_status": "02"}, False),
    ("party.joining_to_come", {"party_join": "2026.11"}, False),
    ("party.joining_to_come", {"party_join": "2026.12"}, True),
    ("party.joined_young", {"party_join": "2010.05"}, False),  # 18 in this month
    ("party.joined_young", {"party_join": "2010.04"}, True),
    ("party.long_probation", {"political_status": "02", "party_join": "2024.12"}, False),
    ("party.long_probation", {"political_status": "02", "party_join": "2024.11"}, True),
    ("party.second", {"second_party": "05", "second_party_join": "2015.01"}, False),
    ("party.second", {"second_party": "13", "second_party_join": "2015.01"}, True),
    ("party.second", {"second_party": "05", "political_status": "05"}, True),
    ("party.second", {"second_party": "05", "political_status": "13"}, True),
    ("party.second_joining", {"second_party": "05", "second_party_join": "2015.01"}, False),
    ("party.second_joining", {"second_party": "05"}, True),
    ("party.second_joining", {"second_party_join": "2015.01"}, True),
    ("work.no_start", {"work_start": None}, True),
    ("work.start_to_come", {"work_start": "2026.11"}, False),
    ("work.start_to_come", {"work_start": "2026.12"}, True),
    ("work.start_before_birth", {"work_start": "1992.05"}, True),
    ("work.start_before_birth", {"work_start": "1992.06"}, False),
    ("work.started_young", {"work_start": "2008.05"}, False),  # 16
    ("work.started_young", {"work_start": "2008.04"}, True),
    ("work.start_in_resume", {"work_start": "2014.08"}, True),
    ("work.no_source", {"source": ""}, True),
    ("work.source_before_start", {"source_since": "2014.06"}, True),
    ("work.source_to_come", {"source_since": "2026.12"}, True),
    ("work.source_to_come", {"source_since": None}, False),
    ("work.grassroots", {"grassroots_months": 148}, False),  # 2014.07 to 2026.11
    ("work.grassroots", {"grassroots_months": 149}, True),
    ("education.none", {"fulltime_education": "", "fulltime_degree": ""}, True),
    ("education.none", {"fulltime_education": ""}, False),  # a degree is enough
    ("education.fulltime_no_level", {"fulltime_education": "", "fulltime_degree": ""}, True),
    ("education.fulltime_no_level", {"fulltime_education": ""}, False),
    ("education.inservice_no_level", {"inservice_major": "法学"}, True),
    ("education.fulltime_no_school", {"fulltime_school": ""}, True),
    ("education.fulltime_no_school", {"fulltime_school": "", "fulltime_education": "35"}, False),
    ("education.fulltime_no_major", {"fulltime_major": ""}, True),
    ("education.inservice_no_school", {"inservice_education": "31"}, True),
    ("education.inservice_no_major", {"inservice_education": "37"}, False),  # 高中
    ("education.fulltime_school_text", {"fulltime_school": "云州大学法学专业"}, True),
    ("education.degree_of_associate", {"fulltime_education": "31"}, True),
    ("education.degree_of_associate", {"fulltime_education": "33"}, False),  # 大学普通班
    ("education.degree_of_level", {"fulltime_degree": "308"}, True),
    ("education.degree_of_level", {"fulltime_education": "11"}, True),
    (
        "education.degree_of_level",
        {"fulltime_education": "11", "fulltime_degree": "308"},
        False,
    ),
    ("post.no_title", {"title": ""}, True),
    ("post.no_month", {"post_since": None}, True),
    ("post.no_level", {"level": "", "level_since": None}, True),
    ("post.level_without_month", {"level_since": None}, True),
    ("post.rank_without_month", {"rank_since": None}, True),
    ("post.rank_without_month", {"rank": "", "rank_since": None}, False),
    ("post.no_rank", {"rank": ""}, True),
    ("post.level_since_to_come", {"level_since": "2026.12"}, True),
    ("post.rank_since_to_come", {"rank_since": "2026.12"}, True),
    ("post.post_since_to_come", {"post_since": "2026.12"}, True),
    ("post.level_since_before_work", {"level_since": "2014.07"}, False),
    ("post.level_since_before_work", {"level_since": "2014.06"}, True),
    ("post.rank_since_before_work", {"rank_since": "2014.06"}, True),
    ("post.post_since_before_work", {"post_since": "2014.06"}, True),
    ("post.not_in_resume", {"post_since": "2023.10"}, True),
    ("post.level_above_unit", {"level": "1A31"}, False),  # a bureau is 县处级正职
    ("post.level_above_unit", {"level": "1A22"}, True),
    ("post.rank_below_level", {"rank": "R09"}, True),
    ("post.rank_below_level", {"rank": "R07"}, False),
]


@pytest.mark.parametrize(("code", "values", "speaks"), FACTS)
def test_facts_at_the_edge(clean, code, values, speaks):
    assert (code in found(clean.change(**values))) is speaks


# A line of the résumé: 0 study, 1 first job, 2 其间, 3 second job, 4 the present one.
LINES = [
    ("resume.gap", 3, {"since": "2021.04"}, False),  # a month is no gap
    ("resume.gap", 3, {"since": "2021.05"}, True),
    ("resume.overlap", 3, {"since": "2021.02"}, True),
    ("resume.overlap", 3, {"until": None}, True),
    ("resume.not_to_now", 4, {"until": "2026.10"}, True),
    ("resume.another_post", 4, {"text": "清河市科学技术局局长"}, True),
    ("resume.another_post", 4, {"text": "清河市交通运输局综合规划科科长（试用期一年）"}, False),
    ("resume.another_post", 4, {"text": "清河市交通运输局综合规划科科长、一级主任科员"}, False),
    ("resume.before_birth", 0, {"since": "1992.05"}, True),
    ("resume.before_birth", 0, {"since": "1992.06"}, False),
    ("resume.young", 0, {"since": "2006.05"}, False),  # 14
    ("resume.young", 0, {"since": "2006.04"}, True),
    ("resume.to_come", 4, {"since": "2026.11"}, False),
    ("resume.to_come", 4, {"since": "2026.12"}, True),
    ("resume.to_come", 4, {"until": "2026.12"}, True),
    ("resume.backwards", 0, {"until": "2010.09"}, False),
    ("resume.backwards", 0, {"until": "2010.08"}, True),
    ("resume.outside", 2, {"since": "2014.07"}, False),
    ("resume.outside", 2, {"since": "2014.06"}, True),
    ("resume.outside", 2, {"until": "2021.03"}, False),
    ("resume.outside", 2, {"until": "2021.04"}, True),
    ("resume.outside", 2, {"until": None}, True),
    ("resume.no_text", 3, {"text": "　"}, True),
    ("resume.brackets", 3, {"text": "清河市交通运输局（办公室"}, True),
    ("resume.brackets", 3, {"text": "清河市交通运输局(办公室）"}, False),
]


@pytest.mark.parametrize(("code", "place", "values", "speaks"), LINES)
def test_lines_at_the_edge(clean, code, place, values, speaks):
    assert (code in found(clean.line(place, **values))) is speaks


# A member: 0 husband, 1 daughter, 2 father, 3 mother (dead).
MEMBERS = [
    ("family.no_father", 2, {"relation": "继父"}, False),
    ("family.no_father", 2, {"relation": "伯父"}, True),
    ("family.no_mother", 3, {"relation": "养母"}, False),
    ("family.no_mother", 3, {"relation": "岳母"}, True),
    ("family.twice", 3, {"relation": "父亲"}, True),
    ("family.twice", 1, {"relation": "儿子"}, False),
    ("family.spouse", 0, {"relation": "妻子"}, True),
    ("family.relation", 1, {"relation": "长女"}, False),
    ("family.relation", 1, {"relation": "闺女"}, True),
    ("family.name", 1, {"name": "林 诺"}, True),
    ("family.name", 1, {"name": ""}, True),
    ("family.name", 1, {"name": "Anna"}, False),
    ("family.no_birth", 2, {"birth": None}, True),
    ("family.birth_of_the_dead", 3, {"birth": "1966.01"}, True),
    ("family.birth_to_come", 1, {"birth": "2026.11"}, False),
    ("family.birth_to_come", 1, {"birth": "2026.12"}, True),
    ("family.young_parent", 2, {"birth": "1977.05"}, False),  # fifteen years older
    ("family.young_parent", 2, {"birth": "1977.06"}, True),
    ("family.old_child", 1, {"birth": "2007.05"}, False),
    ("family.old_child", 1, {"birth": "2007.04"}, True),
    ("family.no_work", 0, {"work": ""}, True),
    ("family.preschool", 1, {"work": "学龄前儿童", "birth": "2018.12"}, False),
    ("family.preschool", 1, {"work": "学龄前儿童", "birth": "2018.11"}, True),  # eight
    ("family.no_politics", 1, {"politics": ""}, False),  # a child
    ("family.no_politics", 1, {"politics": "", "birth": "2012.11"}, True),  # fourteen
    ("family.no_politics", 3, {"politics": ""}, False),  # dead
    ("family.politics", 0, {"politics": "党员"}, True),
    ("family.politics", 0, {"politics": "民盟"}, False),
]


@pytest.mark.parametrize(("code", "place", "values", "speaks"), MEMBERS)
def test_members_at_the_edge(clean, code, place, values, speaks):
    assert (code in found(clean.member(place, **values))) is speaks


def test_the_order_of_the_family(clean):
    for order, speaks in (((0, 1, 2, 3), False), ((1, 0, 2, 3), True), ((0, 1, 3, 2), True)):
        draft = clean.copy()
        draft.members = [clean.members[place] for place in order]
        assert ("family.order" in found(draft)) is speaks


TEXTS = [
    ("form.assessments", {"assessments": "2023年至2025年年度考核均为称职。"}, True),
    ("form.assessments", {"assessments": "2025年称职，2024年优秀"}, True),
    ("form.assessments", {"assessments": "2025年年度考核为称职。"}, False),
    ("form.assessments", {"assessments": "2025年年度考核均为称职。"}, True),
    ("form.assessments", {"assessments": "无"}, False),
    ("form.assessments", {"assessments": ""}, False),
    ("form.no_closed_year", {"assessments": "2024年年度考核为称职。"}, True),
    ("form.no_closed_year", {"assessments": "无"}, False),
    ("form.rewards", {"rewards": "（无）"}, True),
    ("form.rewards", {"rewards": "无"}, False),
    ("form.rewards", {"rewards": "2022年12月，荣获“青年岗位能手”"}, True),
    ("form.fulltime_degree_school", {"fulltime_degree_school": "云州大学"}, False),
    (
        "form.fulltime_degree_school",
        {"fulltime_degree_school": "云州交通大学交通学院交通工程专业"},
        True,
    ),
    ("form.planned_post", {"planned_post": "清河市交通运输局综合规划科科长"}, True),
    ("form.removed_post", {"removed_post": "清河市科学技术局局长"}, True),
    ("form.no_grounds", {"grounds": ""}, True),
    ("form.no_grounds", {"grounds": "", "planned_post": "", "removed_post": ""}, False),
    ("form.no_reported_by", {"reported_by": ""}, True),
    ("form.filled_to_come", {"filled_on": TODAY}, False),
    ("form.filled_to_come", {"filled_on": date(2026, 11, 24)}, True),
]


@pytest.mark.parametrize(("code", "values", "speaks"), TEXTS)
def test_texts_at_the_edge(clean, code, values, speaks):
    clean.texts |= values
    assert (code in found(clean)) is speaks


def test_a_year_is_closed_in_april(clean):
    clean.texts["assessments"] = "2023年、2024年年度考核均为称职。"
    assert "form.no_closed_year" not in found(clean, date(2026, 3, 31))
    assert "form.no_closed_year" in found(clean, date(2026, 4, 1))


def test_an_id_number_at_its_edges(clean):
    assert found(clean.copy().number("990101199205030241")) >= {"identity.number"}
    other_month = found(clean.copy().change(birth="1992.06"))
    assert "identity.number_birth" in other_month
    man = found(clean.copy().change(gender="1"))
    assert "identity.number_gender" in man
    told = clean.copy().change(gender="1", birth="1992.06", id_reason="以档案认定为准")
    assert not {"identity.number_gender", "identity.number_birth"} & found(told)
    without = clean.copy().change(id_sealed=None, id_hash=None, id_masked="")
    assert found(without) == {"identity.no_number"}
    assert "identity.idle_reason" in found(without.change(id_reason="档案认定"))
    assert "identity.number_area" in found(clean.copy().change(id_masked="000101********0249"))


def test_two_of_one_name_and_month(clean):
    twin = clean.copy().number("990101199205030222")
    people = [clean.staged(1), twin.staged(2)]
    assert check_staged(people, on=TODAY) == {}  # two numbers: two people
    twin.change(id_sealed=None, id_hash=None, id_masked="")
    told = check_staged([clean.staged(1), twin.staged(2)], on=TODAY)
    assert [one.rule.code for one in told[1]] == ["identity.twins"]
    same = check_staged([clean.staged(1), clean.copy().change(name="许明").staged(2)], on=TODAY)
    assert {one.rule.code for found in same.values() for one in found} == {"identity.number_twice"}


def test_a_unit_that_is_no_more(clean, world):
    gone = world.named["市科技局"]
    gone.abolished_on = date(2026, 1, 1)
    gone.save()
    assert "post.no_unit" in found(clean.change(unit=gone))


def test_every_edge_is_of_a_rule():
    told = {code for table in (FACTS, LINES, MEMBERS, TEXTS) for code, *_ in table}
    assert told <= set(BY_CODE)
    assert month("2026.11") == date(2026, 11, 1)
