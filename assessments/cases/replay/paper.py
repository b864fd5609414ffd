"""A replay on paper: a record in the type of official documents, as PDF and as Word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assessments.cases.replay.content import Replay
from assessments.cases.steps import Line
from core.paper.official.description import Block, Form, Official, Table, TableColumn, Text
from core.paper.official.docx import official_docx
from core.paper.official.pdf import official_pdf

NUMERALS = "一二三四五六七"
LONGEST_CELL = 400  # characters: a row is never higher than a page
PAIRS = (TableColumn("项目", 34), TableColumn("内容", 122, "left"))
FIGURES = (TableColumn("参数", 106, "left"), TableColumn("当时的值", 50))
FACTS = (
    TableColumn("事实", 34),
    TableColumn("内容", 82, "left"),
    TableColumn("来源", 40, "left"),
)
COURSE = (
    TableColumn("日期", 26),
    TableColumn("办理", 30),
    TableColumn("内容", 76, "left"),
    TableColumn("办理人", 24),
)


def written(replay: Replay, fmt: str, *, on: date) -> bytes:
    """The file; raises FacesMissing for a PDF without faces."""
    document = document_of(replay)
    title = f"{replay.title} {replay.person[0][1]}"
    if fmt == "pdf":
        return official_pdf([document], title=title)
    return official_docx([document], title=title, on=on)


def document_of(replay: Replay) -> Official:
    """The record."""
    return Official(form=Form.RECORD, title=replay.title, blocks=tuple(_blocks(replay)))


def _blocks(replay: Replay) -> Iterator[Block]:
    why, numerals = replay.why, iter(NUMERALS)

    def heading(words: str) -> Text:
        return Text(f"{next(numerals)}、{words}", 1)

    about = (("个案编号", str(replay.number)), ("立案日期", replay.opened_on))
    about += (("情形", replay.ground),)
    yield Table(PAIRS, (*replay.person, *about, *replay.terms))
    yield heading("立案理由")
    yield Text(why.verdict)
    if why.nearness:
        yield Text(why.nearness, lead="距界线。")
    yield heading("依据")
    yield Text(why.clause_text, lead=f"方案 {why.clause}。")
    yield Text(why.sentence, lead="判定规则。")
    if why.figures:
        yield heading("参数")
        yield Table(FIGURES, tuple((one.label, one.value) for one in why.figures))
    if why.facts:
        yield heading("事实")
        yield Table(
            FACTS,
            tuple(
                (one.label if not number else "（续）", part, one.source if not number else "")
                for one in why.facts
                for number, part in enumerate(_parts(one.value))
            ),
        )
    yield heading("办理经过")
    yield Table(COURSE, tuple(row for step in replay.steps for row in _rows(step)))
    digest = f"快照摘要（SHA-256）{replay.digest}。" if replay.digest else ""
    said = "本表只读取立案时的快照和办理记录，不读取现在的参数和档案。"
    yield Text(f"{said}{digest}{replay.seal}", lead="说明。")


def _rows(step: Line) -> Iterator[tuple[str, str, str, str]]:
    said = [f"{label}：{words}" for label, words in step.details]
    text = "\n".join([*said, *([step.words] if step.words else [])])
    for number, part in enumerate(_parts(text)):
        if number:
            yield "", "（续）", part, ""
        else:
            yield str(step.on), step.label, part, step.who


def _parts(text: str) -> list[str]:
    """A text in pieces that a row can hold; at least one."""
    lines = [line for line in text.replace("\r", "").split("\n") if line.strip()]
    pieces = [
        line[start : start + LONGEST_CELL]
        for line in lines
        for start in range(0, len(line), LONGEST_CELL)
    ]
    parts: list[str] = []
    for piece in pieces:
        if parts and len(parts[-1]) + len(piece) < LONGEST_CELL and parts[-1].count("\n") < 12:
            parts[-1] += f"\n{piece}"
        else:
            parts.append(piece)
    return parts or [""]
