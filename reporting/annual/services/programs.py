"""A unit's own system writes the draft: words and opinions, never a number, never the filing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.clients.powers import holds
from core.copying import update_rows
from core.errors import DomainError, Invalid, NotAllowed, refuse_if
from reporting.annual.choices import Part, ReportVerb
from reporting.annual.flow import REPORT_FLOW
from reporting.annual.guards import LONGEST_TEXT, refuse_abolished, stand_of, words_of
from reporting.annual.models import AnnualReport, Opinion, Passage
from reporting.annual.powers import DRAFT
from reporting.annual.services.holding import locked, note
from reporting.annual.tag import tag_of


class Changed(DomainError):
    """The draft is no more what the program read."""

    status = 412
    title = "内容已经变化"


class Unconditional(DomainError):
    """The program does not say what it read."""

    status = 428
    title = "缺少前提条件"


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was changed: parts and people; and the tag of the draft as it is now."""

    report: AnnualReport
    parts: tuple[Part, ...]
    people: tuple[int, ...]
    tag: str


@transaction.atomic
def draft_by_program(
    *,
    actor: Any,
    report: AnnualReport,
    tag: str,
    words: Mapping[Part, str],
    opinions: Mapping[int, tuple[str, str]],
    on: date,
) -> Drafted:
    """Words by part and opinions by person into a report that is being written; all or nothing.

    `tag` is that of the draft that the program read. Raises NotAllowed for a program without the
    power and for people, Unconditional, Changed, Invalid by field.
    """
    refuse_if(
        not holds(actor, DRAFT),
        "代填草稿只供获得授权的单位系统使用；人员请在年度报告页面填写。",
        NotAllowed,
    )
    held = locked(report.pk)
    REPORT_FLOW.step(held.state, ReportVerb.EDIT)
    refuse_abolished(held)
    refuse_if(
        not tag,
        "没有 If-Match 请求头。请先取报告全文，把答复中的 ETag 放在 If-Match 里再提交。",
        Unconditional,
    )
    refuse_if(
        tag != tag_of(held),
        "草稿在您取数以后有人修改过，没有保存。请重新取报告全文，核对后再提交。",
        Changed,
    )
    parts = _words(held, words)
    people = _opinions(held, opinions)
    if parts or people:
        told = [str(part.label) for part in parts]
        note(held, "单位系统代填草稿", actor=actor, 部分=told, 意见人数=len(people))
    return Drafted(held, parts, people, tag_of(held))


def _words(report: AnnualReport, words: Mapping[Part, str]) -> tuple[Part, ...]:
    changed = []
    for passage in Passage.objects.select_for_update(of=("self",)).filter(
        report=report, part__in=list(words)
    ):
        part = Part(passage.part)
        told = words_of(words[part], f"words.{int(part)}", most=LONGEST_TEXT)
        if told != passage.text:
            passage.change(actor=None, seen=passage.version, text=told)
            changed.append(part)
    return tuple(changed)


def _opinions(report: AnnualReport, opinions: Mapping[int, tuple[str, str]]) -> tuple[int, ...]:
    rows = Opinion.objects.filter(report=report, cadre__in=list(opinions)).order_by("pk")
    found = list(rows.select_for_update(of=("self",), no_key=True).select_related("cadre"))
    others = sorted(set(opinions) - {one.cadre_id for one in found})
    if others:
        raise Invalid(
            {
                f"opinions.{cadre}": [f"编号 {cadre} 不在这份报告需要签署意见的人员中。"]
                for cadre in others
            }
        )
    changed = []
    for one in found:
        stand, reason = opinions[one.cadre_id]
        told = stand_of(stand, reason, f"opinions.{one.cadre_id}", one.cadre.name)
        if told != (one.stand, one.reason):
            changed.append((one.pk, *told))
    update_rows(
        Opinion._meta.db_table, ("id", "stand", "reason"), changed, now=timezone.now(), actor=None
    )
    keys = {pk for pk, *_ in changed}
    return tuple(one.cadre_id for one in found if one.pk in keys)
