"""What the volume says before the reports: the whole's figures, the units beside each other.

Every number is of the seals that went in (`told.Told`), added up by `summing`; nothing is read from
the records, so that the volume and its reports cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.paper.official.description import (
    Block,
    Figure,
    Form,
    Official,
    Table,
    TableColumn,
    Text,
)
from reporting.annual.choices import Part, ReportState
from reporting.annual.models import AnnualReport
from reporting.gathering.keys import BY_KEY
from reporting.volume import charts
from reporting.volume.choosing import Selection
from reporting.volume.summing import OPINIONS, PEOPLE, number, share, totals
from reporting.volume.told import Told

NONE = "—"
# The columns of both tables: key and head.
TROOP = (
    (PEOPLE, "在库"),
    ("roster.women", "女"),
    ("roster.minority", "少数民族"),
    ("roster.non_party", "党外"),
    ("roster.average_age", "平均年龄"),
    ("roster.graduate", "研究生"),
    ("roster.bachelor", "本科以上"),
    ("roster.grassroots", "基层经历"),
    ("roster.entered", "入库"),
    ("roster.left", "出库"),
)
WORK = (
    ("mentoring.covered", "帮带覆盖"),
    ("rotation.moves", "轮岗"),
    ("frontline.sent", "派出锻炼"),
    ("use.promoted", "提任"),
    ("talks.covered", "谈话覆盖"),
    ("assessed.excellent", "考核优秀"),
    *OPINIONS.items(),
)
NAME_WIDTH, CELL_WIDTH = 30.0, 12.6
# What the text says of the whole: (heading, what each sentence lists, what it says of noughts).
SAID = (
    ("roster", "一、队伍情况", (
        "roster.women", "roster.minority", "roster.non_party", "roster.graduate",
        "roster.bachelor", "roster.grassroots",
    ), "没有在库干部。"),
    ("training", "二、培养锻炼", (
        "training.studies", "mentoring.pairs", "rotation.moves", "frontline.sent",
        "frontline.away",
    ), "全年没有安排学习培训、帮带、轮岗和派出锻炼。"),
    ("use", "三、选拔使用", (
        "use.promoted", "use.tier1", "use.tier2", "use.tier3", "use.tier4",
    ), "全年没有提任。"),
    ("management", "四、管理监督", (
        "talks.held", "concerns.raised", "concerns.closed", "assessed.excellent",
        "cases.opened", "cases.released",
    ), "全年没有谈心谈话、苗头问题和个案，也没有考核优秀的。"),
    ("opinions", f"五、{Part.OPINIONS.label}", tuple(OPINIONS), "没有提出初步意见和拟补充人选。"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of the whole, and whose they are: `of` is 全市合计, 全县（县委报告）or 合计."""

    selection: Selection
    told: tuple[Told, ...]
    whole: Mapping[str, str]
    of: str

    @property
    def place(self) -> str:
        """清河市, 青川县."""
        return self.selection.scope.short_name

    @property
    def lines(self) -> tuple[Told, ...]:
        """What stands beside each other: of a county its units, without the county itself."""
        own = self.selection.scope.pk
        return tuple(one for one in self.told if one.unit.pk != own)


def summary_of(selection: Selection, told: Sequence[Told]) -> Summary:
    """A county's own report speaks of everybody in the county: where it is filed it is the whole.

    Otherwise the whole is what the units that filed say together.
    """
    own = next((one for one in told if one.unit.pk == selection.scope.pk), None)
    if own is not None:
        return Summary(selection, tuple(told), own.values, "全县（县报告）")
    name = "全市合计" if selection.is_city else "各单位合计"
    return Summary(selection, tuple(told), totals(one.values for one in told), name)


def documents_of(summary: Summary, failed: Mapping[int, str]) -> list[Official]:
    """综述, 对比 and what is lacking, each a document; `failed` by report: why it is not there."""
    year = summary.selection.year
    found = [
        _record(f"{summary.place}{year}年度优秀年轻干部\n培养选拔工作综述", _words(summary)),
        _record("各单位主要指标对比", _tables(summary)),
    ]
    lacking = _lacking(summary, failed)
    if lacking:
        found.append(_record("未上报和未收入的单位", lacking))
    return found


def _record(title: str, blocks: Sequence[Block]) -> Official:
    return Official(form=Form.RECORD, title=title, blocks=tuple(blocks))


def _words(summary: Summary) -> list[Block]:
    blocks: list[Block] = [Text(_opening(summary))]
    drawn = _drawn(summary)
    for part, heading, keys, nothing in SAID:
        blocks.append(Text(heading, level=1))
        blocks.append(Text(_sentence(summary.whole, part, keys, nothing)))
        blocks += drawn.get(part, [])
    return blocks


def _sentence(whole: Mapping[str, str], part: str, keys: Sequence[str], nothing: str) -> str:
    """What the reports say of a part; one plain sentence where all of it is nought."""
    asked = (PEOPLE, "roster.entered", "roster.left", *keys) if part == "roster" else keys
    found = {key: value for key in asked if (value := number(whole.get(key, ""))) is not None}
    if not found:
        return "各报告没有这方面的数字。"
    if not any(found.values()):
        return nothing
    clauses = [_people(whole)] if part == "roster" else []
    # Of the levels that nobody came to the sum says enough.
    said = [key for key in keys if not (key in _LEVELS and found.get(key) == 0)]
    clauses += [_clause(whole, key) for key in said]
    return "，".join(filter(None, clauses)) + "。"


