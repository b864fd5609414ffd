"""The roster as PDF: header on every page, texts in their columns, units as headings."""

from itertools import accumulate, pairwise

import pytest

from cadres.papers.roster_bands import numeral
from cadres.papers.roster_pdf import roster_pdf
from docs.images.roster import COLUMNS, Column, Head, people
from tests.papers.reading import Mark, marks

LEFT, WIDTH, BOTTOM = 22.0, 380.0, 277.0  # mm
SCALE = WIDTH / sum(column.mm for column in COLUMNS)
EDGES = [LEFT + width for width in accumulate((c.mm * SCALE for c in COLUMNS), initial=0)]
NEAR = 0.1
SIGNS = [chr(0x9E20 + 3 * place) for place in range(len(COLUMNS))]


def printed(rows, **kwargs):
    """The PDF and its characters."""
    roster = roster_pdf(Head(), COLUMNS, rows, **kwargs)
    return roster, marks(roster.content)


def text_of(found: list[Mark], page: int) -> str:
    """What stands on a page."""
    return "".join(mark.text for mark in found if mark.page == page)


@pytest.mark.parametrize("length", [1, 7, 40, 160])
def test_texts_stay_in_their_columns(length):
    rows = [tuple(sign * length for sign in SIGNS) for _ in range(3)]
    _, found = printed(rows)
    for mark in found:
        if mark.text in SIGNS:
            left, right = list(pairwise(EDGES))[SIGNS.index(mark.text)]
            assert left - NEAR <= mark.left
            assert mark.right <= right + NEAR
            assert mark.baseline < BOTTOM
    for sign in SIGNS:
        assert any(mark.text == sign for mark in found)


def test_rows_do_not_run_into_each_other():
    rows = [tuple(sign * (20 if n % 2 else 2) for sign in SIGNS) for n in range(4)]
    _, found = printed(rows)
    column = [m for m in found if m.text == SIGNS[13]]
    steps = [b.baseline - a.baseline for a, b in pairwise(column) if b.baseline != a.baseline]
    assert all(step > 0 for step in steps)


def test_the_header_stands_on_every_page_with_its_number():
    rows = [tuple(f"{n}" for _ in COLUMNS) for n in range(60)]
    roster, found = printed(rows)
    assert roster.pages == 4
    for page in range(1, 5):
        text = text_of(found, page)
        assert "全日制教育" in text
        assert f"第{page}页共4页" in text
        assert "内部资料注意保存" in text
        assert "共60名导出人：林静文2026年11月28日17:30" in text
        assert "清河市优秀年轻干部名册" in text
        assert "统计截止：2026年11月30日" in text
    assert "填报单位（盖章）：中共清河市委组织部" in text_of(found, 1)


def test_people_of_a_unit_stand_under_its_name():
    units, rows = zip(*people(), strict=True)
    roster, found = printed(rows, units=units)
    assert roster.pages == 2
    assert roster.tight == ()
    whole = text_of(found, 1) + text_of(found, 2)
    for heading in (
        "一、清河市工业和信息化局（8名）",
        "二、清河市农业农村局（5名）",
        "三、清源县（7名）",
        "四、临江县（6名）",
    ):
        assert heading in whole
    # No heading is the last thing on a page.
    lowest = max(m.baseline for m in found if m.page == 1 and m.baseline < BOTTOM)
    assert "名）" not in "".join(m.text for m in found if m.page == 1 and m.baseline == lowest)


def test_names_are_spaced_and_rare_ones_are_there():
    _, rows = zip(*people(), strict=True)
    _, found = printed(rows)
    whole = text_of(found, 1) + text_of(found, 2)
    assert all(name in whole for name in ("赵𠮷", "孙㛃", "林䶮", "阿依古丽·买买提"))
    first = next(m for m in found if m.text == "𠮷")
    surname = next(m for m in found if m.text == "赵")
    em = surname.right - surname.left
    assert first.left - surname.right == pytest.approx(em, abs=0.05)


def test_hidden_columns_are_not_printed():
    columns = (*COLUMNS, Column("系统编号", 20, is_hidden=True))
    roster = roster_pdf(Head(), columns, [(*("甲" for _ in COLUMNS), "乙")])
    text = text_of(marks(roster.content), 1)
    assert "系统编号" not in text
    assert "乙" not in text


def test_nobody_is_a_page_with_a_header():
    roster, found = printed([])
    assert roster.pages == 1
    assert "共0名" in text_of(found, 1)


def test_texts_too_long_for_any_row_are_told():
    row = ("1", "周远航", *("" for _ in COLUMNS[2:-1]), "长" * 3000)
    roster, _ = printed([row])
    assert [(t.person, t.field, t.is_cut) for t in roster.tight] == [("周远航", "备注", True)]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百〇五"),
        (110, "一百一十"),
        (240, "二百四十"),
    ],
)
def test_numerals(number, text):
    assert numeral(number) == text
