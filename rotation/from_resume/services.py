"""Entering what the résumés say as postings: of some lines, or of everybody in a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from cadres.people.models import Cadre, ResumeLine
from core.errors import DomainError, refuse_if
from core.jobs.models import Job
from core.jobs.services import enqueue
from core.units.models import Unit
from rotation.from_resume.proposing import Proposal
from rotation.postings.models import Posting
from rotation.postings.services import enter_many

JOB: Final = "rotation.from_resume"
MOST_AT_ONCE: Final = 300  # people whose lines a page shows; more are a job
NOTHING = "没有勾选任何经历，没有写入。请至少勾选一段。"
NOT_THERE = "勾选的经历中有 {count} 段已不在简历里，或已不能直接提取，没有写入。请核对后重新勾选。"


def waiting(viewer: Any, unit: Unit | None = None) -> QuerySet[Cadre, Cadre]:
    """People whom the viewer keeps, with a résumé and without a main posting, in their order."""
    main = Posting.objects.real().filter(cadre=OuterRef("pk"), is_main=True)
    lines = ResumeLine.objects.filter(cadre=OuterRef("pk"))
    people = Cadre.objects.kept_by(viewer).serving().exclude(account=viewer.pk)
    if unit is not None:
        people = people.filter(unit_path__startswith=unit.path, sort_key__startswith=unit.sort_path)
    people = people.filter(~Exists(main), Exists(lines))
    return people.select_related("unit").order_by("sort_key", "pk")


def enter(
    *, actor: Any, picked: Sequence[int], proposals: Sequence[Proposal], on: date
) -> list[Posting]:
    """The lines `picked` (their keys) out of what was proposed now; all of them or none.

    What is entered already stays as it is: a second click finds it done. Raises DomainError for a
    line that is not there any more or cannot be a posting as it stands.
    """
    refuse_if(not picked, NOTHING)
    known = {one.key: one for one in proposals}
    lost = [key for key in picked if key not in known]
    lost += [k for k in picked if k in known and not (known[k].is_done or known[k].is_sure)]
    refuse_if(lost, NOT_THERE.format(count=len(lost)))
    chosen = [known[key] for key in picked if not known[key].is_done]
    if not chosen:
        return []
    return enter_many(actor=actor, orders=[one.order() for one in chosen], on=on)


def enter_later(*, actor: Any, unit: Unit | None) -> Job:
    """A job for everybody who waits in a unit."""
    label = f"从简历提取任职：{unit.short_name if unit else '全部可见单位'}"
    return enqueue(actor=actor, kind=JOB, label=label, unit=unit and unit.pk)


def enter_sure(
    *, actor: Any, proposals: Sequence[Proposal], on: date
) -> Iterator[tuple[Cadre, int, str]]:
    """Person by person what is certain: whom, how many postings, or why none."""
    by_person: dict[int, list[Proposal]] = {}
    for one in proposals:
        by_person.setdefault(one.cadre.pk, []).append(one)
    for group in by_person.values():
        cadre = group[0].cadre
        sure = [one for one in group if one.is_sure]
        if not sure:
            yield cadre, 0, _why(group)
            continue
        try:
            with transaction.atomic():
                made = enter_many(actor=actor, orders=[one.order() for one in sure], on=on)
        except (DomainError, IntegrityError) as refused:
            yield cadre, 0, str(refused) if isinstance(refused, DomainError) else _COLLISION
        else:
            left = [one for one in group if one.is_possible and not one.is_sure]
            yield cadre, len(made), _why(left) if left else ""


_COLLISION = "与刚刚登记的任职冲突，没有写入，请单独办理。"


def _why(group: Sequence[Proposal]) -> str:
    told = [f"{one.span}：{'；'.join(one.doubts + one.faults)}" for one in group if not one.is_done]
    return "。".join(told[:3])
