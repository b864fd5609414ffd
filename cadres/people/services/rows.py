"""The rows of a file that are written as a whole: the résumé and the family."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cadres.formats.resume_text import Line, write
from cadres.people.guards import refuse_family, refuse_resume
from cadres.people.guards.family import Member
from cadres.people.models import Cadre, FamilyMember, ResumeLine
from cadres.people.services.person import touch
from cadres.people.wording import label_of
from core.audit.models import Action
from core.audit.services import record
from core.months import dotted


@transaction.atomic
def replace_resume(
    *, actor: Any, cadre: Cadre, seen: int | None, on: date, lines: Sequence[Line]
) -> list[Line]:
    """Write the whole résumé. Raises RowsRefused at the line, and Stale."""
    lines = in_order(lines)
    refuse_resume(lines, birth=cadre.birth, on=on)
    before = resume_of(cadre)
    if lines == before:
        return lines
    touch(actor=actor, cadre=cadre, seen=seen)
    cadre.resume.all().delete()
    main = None
    for line in lines:
        row = ResumeLine.objects.create(
            cadre=cadre,
            within=main if line.within else None,
            since=line.since,
            until=line.until,
            text=line.text,
            kind=line.kind,
        )
        main = main if line.within else row
    detail = {label_of("resume"): [write(before), write(lines)]}
    record(Action.CHANGE, actor=actor, target=cadre, detail=detail)
    return lines


@transaction.atomic
def replace_family(
    *, actor: Any, cadre: Cadre, seen: int | None, on: date, members: Sequence[Member]
) -> list[Member]:
    """Write the whole family, in the order given. Raises RowsRefused at the row, and Stale."""
    members = list(members)
    refuse_family(members, on)
    before = family_of(cadre)
    if members == before:
        return members
    touch(actor=actor, cadre=cadre, seen=seen)
    cadre.family.all().delete()
    FamilyMember.objects.bulk_create(
        FamilyMember(cadre=cadre, position=position, **member._asdict())
        for position, member in enumerate(members, start=1)
    )
    detail = {label_of("family"): [family_text(before), family_text(members)]}
    record(Action.CHANGE, actor=actor, target=cadre, detail=detail)
    return members


def resume_of(cadre: Cadre) -> list[Line]:
    """The lines on file: each main line, then what happened meanwhile."""
    return lines_of(ResumeLine.objects.filter(cadre=cadre).order_by("since", "pk"))


def lines_of(found: Iterable[ResumeLine]) -> list[Line]:
    """The same of rows that come by month."""
    rows = list(found)
    return [
        Line(row.since, row.until, row.text, row.kind, within=row.within_id is not None)
        for main in rows
        if main.within_id is None
        for row in (main, *(row for row in rows if row.within_id == main.pk))
    ]


def family_of(cadre: Cadre) -> list[Member]:
    """The members on file."""
    rows = FamilyMember.objects.filter(cadre=cadre).order_by("position", "pk")
    return [Member(row.relation, row.name, row.birth, row.politics, row.work) for row in rows]


def family_text(members: Sequence[Member]) -> str:
    """One member a line: 妻子　某某　1992.05　中共党员　某单位."""
    return "\n".join(
        "　".join(
            part
            for part in (
                member.relation,
                member.name,
                dotted(member.birth) if member.birth else "",
                member.politics,
                member.work,
            )
            if part
        )
        for member in members
    )


def in_order(lines: Sequence[Line]) -> list[Line]:
    """Main lines by time, each followed by its own; those before any main line stay in front."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.within:
            groups[-1].append(line)
        else:
            groups.append([line])
    groups[1:] = sorted(groups[1:], key=lambda group: group[0].since)
    return [line for group in groups for line in group]
