"""Everything that the page shows, of the report as it is now and of what was typed and refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.scoping import Viewer
from reporting.annual.cells import HEAD, PROPOSALS
from reporting.annual.checks import Reach, checks_of
from reporting.annual.choices import Part, ReportVerb, Stand
from reporting.annual.desk.answers import Asked, asked, loose
from reporting.annual.desk.candidates import candidates
from reporting.annual.desk.findings import findings
from reporting.annual.desk.lines import lines_of
from reporting.annual.desk.outcome import Outcome
from reporting.annual.desk.pressing import PAGE
from reporting.annual.desk.stops import stops
from reporting.annual.desk.typed import HEAD_FIELDS, Typed, packed
from reporting.annual.guards import offered
from reporting.annual.models import AnnualReport, Passage, Proposal
from reporting.annual.reading import himself, is_guarded, shown_to, whole_of
from reporting.annual.said import last_remarks, last_return, why_returned
from reporting.annual.shown import Section, opened, people_of, sections, tables
from reporting.annual.stale import changed_since, gathered_now
from reporting.annual.whole import Whole, department_of
from reporting.gathering.keys import KEYS


@dataclass(frozen=True, slots=True)
class Words:
    """One part: as prose, and as it is written, with what was refused of it."""

    part: int
    section: Section
    text: str
    was: str
    version: int
    is_own: bool
    refused: str

    @property
    def name(self) -> str:
        """The name of its field, and its place on the page."""
        return f"part-{self.part}"


def desk(
    report: AnnualReport,
    viewer: Viewer,
    on: date,
    typed: Typed | None = None,
    outcome: Outcome | None = None,
) -> dict[str, Any]:
    """What annual/edit/page.html draws. The number of statements does not grow with the people."""
    outcome = outcome or Outcome()
    typed = replace(typed or Typed(), refused=outcome.refused)
    all_of_it = whole_of(report)
    whole = shown_to(viewer, report, all_of_it)
    remarks = last_remarks(report, viewer, whole)
    cells = asked(remarks, typed)
    may_open = opened(viewer, people_of(whole))
    lines = lines_of(report, viewer, whole, typed, on=on, may_open=may_open, cells=cells)
    guarded, own = is_guarded(viewer, report), himself(viewer)
    now = gathered_now(report, on)
    checks = checks_of(report, all_of_it, on, Reach(guarded, own), now)
    changed = changed_since(report, now, guarded=guarded, himself=own)
    verbs = offered(report, viewer)
    found = findings(checks, typed)
    due = report.owed_by
    return {
        "report": report,
        "whole": whole,
        "due": due,
        "to": receiver(report),
        "days": (due - on).days,
        "returned": why_returned(report, last_return(report)),
        "stops": stops(whole, lines, checks),
        "words": _words(report, whole, typed, cells),
        "lines": lines,
        "was_opinions": packed(line.was for line in lines if line.key is not None),
        "unsaid": sum(line.is_missing for line in lines),
        "unreasoned": sum(line.wants_reason for line in lines),
        "stands": Stand.choices,
        "proposals": _proposals(report, viewer),
        "none": "none" in typed.data if PROPOSALS in typed.refused else whole.none_to_add,
        "candidates": candidates(viewer, report, on, typed.text("find")),
        "proposing": {
            "cadre": typed.shown(PROPOSALS, "propose-cadre", ""),
            "reason": typed.shown(PROPOSALS, "propose-reason", ""),
        },
        "head": _head(report, typed),
        "tables": tables(whole, may_open, cells),
        "labels": _labels(whole),
        "findings": found,
        "changed": changed,
        "changed_labels": frozenset(one.label for one in changed),
        "remarks": remarks,
        "unanswered": sum(not one.answer for one in remarks),
        "asked": {
            "proposals": cells.get(PROPOSALS, ()),
            "head": cells.get(HEAD, ()),
            "loose": loose(cells, [line.cadre for line in lines], whole.content.tables),
        },
        "refused": outcome.refused,
        "page_refused": outcome.refused.get(PAGE, ""),
        "saved": outcome.saved,
        "told": outcome.told,
        "done": outcome.done,
        "may_file": ReportVerb.FILE in verbs,
        "may_edit": ReportVerb.EDIT in verbs,
    }


def receiver(report: AnnualReport) -> str:
    """With whom it is filed: 清河市委组织部."""
    return department_of(report.collector.short_name)


def _words(
    report: AnnualReport, whole: Whole, typed: Typed, cells: Mapping[str, Sequence[Asked]]
) -> list[Words]:
    rows = {row.part: row for row in Passage.objects.filter(report=report)}
    shown = {one.cell: one for one in sections(whole, cells)}
    return [_passage(rows[part], shown[part.cell], typed) for part in Part if part in rows]


def _passage(row: Passage, section: Section, typed: Typed) -> Words:
    name = f"part-{row.part}"
    return Words(
        row.part,
        section,
        typed.shown(name, name, row.text),
        row.text,
        row.version,
        row.is_own,
        typed.refused.get(name, ""),
    )


def _proposals(report: AnnualReport, viewer: Viewer) -> list[Proposal]:
    rows = Proposal.objects.visible_to(viewer).filter(report=report)
    return list(rows.select_related("cadre"))


def _head(report: AnnualReport, typed: Typed) -> list[dict[str, str]]:
    """The fields of 发文信息, with what was typed where it was refused."""
    found = []
    for name in HEAD_FIELDS:
        model: Any = AnnualReport._meta.get_field(name)
        now = getattr(report, name)
        found.append(
            {
                "name": f"head-{name}",
                "label": str(model.verbose_name),
                "most": str(model.max_length),
                "value": typed.shown(HEAD, f"head-{name}", now),
                "was": now,
                "help": HELP[name],
            }
        )
    return found


HELP = {
    "issuer": "党组织的全称，印在版头和落款，如“中共清河市交通运输局党组”。",
    "document": "如“清交党发〔2026〕18 号”。",
    "signer": "党组织主要负责人。",
    "meeting": "研究保留资格初步意见的会议，如“2026年12月8日局党组会议”。",
    "contact": "姓名和电话，印在正文之后。",
}


def _labels(whole: Whole) -> list[tuple[str, str]]:
    """What words may name, with what it stands for now."""
    names = [key.label for key in KEYS if key.key in whole.content.figures]
    names += [*whole.tallies, *whole.facts]
    return [(f"〔{name}〕", whole.told(name) or "—") for name in names]
