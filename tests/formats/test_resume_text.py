"""The official text of a résumé, read and written (domain §1.4)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.formats.resume_text import Line, UnreadableResume, kind_of, parse, write

OFFICIAL = """\
2011.09--2015.07  云州大学交通学院交通工程专业学习
2015.07--2018.03  云州省清河市青川县柳河镇科员
                  （其间：2016.03--2017.03青川县委办公室跟班；2017.09--2018.01中央党校培训班学习）
2018.03--         云州省清河市交通运输局公路管理科副科长（2019年6月晋升四级主任科员）"""


def month(year: int, number: int) -> date:
    return date(year, number, 1)


LINES = [
    Line(month(2011, 9), month(2015, 7), "云州大学交通学院交通工程专业学习", "study"),
    Line(month(2015, 7), month(2018, 3), "云州省清河市青川县柳河镇科员"),
    Line(month(2016, 3), month(2017, 3), "青川县委办公室跟班", within=True),
    Line(month(2017, 9), month(2018, 1), "中央党校培训班学习", "study", within=True),
    Line(
        month(2018, 3),
        None,
        "云州省清河市交通运输局公路管理科副科长（2019年6月晋升四级主任科员）",
    ),
]


def test_the_official_text_is_read_line_by_line():
    assert parse(OFFICIAL) == LINES


def test_lines_are_written_as_the_editor_writes_them():
    assert write(LINES) == OFFICIAL
    assert [len(row) - len(row.lstrip(" ")) for row in OFFICIAL.splitlines()] == [0, 0, 18, 0]
    assert OFFICIAL.splitlines()[-1].index("云") == 18


@pytest.mark.parametrize(
    "written",
    [
        "2015.08--2018.03  科员",
        "2015.8-2018.3 科员",
        "201508—201803科员",
        "2015.08––2018.03　科员",
        "２０１５.０８－２０１８.０３ 科员",
        "2015.08～2018.03 科员",
        "2015.08~2018.03科员",
        "2015年8月至2018年3月 科员",
        "20150801--20180315 科员",
        "\u200b2015.08--2018.03\u00a0\u00a0科员",
    ],
)
def test_every_usual_writing_of_a_period_is_read(written):
    assert parse(written) == [Line(month(2015, 8), month(2018, 3), "科员")]


@pytest.mark.parametrize(
    "written",
    ["2015.08--         科员", "2015.08--至今 科员", "2015.08至今科员", "2015.08—现在科员"],
)
def test_an_open_end_is_read(written):
    assert parse(written) == [Line(month(2015, 8), None, "科员")]


def test_wrapped_lines_are_joined_and_breaks_of_html_are_lines():
    text = "2011.09--2015.07  云州大学交通学院<br/>      交通工程专业学习<BR>2015.07--  科员"
    assert [line.text for line in parse(text)] == ["云州大学交通学院交通工程专业学习", "科员"]


def test_meanwhile_may_be_wrapped_inside_its_brackets():
    text = (
        "2015.07--2018.03  科员\n"
        "                  （其间：2016.03--2017.03跟班；\n"
        "                  2017.09--2018.01培训）\n"
        "2018.03--  科长"
    )
    assert [(line.text, line.within) for line in parse(text)] == [
        ("科员", False),
        ("跟班", True),
        ("培训", True),
        ("科长", False),
    ]


def test_a_bracket_without_dates_is_a_note():
    text = "2015.07--  科员（其间：参加防汛）(2019年6月晋升)"
    assert parse(text) == [Line(month(2015, 7), None, "科员（其间：参加防汛）(2019年6月晋升)")]


def test_half_width_brackets_and_the_other_word_for_meanwhile():
    found = parse("2015.07--2018.03 科员(期间:2016.03-2017.03 挂职;2017.05-2017.06 借调)")
    assert [(line.text, line.within) for line in found] == [
        ("科员", False),
        ("挂职", True),
        ("借调", True),
    ]


def test_an_unclosed_bracket_does_not_swallow_what_follows():
    found = parse("2015.07--2018.03 科员（其间：2016.03--2017.03挂职\n2018.03-- 科长")
    assert [line.text for line in found] == ["科员", "挂职", "科长"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("清河市干部", "第 1 行“清河市干部”没有起止年月"),
        ("2015.07--2018.03 科员\n2018.03 科长", "第 2 行“2018.03 科长”没有起止之间的“--”"),
        ("2015.13--2018.03 科员", "第 1 行：“2015.13”的月份应在 1 到 12 之间"),
        ("1815.07--2018.03 科员", "第 1 行：“1815.07”的年份应在 1900 到 2199 之间"),
        ("\n\n2015.07--2018.03", "第 3 行“2015.07--2018.03”只有年月，没有经历"),
        ("2015.07-- 科员（其间：2016.03--2017.03）", "只有年月，没有经历"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text, said):
    with pytest.raises(UnreadableResume) as refused:
        parse(text)
    assert said in str(refused.value)


def test_digits_of_other_scripts_are_no_date():
    with pytest.raises(UnreadableResume):
        parse("٢٠١٥.٠٨--٢٠١٨.٠٣ 科员")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("云州大学法学专业学习", "study"),
        ("云州大学社会工作专业学习", "study"),
        ("云州大学社会工作与管理专业学习", "study"),
        ("云州大学社会工作硕士研究生", "study"),
        ("云州省委党校思想政治工作专业在职学习", "study"),
        ("清河市委党校党务工作培训班学习", "study"),
        ("清河市民政局社会工作科科员", "work"),
        ("云州大学社会工作专业教师", "work"),
        ("云州大学研究生工作部干事", "work"),
        ("清河市委组织部工作，在职攻读法学专业硕士", "work"),
        ("清河市委组织部工作（云州大学法学专业学习）", "work"),
        ("参加工作后在云州大学法学专业学习", "work"),
        ("云州大学在职研究生", "study"),
        ("云州大学讲师，攻读博士", "work"),
        ("云州大学博士后", "work"),
        ("柳河镇科员", "work"),
    ],
)
def test_study_is_told_from_work_by_its_words(text, kind):
    assert kind_of(text) == kind


def test_a_kind_that_was_turned_stays_when_the_text_is_edited():
    turned = Line(month(2011, 9), month(2015, 7), "云州大学学习", "work")
    found = parse("2011.09--2015.07  云州大学学习\n2015.07--  党校学习", known=[turned])
    assert [line.kind for line in found] == ["work", "study"]


def test_nothing_is_an_empty_resume():
    assert parse(" \n　\n") == []
    assert write([]) == ""


WORDS = st.text(alphabet="云州清河市县镇科员长学习工作、，。（）", min_size=1, max_size=20).filter(
    lambda text: text.count("（") == text.count("）") == 0
)


@st.composite
def resumes(draw) -> list[Line]:
    """Main lines one after the other, some with something meanwhile."""
    lines, start = [], draw(st.integers(0, 100))
    for number in range(draw(st.integers(1, 6))):
        end = start + draw(st.integers(1, 40))
        is_last_and_open = number == 5 or draw(st.booleans())
        until = None if is_last_and_open else end
        text = draw(WORDS)
        lines.append(Line(_month(start), _month(until), text, kind_of(text)))
        if draw(st.booleans()):
            text = draw(WORDS)
            lines.append(Line(_month(start), _month(end), text, kind_of(text), within=True))
        if is_last_and_open:
            break
        start = end
    return lines


def _month(number: int | None) -> date | None:
    return None if number is None else date(1990 + number // 12, number % 12 + 1, 1)


@given(resumes())
def test_what_is_written_is_read_again(lines):
    # A full stop at the end of 其间 is punctuation of the bracket, not of the line.
    lines = [
        Line(x.since, x.until, x.text.strip("。") or "科员", kind_of(x.text), x.within)
        for x in lines
    ]
    assert [(x.since, x.until, x.text, x.within) for x in parse(write(lines))] == [
        (x.since, x.until, x.text, x.within) for x in lines
    ]
