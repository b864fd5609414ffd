"""Reading a report whole: of its rows while it is written, of the seal once it was filed.

Every surface reads `whole_for`, which takes out what its viewer may not hear: discipline from
clerks and programs, and from everybody what is thought about himself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cadres.dossier.dossier import ANSWERABLE
from cadres.people.models import Cadre
from core.accounts.querysets import BaseAccount
from core.choices import UnitKind
from core.months import dotted
from core.scoping import Viewer
from reporting.annual.choices import HANDED_IN, Part, Stand
from reporting.annual.models import AnnualReport, Filing
from reporting.annual.whole import Proposed, Said, Whole, Words
from reporting.gathering.content import Content


def whole_of(report: AnnualReport) -> Whole:
    """The report as its rows have it now. Five statements, its unit and collector known."""
    opinions = report.opinions.select_related("cadre")
    proposals = report.proposals.select_related("cadre")
    return Whole(
        report=report.pk,
        unit=report.unit_id,
        code=report.unit.code,
        unit_name=report.unit.name,
        short_name=report.unit.short_name,
        collector_name=report.collector.name,
        is_county=report.unit.kind == UnitKind.COUNTY,
        year=report.year,
        number=0,
        words=tuple(Words(Part(one.part), one.text) for one in report.passages.order_by("part")),
        content=Content.of(report.content),
        opinions=tuple(
            Said(
                one.cadre_id,
                one.cadre.name,
                one.cadre.title,
                Stand(one.stand) if one.stand else None,
                one.reason,
            )
            for one in opinions
        ),
        proposals=tuple(_proposed(one.cadre, one.reason) for one in proposals),
        none_to_add=report.none_to_add,
        document=report.document,
        signer=report.signer,
        meeting=report.meeting,
        contact=report.contact,
        issuer=report.issuer,
        explanations=tuple(report.explanations.order_by("pk").values_list("check_key", "words")),
    )


def filed_of(filing: Filing) -> Whole:
    """The report as that filing sealed it."""
    return Whole.of(
        filing.sealed,
        number=filing.number,
        filed_on=filing.filed_on,
        is_late=filing.is_late,
        digest=filing.digest,
    )


def last_filing(report: AnnualReport) -> Filing | None:
    """What was filed last; None while nothing was."""
    return report.filings.order_by("-number").first()


def whole_for(viewer: Viewer, report: AnnualReport, filing: Filing | None = None) -> Whole:
    """A report as its viewer may read it.

    Of that filing; without one, of the last while it is filed or accepted, else as it is written.
    """
    if filing is None and report.state in HANDED_IN:
        filing = last_filing(report)
    whole = filed_of(filing) if filing else whole_of(report)
    return shown_to(viewer, report, whole)


def shown_to(viewer: Viewer, report: AnnualReport, whole: Whole) -> Whole:
    """Without what the viewer may not read."""
    return whole.without(guarded=is_guarded(viewer, report), cadre=himself(viewer))


def shown_by(viewer: Viewer, reports: Iterable[int]) -> Callable[[Whole], Whole]:
    """What takes out of a report what the viewer may not read (`shown_to` for many).

    Two statements, however many reports.
    """
    rows = AnnualReport.objects.visible_to(viewer, acting_as=ANSWERABLE)
    answers = set(rows.filter(pk__in=list(reports)).values_list("pk", flat=True))
    own = himself(viewer)
    return lambda whole: whole.without(guarded=whole.report not in answers, cadre=own)


def is_guarded(viewer: Viewer, report: AnnualReport) -> bool:
    """Whether the viewer is told nothing of discipline."""
    rows = AnnualReport.objects.visible_to(viewer, acting_as=ANSWERABLE)
    return not rows.filter(pk=report.pk).exists()


def himself(viewer: Viewer) -> int | None:
    """The file of whoever looks, if he has one."""
    if not isinstance(viewer, BaseAccount):
        return None
    own = Cadre.objects.filter(account=viewer.pk)
    return own.values_list("pk", flat=True).first()


def _proposed(cadre: Cadre, reason: str) -> Proposed:
    return Proposed(
        cadre.pk,
        cadre.name,
        dotted(cadre.birth) if cadre.birth else "",
        cadre.get_fulltime_education_display() or cadre.get_inservice_education_display(),
        cadre.title,
        reason,
    )
