"""What the page 导出 sends, and the job behind it run to its end."""

import io
import zipfile
from typing import Any

from django.test import Client
from django.urls import reverse

from cadres.people.models import Cadre
from core.audit.models import Action, AuditEntry
from core.jobs import services as jobs
from core.jobs.models import Job

LRMX = {"document": "form.lrmx", "edition": "old"}


def asked(browser: Client, entity: str, choices: dict[str, Any], **sent: Any) -> Job:
    """The job that the page makes of its choices, done."""
    before = set(Job.objects.values_list("pk", flat=True))
    data = {"step": "export", "query": ""} | choices | sent
    response = browser.post(reverse(f"exporting:{entity}"), data)
    assert response.status_code == 302, response.content.decode()
    (pk,) = set(Job.objects.values_list("pk", flat=True)) - before
    assert jobs.perform(pk)
    return Job.objects.get(pk=pk)


def content(job: Job) -> bytes:
    """The file that a job made."""
    assert job.state == "succeeded", job.message
    with job.result.open("rb") as stream:
        return stream.read()


def file_name(job: Job) -> str:
    return job.result.name.rpartition("/")[2]


def entries(job: Job) -> dict[str, bytes]:
    """The files in an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content(job))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def keys(*people: Cadre) -> list[int]:
    return [person.pk for person in people]


def last_export() -> AuditEntry:
    return AuditEntry.objects.filter(action=Action.EXPORT).first()
