"""A report held while a verb works on it, and what every verb leaves: a step, a row of the log."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.audit.models import Action
from core.audit.services import record
from core.errors import Stale, refuse_if
from reporting.annual.choices import ReportVerb
from reporting.annual.flow import FILERS, REPORT_FLOW, WRITERS
from reporting.annual.guards import (
    BACK,
    COLLECTING,
    FILING,
    refuse_abolished,
    refuse_back_to_nobody,
    refuse_collector,
    refuse_writer,
)
from reporting.annual.models import AnnualReport, ReportStep


def hold(
    report: AnnualReport, verb: ReportVerb, *, actor: Any, seen: int | None = None
) -> AnnualReport:
    """The report as it is now, locked, after asking the table and who is whose.

    Raises Stale for a version that is no more, NotAllowed, DomainError.
    """
    held = locked(report.pk)
    REPORT_FLOW.permit(held, verb, actor)
    if verb in COLLECTING:
        refuse_collector(actor, held)
        if verb in BACK:
            refuse_back_to_nobody(held)
    else:
        refuse_writer(actor, held, FILERS if verb in FILING else WRITERS)
        refuse_abolished(held)
    refuse_if(seen is not None and held.version != seen, held.stale_sentence(), Stale)
    return held


def locked(pk: int) -> AnnualReport:
    """The report as it is now, locked, with its unit and collector."""
    rows = AnnualReport.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("unit", "collector", "changed_by").get(pk=pk)


def step(report: AnnualReport, verb: ReportVerb, *, actor: Any, on: date, words: str = "") -> None:
    """One line of what was done with the report."""
    ReportStep.objects.create(report=report, verb=verb, on=on, words=words[:300], done_by=actor)


def note(
    report: AnnualReport, what: str, *, actor: Any, action: Action = Action.CHANGE, **more: Any
) -> None:
    """One row of the log."""
    record(action, actor=actor, target=report, label=str(report), detail={"操作": what} | more)
