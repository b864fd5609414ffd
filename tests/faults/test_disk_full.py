"""No room on the disk: a sentence, no half file, and the next try after room was made succeeds.

The processes are told by the system that their files may not grow (RLIMIT_FSIZE, EFBIG), which
needs no rights and no disk of its own; that ENOSPC is understood as well, `/dev/full` says.
"""

import os
import resource
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from django.urls import reverse

from assessments.findings.models import FindingFile
from cadres.importing.models import ImportBatch
from core.full_disk import is_full
from core.jobs import services
from core.jobs.models import Job, State
from tests.faults.copies import Copy, wait_for
from tests.faults.visitor import Visitor
from tests.findings.making import found as finding_about
from tests.importing.uploading import SAMPLES
from tests.volume.making import YEAR, filed, some_units

pytestmark = pytest.mark.django_db(transaction=True)

FULL, FREE = 512, resource.RLIM_INFINITY  # bytes that a file may have
PEOPLE = {
    "entity": "roster", "query": "", "all": True, "selected": [], "document": "roster.xlsx",
    "edition": "old", "internal": False, "separately": False, "is_dated": True,
}  # fmt: skip


def room(process: subprocess.Popen, most: int) -> None:
    """How large files may become that the process, and those it has started, write to."""
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(ProcessLookupError, FileNotFoundError):
            if os.getpgid(int(one.name)) == process.pid:
                resource.prlimit(int(one.name), resource.RLIMIT_FSIZE, (most, FREE))


def kept(site: Copy) -> set[Path]:
    """Every file that is there."""
    return {path for path in (site.folder / "media").rglob("*") if path.is_file()}


def test_no_job_offers_half_a_file(site: Copy, visitor: Visitor) -> None:
    for unit in some_units(site.world, 2):
        filed(unit)
    city, enqueue = site.world.city, services.enqueue
    jobs = [
        enqueue(actor=city, kind="core.export", label="单位", entity="units", format="csv"),
        enqueue(actor=city, kind="cadres.exporting", label="花名册", **PEOPLE),
        enqueue(actor=city, kind="reporting.volume", label="汇编", year=YEAR, unit=site.city.pk),
    ]
    pks, files = [job.pk for job in jobs], kept(site)
    worker = site.start_worker()
    room(worker, FULL)
    site.deliver(*pks)
    wait_for(lambda: all(job.is_finished for job in Job.objects.filter(pk__in=pks)))
    for job in Job.objects.filter(pk__in=pks):
        assert job.state == State.FAILED
        assert "磁盘空间" in job.message, job.message
        assert not job.result
        page = visitor.get(reverse("jobs:detail", args=[job.pk]))
        assert (page.status_code, "磁盘空间" in page.text) == (200, True)
        assert visitor.get(reverse("jobs:result", args=[job.pk])).status_code == 409
    assert kept(site) == files, "what is left takes room and is of no use"

    room(worker, FREE)
    for pk in pks:
        page = reverse("jobs:detail", args=[pk])
        assert visitor.post(visitor.form(page, "run-again")).status_code == 302
    wait_for(lambda: all(job.is_finished for job in Job.objects.filter(pk__in=pks)))
    for job in Job.objects.filter(pk__in=pks):
        assert (job.state, job.attempts) == (State.SUCCEEDED, 2), job.message
        assert len(visitor.get(reverse("jobs:result", args=[job.pk])).content) > FULL


def test_no_upload_is_half_taken_in(site: Copy, visitor: Visitor) -> None:
    finding = finding_about(site.world)
    before, files = FindingFile.objects.count(), kept(site)
    form = SAMPLES / "sample.lrmx"
    evidence = {"files": ("证据.pdf", b"%PDF-1.7 " + b"x" * 4096, "application/pdf")}
    sendings = [
        (visitor.form(reverse("imports:upload")), {"files": (form.name, form.read_bytes())}),
        (visitor.form(reverse("findings:detail", args=[finding.pk]), "attach"), evidence),
    ]
    (web, *_) = site.processes
    room(web, FULL)
    for sending, sent in sendings:
        answer = visitor.post(sending, sent)
        assert answer.status_code == 507, answer.text
        assert "磁盘空间不足" in answer.text
        assert "没有保存" in answer.text
    assert (ImportBatch.objects.count(), FindingFile.objects.count()) == (0, before)
    assert kept(site) == files
    room(web, FREE)
    for sending, sent in sendings:
        assert visitor.post(sending, sent).status_code == 302
    assert (ImportBatch.objects.count(), FindingFile.objects.count()) == (1, before + 1)
    assert all(path.stat().st_size > FULL for path in kept(site) - files)


def test_a_device_without_room_is_understood_however_it_is_wrapped() -> None:
    told: list[BaseException] = []
    try:
        try:
            with Path("/dev/full").open("wb", buffering=0) as stream:
                stream.write(b"x")
        except OSError as full:
            told.append(full)
            raise RuntimeError("a library said so in its own words") from full
    except RuntimeError as wrapped:
        told.append(wrapped)
    assert [is_full(error) for error in told] == [True, True]
    assert not is_full(OSError("no such file"))
