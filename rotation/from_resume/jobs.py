"""Postings out of the résumés of a whole unit, as a job; run again, it goes on where it was."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.utils import timezone

from core.jobs.models import Job
from core.jobs.progress import Progress
from core.units.models import Unit
from rotation.from_resume.proposing import proposals
from rotation.from_resume.services import enter_sure, waiting
from rotation.from_resume.unit_names import UnitNames

PART = 100  # people whose lines are read at once


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """Whatever is certain of each is entered; what is not is told, and waits for somebody."""
    on, unit = timezone.localdate(), None
    if job.params["unit"] is not None:
        unit = Unit.objects.visible_to(job.asker).get(pk=job.params["unit"])
    people = list(waiting(job.asker, unit))
    progress.expect(len(people))
    names = UnitNames(job.asker)
    made = 0
    walk = iter(people)
    while part := list(islice(walk, PART)):
        found = proposals(part, names, on)
        progress.advance(len(part) - len({one.cadre.pk for one in found}))
        for cadre, count, why in enter_sure(actor=job.asker, proposals=found, on=on):
            made += count
            if why:
                progress.problem(place=f"{cadre}（{cadre.unit.short_name}）", reason=why)
            progress.advance(1, f"已登记 {made} 段任职")
    return {"postings": made}
