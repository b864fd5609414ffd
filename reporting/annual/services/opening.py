"""Opening reports: all units at once, by a number of statements that does not grow with them.

(none) --open_reports--> DRAFT, filled from the records: figures and tables, words drafted from
them, and a blank opinion for everybody on the roster.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cadres.roster.guards import names
from cadres.roster.models import RosterEntry
from core.audit.models import Action
from core.audit.services import Note, record_many
from core.choices import UnitKind
from core.copying import copy_rows, reserved_ids
from core.errors import NotAllowed, refuse_if
from core.packed import pack
from core.units.models import Unit
from policy.parameters.figures import Region, in_regions
from reporting.annual.choices import Part, ReportState
from reporting.annual.figures import ReportFigures
from reporting.annual.guards import opens_for, refuse_openers, refuse_year
from reporting.annual.models import AnnualReport, Filing, Opinion, Passage
from reporting.annual.services.owing import owe
from reporting.annual.who import Reporting, reporting_units
from reporting.drafting.drafting import draft
from reporting.gathering.content import Content
from reporting.gathering.gathering import gather
from reporting.gathering.span import spoken_of
from reporting.gathering.telling import told_by


@transaction.atomic
def open_reports(
    *, actor: Any, year: int, on: date, units: Collection[Unit] | None = None
) -> list[AnnualReport]:
    """Open the year's reports, of `units` or of all that report; those that were opened.

    Without `units`: every county, and every unit that had somebody on the roster in the year. A
    report that is there is left as it is. Raises NotAllowed, DomainError.
    """
    refuse_openers(actor)
    refuse_year(year, on)
    chosen = _of(actor, units, on) if units is not None else _all(actor, year, on)
    _lock(chosen)
    known = set(
        AnnualReport.objects.filter(
            year=year, unit__in=[one.unit.pk for one in chosen]
        ).values_list("unit_id", flat=True)
    )
    new = [one for one in chosen if one.unit.pk not in known]
    if not new:
        return []
    day = spoken_of(year, on)
    contents = gather([one.unit for one in new], year, day)
    made = _write(actor, new, contents, year=year, on=on, day=day)
    owe(made, on=on)
    rows = AnnualReport.objects.filter(pk__in=[one.pk for one in made]).defer("content")
    return list(rows.select_related("unit", "collector").order_by("unit__sort_path"))


def filed_before(units: Iterable[Unit], year: int) -> dict[int, Content]:
    """What each unit filed last of the year before, by unit. One statement."""
    rows = Filing.objects.filter(report__unit__in=[one.pk for one in units], report__year=year - 1)
    told = rows.last_of_each().values_list("report__unit_id", "sealed__content")
    return {unit: Content.of(content) for unit, content in told}


def _all(actor: Any, year: int, on: date) -> list[Reporting]:
    """Counties, and units with somebody on the roster on any day of the year."""
    reporting = reporting_units(on)
    stays = RosterEntry.objects.of_year(year, on).order_by()
    places = stays.values_list("unit_path", flat=True).distinct()
    paths = {one.unit.path for one in reporting}
    told = {path for place in places for path in told_by(place, paths)}
    return [
        one
        for one in reporting
        if (one.unit.kind == UnitKind.COUNTY or one.unit.path in told)
        and opens_for(actor, one.collector.path)
    ]


def _of(actor: Any, units: Collection[Unit], on: date) -> list[Reporting]:
    """The chosen units, if each of them reports and the actor collects from it."""
    reporting = {one.unit.pk: one for one in reporting_units(on)}
    others = [unit for unit in units if unit.pk not in reporting]
    refuse_if(
        others,
        f"{names(others)}不单独上报年度报告（不是县区、市直单位或县区直属单位，或已撤销），"
        "请选择其上级单位。",
    )
    chosen = [reporting[pk] for pk in dict.fromkeys(unit.pk for unit in units)]
    beyond = [one.unit for one in chosen if not opens_for(actor, one.collector.path)]
    refuse_if(
        beyond, f"{names(beyond)}的年度报告不由您的部门接收，不能布置，请去掉后再布置。", NotAllowed
    )
    return chosen


def _lock(chosen: Collection[Reporting]) -> None:
    """Two who open at once open one."""
    rows = Unit.objects.filter(pk__in=[one.unit.pk for one in chosen]).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def _write(
    actor: Any,
    new: Collection[Reporting],
    contents: Mapping[int, Content],
    *,
    year: int,
    on: date,
    day: date,
) -> list[AnnualReport]:
    regions = in_regions(ReportFigures, on)
    before = filed_before([one.unit for one in new], year)
    issuers = _issuers([one.unit for one in new], year)
    now = timezone.now()
    made = [
        AnnualReport(
            pk=pk,
            year=year,
            unit=one.unit,
            collector=one.collector,
            opened_on=on,
            due_on=due_on(one, regions, year),
            gathered_at=now,
            as_of=day,
            issuer=issuers.get(one.unit.pk, ""),
            changed_by=actor,
            changed_at=now,
        )
        for pk, one in zip(reserved_ids(AnnualReport._meta.db_table, len(new)), new, strict=True)
    ]
    by = actor.pk if actor else None
    _copy_reports(made, contents, by)
    _copy_passages(made, contents, before, by, now)
    _copy_opinions(made, contents, now)
    detail = {"操作": "布置年度报告"}
    notes = (Note(one.pk, str(one), detail | {"期限": str(one.due_on)}) for one in made)
    record_many(Action.CREATE, actor=actor, subject="annualreport", notes=notes)
    return made


def _issuers(units: Collection[Unit], year: int) -> dict[int, str]:
    """How the party organization of each unit was called in its last report that said so."""
    told = AnnualReport.objects.filter(unit__in=units, year__lt=year).exclude(issuer="")
    last = told.order_by("unit_id", "-year").distinct("unit_id")
    return dict(last.values_list("unit_id", "issuer"))


def due_on(one: Reporting, regions: Collection[Region], year: int) -> date:
    """The last day for a unit, as the figures of its region have it."""
    fitting = [region for region in regions if one.unit.path.startswith(region.path)]
    figures = max(fitting, key=lambda region: len(region.path)).figures
    return figures.due_on(year, to_county=one.to_county)


def _copy_reports(
    made: Collection[AnnualReport], contents: Mapping[int, Content], by: int | None
) -> None:
    columns = (
        *("id", "version", "changed_by_id", "changed_at", "year", "unit_id", "collector_id"),
        *("state", "opened_on", "due_on", "content", "gathered_at", "as_of", "none_to_add"),
        *("issuer", "document", "signer", "meeting", "contact"),
    )
    rows = (
        (
            *(one.pk, 1, by, one.changed_at, one.year, one.unit_id, one.collector_id),
            *(str(ReportState.DRAFT), one.opened_on, one.due_on),
            *(pack(contents[one.unit_id].dumped()), one.gathered_at, one.as_of, False),
            *(one.issuer, "", "", "", ""),
        )
        for one in made
    )
    copy_rows(AnnualReport._meta.db_table, columns, rows)


def _copy_passages(
    made: Collection[AnnualReport],
    contents: Mapping[int, Content],
    before: Mapping[int, Content],
    by: int | None,
    now: Any,
) -> None:
    rows = []
    for one in made:
        drafted = draft(
            contents[one.unit_id],
            is_county=one.unit.kind == UnitKind.COUNTY,
            before=before.get(one.unit_id),
        )
        for part in Part:
            text = drafted.get(part, "")
            rows.append((1, by, now, one.pk, int(part), text, text))
    columns = ("version", "changed_by_id", "changed_at", "report_id", "part", "text", "drafted")
    copy_rows(Passage._meta.db_table, columns, rows)


def _copy_opinions(
    made: Collection[AnnualReport], contents: Mapping[int, Content], now: Any
) -> None:
    # Nobody has said anything yet, so nobody changed it: a key less to look up for each.
    rows = (
        (1, now, report, cadre, "", "")
        for report, unit in [(one.pk, one.unit_id) for one in made]
        for cadre in contents[unit].people
    )
    columns = ("version", "changed_at", "report_id", "cadre_id", "stand", "reason")
    copy_rows(Opinion._meta.db_table, columns, rows)
