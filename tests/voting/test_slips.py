"""Slips and key sheets as they come out of the printer: read back from the PDF."""

import io
import re
from collections import Counter

import pdfplumber
import pypdfium2
import pytest
from django.utils.timezone import localdate

from assessments.polls.codes import draw, normalised, shown
from assessments.polls.keys import new_halves
from assessments.voting import key_sheets, slips
from assessments.voting.squares import matrix
from tests.polls.making import Held, poll, with_codes
from tests.world import World

CODE = re.compile(r"[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}")
DPI = 300


@pytest.fixture
def held(world: World, settings) -> Held:
    """A poll whose slips are to be printed."""
    settings.BASE_URL = "http://qinglan.qinghe.gov.cn"
    return with_codes(world, on=localdate(), voters={"B": 11})


def pages(content: bytes) -> list[str]:
    """The text of each page."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [page.extract_text() for page in document.pages]


def test_every_code_is_on_one_slip_eight_a_sheet(held: Held):
    codes = held.codes["B"]
    texts = pages(slips.pdf(held.poll, held.electorate("B"), codes))
    found = [CODE.findall(text) for text in texts]
    assert [len(row) for row in found] == [8, 3]
    assert Counter(normalised(code) for row in found for code in row) == Counter(codes)
    first = "".join(texts[0].split())
    for words in (
        "清河市交通运输局",
        "2026年度民主测评",
        "B类（中层干部）",
        "qinglan.qinghe.gov.cn/ballot/",
        "交票后本码作废",
        "中共清河市委组织部监制",
        "本张不编号",
    ):
        assert first.count(words) == 8, words


def test_nothing_numbers_the_slips_and_their_order_is_by_lot(held: Held):
    codes = draw(40)
    one, other = (
        CODE.findall("\n".join(pages(slips.pdf(held.poll, held.electorate("B"), codes))))
        for _ in range(2)
    )
    assert sorted(one) == sorted(other) == sorted(map(shown, codes))
    # Equal orders by chance: 1 in 40!.
    assert one != other
    assert one != [shown(code) for code in codes]


def test_the_square_holds_the_address_with_the_code_behind_the_sharp(held: Held):
    code = "KMERWFDD9X2P"
    content = slips.pdf(held.poll, held.electorate("B"), [code])
    page = pypdfium2.PdfDocument(content)[0]
    image = page.render(scale=DPI / 72).to_pil().convert("L")
    page.close()
    expected = matrix(f"http://qinglan.qinghe.gov.cn/ballot/#{code}")
    size = len(expected)

    def at(x: int, y: int) -> int:
        """Whether the middle of a module is dark."""
        place = (9 + (x + 0.5) * 26 / size, 28 + (y + 0.5) * 26 / size)
        return int(image.getpixel(tuple(int(mm * DPI / 25.4) for mm in place)) < 128)

    painted = [[at(x, y) for x in range(size)] for y in range(size)]
    assert painted == [list(row) for row in expected]


@pytest.mark.parametrize(
    ("address", "nowhere"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost:8000", True),
        ("http://[::1]:8000", True),
        ("http://0.0.0.0:8000", True),
        ("http://10.8.0.5:8000", False),
        ("http://qinglan.qinghe.gov.cn", False),
    ],
)
def test_an_address_of_this_machine_alone_is_told(settings, address: str, nowhere: bool):
    settings.BASE_URL = address
    assert slips.leads_nowhere() is nowhere


def test_long_names_stay_on_their_slip(world: World, held: Held):
    held.poll.title = "二〇二六年度优秀年轻干部重点培养工程入库人选民主测评暨综合研判" * 2
    held.poll.unit.name = "清河市人民政府国有资产监督管理委员会直属企业改革发展服务中心"
    content = slips.pdf(held.poll, held.electorate("B"), draw(8))
    with pdfplumber.open(io.BytesIO(content)) as document:
        (page,) = document.pages
        per_slip = page.height / 4
        for char in page.chars:
            assert char["x0"] >= 0
            assert char["x1"] <= page.width
            assert char["top"] // per_slip == char["bottom"] // per_slip
    assert pages(content)[0].count("任何人（含管理员）") == 8


def test_four_hundred_slips_are_fifty_pages(held: Held):
    content = slips.pdf(held.poll, held.electorate("B"), draw(400))
    assert len(pypdfium2.PdfDocument(content)) == 50


def test_a_county_prints_its_own_department(world: World):
    made = poll(world, unit="柳河镇", people=("赵文博",), on=localdate(), actor=world.county)
    text = pages(slips.pdf(made, made.electorates.first(), draw(1)))[0]
    assert "中共青川县委组织部监制" in "".join(text.split())


def test_nothing_is_written_to_disk(held: Held, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    slips.pdf(held.poll, held.electorate("B"), draw(9))
    key_sheets.pdf(held.poll, new_halves())
    assert list(tmp_path.rglob("*")) in ([], [tmp_path / "media"])


def test_each_half_of_the_key_has_a_page_of_its_own(held: Held):
    halves = new_halves()
    texts = pages(key_sheets.pdf(held.poll, halves))
    assert len(texts) == 2
    for own, other, holder, text in zip(
        halves, reversed(halves), ("监票人", "计票人"), texts, strict=True
    ):
        compact = "".join(text.split())
        assert own.replace(" ", "") in compact
        assert other.replace(" ", "") not in compact
        assert f"（{holder}保管）" in compact
        assert "清河市交通运输局" in compact
        assert "永远打不开" in compact
