"""The job that makes a volume, and the one by which a second worker helps it.

The files of the reports are kept one by one (`keeping`), so that after a kill a second run makes
only what is lacking. A report whose file cannot be made is told of and left out; the others go in.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from django.core.files import File
from django.utils import timezone

from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, refuse_if
from core.jobs.models import Job, State, result_path
from core.jobs.progress import Progress
from core.jobs.services import enqueue
from core.units.models import Unit
from reporting.annual.choices import PaperKind
from reporting.annual.models import Filing
from reporting.annual.reading import filed_of, shown_by
from reporting.papers.paper import paper as paper_of
from reporting.volume.choosing import Entry, Selection, scopes_of, select
from reporting.volume.compiling import Member, compile_volume, title_of
from reporting.volume.keeping import attempt, claimed, content_of, kept, pages_of
from reporting.volume.together import make_all
from reporting.volume.told import Told, told_by

KIND, HELP = "reporting.volume", "reporting.volume.help"
ALONE = 4  # so few reports need no helper
HELP_FOR = 20.0  # seconds, then other jobs have their turn
PDF = PaperKind.PDF
OUT_OF_REACH = "这个市县已不在您的范围内，没有可以生成的汇编。"
NOTHING = "{place} {year} 年度还没有已上报的报告，没有可以汇编的内容。"


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """`year` and `unit` (the city's root or a county), in the scope that the asker has now."""
    scope = scopes_of(job.asker).filter(pk=job.params["unit"]).first()
    if scope is None:
        raise DomainError(OUT_OF_REACH)
    chosen = select(job.asker, scope, job.params["year"])
    refuse_if(not chosen.entries, NOTHING.format(place=scope.short_name, year=chosen.year))
    entries, count = chosen.entries, len(chosen.entries)
    progress.expect(count)
    if count > ALONE:
        keys = [entry.filing.pk for entry in entries]
        enqueue(actor=None, kind=HELP, label="分担汇编", of=job.pk, filings=keys)

    def tell(done: int, entry: Entry) -> None:
        progress.advance(max(done - progress.done, 0), f"已生成：{entry.unit.short_name}")

    failed = make_all(entries, PDF, tell=tell)
    for entry in entries:
        if entry.report.pk in failed:
            progress.problem(
                place=entry.unit.short_name, value=str(entry.report), reason=failed[entry.report.pk]
            )
    if len(failed) == count:
        raise DomainError(f"一份报告也没有生成。{next(iter(failed.values()))}")
    pages = _write(job, progress, chosen, failed)
    progress.message = ""  # nothing is under way any more
    told = {"rows": count - len(failed), "pages": pages, "lacking": len(chosen.lacking)}
    told |= {"returned": chosen.returned} if chosen.returned else {}
    return told | ({"problems": "没有收入汇编的报告"} if failed else {})


def help_out(job: Job, _progress: Progress) -> dict[str, Any]:
    """Make files of the `filings` of a volume from the last one on, while that job runs."""
    until, made = monotonic() + HELP_FOR, 0
    running = Job.objects.filter(pk=job.params["of"], state=State.RUNNING)
    for filing in reversed(job.params["filings"]):
        if not running.exists():
            return {"rows": made}
        if monotonic() > until:  # the rest after whoever waits
            enqueue(actor=None, kind=HELP, label=job.label, **job.params)
            return {"rows": made}
        with claimed(filing, PDF) as is_mine:
            if is_mine and kept(filing, PDF) is None:
                made += not attempt(filing, PDF)  # what fails is told of by whoever is helped
    return {"rows": made}


def members_of(viewer: Any, entries: list[Entry]) -> list[Member]:
    """The reports as they go in: kept files; where there is something that the viewer may not
    read, such as what is thought about himself, a file made without it."""
    shown = shown_by(viewer, [entry.report.pk for entry in entries])
    return [_member(told, shown) for told in told_by(viewer, entries)]


def _member(told: Told, shown: Any) -> Member:
    filing = told.entry.filing
    if told.is_for_all and (paper := kept(filing.pk, PDF)):
        return Member(told, paper.pages, lambda: content_of(paper), paper.delete)
    whole = shown(filed_of(Filing.objects.get(pk=filing.pk)))
    content = paper_of(whole, PDF, filing.filed_on)
    return Member(told, pages_of(content), lambda: content)


def _write(job: Job, progress: Progress, chosen: Selection, failed: dict[int, str]) -> int:
    entries = [entry for entry in chosen.entries if entry.report.pk not in failed]
    with TemporaryDirectory() as folder:
        out, on = Path(folder) / "volume.pdf", timezone.localdate()
        progress.advance(0, "正在合订")
        pages = compile_volume(
            chosen,
            members_of(job.asker, entries),
            failed,
            on=on,
            out=out,
            tell=lambda text: progress.advance(0, f"正在合订：{text}"),
        )
        _keep_result(job, out, f"{title_of(chosen)}.pdf")
    log(job.asker, chosen.scope, chosen.year, len(entries))
    return pages


def _keep_result(job: Job, out: Path, name: str) -> None:
    storage = Job._meta.get_field("result").storage
    with out.open("rb") as stream:
        job.result = storage.save(result_path(job, name), File(stream), max_length=300)
    Job.objects.filter(pk=job.pk).update(result=job.result.name)


def log(actor: Any, scope: Unit, year: int, count: int) -> None:
    """Who took the volume of what, with how many reports."""
    detail = {"year": year, "unit": scope.code}
    record(
        Action.EXPORT, actor=actor, subject="annualreport", label=f"{scope} {year} 年度报告汇编",
        detail=detail, rows=count,
    )  # fmt: skip
