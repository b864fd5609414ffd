"""What the unit thinks of each person on the roster, and whom it would add."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cadres.people.models import Cadre
from cadres.roster.guards import listed
from cadres.roster.models import RosterEntry
from core.choices import UnitKind
from core.copying import update_rows
from core.errors import Stale, refuse_if
from reporting.annual.choices import HANDED_IN, ReportVerb, Stand
from reporting.annual.guards import at, is_himself, refuse_himself, stand_of, words_of
from reporting.annual.models import AnnualReport, Filing, Opinion, Proposal
from reporting.annual.services.holding import hold, note

Given = Mapping[int, tuple[str, str, int]]


@transaction.atomic
def opine(*, actor: Any, report: AnnualReport, given: Given, on: date) -> list[Opinion]:
    """Opinions by their keys: stand, reason and the version that was seen.

    One is refused: nothing is written. Raises Stale, ValidationError at `opinion-<key>`,
    NotAllowed about oneself. Those that were changed.
    """
    held = hold(report, ReportVerb.EDIT, actor=actor)
    rows = _locked(held, given)
    refuse_if(
        len(rows) < len(given),
        "有的同志已不在这份报告的名册中，没有保存；请刷新页面后再填。",
        Stale,
    )
    changed = []
    for one in rows:
        stand, reason, seen = given[one.pk]
        told = stand_of(stand, reason, f"opinion-{one.pk}", one.cadre.name)
        refuse_if(one.version != seen, one.stale_sentence(), Stale)
        if told != (one.stand, one.reason):
            refuse_himself(actor, one.cadre)
            changed.append((one, told))
    return _write(held, changed, actor=actor, what="填写保留资格初步意见")


@transaction.atomic
def keep_rest(*, actor: Any, report: AnnualReport, on: date) -> list[Opinion]:
    """Whoever nothing was said about is kept, but for oneself. Those who were."""
    held = hold(report, ReportVerb.EDIT, actor=actor)
    rows = [one for one in _locked(held) if not one.stand and not is_himself(actor, one.cadre)]
    return _write(
        held, [(one, (str(Stand.KEEP), "")) for one in rows], actor=actor, what="其余全部保留"
    )


@transaction.atomic
def adopt(*, actor: Any, report: AnnualReport, on: date) -> list[Opinion]:
    """A county takes over what its units filed, where it has said nothing itself.

    Of each unit's last filing, while it is filed or accepted; never about oneself.
    """
    held = hold(report, ReportVerb.EDIT, actor=actor)
    refuse_if(held.unit.kind != UnitKind.COUNTY, "只有县（区）的报告可以采用所属单位已报的意见。")
    said = _filed_below(held)
    changed = [
        (one, said[one.cadre_id])
        for one in _locked(held)
        if not one.stand and one.cadre_id in said and not is_himself(actor, one.cadre)
    ]
    return _write(held, changed, actor=actor, what="采用所属单位意见")


@transaction.atomic
def propose(*, actor: Any, report: AnnualReport, cadre: Cadre, reason: str, on: date) -> Proposal:
    """Somebody of the unit should come onto the roster. Raises ValidationError at its field."""
    held = hold(report, ReportVerb.EDIT, actor=actor)
    told = words_of(reason, "reason", needed="请写明推荐理由。")
    refuse_himself(actor, cadre)
    if not cadre.unit_path.startswith(held.unit.path):
        at("cadre", f"{cadre}不是{held.unit.short_name}的人员，请选择本单位人员。")
    if RosterEntry.objects.filter(cadre=cadre).on_roster(on).exists():
        at("cadre", f"{cadre}已在优秀年轻干部名册中，不用补充；请在保留资格初步意见中填写。")
    if Proposal.objects.filter(report=held, cadre=cadre).exists():
        at("cadre", f"{cadre}已在拟补充人选中。")
    if held.none_to_add:
        held.change(actor=actor, seen=held.version, none_to_add=False)
    made = Proposal.objects.create(report=held, cadre=cadre, reason=told, changed_by=actor)
    note(held, "推荐拟补充人选", actor=actor, 人选=cadre.name)
    return made


@transaction.atomic
def unpropose(*, actor: Any, proposal: Proposal, on: date) -> None:
    """Somebody should not come onto the roster after all."""
    held = hold(proposal.report, ReportVerb.EDIT, actor=actor)
    refuse_himself(actor, proposal.cadre)
    gone, _ = Proposal.objects.filter(pk=proposal.pk).delete()
    refuse_if(not gone, "这名拟补充人选已被他人移出，请刷新页面。", Stale)
    note(held, "移出拟补充人选", actor=actor, 人选=proposal.cadre.name)


@transaction.atomic
def none_to_add(*, actor: Any, report: AnnualReport, is_none: bool, on: date) -> AnnualReport:
    """The unit has nobody to add, and says so."""
    held = hold(report, ReportVerb.EDIT, actor=actor)
    refuse_if(
        is_none and Proposal.objects.filter(report=held).exists(),
        "已有拟补充人选，不能再选“无此类情况”；请先移出人选。",
    )
    if held.none_to_add != is_none:
        held.change(actor=actor, seen=held.version, none_to_add=is_none)
        note(held, "无拟补充人选", actor=actor, 现在="是" if is_none else "否")
    return held


def _locked(report: AnnualReport, keys: Iterable[int] | None = None) -> list[Opinion]:
    rows = Opinion.objects.filter(report=report)
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    rows = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
    return list(rows.select_related("cadre", "changed_by"))


def _write(
    report: AnnualReport,
    changed: Collection[tuple[Opinion, tuple[str, str]]],
    *,
    actor: Any,
    what: str,
) -> list[Opinion]:
    """All of them by one statement."""
    if changed:
        update_rows(
            Opinion._meta.db_table,
            ("id", "stand", "reason"),
            [(one.pk, *told) for one, told in changed],
            now=timezone.now(),
            actor=actor,
        )
        people = [one.cadre for one, _ in changed]
        note(report, what, actor=actor, 人数=len(people), 人员=listed(people))
    keys = [one.pk for one, _ in changed]
    return list(Opinion.objects.filter(pk__in=keys).select_related("cadre"))


def _filed_below(report: AnnualReport) -> dict[int, tuple[str, str]]:
    """What the county's units said in what they filed last, by person. One statement."""
    rows = Filing.objects.filter(
        report__collector=report.unit, report__year=report.year, report__state__in=HANDED_IN
    )
    said: dict[int, tuple[str, str]] = {}
    for opinions in rows.last_of_each().values_list("sealed__opinions", flat=True):
        said |= {one[0]: (one[3], one[4]) for one in opinions if one[3]}
    return said
