"""A report in the official format says all that the report says, in PDF and in Word."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from reporting.annual.choices import PaperKind, Part
from reporting.annual.whole import HIDDEN, Proposed, Said, Whole, Words
from reporting.gathering.content import Table
from reporting.gathering.keys import BY_KEY
from reporting.papers.imprint import issued_by
from reporting.papers.official import TIERS
from reporting.papers.paper import download_name, name_of, paper
from tests.papers.reading import faces, marks
from tests.papers_annual.reading import (
    page_sizes,
    pdf_text,
    pieces,
    plain,
    told_by,
    word_text,
)
from tests.papers_annual.wholes import (
    FILED,
    NOBODY,
    ON,
    content_of,
    statistics,
    whole_of,
    with_few_kinds,
)

LONG = "".join(f"第{n}条优秀年轻干部培养选拔工作的意见，" for n in range(1, 90))
ODD = "<b>&amp;\"'</b> ]]> 〔没有的数〕 =1+1"
ACROSS = (297, 210)


def odd() -> Whole:
    """Long, rare and hostile texts at every place that people write to."""
    whole = whole_of(3, contact=ODD, document=ODD, signer="赵𠮷", meeting=ODD, unit_name="䶮" * 40)
    words = tuple(Words(part, f"{ODD}\n（一）𠮷㛃䶮。{LONG}") for part in Part)
    opinions = (Said(1, "龑婳", LONG, None, LONG * 3), Said(2, ODD, ODD, None, "A" * 700))
    proposals = (Proposed(3, "㛃" * 30, ODD, LONG, "𬱖", "\n".join("一二三") * 60),)
    return replace(whole, words=words, opinions=opinions, proposals=proposals)


def bare() -> Whole:
    """Nobody, nothing."""
    content = replace(content_of(0), figures={}, tables={})
    return whole_of(0, content=content, words=(), opinions=(), proposals=(), none_to_add=True)


WHOLES = {"12": whole_of(12), "60": whole_of(60), "odd": odd(), "bare": bare()}
everyone = pytest.mark.parametrize("whole", WHOLES.values(), ids=WHOLES)


@everyone
def test_the_pdf_says_what_the_report_says(whole):
    content = paper(whole, PaperKind.PDF, ON)
    said = pdf_text(content)
    lacking = [text for text in pieces(told_by(whole)) if text not in said]
    if whole is WHOLES["odd"]:  # where a page ends in a piece
        assert len(lacking) < len(page_sizes(content))
    else:
        assert lacking == []


@everyone
def test_word_says_what_the_report_says(whole):
    said = word_text(paper(whole, PaperKind.WORD, ON))
    assert [text for text in told_by(whole) if text not in said] == []


@everyone
def test_no_line_leaves_its_page(whole):
    content = paper(whole, PaperKind.PDF, ON)
    sizes = page_sizes(content)
    for mark in marks(content):
        wide, high = sizes[mark.page - 1]
        is_across = (wide, high) == ACROSS
        left, right = (24.5, 260.5) if is_across else (27.5, 187.1)
        low = 184.5 if is_across else 271
        assert left <= mark.left, mark
        assert mark.right <= right, mark
        assert 25 < mark.baseline < low, mark


def test_a_report_of_twelve_people_with_two_charts_is_six_pages():
    content = paper(with_few_kinds(whole_of(12)), PaperKind.PDF, ON)
    assert len(page_sizes(content)) == 6
    assert {m.page for m in marks(content) if m.text == "图"} == {1, 2}
    assert "2026年12月10日印发" in pdf_text(content)


@pytest.mark.parametrize(("people", "pages"), [(0, 4), (2, 6), (5, 6), (150, 30)])
def test_pages_follow_the_number_of_people(people, pages):
    assert len(page_sizes(paper(with_few_kinds(whole_of(people)), PaperKind.PDF, ON))) <= pages


def test_kinds_that_nobody_is_of_are_left_out_and_the_note_says_so():
    said = pdf_text(paper(with_few_kinds(whole_of(12)), PaperKind.PDF, ON))
    assert not [kind for kind in NOBODY if "：" in kind and kind in said]
    assert "党外干部00" not in said
    assert "没有人的项目不列。" in said
    assert "没有人的项目不列。" not in pdf_text(paper(whole_of(12), PaperKind.PDF, ON))


def test_figures_say_what_they_count_once():
    said = pdf_text(paper(whole_of(12), PaperKind.PDF, ON))
    assert "平均年龄（岁）8" in said
    assert "谈话覆盖率（%）37" in said
    assert "学习培训人次15" in said


def test_the_roster_stands_on_landscape_sheets_numbered_where_the_others_are():
    content = paper(whole_of(60), PaperKind.PDF, ON)
    sizes = page_sizes(content)
    across = [number for number, size in enumerate(sizes, 1) if size == ACROSS]
    assert len(across) > 3
    found = marks(content)
    for number in across:
        digits = [m for m in found if m.page == number and m.left < 32 and m.text.isdigit()]
        assert sorted(m.text for m in digits) == sorted(str(number))
        middle = sum(m.left + m.right for m in digits) / 2 / len(digits)
        assert middle == pytest.approx(297 - 262 - 7, abs=1)  # 7 mm beyond the text
        assert (digits[0].baseline > 160) == bool(number % 2)
    heads = {m.page for m in found if m.text == "籍"}
    assert set(across) <= heads


def test_charts_have_captions_and_a_sentence_in_order():
    said = pdf_text(paper(whole_of(12), PaperKind.PDF, ON))
    for words in ("情况见图1。", "图1在库干部年龄结构", "情况见图2。", "表1选拔使用和后备人选情况"):
        assert words in said
    assert "2025年" in said  # last year's bars


def test_a_chart_without_numbers_is_left_out_with_its_sentence():
    content = content_of(12)
    tables = {name: table for name, table in content.tables.items() if name != "statistics"}
    without = whole_of(12, content=replace(content, tables=tables))
    said = pdf_text(paper(without, PaperKind.PDF, ON))
    assert "年龄结构" not in said.replace("优秀年轻干部队伍结构统计表", "")
    assert "图1" in said
    assert "图2" not in said
    word = Document(BytesIO(paper(without, PaperKind.WORD, ON)))
    assert len(word.inline_shapes) == 1


def test_the_small_table_is_left_out_where_the_words_say_all_of_it():
    labels = [BY_KEY[key].label for _, key in TIERS]
    words = Words(Part.USE, "".join(f"〔{label}〕" for label in labels))
    said = pdf_text(paper(whole_of(3, words=(words,)), PaperKind.PDF, ON))
    assert "表1" not in said
    fewer = Words(Part.USE, "".join(f"〔{label}〕" for label in labels[1:]))
    assert "表1" in pdf_text(paper(whole_of(3, words=(fewer,)), PaperKind.PDF, ON))


def test_without_last_year_there_is_one_series():
    content = content_of(12)
    tables = {**content.tables, "statistics": statistics(before=False)}
    said = pdf_text(paper(whole_of(12, content=replace(content, tables=tables)), PaperKind.PDF, ON))
    assert "图1在库干部年龄结构" in said
    assert "2025年" not in said


def test_a_draft_says_so_and_has_no_number():
    draft = whole_of(12, number=0, filed_on=None)
    for said in (
        pdf_text(paper(draft, PaperKind.PDF, ON)),
        word_text(paper(draft, PaperKind.WORD, ON)),
    ):
        assert "草稿未上报" in said
        assert "18号" not in said
        assert "2026年12月10日" not in said


def test_a_filed_report_has_its_number_who_signed_and_the_day():
    for said in (
        pdf_text(paper(whole_of(), PaperKind.PDF, ON)),
        word_text(paper(whole_of(), PaperKind.WORD, ON)),
    ):
        for words in ("清交党组〔2026〕18号", "签发人：沈国栋", "2026年12月10日印发"):
            assert words in said
        assert "清河市委组织部：" in said
        assert "联系人：何婧" in said
        assert "草稿" not in said


def test_what_is_hidden_stays_hidden():
    whole = whole_of(12).without(guarded=True, cadre=5)
    for said in (
        pdf_text(paper(whole, PaperKind.PDF, ON)),
        word_text(paper(whole, PaperKind.WORD, ON)),
    ):
        assert "诫勉" not in said
        assert f"立案{HIDDEN}" in said
        assert "（本人）" in said


def test_empty_tables_say_that_there_is_nothing():
    content = content_of(12)
    tables = {**content.tables, "changes": Table("changes", ())}
    said = pdf_text(paper(whole_of(12, content=replace(content, tables=tables)), PaperKind.PDF, ON))
    assert "职务变动情况表：无。" in said
    nobody = pdf_text(paper(bare(), PaperKind.PDF, ON))
    assert "优秀年轻干部名册：无。" in nobody
    assert "拟补充人选推荐表：经研究，本年度没有拟补充人选。" in nobody
    assert ACROSS not in page_sizes(paper(bare(), PaperKind.PDF, ON))


def test_faces_are_those_of_print():
    found = faces(paper(whole_of(12), PaperKind.PDF, ON))
    known = ("FandolFang", "LXGW", "Noto-Serif-CJK-SC", "Noto-Sans-CJK-SC", "Latin", "Babel")
    known += ("NotoSerifCJKsc", "NotoSansCJKsc")
    assert {name for name in found if not any(one in name for one in known)} == set()


def test_word_turns_the_roster_and_repeats_heads():
    word = Document(BytesIO(paper(whole_of(60), PaperKind.WORD, ON)))
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in word.sections]
    assert turned == [False, True, False]
    wide = word.sections[1]
    assert round(wide.page_width.mm) == 297
    assert wide.page_width - wide.left_margin - wide.right_margin == pytest.approx(Mm(225), abs=999)
    assert "tbRl" in wide.footer._element.xml
    starts = [section._sectPr.find(qn("w:pgNumType")) is not None for section in word.sections]
    assert starts == [True, False, False]
    rosters = [table for table in word.tables if len(table.columns) == 14]
    assert len(rosters) == 1
    assert len(rosters[0].rows) == 61
    assert rosters[0].rows[0]._tr.find(".//" + qn("w:tblHeader")) is not None


def test_word_has_the_charts_as_pictures_with_their_names():
    word = Document(BytesIO(paper(whole_of(12), PaperKind.WORD, ON)))
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == [
        "图1　在库干部年龄结构",
        "图2　2026年培养措施",
    ]
    assert {round(shape.width.mm) for shape in word.inline_shapes} == {156}


def test_headings_before_text_are_set_apart():
    said = marks(paper(whole_of(12), PaperKind.PDF, ON))
    lead = [m for m in said if m.text == "学" and "WenKai" in m.font]
    assert lead


@pytest.mark.parametrize("is_county", [False, True])
def test_who_reports_to_whom(is_county):
    whole = whole_of(
        1, unit_name="青川县", is_county=is_county, collector_name="青川县", filed_on=FILED
    )
    said = pdf_text(paper(whole, PaperKind.PDF, ON))
    assert plain(whole.organization) in said
    assert "青川县委组织部：" in said


@pytest.mark.parametrize(
    ("short", "name"), [("市交通局", "A0107-市交通局.pdf"), ("a/b:c\n", "A0107-a_b_c_.pdf")]
)
def test_files_are_called_by_code_and_name(short, name):
    assert name_of(whole_of(1, short_name=short), PaperKind.PDF) == name


@pytest.mark.parametrize(
    ("number", "year", "name"),
    [
        (1, 2026, "A0107-市交通局-2026年度报告.xlsx"),
        (2, 2025, "A0107-市交通局-2025年度报告.xlsx"),
        (0, 2026, "A0107-市交通局-2026年度报告（草稿）.xlsx"),
    ],
)
def test_what_is_downloaded_is_called_by_its_year_too(number, year, name):
    whole = whole_of(1, short_name="市交通局", number=number, year=year)
    assert download_name(whole, PaperKind.EXCEL) == name


def test_a_long_name_leaves_the_year_in_what_is_downloaded():
    name = download_name(whole_of(1, short_name="局" * 99), PaperKind.PDF)
    assert name.endswith("局-2026年度报告.pdf")
    assert len(name.encode()) < 255


@pytest.mark.parametrize(
    ("changed", "organ"),
    [
        ({}, "中共清河市交通运输局党组织"),
        ({"issuer": "中共清河市交通运输局党组"}, "中共清河市交通运输局党组"),
        ({"unit_name": "中共清河市委组织部"}, "中共清河市委组织部"),
        ({"unit_name": "青川县", "is_county": True}, "中共青川县委办公室"),
        ({"unit_name": "临河区", "is_county": True}, "中共临河区委办公室"),
        (
            {"unit_name": "青川县", "is_county": True, "issuer": "中共青川县委"},
            "中共青川县委办公室",
        ),
        (
            {"unit_name": "青川县", "is_county": True, "issuer": "中共青川县委组织部"},
            "中共青川县委组织部",
        ),
    ],
)
def test_an_organ_issues_and_no_place(changed, organ):
    whole = whole_of(0, **changed)
    assert issued_by(whole) == organ
    for kind, text in ((PaperKind.PDF, pdf_text), (PaperKind.WORD, word_text)):
        assert f"{organ}2026年12月10日印发" in text(paper(whole, kind, ON))


def test_a_long_name_of_who_issues_is_whole():
    issuer = f"中共清河市{'某' * 40}党组"
    assert f"{issuer}2026年" in pdf_text(paper(whole_of(0, issuer=issuer), PaperKind.PDF, ON))


def test_cells_of_the_roster_leave_no_character_alone():
    whole = whole_of(3)
    content = whole.content
    rows = tuple(
        replace(row, cells=(*row.cells[:6], "大学 历史学学士", *row.cells[7:-1], "一级（副科）"))
        for row in content.tables["roster"].rows
    )
    tables = {**content.tables, "roster": Table("roster", rows)}
    whole = replace(whole, content=replace(content, tables=tables))
    found = marks(paper(whole, PaperKind.PDF, ON))
    lines = {}
    for mark in found:
        lines.setdefault((mark.page, round(mark.baseline, 1)), []).append(mark)
    said = ["".join(m.text for m in sorted(ms, key=lambda m: m.left)) for ms in lines.values()]
    assert sum("历史学学士" in line and line.endswith("（副科）") for line in said) == 3


def test_the_same_report_is_the_same_text_however_often():
    first, second = (paper(whole_of(12), PaperKind.PDF, ON) for _ in range(2))
    assert pdf_text(first) == pdf_text(second)
