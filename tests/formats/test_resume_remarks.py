"""What is worth a look in a résumé, with the number of its line (domain §1.4)."""

from datetime import date
from time import process_time

import pytest

from cadres.formats.resume_remarks import gap_sentences, looked_at, misread
from cadres.formats.resume_text import Line, UnreadableResume, parse

MONTHS = ["2015.08", "201508", "2015.8", "2015年8月", "２０１５．０８"]
MARKS = ["--", "-", "—", "––", "－", "～", "~", "至"]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("written", MONTHS)
def test_every_mark_goes_with_every_writing_of_a_month(written, mark):
    for blanks in ("  ", " ", "", "　"):
        told = f"{written}{mark}2018.03{blanks}科员"
        assert parse(told) == [Line(date(2015, 8, 1), date(2018, 3, 1), "科员")], told


@pytest.mark.parametrize("end", ["", "至今", "现在"])
@pytest.mark.parametrize("mark", ["--", "-", "—", "––", "－", "～", "~"])
def test_every_open_end_is_open(mark, end):
    assert parse(f"2015.08{mark}{end}  科员") == [Line(date(2015, 8, 1), None, "科员")]


@pytest.mark.parametrize("opening", ["（其间：", "(其间:", "（期间：", "(期间:", "（其间: "])
@pytest.mark.parametrize("parting", ["；", ";"])
def test_meanwhile_in_every_writing(opening, parting):
    text = f"2015.08--  科员\n{' ' * 18}{opening}2016.03--2016.09甲{parting}2017.01--2017.02乙）"
    assert [(line.text, line.within) for line in parse(text)] == [
        ("科员", False),
        ("甲", True),
        ("乙", True),
    ]


def said(text: str) -> list[str]:
    return [remark.reason for remark in looked_at(text)[1]]


SOUND = """\
2010.09--2014.07  云州大学学习
2014.08--2018.08  云州省清河市石桥县柳河镇政府科员，2016年度考核优秀，
                  2017年立三等功（2016.03--2017.03驻村）
2018.08--         柳河镇党委委员（2019年6月晋升一级主任科员）
                  （其间：2018.09--2021.06在职研究生学习，2020年毕业；2021.09--2021.12挂职）"""


def test_a_sound_resume_is_not_remarked_upon():
    lines, remarks = looked_at(SOUND)
    assert lines == parse(SOUND)
    assert remarks == []


@pytest.mark.parametrize(
    ("after", "place"),
    [("2014.08", None), ("2014.09", "2014.07 到 2014.09"), ("2015.01", "到 2015.01")],
)
def test_a_gap_of_more_than_a_month_is_told_with_both_lines(after, place):
    found = said(f"\n2010.09--2014.07  学习\n\n{after}--  科员")
    if place is None:
        assert found == []
    else:
        [sentence] = found
        assert sentence.startswith("第 2 行与第 4 行：")
        assert place in sentence


def test_what_an_earlier_line_fills_is_no_gap():
    lines = [
        Line(date(2010, 1, 1), date(2020, 1, 1), "甲"),
        Line(date(2011, 1, 1), date(2012, 1, 1), "乙"),
        Line(date(2015, 1, 1), None, "丙"),
    ]
    assert gap_sentences(lines) == []


def test_an_overlap_is_told_with_both_lines():
    [sentence] = said("2010.09--2014.07  学习\n2014.05--2018.03  科员\n2018.03--  科长")
    assert sentence.startswith("第 2 行的 2014.05—2018.03 与第 1 行的 2010.09—2014.07 重叠")
    [sentence] = said("2010.09--  学习\n2014.05--  科员")
    assert "2010.09至今 重叠" in sentence


@pytest.mark.parametrize(
    "misspelt",
    [
        "2o16.08--2018.08  组织部科员",
        "201.08--2018.08  组织部科员",
        "20160.8--2018.08  组织部科员",
        "2016，08--2018，08  组织部科员",
        "2016..08--2018.08  组织部科员",
        "16.08--18.08  组织部科员",
        "2016年-2018年  组织部科员",
        "2016--2018  组织部科员",
        "l990.08--2018.08  组织部科员",
        " 2016 .08--2018.08  组织部科员",
    ],
)
def test_a_misspelt_period_is_never_silently_part_of_the_line_above(misspelt):
    text = f"2010.09--2014.07  学习\n{misspelt}\n"
    try:
        lines, remarks = looked_at(text)
    except UnreadableResume as refused:
        assert "第 2 行" in str(refused)
        return
    assert len(lines) == 1
    assert [remark.field for remark in remarks] == ["resume"]
    assert remarks[0].reason.startswith("第 2 行“")
    assert misread(text) == [remarks[0].reason]


@pytest.mark.parametrize(
    "inside",
    ["2o16.03--2016.09驻村", "2015.09--2015.12挂职；2O16.03--2016.09驻村", "16.03-16.09驻村"],
)
def test_a_misspelt_period_inside_brackets_is_told(inside):
    [sentence] = said(f"2010.09--2014.07  学习\n2014.07--  科员（其间：{inside}）")
    assert sentence.startswith("第 2 行其间的“")


def test_a_text_that_is_no_resume_by_its_length_is_refused_and_the_longest_takes_no_time():
    with pytest.raises(UnreadableResume, match="40,001 个字"):
        looked_at("x" * 40_001)
    for text in (
        "2010.09--  （" + "\n甲" * 19_000,
        "2010.09--  甲" + "（其间：2011.01--2011.02" * 2000,
        "2010.09--  甲" + "（其间：乙）" * 6000,
        "2010.09--2010.10甲\n" * 2000,
    ):
        begun = process_time()
        looked_at(text[:40_000])
        assert process_time() - begun < 2
