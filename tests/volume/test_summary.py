"""What the summary says in words: noughts as one sentence, who has not filed, which charts."""

import pytest

from core.paper.official.description import Figure, Text
from reporting.annual.models import AnnualReport
from reporting.volume.choosing import select
from reporting.volume.summary import documents_of, summary_of
from reporting.volume.told import told_by
from tests.volume.making import YEAR, filed, report_of, root, some_units

USE = ("use.promoted", "use.tier1", "use.tier2", "use.tier3", "use.tier4")


def summary(world, *, leave_out=0):
    chosen = select(world.city, root(world), YEAR)
    told = list(told_by(world.city, chosen.entries))
    return summary_of(chosen, told[leave_out:])


def words(of) -> str:
    blocks = documents_of(of, {})[0].blocks
    return "\n".join(block.text for block in blocks if isinstance(block, Text))


def captions(of) -> list[str]:
    blocks = documents_of(of, {})[0].blocks
    return [block.caption for block in blocks if isinstance(block, Figure)]


@pytest.fixture
def bureau(world):
    return some_units(world, 1)[0]


def test_nobody_promoted_is_one_plain_sentence(world, bureau):
    filed(bureau, figures=dict.fromkeys(USE, "0"))
    said = words(summary(world))
    assert "全年没有提任。" in said
    assert "提任0人次" not in said


def test_levels_that_nobody_came_to_are_left_out(world, bureau):
    filed(bureau, figures=dict.fromkeys(USE, "0") | {USE[0]: "3", USE[2]: "3"})
    said = words(summary(world))
    assert "提任3人次，二级目标提任3人次。" in said
    assert "提任0" not in said


def test_what_no_report_says_is_no_nought(world, bureau):
    filed(bureau, figures=dict.fromkeys(USE, ""))
    said = words(summary(world))
    assert "各报告没有这方面的数字。" in said
    assert "没有提任" not in said


def test_a_year_of_noughts_is_a_sentence_a_part(world, bureau):
    filed(bureau, people=0, proposals=(), figures={"roster.average_age": ""})
    said = words(summary(world))
    assert "没有在库干部。" in said
    assert "没有提出初步意见和拟补充人选。" in said
    assert "全年没有安排学习培训" in said
    assert not captions(summary(world))


def test_returned_reports_are_told_apart(world):
    first, second, third = (filed(unit) for unit in some_units(world, 3))
    report_of(world.named["清源县"])
    AnnualReport.objects.filter(pk=second.report_id).update(
        state="returned", returned_on=second.filed_on, refile_by=second.report.due_on
    )
    said = words(summary(world))
    assert "已上报的报告2份。另有1个单位没有上报，1个单位的报告已退回、还没有重新上报，" in said
    AnnualReport.objects.filter(unit=world.named["清源县"]).delete()
    said = words(summary(world))
    assert "另有1个单位的报告已退回、还没有重新上报，不在以下数字之内。" in said
    assert "没有上报" not in said
    assert {first.report_id, third.report_id} == {
        one.entry.report.pk for one in summary(world).told
    }


def test_what_could_not_be_made_is_in_no_number(world):
    for unit in some_units(world, 3):
        filed(unit)
    said = words(summary(world, leave_out=1))
    assert "已上报的报告2份。另有1份报告没有生成，不在以下数字之内。" in said


def test_a_chart_with_nothing_to_compare_is_left_out(world, bureau):
    cadres = [world.cadres["周雨晴"], world.cadres["赵文博"]]
    filed(bureau, cadres=cadres)  # everybody is to stay
    found = captions(summary(world))
    assert not [caption for caption in found if "初步意见" in caption]
    assert [caption[:2] for caption in found] == [f"图{n}" for n in range(1, len(found) + 1)]
    assert found
