"""Whatever a form says, its texts stay in their cells, whose places are written down by hand."""

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cadres.formats.approval_form import ApprovalForm, Edition, Relative
from cadres.papers.approval_pdf import approval_pdf
from tests.papers.grid import NEW, OLD, member_box
from tests.papers.reading import Mark, marks

ON = date(2026, 12, 10)
NEAR = 0.1  # mm
# A character of its own for each field, in none of the labels: where it stands, the field does.
SIGNS = {name: chr(0x4E01 + 7 * number) for number, name in enumerate(NEW)}
LENGTHS = st.one_of(st.integers(0, 12), st.integers(13, 60), st.integers(61, 1500))
SLOW = list(HealthCheck)  # a page takes 20 ms, reading it half a second
TEXTS = st.fixed_dictionaries(dict.fromkeys(NEW, LENGTHS))
OTHERS = ("", " ", "W" * 60, "，", "。）”", "（", "1988.01", "\n", "𠮷", "<b>&amp;", "\u200b\x00\t")


def stays(mark: Mark, page: int, box: tuple[float, float, float, float]) -> bool:
    """An ideograph reaches 0.88 em above its baseline and 0.12 below."""
    left, top, right, bottom = box
    em = mark.right - mark.left
    return (
        mark.page == page
        and left - NEAR <= mark.left
        and mark.right <= right + NEAR
        and top - NEAR <= mark.baseline - 0.88 * em
        and mark.baseline + 0.12 * em <= bottom + NEAR
    )


@pytest.mark.parametrize(("edition", "places"), [(Edition.NEW, NEW), (Edition.OLD, OLD)])
@settings(max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=SLOW)
@given(lengths=TEXTS, seed=st.integers(0, 2**32))
def test_each_text_stays_in_its_cell(edition, places, lengths, seed):
    dice = Random(seed)  # noqa: S311
    form = ApprovalForm(
        **{
            name: "".join(dice.choice(OTHERS) if dice.random() < 0.1 else sign for _ in range(n))
            for (name, sign), n in zip(SIGNS.items(), lengths.values(), strict=True)
        }
    )
    printed = approval_pdf([form], edition=edition, on=ON)
    assert printed.pages == 2
    found = marks(printed.content)
    owners = {sign: name for name, sign in SIGNS.items()}
    for mark in found:
        name = owners.get(mark.text)
        assert name is None or stays(mark, *places[name]), (name, mark)
        assert mark.left >= 22 - NEAR
        assert mark.right <= 190 + NEAR
    if any(told.is_cut for told in printed.tight):
        return
    shown = {owners[mark.text] for mark in found if mark.text in owners}
    written = {name for name in places if SIGNS[name] in (getattr(form, name) or "")}
    assert shown == written


def test_a_whole_family_stays_in_its_rows():
    columns = ("甪", "甴", "甶", "甹", "甼")
    long = [40, 3, 9, 30, 200]
    family = tuple(
        Relative(
            **dict(
                zip(
                    ("relation", "name", "birth", "politics", "work"),
                    (sign * n for sign, n in zip(columns, long, strict=True)),
                    strict=True,
                )
            )
        )
        for _ in range(7)
    )
    printed = approval_pdf([ApprovalForm(family=family)], edition=Edition.NEW, on=ON)
    found = [mark for mark in marks(printed.content) if mark.text in columns]
    assert len(found) == 7 * sum(long)
    for mark in found:
        column = columns.index(mark.text)
        assert any(stays(mark, 2, member_box(row, column)) for row in range(7)), mark


@pytest.mark.parametrize(
    "resume",
    [
        "2014.07--2016.02  " + "清河市经济局办公室主任，" * 170,
        "\n".join(f"{1960 + n}.01--{1961 + n}.01  清河市某局科员" for n in range(60)),
        "W" * 60,
        "2014.07--  " + "W" * 600,
        "没有年月的一段话。" * 200,
    ],
    ids=["2000 characters", "60 lines", "one word", "a long word", "no dates"],
)
def test_a_long_resume_is_all_there_and_in_its_cell(resume):
    printed = approval_pdf([ApprovalForm(name="甲乙", resume=resume)], edition=Edition.NEW, on=ON)
    left, top, right, bottom = NEW["resume"][1]
    inside = [m for m in marks(printed.content) if m.page == 1 and m.baseline > top + 1]
    texts = [m for m in inside if m.left > left]
    assert all(m.left >= left and m.right <= right and m.baseline < bottom - 0.3 for m in texts)
    assert "".join(sorted(m.text for m in texts)) == "".join(sorted("".join(resume.split())))


def test_what_falls_under_seven_points_is_told_and_what_is_cut_too():
    lines = "\n".join(f"{1950 + n}.01--{1951 + n}.01  清河市某局科员" for n in range(70))
    form = ApprovalForm(name="周远航", resume=lines, native_place="清" * 900)
    tight = {told.field: told for told in approval_pdf([form], edition=Edition.NEW, on=ON).tight}
    assert set(tight) == {"简历", "籍贯"}
    assert {told.person for told in tight.values()} == {"周远航"}
    assert [told.is_cut for told in (tight["简历"], tight["籍贯"])] == [False, True]


def test_a_form_that_says_nothing_has_its_labels():
    printed = approval_pdf([ApprovalForm()], edition=Edition.NEW, on=ON)
    text = "".join(mark.text for mark in marks(printed.content))
    assert printed.tight == ()
    assert "干部任免审批表" in text
    assert "审批机关意见" in "".join(text.split())
