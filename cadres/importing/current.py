"""What is on file about the people of a batch: a handful of statements, however many they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from cadres.approval.models import TEXT_FIELDS, ApprovalTexts
from cadres.formats.resume_text import Line
from cadres.importing.fields import PERSON
from cadres.people.guards.family import Member
from cadres.people.models import Cadre, FamilyMember, ResumeLine
from cadres.roster.models import RosterEntry
from cadres.roster.reentry import Release, releases
from core.arrays import among
from core.scoping import Viewer

ATTNAMES = {name: Cadre._meta.get_field(name).attname for name in PERSON}
COLUMNS = tuple(ATTNAMES.values())


class Stay(NamedTuple):
    """The open stay on the roster, with the day since which its standing holds."""

    pk: int
    version: int
    entered_on: date
    tier: int | None
    direction: str
    held_by: str


@dataclass(slots=True)
class OnFile:
    """One person as he is; `facts` by field, the unit as its key.

    `conduct` are the texts that a form of ours composes where he has no text of his own.
    """

    pk: int
    version: int
    id_hash: str
    id_masked: str
    photo: str
    facts: dict[str, Any]
    resume: list[Line] = field(default_factory=list)
    family: list[Member] = field(default_factory=list)
    texts: dict[str, Any] = field(default_factory=dict)
    stay: Stay | None = None
    released: Release | None = None
    conduct: frozenset[str] = frozenset()


def on_file(pks: Collection[int], *, asked: Collection[str]) -> dict[int, OnFile]:
    """The people by key; of résumé, family, texts and stay what is among the fields `asked`."""
    names = ("pk", "version", "id_hash", "id_masked", "photo")
    rows = Cadre.objects.filter(among("pk", pks)).values_list(*names, *COLUMNS)
    people = {
        row[0]: OnFile(
            row[0], row[1], row[2] or "", row[3], row[4], dict(zip(PERSON, row[5:], strict=True))
        )
        for row in rows.iterator(chunk_size=5000)
    }
    if "resume" in asked:
        for pk, lines in resumes(people).items():
            people[pk].resume = lines
    if "family" in asked:
        for pk, members in _families(people).items():
            people[pk].family = members
    if set(TEXT_FIELDS) & set(asked):
        texts = ApprovalTexts.objects.filter(among("pk", people))
        for pk, *values in texts.values_list("pk", *TEXT_FIELDS):
            people[pk].texts = dict(zip(TEXT_FIELDS, values, strict=True))
    if "stay" in asked:
        open_ones = RosterEntry.objects.filter(among("cadre_id", people), left_on__isnull=True)
        for pk, *values in open_ones.values_list("cadre_id", "pk", "version", *Stay._fields[2:]):
            people[pk].stay = Stay(*values)
        for pk, release in releases(people).items():
            people[pk].released = release
    return people


def kept(actor: Viewer | None) -> Any:
    """The people whose files the actor keeps; the system keeps everybody's."""
    return Cadre.objects.all() if actor is None else Cadre.objects.kept_by(actor)


def resumes(pks: Iterable[int]) -> dict[int, list[Line]]:
    """Each person's lines: the main ones, and below each what happened meanwhile."""
    mains: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    inside: dict[int, list[Line]] = defaultdict(list)
    rows = ResumeLine.objects.filter(among("cadre_id", pks)).order_by("cadre_id", "since", "pk")
    fields = ("cadre_id", "pk", "within_id", "since", "until", "text", "kind")
    for cadre, pk, within, since, until, text, kind in rows.values_list(*fields):
        line = Line(since, until, text, kind, within=within is not None)
        if within is None:
            mains[cadre].append((pk, line))
        else:
            inside[within].append(line)
    return {
        cadre: [line for pk, main in lines for line in (main, *inside.get(pk, ()))]
        for cadre, lines in mains.items()
    }


def _families(pks: Iterable[int]) -> dict[int, list[Member]]:
    families: dict[int, list[Member]] = defaultdict(list)
    rows = FamilyMember.objects.filter(among("cadre_id", pks)).order_by(
        "cadre_id", "position", "pk"
    )
    for cadre, *values in rows.values_list("cadre_id", *Member._fields):
        families[cadre].append(Member(*values))
    return families
