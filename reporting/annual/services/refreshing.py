"""Gathering a report anew: numbers and tables from the records, while words are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cadres.people.models import Cadre
from cadres.roster.guards import listed
from core.choices import UnitKind
from reporting.annual.choices import Part, ReportVerb
from reporting.annual.models import AnnualReport, Opinion, Passage
from reporting.annual.services.holding import hold, note, step
from reporting.annual.services.opening import filed_before
from reporting.annual.who import collector_of
from reporting.drafting.drafting import draft
from reporting.gathering.content import Content
from reporting.gathering.gathering import gather
from reporting.gathering.span import spoken_of


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: people who came and went, parts drafted anew and parts kept."""

    report: AnnualReport
    came: tuple[str, ...]
    went: tuple[str, ...]
    redrafted: tuple[Part, ...]
    kept: tuple[Part, ...]

    @property
    def sentence(self) -> str:
        """In words, for the page."""
        said = ["数据已刷新。"]
        if self.came:
            said.append(f"新入库{listed(self.came)}，请填写意见。")
        if self.went:
            said.append(f"{listed(self.went)}已不在库，其意见已删除。")
        if self.kept:
            parts = "、".join(str(part.label) for part in self.kept)
            said.append(f"您改写过的“{parts}”保留原文，请核对其中的表述。")
        return "".join(said)


@transaction.atomic
def refresh(*, actor: Any, report: AnnualReport, on: date) -> Refreshed:
    """Figures, tables and people as the records have them now.

    Words that nobody has changed are drafted anew, others are kept. Newcomers get a blank opinion;
    the opinion of whoever has left goes, said or not: the log keeps it.
    """
    held = hold(report, ReportVerb.REFRESH, actor=actor)
    day = spoken_of(held.year, on)
    content = gather([held.unit], held.year, day)[held.unit_id]
    held.change(
        actor=actor,
        seen=held.version,
        content=content.as_json(),
        gathered_at=timezone.now(),
        as_of=day,
        **_receiver(held, actor),
    )
    redrafted, kept = _redraft(held, content, actor)
    came, went = _people(held, content, actor)
    found = Refreshed(held, came, went, redrafted, kept)
    step(held, ReportVerb.REFRESH, actor=actor, on=on, words=found.sentence)
    return found


def _receiver(report: AnnualReport, actor: Any) -> dict[str, Any]:
    """With whom it is filed, where its unit was moved since it was opened."""
    now = collector_of(report.unit)
    if now is None or now == report.collector:
        return {}
    before = report.collector.short_name
    note(report, "接收单位改变", actor=actor, 原来=before, 现在=now.short_name)
    return {"collector": now}


def _redraft(
    report: AnnualReport, content: Content, actor: Any
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    before = filed_before([report.unit], report.year).get(report.unit_id)
    is_county = report.unit.kind == UnitKind.COUNTY
    drafted = draft(content, is_county=is_county, before=before)
    redrafted, kept = [], []
    rows = Passage.objects.filter(report=report).order_by("part")
    for passage in rows.select_for_update(of=("self",), no_key=True):
        text = drafted.get(Part(passage.part), "")
        if passage.is_own:
            # The words stand, and so does the version that somebody may be writing against.
            Passage.objects.filter(pk=passage.pk).update(drafted=text)
            kept.append(Part(passage.part))
        elif text != passage.text:
            passage.change(actor=actor, seen=passage.version, text=text, drafted=text)
            redrafted.append(Part(passage.part))
    return tuple(redrafted), tuple(kept)


def _people(
    report: AnnualReport, content: Content, actor: Any
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = Opinion.objects.filter(report=report)
    known = set(rows.values_list("cadre_id", flat=True))
    wanted = set(content.people)
    gone = rows.exclude(cadre__in=wanted).select_related("cadre")
    left = [(one.cadre, f"{one.get_stand_display()}　{one.reason}".strip()) for one in gone]
    gone.delete()
    came = Cadre.objects.filter(pk__in=wanted - known).order_by("sort_key", "pk")
    newcomers = [Opinion(report=report, cadre=cadre) for cadre in came]
    Opinion.objects.bulk_create(newcomers)
    names = tuple(one.cadre.name for one in newcomers)
    went = [f"{cadre.name}（{cadre.pk}）：{told or '未填'}" for cadre, told in left]
    note(report, "刷新数据", actor=actor, 新增=list(names), 删除=went)
    return names, tuple(cadre.name for cadre, _ in left)
