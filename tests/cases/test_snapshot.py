"""A case keeps what was true: nothing of it changes when figures, file or names do."""

import json
from datetime import date
from hashlib import sha256

from assessments.cases.models import RosterCase
from assessments.cases.opening import sweep
from assessments.cases.snapshot import is_whole
from policy.judgements import Judgement
from tests.cases.making import city_figure, county_figure, finding, grade, rated, sanction
from tests.world import World
from tests.world_people import TODAY


def opened() -> tuple[RosterCase, Judgement]:
    sweep(on=TODAY)
    case = RosterCase.objects.get()
    return case, Judgement.from_json(case.snapshot)


def test_it_tells_clause_figures_facts_and_how_near_it_was(world: World):
    rated(world, "周雨晴", 31)
    case, why = opened()
    assert why.clause == "3.3.3-6"
    assert why.clause_text == "民主测评中综合评价基本称职和不称职比例超过30%的；"
    assert "超过有效票的 30% 的，立案" in why.sentence
    assert why.nearness == "低评价 31.00%，超过界线 1 个百分点；再少 1 票不立案。"
    assert why.told().nearness == ""  # with the share it would give the votes
    figures = {one.key: one.value for one in why.figures}
    assert figures["exit.low_rating_percent"] == "30%"
    assert figures["exit.opinion_days"] == "15 天"
    facts = {one.label: one.value for one in why.facts}
    assert facts["低评价比例"] == "31.00%"
    assert (facts["低评价票数"], facts["分母"]) == ("31 票", "100 票")
    assert why.on == "2026-11-20"  # the day of the count
    assert case.verdict.endswith("低评价 31.00%，超过 30%。")
    person = case.snapshot["person"]
    assert (person["name"], person["unit"], person["age"]) == ("周雨晴", "清河市交通运输局", 34)
    assert (person["entered_on"], person["tier"]) == ("2024-03-01", "三级（副县）")
    assert case.snapshot["terms"]["opinion_by"] == "2026-12-08"


def test_units_are_told_the_share_and_not_the_ballots(world: World):
    rated(world, "周雨晴", 31)
    told = opened()[1].told()
    assert [one.label for one in told.facts] == ["民主测评", "计票日期", "低评价比例"]


def test_what_the_department_found_stays_with_it(world: World):
    finding(world, "周雨晴")
    _, why = opened()
    assert "礼金" in str(why.as_json())
    said = str(why.told().as_json())
    assert "廉洁自律方面存在问题" in said
    assert not any(word in said for word in ("礼金", "信访"))


def test_no_unit_reads_the_measure_of_a_sanction(world: World):
    sanction(world, "周雨晴")
    _, why = opened()
    said = str(why.told().as_json())
    assert not any(word in said for word in ("警告", "吃喝", "党内"))
    assert "党内警告" in str(why.as_json())


def test_nothing_changes_after_figures_and_file_did(world: World):
    rated(world, "周雨晴", 31)
    case, _ = opened()
    before, digest = json.dumps(case.snapshot, sort_keys=True), case.digest
    city_figure("exit.low_rating_percent", 60, TODAY)
    county_figure(world, "exit.low_rating_percent", 5, "青川县", TODAY)
    cadre = world.cadres["周雨晴"]
    cadre.name, cadre.title, cadre.unit = "周晴", "青川县副县长", world.named["青川县"]
    cadre.save()
    world.named["市交通运输局"].__class__.objects.filter(short_name="市交通运输局").update(
        name="清河市交通局", short_name="市交通局"
    )
    cadre.poll_results.update(basic=0, incompetent=0, competent=100)
    sweep(on=TODAY)
    case = RosterCase.objects.get()
    assert (json.dumps(case.snapshot, sort_keys=True), case.digest) == (before, digest)
    assert is_whole(case)
    text = json.dumps(case.snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert case.digest == sha256(text.encode()).hexdigest()


def test_a_snapshot_that_somebody_wrote_into_is_seen(world: World):
    rated(world, "周雨晴", 31)
    case, _ = opened()
    case.snapshot["verdict"] = "没有问题。"
    assert not is_whole(case)


def test_a_grade_says_how_near_it_was(world: World):
    grade(world, "周雨晴", 2025, "4", on=date(2026, 1, 20))
    _, why = opened()
    assert (why.clause, why.nearness) == ("3.3.3-2", "高 2 个等次不立案。")
    assert why.verdict == "2025 年度考核为不称职。"
