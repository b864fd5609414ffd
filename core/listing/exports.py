"""Exports: the rows, columns and order of a list, or its ticked rows, as a workbook or CSV."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.http import QueryDict
from django.utils import timezone

from core.audit.models import Action
from core.audit.services import record
from core.errors import refuse_if
from core.jobs.models import Job
from core.jobs.progress import Progress
from core.listing.csv_text import write_csv
from core.listing.entity import entity_named
from core.listing.page import Listing
from core.listing.selection import Selection
from core.listing.sheet import write_xlsx

FORMATS = {"xlsx": "Excel 工作簿", "csv": "CSV 文本"}
WRITERS = {"xlsx": write_xlsx, "csv": write_csv}


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """The job: `entity`, `format`, `query`, and `all` or the `selected` ids."""
    listing, rows = chosen(job)
    progress.expect(rows.count())
    name = _file_name(listing, job)
    chosen_ids = [] if job.params.get("all", True) else job.params.get("selected", [])
    ticked = f"勾选的 {len(chosen_ids)} 行" if chosen_ids else ""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "result"
        with path.open("wb") as stream:
            count = WRITERS[job.params["format"]](
                listing,
                progress(listing.tuples_of(rows)),
                stream,
                who=str(job.asker),
                ticked=ticked,
            )
        with path.open("rb") as stream:
            job.result.save(name, File(stream), save=False)
    Job.objects.filter(pk=job.pk).update(result=job.result.name)
    is_discreet = listing.entity.discreet
    record(
        Action.EXPORT,
        actor=job.asker,
        subject=listing.entity.name,
        label=listing.entity.label,
        detail={
            "query": "" if is_discreet else job.params.get("query", ""),
            "columns": [column.name for column in listing.columns],
            "format": job.params["format"],
            "job": job.pk,
            **({"selected": chosen_ids} if chosen_ids and not is_discreet else {}),
        },
        rows=None if is_discreet else count,
    )
    return {"rows": count}


def chosen(job: Job):
    """The listing and the rows of an export, in the scope that the asker has now."""
    entity = entity_named(job.params["entity"])
    data = QueryDict(mutable=True)
    data["query"] = job.params.get("query", "")
    data["all"] = "1" if job.params.get("all", True) else ""
    data.setlist("selected", [str(pk) for pk in job.params.get("selected", [])])
    # Strict: a condition that was taken from the asker since must not widen what he gets.
    people = job.client is None
    selection = Selection(entity, job.asker, data, strict=True, usual_columns=people)
    refuse_if(
        not selection.listing.columns,
        f"没有可以导出的“{entity.label}”字段，授权可能已经变化。请重新提交。",
    )
    return selection.listing, selection.rows()


def _file_name(listing: Listing, job: Job) -> str:
    when = timezone.localtime().strftime("%Y%m%d-%H%M")
    # A name is a part of the file's name, never of its path.
    who = re.sub(r"[^\w\-（）()]+", "_", str(job.asker))
    return f"{listing.entity.label}_{when}_{who}.{job.params['format']}"
