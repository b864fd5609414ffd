"""任免审批表 as Word: it opens, holds the texts, and cannot grow."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from cadres.formats.approval_form import TEXTS, ApprovalForm, Edition, Relative
from cadres.papers.approval_docx import approval_docx
from docs.images.people import ZHAO, ZHOU

ON = date(2026, 12, 10)
HEIGHTS = [12.5, 12.2, 12.0, 12.5, 12.2, 12.2, 12.5, 12.5, 12.5, 125.8]
BACK_HEIGHTS = [25, 18, 24, 11.4, *[12.3] * 7, 23.5, 9.5, 26.1, 9.5]


def opened(form: ApprovalForm, edition: Edition = Edition.NEW):
    """The document, read by the library anew."""
    return Document(BytesIO(approval_docx(form, edition=edition, on=ON)))


def text_of(document) -> str:
    """All text of its tables and paragraphs."""
    return "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


@pytest.mark.parametrize("edition", Edition)
def test_rows_are_exactly_as_high_as_the_form_has_them(edition):
    front, back = opened(ZHOU, edition).tables
    for table, heights in ((front, HEIGHTS), (back, BACK_HEIGHTS)):
        assert all(row.height_rule == WD_ROW_HEIGHT_RULE.EXACTLY for row in table.rows)
        for row, height in zip(table.rows, heights, strict=True):
            assert row.height == pytest.approx(Mm(height), abs=Mm(0.05))


def test_columns_are_as_wide_as_the_form_has_them():
    front, back = opened(ZHOU).tables
    for table, widths in (
        (front, (13.8, 4.2, 23.0, 18.8, 23.0, 23.2, 23.5, 36.3)),
        (back, (13, 19, 22.5, 20, 15, 8, 68)),
    ):
        for column, width in zip(table.columns, widths, strict=True):
            assert column.width == pytest.approx(Mm(width), abs=Mm(0.05))


def test_every_text_is_in_it():
    for edition in Edition:
        text = text_of(opened(ZHOU, edition))
        assert "2010.09--2014.07云州大学机械工程学院机械工程专业学习" in text
        for part in (ZHOU.title, ZHOU.planned_post, ZHOU.rewards, "1991.03", "（35岁）", "何　婧"):
            assert part in text
        assert all(member.work in text for member in ZHOU.family)
        assert ("到龄时间" in text) == ("2054.03" in text) == (edition is Edition.NEW)


def test_faces_are_those_of_windows():
    document = opened(replace(ZHAO, title="≥60“分”"))
    fonts = [node.attrib for node in document.element.body.iter(qn("w:rFonts"))]
    assert {font[qn("w:ascii")] for font in fonts} == {"Times New Roman"}
    assert {font[qn("w:eastAsia")] for font in fonts} == {"宋体", "方正小标宋简体", "宋体-ExtB"}
    rare = [
        run.find(qn("w:t")).text
        for run in document.element.body.iter(qn("w:r"))
        if (look := run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")) is not None
        and look.get(qn("w:eastAsia")) == "宋体-ExtB"
    ]
    assert rare == ["𠮷"]


def test_a_jpeg_that_begins_in_another_way_is_taken():
    """Without a JFIF header, as some cameras write it."""
    stream = BytesIO()
    Image.new("RGB", (300, 400), "grey").save(stream, "JPEG")
    whole = stream.getvalue()
    header = 4 + int.from_bytes(whole[4:6], "big")
    photo = whole[:2] + whole[header:]
    assert b"JFIF" not in photo
    assert len(opened(replace(ZHOU, photo=photo)).inline_shapes) == 1


def test_the_photo_is_in_it_once():
    assert len(opened(ZHOU).inline_shapes) == 1
    assert len(opened(ZHAO).inline_shapes) == 1
    assert len(opened(replace(ZHOU, photo=b"junk")).inline_shapes) == 0


def test_a_family_of_thirty_loses_nobody():
    family = tuple(Relative(name=f"赵第{n}号") for n in range(30))
    document = opened(replace(ZHOU, family=family))
    text = text_of(document)
    assert len(document.tables) == 4
    assert all(member.name in text for member in family)


@pytest.mark.parametrize(
    "text", ["", "<w:p>&amp;]]>", "\x00\x0b\ud800\ufffe甲", "W" * 60, "甲\n乙", "云" * 3000]
)
def test_any_text_makes_a_document_that_opens(text):
    form = ApprovalForm(
        **dict.fromkeys(TEXTS, text), family=(Relative(name=text, work=text),), photo=b"\x00"
    )
    for edition in Edition:
        assert len(opened(form, edition).tables) == 2


def test_sizes_are_those_that_fit():
    """A résumé of 60 lines, each on its own: 60 × 1.12 × size in 125.8 mm."""
    lines = "\n".join(f"{1960 + n}.01--{1961 + n}.01  科员" for n in range(60))
    document = opened(ApprovalForm(resume=lines))
    sizes = {
        int(run.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val"))) / 2
        for run in document.element.body.iter(qn("w:r"))
        if (told := run.find(qn("w:t"))) is not None and told.text.startswith("科员")
    }
    (size,) = sizes
    assert 60 * 1.12 * size * 25.4 / 72 < 125.8
    assert size >= 4
