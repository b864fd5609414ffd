"""The checks before filing: each edge, its cell, its way to mend, and what was counted."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from assessments.talks.models import Talk
from cadres.checks.models import Finding
from cadres.roster import services as roster
from cadres.roster.models import RosterEntry
from core.audit.models import AuditEntry
from core.errors import DomainError
from policy.duties.refreshing import refresh as refresh_duties
from policy.duties.rule import all_rules
from reporting.annual import services
from reporting.annual.checks import checks_of
from reporting.annual.models import AnnualReport, Comment
from reporting.annual.reading import whole_of
from reporting.annual.services import Contradicts
from reporting.annual.stale import changed_since, gathered_now
from tests.annual.making import (
    BUREAU,
    COUNTY,
    ON,
    TOWN,
    filed,
    opened,
    opinion,
    passage,
    report,
    returned,
    said,
)

EDIT = "/annual/{}/edit/#"


def checks(world, place=BUREAU, on=ON) -> dict:
    """The checks by their keys."""
    one = report(world, place)
    found = checks_of(one, whole_of(one), on)
    assert len({check.key for check in found}) == len(found)
    lights = [check.light for check in found]
    assert lights == sorted(lights, key=["red", "yellow", "green"].index)
    return {check.key: check for check in found}


def file(world, on=ON):
    one = report(world)
    return services.file(actor=world.secretary, report=one, seen=one.version, on=on)


def test_a_new_report_says_what_is_missing_and_what_was_compared(world):
    one = opened(world)
    found = checks(world)
    assert found["records"].light == "green"
    figures, rows = len(one.content["figures"]), sum(len(t["rows"]) for t in one.content["tables"])
    assert f"已核对数字 {figures} 项、附表 {rows} 行" in found["records"].sentence
    assert found["people"].sentence == "已核对 2 人，与优秀年轻干部名册一致。"
    assert found["words"].light == found["data"].light == "green"
    missing = found["opinions"]
    assert missing.light == "red" and "周雨晴" in missing.sentence and "陈思远" in missing.sentence
    first = one.opinions.select_related("cadre").first()
    assert missing.cell == f"opinion:{first.cadre_id}"
    assert missing.url == EDIT.format(one.pk) + f"opinion-{first.cadre_id}"
    assert found["proposals"].light == "red"
    with pytest.raises(Contradicts, match="还没有保留资格初步意见") as refused:
        file(world)
    assert {check.key for check in refused.value.checks} >= {"opinions", "proposals"}
    assert report(world).state == "draft"


def test_everything_said_everything_is_green_or_explained(world):
    opened(world)
    said(world)
    found = checks(world)
    assert all(check.light == "green" or check.explained for check in found.values())
    assert not any(check.stops for check in found.values())
    assert file(world).number == 1


def test_records_that_changed_since_stop_until_the_data_are_refreshed(world):
    opened(world)
    said(world)
    person = world.cadres["曾可欣"]
    roster.admit(actor=None, people=[person], on=date(2026, 12, 5), today=ON)
    one = report(world)
    changed = {item.cell: item for item in changed_since(one, gathered_now(one, ON))}
    assert (changed["figure:roster.open"].old, changed["figure:roster.open"].new) == ("2人", "3人")
    assert changed["figure:roster.open"].url.startswith("/roster/")
    assert changed["opinions"].new == "3人（新增 1 人，减少 0 人）"
    found = checks(world)
    stale = found["records:figure:roster.open"]
    assert stale.light == "red" and "报告中是 2人，记录现在是 3人" in stale.sentence
    assert found["people:missing"].sentence == "曾可欣已在库，报告中没有。"
    with pytest.raises(Contradicts):
        file(world)
    done = services.refresh(actor=world.clerk, report=one, on=ON)
    assert done.came == ("曾可欣",) and done.went == ()
    assert "新入库曾可欣，请填写意见" in done.sentence
    one = report(world)
    assert changed_since(one, gathered_now(one, ON)) == []
    assert checks(world)["opinions"].sentence == "曾可欣还没有保留资格初步意见。"
    assert opinion(world, "周雨晴").stand == "keep"


def test_a_refresh_keeps_words_that_were_written_and_drafts_the_others_anew(world):
    one = opened(world)
    services.write(actor=world.clerk, report=one, part=1, text="自己写的", seen=1, on=ON)
    before = {item.part: (item.text, item.version) for item in one.passages.all()}
    AnnualReport.objects.filter(pk=one.pk).update(content=one.content | {"people": []})
    one.passages.filter(part=3).update(text="旧稿", drafted="旧稿")
    person = opinion(world, "陈思远")
    services.opine(actor=world.clerk, report=one, given={person.pk: ("defer", "观察", 1)}, on=ON)
    release = RosterEntry.objects.get(cadre=world.cadres["陈思远"], left_on=None)
    roster.release(actor=None, entries=[release], on=date(2026, 12, 3), today=ON, ground="7")
    done = services.refresh(actor=world.clerk, report=one, on=ON)
    assert done.went == ("陈思远",) and 1 in done.kept and 3 in done.redrafted
    assert "陈思远已不在库，其意见已删除" in done.sentence
    assert passage(world, 1).text == "自己写的" and passage(world, 1).version == before[1][1]
    assert passage(world, 3).text == before[3][0]
    assert not one.opinions.filter(cadre=world.cadres["陈思远"]).exists()
    row = AuditEntry.objects.filter(subject_id=str(one.pk)).order_by("pk").last()
    left = world.cadres["陈思远"]
    assert row.detail["删除"] == [f"陈思远（{left.pk}）：缓定　观察"]


@pytest.mark.parametrize(
    ("text", "key", "sentence"),
    [
        ("", "words:1", "“一、总体情况”还没有内容。"),
        ("在库〔没有的数〕。", "placeholders:1", "〔没有的数〕不是数据名称"),
    ],
)
def test_words_are_there_and_name_figures_that_there_are(world, text, key, sentence):
    one = opened(world)
    services.write(actor=world.clerk, report=one, part=1, text=text, seen=1, on=ON)
    found = checks(world)
    assert found[key].light == "red" and sentence in found[key].sentence
    assert found[key].cell == "part:1" and "words" not in found


def test_errors_in_files_stop_and_lead_to_them(world):
    opened(world)
    said(world)
    Finding.objects.create(
        cadre=world.cadres["周雨晴"], rule="basic.birth", severity="error", sentence="出生年月有误",
        version=world.cadres["周雨晴"].version, found_on=ON, first_found=ON,
    )  # fmt: skip
    found = checks(world)["data"]
    assert (found.light, found.sentence) == ("red", "人员信息校核还有 1 处错误。")
    assert found.url == f"/checks/?unit={world.named[BUREAU].pk}&severity=error"
    with pytest.raises(Contradicts, match="人员信息校核还有 1 处错误"):
        file(world)


def test_talks_against_quarters_are_mended_or_explained(world):
    opened(world)
    rule = all_rules()["talk.quarterly"]
    refresh_duties(on=ON, rules=[rule], whole=True)
    said(world)
    for explanation in report(world).explanations.all():
        explanation.delete()
    found = checks(world)
    # 周雨晴 the whole year, 陈思远 since April, 曾可欣 until May: who left is owed no more talk.
    assert {key: check.sentence for key, check in found.items() if key.startswith("talks")} == {
        "talks:2026Q1": "2026年一季度还有 1 人（共 1 人）没有谈心谈话，已过期。",
        "talks:2026Q2": "2026年二季度还有 2 人（共 2 人）没有谈心谈话，已过期。",
        "talks:2026Q3": "2026年三季度还有 2 人（共 2 人）没有谈心谈话，已过期。",
        "talks:2026Q4": "2026年四季度还有 2 人（共 2 人）没有谈心谈话。",
    }
    assert found["talks:2026Q1"].url == (
        f"/duties/?rule=talk.quarterly&period=2026Q1&unit={world.named[BUREAU].pk}"
    )
    with pytest.raises(Contradicts, match="请办理或写明情况"):
        file(world)
    one = report(world)
    for number in range(1, 5):
        services.explain(
            actor=world.clerk, report=one, check=f"talks:2026Q{number}", words="已补谈", on=ON
        )
    assert checks(world)["talks:2026Q1"].explained == "已补谈"
    services.explain(actor=world.clerk, report=one, check="talks:2026Q1", words="", on=ON)
    assert checks(world)["talks:2026Q1"].stops
    assert not Talk.objects.exists()


@pytest.mark.parametrize("key", ["opinions", "records:figure:roster.open", "data", "", "x" * 90])
def test_what_is_red_is_mended_not_explained(world, key):
    one = opened(world)
    with pytest.raises(DomainError, match="不能以说明代替"):
        services.explain(actor=world.clerk, report=one, check=key, words="x", on=ON)
    with pytest.raises(ValidationError, match="最多 300 字"):
        services.explain(
            actor=world.clerk, report=one, check="talks:2026Q1", words="长" * 301, on=ON
        )


def test_proposals_are_looked_at_again(world):
    one = opened(world)
    person = world.cadres["曾可欣"]
    services.propose(actor=world.clerk, report=one, cadre=person, reason="好", on=ON)
    assert checks(world)["proposals"].sentence.startswith("已核对拟补充人选 1 人")
    roster.admit(actor=None, people=[person], on=date(2026, 12, 5), today=ON)
    found = checks(world)["proposals:entered"]
    assert found.light == "red" and found.cell == f"proposal:{person.pk}"
    RosterEntry.objects.filter(cadre=person, left_on=None).delete()
    person.change(actor=None, seen=None, unit=world.named["市科技局"])
    assert checks(world)["proposals:gone"].sentence == "拟补充人选中的曾可欣已不在本单位。"


def test_what_was_said_of_cells_is_answered_before_it_is_filed_again(world):
    returned(world, part_1="请补充", head="签发人有误")
    found = [check for key, check in checks(world).items() if key.startswith("comment:")]
    assert {check.cell for check in found} == {"part:1", "head"}
    assert all(check.light == "red" for check in found)
    assert "请补充" in found[0].sentence + found[1].sentence
    with pytest.raises(Contradicts, match="审核意见还没有答复"):
        file(world)
    for comment in Comment.objects.all():
        services.answer(actor=world.clerk, comment=comment, words="已改", on=ON)
    assert checks(world)["comments"].sentence == "审核意见 2 条都已答复。"
    assert file(world).number == 2


def test_a_county_takes_its_units_in_or_says_why_not(world):
    opened(world, COUNTY, TOWN)
    said(world, COUNTY)
    report(world, COUNTY).explanations.all().delete()
    found = checks(world, COUNTY)["units"]
    assert found.light == "yellow"
    assert found.sentence == "柳河镇的年度报告还没有接收（共 1 个单位）。"
    filed(world, TOWN)
    town = report(world, TOWN)
    services.accept(actor=world.county, report=town, seen=town.version, on=ON)
    assert checks(world, COUNTY)["units"].sentence == "已核对所属单位 1 个，报告都已接收。"
    assert "units" not in checks_of_bureau(world)


def checks_of_bureau(world):
    opened(world)
    return checks(world)


def test_checking_takes_few_statements(world, django_assert_max_num_queries):
    one = opened(world)
    whole = whole_of(one)
    checks_of(one, whole, ON)
    with django_assert_max_num_queries(60):
        checks_of(one, whole, ON)
