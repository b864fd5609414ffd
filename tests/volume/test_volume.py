"""The volume as a file: what is in it, in which order, on which page."""

import io

import pdfplumber
import pytest

from core.jobs import services as jobs
from core.jobs.models import Job, State
from tests.volume.making import YEAR, filed, report_of, root, some_units


def made(user, unit) -> Job:
    job = jobs.enqueue(actor=user, kind="reporting.volume", label="汇编", year=YEAR, unit=unit.pk)
    jobs.perform(job.pk)
    job.refresh_from_db()
    return job


def texts(job: Job) -> list[str]:
    with job.result.open("rb") as stream, pdfplumber.open(io.BytesIO(stream.read())) as volume:
        return [page.extract_text() for page in volume.pages]


def test_try(world):
    filed(world.named["青川县"], people=40)
    for number, unit in enumerate(some_units(world, 6)):
        filed(unit, people=10 + number)
    report_of(world.named["清源县"])
    job = made(world.city, root(world))
    assert job.state == State.SUCCEEDED, job.message
    with job.result.open("rb") as stream:
        open("/tmp/volume.pdf", "wb").write(stream.read())
    print(job.outcome, job.message, job.problems.all())
