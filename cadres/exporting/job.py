"""The job behind 导出: the chosen people's rosters or forms as one file, in today's scope."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.http import QueryDict
from django.utils import timezone

from cadres.exporting.documents import Document, Paper
from cadres.exporting.form_files import Written, write_forms
from cadres.exporting.order import Order
from cadres.exporting.people import forms, people_of
from cadres.exporting.roster_files import head_of, stays_of, write_roster_file
from cadres.exporting.tight import tell_tight
from cadres.formats.approval_form import Edition
from core.audit.models import Action
from core.audit.services import record
from core.jobs.models import Job, result_path
from core.jobs.progress import Progress
from core.listing.entity import entity_named
from core.listing.selection import Selection
from core.listing.wording import in_words


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """`entity`, `query`, `all` or the `selected` ids, and the choices of the page."""
    selection = chosen(job)
    order = order_of(job, selection)
    with TemporaryDirectory() as name:
        make = _roster if order.document.paper == Paper.ROSTER else _forms
        path, written = make(job, order, selection, Path(name), progress)
        keep(job, path, written.name)
    tell_tight(progress, written.tight)
    log(job, order, written)
    return {"rows": written.rows} | ({"problems": "印得过小的内容"} if written.tight else {})


def _forms(
    _job: Job, order: Order, selection: Selection, folder: Path, progress: Progress
) -> tuple[Path, Written]:
    people = people_of(selection)
    progress.expect(len(people))
    return write_forms(order, progress(forms(order, people)), folder)


def _roster(
    job: Job, order: Order, selection: Selection, folder: Path, progress: Progress
) -> tuple[Path, Written]:
    stays = stays_of(order, selection)
    progress.expect(stays.count())
    head = head_of(
        order,
        job.asker.unit,
        made_by=job.asker.name,
        made_at=timezone.localtime(),
        about=_about(selection),
    )
    return write_roster_file(order, stays, head, folder, progress)


def _about(selection: Selection) -> str:
    """Which people: the ticked ones, or the conditions in words."""
    if not selection.all:
        return f"勾选的 {len(selection.ticked)} 行"
    return "；".join(in_words(selection.listing)) or "无"


def chosen(job: Job) -> Selection:
    """The rows of the order, in the scope that the asker has now."""
    data = QueryDict(mutable=True)
    data["query"] = job.params["query"]
    data["all"] = "1" if job.params["all"] else ""
    data.setlist("selected", [str(pk) for pk in job.params["selected"]])
    # Strict: a condition that was taken from the asker since must not widen what he gets.
    entity = entity_named(job.params["entity"])
    return Selection(entity, job.asker, data, strict=True, usual_columns=True)


def order_of(job: Job, selection: Selection) -> Order:
    """The order that the page made, for the day of the list."""
    params = job.params
    return Order(
        viewer=job.asker,
        on=selection.listing.on,
        document=Document(params["document"]),
        edition=Edition(params["edition"]),
        internal=params["internal"],
        separately=params["separately"],
        without_numbers=params.get("without_numbers", False),  # of a job asked for before
        is_dated=params["is_dated"],
    )


def keep(job: Job, path: Path, name: str) -> None:
    """The file becomes the job's result, under a name whose blanks stay."""
    storage = Job._meta.get_field("result").storage
    with path.open("rb") as stream:
        job.result = storage.save(result_path(job, name), File(stream), max_length=300)
    Job.objects.filter(pk=job.pk).update(result=job.result.name)


def log(job: Job, order: Order, written: Written) -> None:
    """Who took what of how many: format, fields, day, and whether whole ID numbers were in it."""
    selected = job.params["selected"]
    record(
        Action.EXPORT,
        actor=job.asker,
        subject=job.params["entity"],
        label=order.document.label,
        detail=order.logged()
        | {"query": job.params["query"], "job": job.pk}
        | ({"selected": selected} if selected else {}),
        rows=written.rows,
    )
