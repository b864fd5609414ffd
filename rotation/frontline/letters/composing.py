"""The two kinds of letters of a batch as official documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.paper.official.description import Attachment, Block, Form, Official, Text
from core.scoping import Viewer
from core.units.models import Unit
from policy.parameters.figures import in_force
from rotation.appraisals.figures import AppraisalFigures
from rotation.appraisals.sheet.content import title_of
from rotation.choices import KIND_OF, SHORT, Channel
from rotation.frontline.letters.gathering import Sent, by_unit, sent_by
from rotation.frontline.letters.wording import (
    Words,
    named,
    people_table,
    term_of,
    titled,
    treatment_of,
)
from rotation.frontline.models import Batch

IN_TEXT = 3  # people whom the letter itself lists; more go on a list of their own


class Kind(StrEnum):
    """派出通知 goes to the sending unit, 派遣函 introduces people to their host."""

    NOTICE = "派出通知"
    INTRODUCTION = "派遣函"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its kind, to whom it goes, about whom, and the document."""

    kind: Kind
    unit: Unit
    people: tuple[Sent, ...]
    document: Official


def letters_of(batch: Batch, viewer: Viewer, on: date) -> list[Letter]:
    """Notices in the order of the sending units, then introductions in that of the hosts.

    A constant number of statements, however many are sent. Raises what `sent_by` raises.
    """
    words = Words(batch, batch.programme)
    sent = sent_by(batch, viewer)
    figures = in_force(AppraisalFigures, on, batch.programme.unit)
    notices = [
        Letter(Kind.NOTICE, unit, tuple(people), _notice(words, unit, people))
        for unit, people in by_unit(sent, lambda one: one.sender)
    ]
    return notices + [
        Letter(Kind.INTRODUCTION, unit, tuple(people), _introduction(words, unit, people, figures))
        for unit, people in by_unit(sent, lambda one: one.host)
    ]


def _notice(words: Words, unit: Unit, people: list[Sent]) -> Official:
    hosts = [host.name for host, _ in by_unit(people, lambda one: one.host)]
    return Official(
        mark=f"{words.department}文件",
        number=words.batch.document,
        title=f"{words.department}\n关于选派{titled(people)}\n{words.going}的通知",
        to=unit.name,
        blocks=tuple(_notice_blocks(words, people)),
        attached=_attached(words, people),
        signed=words.department,
        day=words.batch.dispatched_on,
        copies_to="，".join(hosts),
        issued_by=f"{words.department}办公室",
    )


def _notice_blocks(words: Words, people: list[Sent]) -> Iterator[Block]:
    yield Text(
        f"{words.basis}，选派你单位{named(people)}{words.going}，{_where(people)}。"
        "现将有关事项通知如下。"
    )
    if len(people) <= IN_TEXT:
        yield people_table(people)
    yield Text("一、时间", 1)
    yield Text(f"{_sentence(term_of(people))}请通知本人做好工作交接，按时到接收单位报到。")
    yield Text("二、人事关系和待遇", 1)
    treatment = treatment_of(words.programme)
    more = f"锻炼期间{treatment}。" if treatment else ""
    yield Text(f"派出期间不改变与原单位的人事关系，原职务、编制、工资福利不变。{more}")
    yield Text("三、管理和返回", 1)
    yield Text(
        "派出期间由接收单位负责日常管理，你单位应当定期了解情况、关心工作生活，"
        "不安排本人承担原单位的日常工作。期满前提出返回后的工作安排意见，按时接回。"
    )


def _introduction(
    words: Words, unit: Unit, people: list[Sent], figures: AppraisalFigures
) -> Official:
    senders = [sender.name for sender, _ in by_unit(people, lambda one: one.sender)]
    return Official(
        form=Form.LETTER,
        mark=words.department,
        title=f"关于选派{titled(people)}\n{words.going_to(unit)}的函",
        to=unit.name,
        blocks=tuple(_introduction_blocks(words, people, figures)),
        attached=_attached(words, people),
        signed=words.department,
        day=words.batch.dispatched_on,
        copies_to="，".join(senders),
    )


def _introduction_blocks(
    words: Words, people: list[Sent], figures: AppraisalFigures
) -> Iterator[Block]:
    yield Text(
        f"{words.basis}{words.document}，选派{named(people)}到你单位"
        f"{_at_host(words)}，{_where(people)}，请接洽。"
    )
    if len(people) <= IN_TEXT:
        yield people_table(people)
    yield Text(
        f"{_sentence(term_of(people))}请按名单明确职务和分工，安排工作和生活。", lead="时间。"
    )
    yield Text("负责日常管理和监督，编入党组织参加活动；不改变其人事关系。", lead="管理。")
    yield Text(_appraising(words, people, figures), lead="考核。")


def _appraising(words: Words, people: list[Sent], figures: AppraisalFigures) -> str:
    kind = KIND_OF[Channel(words.programme.channel)]
    if kind in SHORT:
        return "任务结束时如实作出鉴定，送我部和派出单位。"
    halfway = (
        "过半时进行中期考核，"
        if (words.programme.term_months or 0) >= figures.midterm_months
        else ""
    )
    return (
        f"{halfway}期满前填写《{title_of(kind)}》，送派出单位和我部；"
        f"当年在你单位满{figures.host_months}个月的，年度考核由你单位负责。"
    )


def _at_host(words: Words) -> str:
    return words.going.removeprefix("到乡镇")


def _sentence(term: str) -> str:
    return f"{term}。"


def _where(people: list[Sent]) -> str:
    return "名单如下" if len(people) <= IN_TEXT else "名单见附件"


def _attached(words: Words, people: list[Sent]) -> tuple[Attachment, ...]:
    if len(people) <= IN_TEXT:
        return ()
    note = "注：派出期间人事关系不变。"
    return (Attachment(f"{words.batch}\n派出人员名单", (people_table(people),), note),)
