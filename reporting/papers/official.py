"""A report as an official document (GB/T 9704, domain §6.9 and §7): text, charts, attachments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.paper.official.description import Block, Figure, Official, Table, TableColumn, Text
from reporting.annual.choices import Part
from reporting.annual.whole import Whole, department_of
from reporting.gathering.keys import BY_KEY
from reporting.papers.attachments import attachments
from reporting.papers.charts import ages, measures, number_of
from reporting.papers.imprint import issued_by
from reporting.papers.wording import paragraphs

DRAFT = "草稿　未上报"
TABLE_PT = 10.5
NOTHING = "没有需要报告的情况。"
TIERS = (
    ("一级目标", "use.tier1"),
    ("二级目标", "use.tier2"),
    ("三级目标", "use.tier3"),
    ("四级目标", "use.tier4"),
    ("提任合计", "use.promoted"),
    ("副县级后备", "use.deputy_pool"),
    ("正县级后备", "use.principal_pool"),
)


def official_of(whole: Whole) -> Official:
    """The document; of a draft it says so where an official number would stand."""
    return Official(
        mark=f"{whole.organization}文件",
        number=whole.document if whole.number else DRAFT,
        signer=whole.signer,
        title=_title(whole),
        to=department_of(whole.collector_name),
        blocks=tuple(_blocks(whole)),
        attached=attachments(whole),
        signed=whole.organization,
        day=whole.filed_on,
        note=f"联系人：{whole.contact}" if whole.contact else "",
        issued_by=issued_by(whole),
    )


def _title(whole: Whole) -> str:
    """In lines, broken where the sense allows it."""
    return whole.title.replace("优秀年轻干部工作情况", "优秀年轻干部\n工作情况")


def _blocks(whole: Whole) -> Iterator[Block]:
    yield Text(f"现将{whole.year}年度培养选拔优秀年轻干部工作情况报告如下。")
    told = {words.part: whole.text_of(words) for words in whole.words}
    charts = 0
    for part in Part:
        yield Text(part.heading, 1)
        said = list(paragraphs(told.get(part, ""))) or [Text(NOTHING)]
        shown = _shown(whole, part, charts + 1)
        if shown is None:
            yield from said
            continue
        sentence, block = shown
        charts += isinstance(block, Figure)
        yield from said[:-1]
        yield replace(said[-1], text=f"{said[-1].text}{sentence}")  # it closes what was said
        yield block
    yield Text("特此报告。")


def _shown(whole: Whole, part: Part, number: int) -> tuple[str, Block] | None:
    """The chart or small table of a part with its sentence; None where there is no number."""
    if part is Part.USE:
        return _uses(whole)
    chart, words, lines = None, "", 0
    if part is Part.OVERVIEW:
        chart, words, lines = ages(whole), "在库干部年龄结构", 5
    elif part is Part.TRAINING:
        chart, words, lines = measures(whole), f"{whole.year}年培养措施", 4
    if chart is None:
        return None
    return f"{words}情况见图{number}。", Figure(chart, f"图{number}　{words}", lines)


def _uses(whole: Whole) -> tuple[str, Block] | None:
    """How many came to which tier, as a small table, unless the words say all of it."""
    found = [(label, whole.content.value(key)) for label, key in TIERS]
    words = "".join(one.text for one in whole.words if one.part == Part.USE)
    named = all(f"〔{BY_KEY[key].label}〕" in words for _, key in TIERS)
    if named or not any(number_of(value) for _, value in found):
        return None
    table = Table(
        tuple(TableColumn(label, 22) for label, _ in found),
        (tuple(value or "—" for _, value in found),),
        caption="表1　选拔使用和后备人选情况",
        pt=TABLE_PT,
    )
    return "选拔使用和后备人选分层情况见表1。", table
