"""What people write: words, opinions, whom they would add, answers to what was said of cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cadres.roster.guards import names
from cadres.roster.models import RosterEntry
from reporting.annual.cells import label_of, named
from reporting.annual.checks.check import NOT_TOLD, Check, Reach, edited_at
from reporting.annual.choices import Part
from reporting.annual.models import AnnualReport, Comment, Opinion, Proposal
from reporting.annual.said import SEE_REMARKS, hears, last_number, last_return
from reporting.annual.whole import Whole


def words(report: AnnualReport, whole: Whole, _on: date, _reach: Reach) -> Iterator[Check]:
    """Each part says something, and every figure that it names there is."""
    told = {one.part: one for one in whole.words}
    faults = 0
    placed = 0
    for part in Part:
        cell, title = part.cell, part.heading
        one = told.get(part)
        url = edited_at(report, cell)
        if one is None or not one.text.strip():
            faults += 1
            sentence = f"“{title}”还没有内容。"
            yield Check(f"words:{int(part)}", "red", cell, sentence, "填写，或恢复自动稿", url)
            continue
        unknown = list(dict.fromkeys(whole.unknown(one)))
        placed += one.text.count("〔") - len(unknown)
        if unknown:
            faults += 1
            listed = "、".join(f"〔{label}〕" for label in unknown[:3])
            sentence = f"“{title}”中的{listed}不是数据名称，不能换成数字。"
            yield Check(
                f"placeholders:{int(part)}", "red", cell, sentence, "改用数据名称，或删去括号", url
            )
    if not faults:
        sentence = f"七个部分都有内容，已核对引用的数据 {placed} 处。"
        yield Check("words", "green", "part:1", sentence)


def opinions(report: AnnualReport, _whole: Whole, _on: date, _reach: Reach) -> Iterator[Check]:
    """Everybody on the roster has an opinion.

    Of the rows: whoever looks at this is not shown what is thought of himself.
    """
    rows = Opinion.objects.filter(report=report).select_related("cadre")
    silent = [one.cadre for one in rows if not one.stand]
    if not silent:
        sentence = f"已核对 {len(rows)} 人，每人都有保留资格初步意见，不保留的都有理由。"
        yield Check("opinions", "green", "opinions", sentence)
        return
    cell = f"opinion:{silent[0].pk}"
    sentence = f"{names(silent)}还没有保留资格初步意见。"
    yield Check("opinions", "red", cell, sentence, "填写意见", edited_at(report, cell))


def proposals(report: AnnualReport, _whole: Whole, on: date, reach: Reach) -> Iterator[Check]:
    """Whom the unit would add, or that there is nobody, is said; nobody is on the roster yet."""
    rows = Proposal.objects.filter(report=report).select_related("cadre")
    proposed = [one.cadre for one in rows]
    url = edited_at(report, "proposals")
    if not proposed and not report.none_to_add:
        sentence = "拟补充人选还没有填写。"
        label = "推荐人选，或勾选“无此类情况”"
        yield Check("proposals", "red", "proposals", sentence, label, url)
        return
    stays = RosterEntry.objects.on_roster(on).filter(cadre__in=proposed)
    entered = set(stays.values_list("cadre_id", flat=True))
    already = [one for one in proposed if one.pk in entered]
    gone = [one for one in proposed if not one.unit_path.startswith(report.unit.path)]
    if any(one.pk == reach.himself for one in (*already, *gone)) and not reach.guarded:
        yield Check("proposals:more", "red", "proposals", NOT_TOLD)
    told = [one for one in proposed if one.pk != reach.himself]
    already, gone = ([one for one in some if one in told] for some in (already, gone))
    if already:
        cell = f"proposal:{already[0].pk}"
        sentence = f"拟补充人选中的{names(already)}已在库。"
        yield Check("proposals:entered", "red", cell, sentence, "移出该人选", url)
    if gone:
        cell = f"proposal:{gone[0].pk}"
        sentence = f"拟补充人选中的{names(gone)}已不在本单位。"
        yield Check("proposals:gone", "red", cell, sentence, "移出该人选", url)
    if not already and not gone:
        many = f"已核对拟补充人选 {len(told)} 人，都在本单位，都不在库。"
        sentence = many if told else "已注明无拟补充人选。"
        yield Check("proposals", "green", "proposals", sentence)


def head(report: AnnualReport, whole: Whole, _on: date, _reach: Reach) -> Iterator[Check]:
    """What a report to a higher organ has at its head (GB/T 9704), or why it has not."""
    url = edited_at(report, "head")
    told = {"发文字号": whole.document, "签发人": whole.signer, "研究会议": whole.meeting}
    lacking = [label for label, text in told.items() if not text]
    if lacking:
        sentence = f"发文信息还没有填写{'、'.join(lacking)}。"
        yield Check("head", "yellow", "head", sentence, "填写", url)
    else:
        yield Check("head", "green", "head", "发文字号、签发人、研究会议都已填写。")


def returned(report: AnnualReport, _whole: Whole, _on: date, _reach: Reach) -> Iterator[Check]:
    """What was said of the whole report when it came back is answered as what is said of cells."""
    step = last_return(report)
    if step is None or step.words in ("", SEE_REMARKS):
        return
    if Comment.objects.filter(report=report, filing__number=last_number(report)).exists():
        return  # the words go with what was said of cells, each of which is answered
    sentence = f"{step.get_verb_display()}时的要求：{step.words}"  # type: ignore[attr-defined]
    yield Check(f"returned:{step.pk}", "yellow", "head", sentence, "看报告", "#returned")


def comments(report: AnnualReport, whole: Whole, _on: date, reach: Reach) -> Iterator[Check]:
    """Whatever was said of cells before the report was returned is answered."""
    rows = list(Comment.objects.filter(report=report))
    told = hears(report, guarded=reach.guarded, himself=reach.himself)
    if not reach.guarded and any(not one.answer and not told(one.cell) for one in rows):
        yield Check("comment:more", "red", "head", NOT_TOLD)
    rows = [one for one in rows if told(one.cell)]
    who = named(whole)
    silent = [one for one in rows if not one.answer]
    for one in silent:
        label = label_of(one.cell, who) or "已不在报告中的内容"
        sentence = f"审核意见还没有答复（{label}）：{one.words}"
        url = edited_at(report, one.cell)
        yield Check(f"comment:{one.pk}", "red", one.cell, sentence, "修改并答复", url)
    if rows and not silent:
        sentence = f"审核意见 {len(rows)} 条都已答复。"
        yield Check("comments", "green", "head", sentence)
