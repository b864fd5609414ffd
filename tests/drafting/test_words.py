"""What is said of a full year, of an empty one, and of one that left things undone."""

from reporting.annual.choices import Part
from reporting.drafting.drafting import draft
from tests.drafting.years import content, zeros

FULL = zeros(
    roster__open="5",
    roster__open_before="4",
    roster__women="1",
    roster__minority="1",
    roster__non_party="1",
    roster__average_age="34.2",
    roster__bachelor="5",
    roster__graduate="2",
    roster__grassroots="3",
    roster__entered="2",
    roster__left="1",
    roster__used="1",
    training__studies="9",
    mentoring__pairs="5",
    mentoring__begun="2",
    mentoring__ending="1",
    mentoring__covered="100",
    rotation__moves="1",
    rotation__two_posts="5",
    frontline__sent="2",
    frontline__away="1",
    frontline__township="1",
    frontline__petition="1",
    use__promoted="1",
    use__tier2="1",
    use__deputy_pool="1",
    talks__held="17",
    talks__covered="100",
    concerns__raised="1",
    concerns__closed="1",
    assessed__total="5",
    assessed__excellent="1",
    assessed__competent="4",
    conduct__rewards="1",
)


def test_a_full_year():
    words = draft(content(FULL), is_county=False)
    assert words[Part.OVERVIEW] == (
        "截至〔统计截止日〕，本单位在库优秀年轻干部〔在库人数〕，上年末为〔上年末在库人数〕。"
        "其中女干部〔女干部人数〕、少数民族干部〔少数民族人数〕、党外干部〔党外干部人数〕；"
        "平均年龄〔平均年龄〕；具有全日制本科以上学历的〔全日制本科以上人数〕，"
        "其中全日制研究生〔全日制研究生人数〕；具有两年以上基层工作经历的〔两年以上基层经历人数〕。\n"
        "全年新入库〔全年入库人数〕，出库〔全年出库人数〕，其中因提拔使用出库〔提拔使用出库人数〕。"
    )
    assert words[Part.TRAINING].split("\n") == [
        "（一）学习培训。全年安排在库干部参加学习培训〔学习培训人次〕。",
        (
            "（二）领导帮带。落实领导干部“一对一”帮带〔帮带对数〕，帮带覆盖率〔帮带覆盖率〕；"
            "其中新结成〔新结成帮带对数〕、期满〔期满帮带对数〕。"
        ),
        "（三）轮岗交流。全年安排轮岗交流〔轮岗人次〕。五年内有两个以上岗位经历的〔五年两岗人数〕。",
        (
            "（四）实践锻炼。全年选派干部到一线锻炼〔派出锻炼人次〕，其中乡镇挂职〔乡镇挂职人次〕、"
            "信访督查〔信访督查人次〕。目前在外锻炼〔在外锻炼人数〕。"
        ),
    ]
    assert words[Part.PROBLEMS] == ""
    assert words[Part.PLAN] == (
        "2027年，一是对期满的〔期满帮带对数〕帮带做好总结评价和接续结对。"
        "二是做好在外锻炼〔在外锻炼人数〕的跟踪管理和期满考核。"
    )


def test_what_did_not_happen_is_said_plainly():
    words = draft(content(zeros(roster__open="3")), is_county=False)
    assert words[Part.TRAINING].split("\n") == [
        "（一）学习培训。全年未安排在库干部参加集中学习培训。",
        "（二）领导帮带。全年未安排领导帮带。",
        "（三）轮岗交流。全年未安排轮岗交流。",
        "（四）实践锻炼。全年未安排干部到一线锻炼。",
    ]
    assert words[Part.USE] == "全年没有在库干部提任。"
    assert "全年没有人员入库或者出库。" in words[Part.OVERVIEW]
    assert "（一）谈心谈话。全年没有开展谈心谈话。" in words[Part.MANAGEMENT]


def test_a_unit_without_anybody_has_no_problems_made_up_for_it():
    words = draft(content(zeros()), is_county=False)
    assert words[Part.OVERVIEW].startswith("截至〔统计截止日〕，本单位没有在库优秀年轻干部。")
    assert words[Part.PROBLEMS] == words[Part.PLAN] == ""
    assert words[Part.OPINIONS].startswith("本单位没有在库优秀年轻干部，不涉及资格保留意见。")


def test_what_is_missing_is_the_draft_of_problems_and_plan():
    undone = FULL | {"talks.missed": "2", "mentoring.covered": "80", "roster.women": "0"}
    words = draft(content(undone), is_county=False)
    assert words[Part.PROBLEMS] == (
        "一是谈心谈话没有做到按季全覆盖，未按季谈话〔未按季谈话人次〕。"
        "二是领导帮带没有做到全覆盖，帮带覆盖率为〔帮带覆盖率〕。"
        "三是队伍结构不够均衡，在库干部中没有女干部。"
    )
    assert words[Part.PLAN].startswith("2027年，一是落实按季谈心谈话要求")


def test_figures_that_were_not_gathered_are_not_spoken_of():
    words = draft(content({}), is_county=False)
    assert set(words.values()) == {""}
    blank = draft(content(FULL | {"roster.average_age": ""}), is_county=False)
    assert "平均年龄" not in blank[Part.OVERVIEW]


def test_what_was_filed_a_year_ago_stands_beside():
    before = content({"talks.held": "16", "roster.average_age": "34.9"}, 2025)
    words = draft(content(FULL), is_county=False, before=before)
    assert "谈心谈话〔谈心谈话人次〕（上年16人次）" in words[Part.MANAGEMENT]
    assert "平均年龄〔平均年龄〕（上年34.9岁）" in words[Part.OVERVIEW]
    assert "学习培训〔学习培训人次〕。" in words[Part.TRAINING]


def test_a_county_speaks_of_its_area():
    words = draft(content(FULL), is_county=True)
    assert "本地区在库优秀年轻干部" in words[Part.OVERVIEW]
    assert "本单位" not in "".join(words.values())
