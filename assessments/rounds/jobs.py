"""The job that makes the registration forms of a large round."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from assessments.rounds.models import Round
from assessments.rounds.papers import (
    KINDS,
    forms_of,
    refuse_size,
    sheets_of,
    title_of,
    written,
)
from cadres.exporting.naming import safe
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError
from core.jobs.models import Job, result_path
from core.jobs.progress import Progress


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """`round` and `form` (pdf or zip), in the scope that the asker has now."""
    rows = Round.objects.visible_to(job.asker).select_related("unit")
    one = rows.filter(pk=job.params["round"]).first()
    if one is None:
        raise DomainError("这次考核已不在您的范围内，没有可以生成的登记表。")
    kind, on = job.params["form"], timezone.localdate()
    sheets = sheets_of(one, job.asker)
    refuse_size(kind, len(sheets))
    progress.expect(len(sheets))
    content = written(kind, progress(forms_of(sheets, one, job.asker)), one, on=on)
    name = f"{on:%Y.%m.%d} {safe(title_of(one))}.{kind}"
    storage = Job._meta.get_field("result").storage
    job.result = storage.save(result_path(job, name), ContentFile(content), max_length=300)
    Job.objects.filter(pk=job.pk).update(result=job.result.name)
    log(job.asker, one, kind, len(sheets))
    return {"rows": len(sheets)}


def log(actor: Any, one: Round, kind: str, count: int) -> None:
    """Who took how many forms of which round."""
    detail = {"格式": KINDS[kind]}
    record(Action.EXPORT, actor=actor, target=one, label=title_of(one), detail=detail, rows=count)