def _drawn(summary: Summary) -> dict[str, list[Figure]]:
    """The charts by the part that they stand in, numbered in that order."""
    units = [(one.unit.short_name, one.values) for one in summary.lines]
    found = (
        ("roster", charts.structure(summary.whole)),
        ("roster", charts.largest(units)),
        ("use", charts.moved(summary.whole)),
        ("opinions", charts.opinions(summary.whole, summary.place)),
    )
    parts: dict[str, list[Figure]] = {}
    there = [(part, figure) for part, figure in found if figure is not None]
    for count, (part, figure) in enumerate(there, start=1):
        named = replace(figure, caption=f"图{count}　{figure.caption}")
        parts.setdefault(part, []).append(named)
    return parts


def _opening(summary: Summary) -> str:
    chosen = summary.selection
    text = f"本汇编收入{summary.place}{chosen.year}年度已上报的报告{len(summary.told)}份。"
    others = (
        (len(chosen.lacking) - chosen.returned, "{}个单位没有上报"),
        (chosen.returned, "{}个单位的报告已退回、还没有重新上报"),
        (len(chosen.entries) - len(summary.told), "{}份报告没有生成"),
    )
    if lacking := "，".join(said.format(count) for count, said in others if count):
        text += f"另有{lacking}，不在以下数字之内。"
    if summary.of.startswith("全县"):
        return text + "以下数字取自县报告上报时封存的数据，包括县内各单位。"
    return text + "以下数字由各报告上报时封存的数据相加；平均年龄和覆盖率按在库人数加权。"


def _people(whole: Mapping[str, str]) -> str:
    said = [_clause(whole, PEOPLE)]
    if whole.get("roster.average_age"):
        said.append(f"平均年龄{whole['roster.average_age']}岁")
    said += [_clause(whole, "roster.entered"), _clause(whole, "roster.left")]
    return "，".join(filter(None, said))


def _clause(whole: Mapping[str, str], key: str) -> str:
    """在库312人; what the reports do not say is left out."""
    if number(whole.get(key, "")) is None:
        return ""
    label, unit = (OPINIONS[key], "人") if key in OPINIONS else _named(key)
    part = share(whole[key], whole.get(PEOPLE, "")) if key in _PARTS else ""
    return f"{label}{whole[key]}{unit}" + (f"（{part}%）" if part else "")


def _named(key: str) -> tuple[str, str]:
    """女干部 and 人: in a sentence the label does not say what is counted once more."""
    kind = BY_KEY[key]
    label = kind.label.removesuffix(kind.unit)
    return label.removesuffix(f"{kind.unit}数"), kind.unit


_PARTS = frozenset(SAID[0][2])  # of the people on the roster
_LEVELS = frozenset({"use.tier1", "use.tier2", "use.tier3", "use.tier4"})


def _tables(summary: Summary) -> list[Block]:
    return [
        _table(summary, TROOP, "表1　队伍情况（人；平均年龄为岁）"),
        _table(summary, WORK, "表2　培养、使用、管理和保留意见（人、人次；覆盖率为%）"),
    ]


def _table(summary: Summary, columns: Sequence[tuple[str, str]], caption: str) -> Table:
    lines = [(one.unit.short_name, one.values) for one in summary.lines]
    lines.append((summary.of, summary.whole))
    # What no report could count, as talks owed before duties began, has no column.
    columns = [one for one in columns if any(values.get(one[0]) for _, values in lines)]
    heads = [TableColumn("单位", NAME_WIDTH, "left")]
    heads += [TableColumn(head, CELL_WIDTH) for _, head in columns]
    rows = tuple((name, *(values.get(key) or NONE for key, _ in columns)) for name, values in lines)
    return Table(tuple(heads), rows, caption=caption, pt=10.5)


def _lacking(summary: Summary, failed: Mapping[int, str]) -> list[Block]:
    rows = [
        (one.unit.short_name, one.get_state_display(), f"{one.due_on:%Y.%m.%d}", _why(one))
        for one in summary.selection.lacking
    ]
    rows += [
        (one.unit.short_name, "已撤销", "", f"{one.unit.abolished_on:%Y.%m.%d} 撤销，不再上报")
        for one in summary.selection.gone
    ]
    rows += [
        (one.unit.short_name, "未收入", "", failed[one.report.pk])
        for one in summary.selection.entries
        if one.report.pk in failed
    ]
    if not rows:
        return []
    heads = (("单位", 40.0, "left"), ("状态", 20.0, "center"), ("上报期限", 26.0, "center"))
    columns = [TableColumn(*head) for head in heads] + [TableColumn("说明", 70.0, "left")]
    return [Table(tuple(columns), tuple(rows))]


def _why(report: AnnualReport) -> str:
    if report.state == ReportState.RETURNED and report.refile_by:
        return f"已退回，应在 {report.refile_by:%Y.%m.%d} 前重新上报"
    return "还没有上报" if report.first_filed_on is None else "已撤回，还没有重新上报"
