"""Official documents stand on the page as GB/T 9704-2012 has it, measured on the file itself."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from core.paper.faces import FANG
from core.paper.official.composing import compose
from core.paper.official.description import (
    Attachment,
    Form,
    Official,
    Table,
    TableColumn,
    Text,
)
from core.paper.official.docx import official_docx
from core.paper.official.pdf import official_pdf
from tests.papers.reading import faces, marks

ON = date(2026, 12, 10)
LONG = (
    "根据市委《关于加强优秀年轻干部培养选拔工作的实施意见》和《优秀年轻干部递进培养五年规划》要求，"
    "截至2026年11月30日，全局在库优秀年轻干部26名，占在编干部总数的18.3%，其中女干部9名、"
    "少数民族干部3名、党外干部2名；平均年龄32.4岁，比上年下降0.7岁。"
)
COLUMNS = (TableColumn("序号", 12), TableColumn("姓名", 22), TableColumn("职务", 60, "left"))
ROWS = tuple(
    (str(n), "赵𠮷", "清河市工业和信息化局产业发展科科长、四级调研员") for n in range(1, 61)
)
PLAIN = Official(
    mark="中共清河市委组织部文件",
    number="清组发〔2026〕18号",
    title="中共清河市委组织部\n关于选派优秀年轻干部挂职锻炼的通知",
    to="市交通运输局",
    blocks=(Text("一、总体情况", 1), *[Text(LONG)] * 6, Text("突出政治训练。", 2, "（一）要求。")),
    signed="中共清河市委组织部",
    day=ON,
    copies_to="市委常委、组织部部长",
    issued_by="中共清河市委组织部办公室",
)
LETTER = replace(PLAIN, form=Form.LETTER, blocks=(Text(LONG),), mark="中共清河市委组织部")


def read(*documents: Official):
    return marks(official_pdf(documents, title="公文"))


def baselines(found, page: int) -> list[float]:
    """Of lines of the text, from the top, without the page number."""
    return sorted({round(m.baseline, 1) for m in found if m.page == page and m.baseline < 263})


def test_a_full_page_has_22_lines_of_28_characters():
    found = read(replace(PLAIN, blocks=tuple([Text(LONG)] * 9)))
    lines = baselines(found, 2)
    assert len(lines) == 22
    assert lines[-1] - lines[0] == pytest.approx(21 * 225 / 22, abs=0.2)
    full = [m for m in found if m.page == 2]
    assert min(m.left for m in full) == pytest.approx(28, abs=0.6)
    ends = [
        max(m.right for m in full if round(m.baseline, 1) == line and m.baseline < 263)
        for line in lines
    ]
    assert sum(end == pytest.approx(184, abs=3.2) for end in ends) >= 12
    assert max(ends) < 187  # a mark that hangs is blank in its right half


def test_lines_hold_28_characters_and_marks_do_not_begin_them():
    lines = compose([(FANG, "清" * 26 + "，河" + "市" * 30)])
    texts = ["".join(item.text for item in line.items) for line in lines]
    assert texts[0] == "清" * 26 + "，"
    assert len(texts[1]) == 28
    squeezed, plain = lines[0].spacing, lines[-1].spacing
    assert squeezed < plain


def test_the_head_stands_where_the_standard_has_it():
    found = [m for m in read(PLAIN) if m.page == 1]
    mark = [m for m in found if m.text in "文件" and m.baseline < 100]
    assert all(72 < m.baseline < 88 for m in mark)
    number = [m for m in found if m.text == "〔"]
    assert number[0].baseline == pytest.approx(37 + 69.2 + 7.3, abs=1)
    first = sorted({round(m.baseline, 1) for m in found if m.baseline > 120})
    assert first[0] > 37 + 102


def test_number_of_the_page_is_outside():
    found = read(PLAIN)
    numbers = {m.page: m for m in found if m.baseline > 264 and m.text.isdigit()}
    assert numbers[1].right < 184
    assert numbers[1].right > 170
    assert numbers[2].left < 45


def test_the_imprint_stands_at_the_foot_of_an_even_page():
    found = read(PLAIN)
    page = max(m.page for m in found)
    foot = [m for m in found if m.page == page and 243 < m.baseline < 262]
    said = "".join(m.text for m in sorted(foot, key=lambda m: (round(m.baseline), m.left)))
    assert page % 2 == 0
    assert "抄送：市委常委" in said
    assert said.endswith("2026年12月10日印发")


def test_a_document_with_its_text_on_the_front_alone_has_its_imprint_on_the_back():
    found = read(replace(PLAIN, blocks=(Text("请执行。"),)))
    assert {m.page for m in found if m.baseline < 240} == {1}
    assert {m.page for m in found if m.text == "抄"} == {2}


def test_a_blank_page_before_the_imprint_has_no_number():
    """The text fills the back of a sheet to its foot: 版记 goes to the back of the next one."""
    for lines in range(22, 28):
        found = read(replace(PLAIN, blocks=tuple([Text("请执行。")] * lines)))
        last = next(m.page for m in found if m.text == "抄")
        assert last % 2 == 0
        if last == 4:
            assert not [m for m in found if m.page in (3, 4) and m.baseline > 264]
            return
    pytest.fail("no length of text fills the second page")


def test_a_letter_has_no_number_on_its_first_page_and_no_printer():
    found = read(LETTER)
    assert not [m for m in found if m.page == 1 and m.baseline > 264]
    assert "印" not in {m.text for m in found}
    mark = [m for m in found if m.page == 1 and m.baseline < 46]
    assert "".join(m.text for m in mark) == "中共清河市委组织部"
    assert min(m.baseline for m in mark) > 30


def test_the_signature_is_never_alone_on_a_page():
    for lines in range(1, 26):
        found = read(replace(PLAIN, blocks=tuple([Text("请执行。")] * lines), copies_to=""))
        signed = next(m.page for m in found if m.text == "中" and 115 < m.left < 119)
        text = [m for m in found if m.page == signed and m.text == "执"]
        assert text, lines


def test_each_document_begins_on_the_front_of_a_sheet():
    one = replace(PLAIN, blocks=(Text("请执行。"),), copies_to="", issued_by="")
    found = read(one, LETTER, one)
    firsts = {m.page for m in found if m.text == "函" or m.text == "〔"}
    assert firsts == {1, 3, 5}


def test_a_table_has_its_head_on_every_page_and_no_line_outside():
    attached = (Attachment("人员名单", (Table(COLUMNS, ROWS),), "注：略。"),)
    found = read(replace(PLAIN, attached=attached))
    pages = {m.page for m in found if m.text == "𠮷"}
    assert len(pages) > 2
    heads = {m.page for m in found if m.text == "序"}
    assert pages <= heads
    inside = [m for m in found if m.page in pages]
    assert all(m.left > 27.9 and m.right < 184.1 and m.baseline < 271 for m in inside)


def test_faces_are_those_of_print():
    found = faces(official_pdf([PLAIN, LETTER], title="公文"))
    assert any("FandolFang" in name for name in found)
    assert not any("JP" in name or "DejaVu" in name for name in found)


@pytest.mark.parametrize("text", ["", "A" * 200, "赵𠮷" * 100, "，" * 80, "清\n河\t市\x00"])
def test_any_text_can_be_set(text):
    one = replace(PLAIN, title=text, to=text, blocks=(Text(text),), signed=text, mark=text)
    assert official_pdf([one], title=text).startswith(b"%PDF")
    assert official_docx([one], title=text, on=ON).startswith(b"PK")


def test_no_document_is_refused():
    with pytest.raises(ValueError, match="没有要打印的公文"):
        official_pdf([], title="")
    with pytest.raises(ValueError, match="没有要生成的公文"):
        official_docx([], title="", on=ON)


def test_word_has_the_measures_and_the_faces_of_windows():
    word = Document(BytesIO(official_docx([PLAIN, LETTER], title="公文", on=ON)))
    first, second = word.sections
    for section in (first, second):
        assert section.left_margin == pytest.approx(Mm(28), abs=Mm(0.1))
        assert section.top_margin == pytest.approx(Mm(37), abs=Mm(0.1))
        assert section.page_width - section.left_margin - section.right_margin == pytest.approx(
            Mm(156), abs=Mm(0.2)
        )
    assert not first.different_first_page_header_footer
    assert second.different_first_page_header_footer
    names = {node.get(qn("w:eastAsia")) for node in word.element.body.iter(qn("w:rFonts"))}
    assert {"仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"} <= names
    pitches = {
        node.get(qn("w:line"))
        for node in word.element.body.iter(qn("w:spacing"))
        if node.get(qn("w:lineRule")) == "exact"
    }
    assert "580" in pitches


def test_word_says_what_the_pdf_says():
    attached = (Attachment("人员名单", (Table(COLUMNS, ROWS[:3]),), "注：略。"),)
    one = replace(PLAIN, attached=attached)
    word = Document(BytesIO(official_docx([one], title="公文", on=ON)))
    said = "".join(node.text or "" for node in word.element.body.iter(qn("w:t")))
    for part in (LONG, "一、总体情况", "附件：人员名单", "2026年12月10日印发", "赵𠮷", "注：略。"):
        assert part in said
    assert len(word.tables) == 2  # the list and 版记
