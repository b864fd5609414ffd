"""What the printed form says, edition by edition (domain §1.3, §2)."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from PIL import Image

from cadres.formats.approval_form import ApprovalForm, Edition, Relative
from cadres.papers.approval_pdf import approval_pdf
from docs.images.people import ZHAO, ZHOU
from tests.papers.grid import NEW, OLD, member_box
from tests.papers.reading import faces, marks, text_in

ON = date(2026, 12, 10)
ALLOWED = {
    "Noto-Serif-CJK-SC",
    "Noto-Serif-CJK-SC-Bold",
    "Qinglan-Latin",
    "BabelStone-Han",
    "Noto-Sans-CJK-SC",
}


def cell(form: ApprovalForm, name: str, *, edition: Edition = Edition.NEW, on: date = ON) -> str:
    """What stands in the cell of a field."""
    found = marks(approval_pdf([form], edition=edition, on=on).content)
    return text_in(found, *(NEW if edition is Edition.NEW else OLD)[name])


@pytest.mark.parametrize(
    ("on", "age_on", "age"),
    [
        (date(2026, 5, 1), None, 33),
        (date(2026, 4, 30), None, 32),
        (date(2026, 4, 30), "20260501", 33),
        (date(2026, 5, 1), "202604", 32),
        (date(2026, 5, 1), "看不懂", 33),
    ],
)
def test_the_birthdays_month_counts(on, age_on, age):
    form = ApprovalForm(birth="199305", age_on=age_on)
    assert cell(form, "birth", on=on) == f"1993.05（{age}岁）"


@pytest.mark.parametrize(
    ("birth", "printed"),
    [("1992.05", "1992.05（34岁）"), ("19920501", "1992.05（34岁）"), ("不详", "不详"), (None, "")],
)
def test_birth_as_it_was_written(birth, printed):
    assert cell(ApprovalForm(birth=birth), "birth") == printed


@pytest.mark.parametrize(
    ("party", "printed"),
    [
        ("198801", "1988.01"),
        ("1988.01", "1988.01"),
        ("民盟", "民盟"),
        ("201305；民建", "2013.05民建"),
        ("群众", "群众"),
        ("民盟（2017.09）", "民盟（2017.09）"),
    ],
)
def test_party(party, printed):
    assert cell(ApprovalForm(party=party), "party") == printed


def test_the_retirement_month_is_that_of_the_form_or_of_the_formula():
    born = ApprovalForm(gender="男", birth="199103")
    assert cell(born, "retire_month") == "2054.03（63岁）"
    assert cell(replace(born, gender="女"), "retire_month") == "2049.03（58岁）"
    named = replace(born, retire_month="205512")
    assert cell(named, "retire_month") == "2055.12（64岁）"
    assert cell(replace(born, age_limit="改革前任职年龄界限为63岁"), "retire_month") == ""
    assert cell(replace(born, birth=None), "retire_month") == ""


def test_the_old_edition_has_no_retirement_month():
    text = "".join(m.text for m in marks(approval_pdf([ZHOU], edition=Edition.OLD, on=ON).content))
    assert "到龄" not in text
    assert cell(ZHOU, "health", edition=Edition.OLD) == "健康"
    assert cell(ZHOU, "pro_title", edition=Edition.OLD) == "高级工程师"


@pytest.mark.parametrize(
    ("education", "told"), [("中专", "云州工业学校"), ("高中", ""), ("初中", "")]
)
def test_below_vocational_schools_no_school_is_printed(education, told):
    form = ApprovalForm(fulltime_education=education, fulltime_school="云州工业学校")
    assert cell(form, "fulltime_school") == told


def test_names_of_two_characters_are_spaced():
    found = marks(approval_pdf([ZHAO], edition=Edition.NEW, on=ON).content)
    surname, given = (next(m for m in found if m.text == text and m.page == 1) for text in "赵𠮷")
    em = surname.right - surname.left
    assert given.left - surname.right == pytest.approx(em, abs=0.05)
    assert ZHAO.name == "赵𠮷"


def test_rare_characters_come_out_of_the_file_again():
    rare = "𠮷㛃䶮龑𬱖镕喆堃玥珺旸璟瑄祎婳"
    form = ApprovalForm(name=rare[:4], title=rare, family=(Relative(name="孙㛃", work=rare),))
    found = marks(approval_pdf([form], edition=Edition.NEW, on=ON).content)
    assert text_in(found, *NEW["name"]) == "𠮷㛃䶮龑"
    assert text_in(found, *NEW["title"]) == rare
    assert text_in(found, 2, member_box(0, 1)) == "孙㛃"
    assert text_in(found, 2, member_box(0, 4)) == rare


def test_only_our_faces_are_in_the_file():
    strange = replace(ZHOU, title="≤Ωжé①Ⅳ·—…“”‘’😀ابث한글ไทย", specialty="𠮷")
    assert faces(approval_pdf([ZHOU, ZHAO, strange], edition=Edition.NEW, on=ON).content) <= ALLOWED


def test_markup_is_text():
    form = ApprovalForm(name="<script>", title="<b>甲</b> &amp; &lt;乙&gt; ]]>", grounds='"></svg>')
    found = marks(approval_pdf([form], edition=Edition.NEW, on=ON).content)
    assert text_in(found, *NEW["name"]) == "<script>"
    assert text_in(found, *NEW["title"]) == "<b>甲</b>&amp;&lt;乙&gt;]]>"
    assert text_in(found, *NEW["grounds"]) == '"></svg>'


def test_education_and_schools():
    assert cell(ZHOU, "inservice_education") == "研究生工程硕士"
    assert cell(ZHOU, "inservice_school") == "华云科技大学管理学院工业工程专业"
    two = replace(ZHOU, inservice_degree_school="东港大学法学院法律专业")
    assert cell(two, "inservice_school") == (
        "华云科技大学管理学院工业工程专业东港大学法学院法律专业"
    )
    same = replace(ZHOU, inservice_degree_school=ZHOU.inservice_school)
    assert cell(same, "inservice_school") == ZHOU.inservice_school


def test_the_resume_hangs_behind_its_dates():
    found = marks(approval_pdf([ZHOU], edition=Edition.NEW, on=ON).content)
    inside = [m for m in found if m.page == 1 and m.baseline > 149 and m.left > 36]
    em = next(m.right - m.left for m in inside if m.text == "清")
    dates = {round(m.left, 1) for m in inside if m.left < 38}
    hanging = min(dates) + 9 * em
    texts: dict[float, float] = {}
    for mark in inside:
        if mark.left > min(dates) + 8.1 * em:
            row = round(mark.baseline, 1)
            texts[row] = min(texts.get(row, 999), mark.left)
    assert len(dates) == 1
    assert len(texts) == 15
    assert all(left == pytest.approx(hanging, abs=0.05) for left in texts.values())


def test_who_reports_and_when():
    assert cell(ZHOU, "reported_by") == "中共清河市工业和信息化局党组"
    assert cell(ZHOU, "filled_on") == "2026年12月10日"
    assert cell(replace(ZHOU, filled_on="202612"), "filled_on") == "2026年12月"
    assert cell(replace(ZHOU, filled_on=None), "filled_on") == "年月日"
    assert cell(ZHOU, "filled_by") == "填表人：何婧"


def test_a_family_of_thirty_loses_nobody():
    family = tuple(Relative(relation="姑姑", name=f"赵{chr(0x5000 + n)}") for n in range(30))
    printed = approval_pdf(
        [ApprovalForm(name="赵一", family=family), ZHOU], edition=Edition.NEW, on=ON
    )
    found = marks(printed.content)
    text = "".join(m.text for m in found if m.page <= 4)
    assert all(text.count(member.name[1]) == 1 for member in family)
    assert "家庭成员续见附页" in text
    # Front, back, two extra pages; the next person begins on a sheet of his own.
    assert printed.pages == 6
    assert text_in(found, 5, NEW["name"][1]) == "周远航"


def test_nobody_begins_on_the_back_of_somebody_else():
    family = tuple(Relative(name=f"赵{n}") for n in range(8))
    printed = approval_pdf([replace(ZHOU, family=family), ZHAO], edition=Edition.NEW, on=ON)
    found = marks(printed.content)
    assert printed.pages == 6
    assert not [m for m in found if m.page == 4]
    assert text_in(found, 5, NEW["name"][1]) == "赵𠮷"


def picture(kind: str, size: tuple[int, int], mode: str = "RGB") -> bytes:
    """A picture of one colour."""
    written = BytesIO()
    Image.new(mode, size, 90).save(written, kind)
    return written.getvalue()


@pytest.mark.parametrize(
    "photo",
    [
        picture("JPEG", (376, 460)),
        picture("PNG", (135, 180), "P"),
        picture("JPEG", (3000, 1000)),
        picture("JPEG", (30, 900), "L"),
    ],
)
def test_the_photo_is_in_its_frame(photo):
    content = approval_pdf([replace(ZHOU, photo=photo)], edition=Edition.NEW, on=ON).content
    with pdfplumber.open(BytesIO(content)) as document:
        (image,) = document.pages[0].images
        left, top, right, bottom = (
            image[side] * 25.4 / 72 for side in ("x0", "top", "x1", "bottom")
        )
    assert 151.5 < left < right < 187.8
    assert 37.0 < top < bottom < 86.2
    assert (right - left) / (bottom - top) == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize("photo", [None, b"", b"junk", b"\xff\xd8\xff", picture("GIF", (9, 9))])
def test_no_photo_leaves_the_frame_empty(photo):
    content = approval_pdf([replace(ZHOU, photo=photo)], edition=Edition.NEW, on=ON).content
    with pdfplumber.open(BytesIO(content)) as document:
        assert not document.pages[0].images


def test_nobody_to_be_printed_is_refused():
    with pytest.raises(ValueError, match="没有要打印的干部"):
        approval_pdf([], edition=Edition.NEW, on=ON)
