"""Every number in the Word file of a report against a clerk who counts in the records himself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from random import Random

import pytest
from docx import Document

from cadres.people.models import Cadre
from policy.parameters.models import ParameterValue
from reporting.annual import services
from reporting.annual.choices import PaperKind, ReportState
from reporting.annual.models import AnnualReport, Filing, Opinion, Passage, Proposal
from reporting.annual.reading import filed_of
from reporting.gathering.keys import KEYS
from reporting.papers.charts import ages, measures
from reporting.papers.paper import paper
from tests.annual.making import BUREAU, COUNTY, writer
from tests.gathering import test_tables as tables
from tests.gathering.clerk import Clerk
from tests.gathering.lives import live
from tests.papers_annual.reading import plain
from tests.world import World
from tests.world_people import TODAY

YEAR, LAST = TODAY.year, TODAY.year - 1
DAYS = {YEAR: TODAY, LAST: date(LAST, 12, 31)}
OWN = "另有干部{n}名参加市里的专题调研。〔在库人数〕中，党外干部〔党外干部人数〕。"
TIERS = (
    *("use.tier1", "use.tier2", "use.tier3", "use.tier4"),
    *("use.promoted", "use.deputy_pool", "use.principal_pool"),
)
MEASURES = (
    *("training.studies", "mentoring.pairs", "rotation.moves"),
    *("frontline.sent", "talks.held"),
)
NUMBER = re.compile(r"[0-9]")


class Word:
    """A file: its paragraphs outside tables, and its tables by their heads."""

    def __init__(self, content: bytes) -> None:
        document = Document(BytesIO(content))
        found = [plain(one.text) for one in document.paragraphs]
        self.paragraphs = [one for one in found if one]
        self.tables: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for table in document.tables:
            rows = [tuple(plain(cell.text) for cell in row.cells) for row in table.rows]
            if len(rows) > 1:
                assert rows[0] not in self.tables
                self.tables[rows[0]] = rows[1:]

    def table(self, *heads: str) -> list[tuple[str, ...]]:
        """The rows of the table whose heads begin so."""
        (found,) = (rows for told, rows in self.tables.items() if told[: len(heads)] == heads)
        return found

    def listed(self, *heads: str) -> list[tuple[str, ...]]:
        """The rows of a list of people, without the numbers before them, which count."""
        heads = ("序号", *heads)
        if not any(told[: len(heads)] == heads for told in self.tables):
            return []
        rows = self.table(*heads)
        assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
        return [row[1:] for row in rows]


@pytest.fixture(params=[21, 22])
def rng(world: World, request: pytest.FixtureRequest) -> Random:
    """Generated people in the world; the figures of the plan hold for both years."""
    ParameterValue.objects.update(since=date(2015, 1, 1))
    rng = Random(request.param)  # noqa: S311
    live(world, rng)
    return rng


@pytest.mark.parametrize("place", [BUREAU, COUNTY])
def test_every_number_in_the_word_file_is_what_a_clerk_counts(world: World, rng, place: str):
    for year in (LAST, YEAR):
        filing = file(world, rng, place, year)
        assert filing.is_late == (year == LAST)  # opened and filed long after its day
        word = Word(paper(filed_of(filing), PaperKind.WORD, TODAY))
        clerk = Clerk(world.named[place], year, DAYS[year])
        figures = told_figures(clerk)
        check_figures(word, figures)
        check_tables(word, clerk)
        check_words(word, filing, clerk, figures)
        check_charts(filing, clerk)


def file(world: World, rng: Random, place: str, year: int) -> Filing:
    """Opened, written at random and filed."""
    unit, by = world.named[place], writer(world, place)
    services.open_reports(actor=world.city, year=year, on=TODAY, units=[unit])
    report = AnnualReport.objects.get(unit=unit, year=year)
    given = {"actor": by, "report": report, "on": TODAY}
    stands = ("keep", "keep", "exit", "defer")
    services.opine(
        given={
            one.pk: (rng.choice(stands), f"第{rng.randrange(1, 99)}次研究", one.version)
            for one in Opinion.objects.filter(report=report)
        },
        **given,
    )
    others = Cadre.objects.filter(unit__path__startswith=unit.path, status="active")
    others = [one for one in others if not one.entries.exists()]
    for cadre in rng.sample(others, min(len(others), 2)):
        services.propose(cadre=cadre, reason="实绩突出", **given)
    if not others:
        services.none_to_add(is_none=True, **given)
    for one in Passage.objects.filter(report=report):
        if not one.text or one.part == 1:
            text = f"{one.text}\n{OWN.format(n=rng.randrange(2, 99))}".strip()
            services.write(part=one.part, text=text, seen=one.version, **given)
    for check in ("units", "head", *(f"talks:{year}Q{n}" for n in range(1, 5))):
        services.explain(check=check, words="已安排。", **given)
    report.refresh_from_db()
    return services.file(seen=report.version, **given)


def told_figures(clerk: Clerk) -> dict[str, str]:
    """Key to the figure with its measure, as the clerk writes it."""
    counted = clerk.figures()
    assert set(counted) == {key.key for key in KEYS}
    return {key.key: f"{counted[key.key]}{key.unit}" if counted[key.key] else "—" for key in KEYS}


def check_figures(word: Word, figures: dict[str, str]) -> None:
    """主要数据表, and the small table of part three; what a number counts is told beside it."""
    cells = [cell for row in word.table(*["项目", "数值"] * 5) for cell in row]
    found = {label: value for label, value in zip(cells[::2], cells[1::2], strict=True) if label}
    numbers = {key.key: figures[key.key].removesuffix(key.unit) for key in KEYS}
    assert {label.partition("（")[0]: value for label, value in found.items()} == {
        key.label: numbers[key.key] for key in KEYS
    }
    for key in KEYS:
        says = next(label for label in found if label.partition("（")[0] == key.label)
        assert says == f"{key.label}（{key.unit}）" or says.endswith((key.unit, "数"))
    small = [rows for heads, rows in word.tables.items() if heads[0] == "一级目标"]
    for rows in small:
        assert rows == [tuple(numbers[key] for key in TIERS)]


def check_tables(word: Word, clerk: Clerk) -> None:
    """Every cell of what was gathered, of opinions and of who is proposed."""
    none_to_add = "经研究，本年度没有拟补充人选。"
    lists = [
        ("优秀年轻干部名册：无。", ("姓名", "性别", "民族"), tables.roster(clerk)),
        ("职务变动情况表：无。", ("姓名", "原职务"), tables.changes(clerk)),
        ("培养锻炼情况表：无。", ("姓名", "类别"), tables.training(clerk)),
        ("年度考核及奖惩情况表：无。", ("姓名", "考核等次"), tables.assessed(clerk)),
        ("保留资格初步意见表：无。", ("姓名", "现职务", "意见"), opinions(clerk)),
        (f"拟补充人选推荐表：{none_to_add}", ("姓名", "出生年月", "学历"), proposals(clerk)),
    ]
    for nothing, heads, rows in lists:
        expected = [tuple(plain(cell) for cell in cells) for _, cells in rows]
        assert word.listed(*heads) == expected, heads
        assert (nothing in word.paragraphs) == (not expected), nothing
    heads, *_ = (told for told in word.tables if told[:2] == ("项目", "合计"))
    tables.check_statistics([(None, heads), *((None, row) for row in word.tables[heads])], clerk)


def opinions(clerk: Clerk) -> Iterator[tuple]:
    rows = Opinion.objects.filter(report__unit=clerk.unit, report__year=clerk.year)
    told = {one.cadre_id: one for one in rows}
    assert set(told) == {cadre.pk for cadre, _ in clerk.here}
    for cadre, _ in clerk.here:
        one = told[cadre.pk]
        yield cadre.pk, (cadre.name, cadre.title, one.get_stand_display(), one.reason)


def proposals(clerk: Clerk) -> Iterator[tuple]:
    rows = Proposal.objects.filter(report__unit=clerk.unit, report__year=clerk.year)
    for one in rows.order_by("cadre__sort_key", "cadre"):
        cadre = one.cadre
        education = cadre.get_fulltime_education_display() or ""
        birth = tables.month(cadre.birth)
        yield cadre.pk, (cadre.name, birth, education, cadre.title, one.reason)


def check_words(word: Word, filing: Filing, clerk: Clerk, figures: dict[str, str]) -> None:
    """Every sentence with its figures; no paragraph has a number that nobody accounts for."""
    on, report = clerk.on, filing.report
    stands = list(report.opinions.values_list("stand", flat=True))
    told = {key.label: figures[key.key] for key in KEYS} | {
        "拟保留人数": f"{stands.count('keep')}人",
        "拟调出人数": f"{stands.count('exit')}人",
        "拟缓定人数": f"{stands.count('defer')}人",
        "拟补充人数": f"{report.proposals.count()}人",
        "统计截止日": f"{on.year}年{on.month}月{on.day}日",
        "研究会议": "党组织",
    }
    lines = []
    for one in report.passages.order_by("part"):
        check_last_year(one.text, clerk)
        filled = re.sub(r"〔(.+?)〕", lambda found: told[found[1]], one.text)
        lines += [plain(line) for line in filled.splitlines() if line.strip()]
    rest = list(word.paragraphs)
    for line in lines:
        place = next(n for n, text in enumerate(rest) if text.startswith(line))
        rest[place] = rest[place].removeprefix(line)
    numbered = [text for text in rest if NUMBER.search(text)]
    year, day = clerk.year, f"{TODAY.year}年{TODAY.month}月{TODAY.day}日"
    allowed = (
        rf".*{year}年度培养选拔优秀年轻干部(工作情况.*)?|{year}年培养措施情况见图[12]。"
        r"|在库干部年龄结构情况见图1。|图[12].*|表1.*|选拔使用和后备人选分层情况见表1。"
        rf"|图[12]{year}年培养措施|.*统计截止：{told['统计截止日']}|附件：?[1-4]?.*|[1-4].?[^0-9]*"
        rf"|{day}.*"
    )
    assert [text for text in numbered if not re.fullmatch(allowed, text)] == []


def check_last_year(text: str, clerk: Clerk) -> None:
    """（上年12人）: what was filed a year ago."""
    found = re.findall(r"〔([^〔〕]+)〕（上年(.+?)）", text)
    if clerk.year == LAST:
        assert found == []
        return
    last = told_figures(Clerk(clerk.unit, LAST, DAYS[LAST]))
    labels = {key.label: key.key for key in KEYS}
    assert [(label, last[labels[label]]) for label, _ in found] == found
    assert AnnualReport.objects.get(unit=clerk.unit, year=LAST).state == ReportState.FILED


def check_charts(filing: Filing, clerk: Clerk) -> None:
    """The numbers that the pictures are drawn of."""
    whole, counted = filed_of(filing), clerk.figures()
    assert numbers_of(measures(whole)) == [int(counted[key]) for key in MEASURES]
    old = [tables.age(cadre.birth, clerk.on) for cadre, _ in clerk.here]
    bands = [sum(low <= one <= high for one in old) for low, high in tables.BANDS]
    assert numbers_of(ages(whole)) == bands


def numbers_of(chart) -> list[int]:
    assert chart is not None
    return [one["number"] for one in chart.spec["data"]["values"]]
