"""Lives as rows of the tables, in the text form that COPY reads."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cadres.choices import SERVING, LineKind
from cadres.demo.lives import Life
from cadres.demo.months import written
from cadres.identity.number import masked
from cadres.identity.vault import lookup_hash, seal
from cadres.people.prepare import prepared

NULL = r"\N"
STUDY, WORK = LineKind.STUDY.value, LineKind.WORK.value
WRITTEN_AT = "2026-06-30 09:00:00+08"  # changed_at of everything, when the demonstration stands
# Ids are given where another row points to them; so much room has each person.
LINES_EACH = 32
# Leaders and heads have their place in the unit; the others come after them.
SEATED, UNSEATED = 300, 999

CADRE = (
    "id", "version", "changed_at", "name", "gender", "birth", "nation", "native_place",
    "birth_place", "health", "id_sealed", "id_hash", "id_masked", "id_reason", "phone", "photo",
    "political_status", "party_join", "second_party", "second_party_join", "work_start",
    "pro_title", "specialty", "fulltime_education", "fulltime_degree", "fulltime_school",
    "fulltime_major", "inservice_education", "inservice_degree", "inservice_school",
    "inservice_major", "status", "unit_id", "title", "short_title", "level", "level_since", "rank",
    "rank_since", "post_since", "seat_order", "source", "source_since", "grassroots_months", "note",
    "account_id", "tokens", "stroke_key",
)  # fmt: skip
LINE = ("id", "cadre_id", "within_id", "since", "until", "text", "kind")
RELATIVE = ("cadre_id", "position", "relation", "name", "birth", "politics", "work")
REWARD = ("cadre_id", "decided_on", "name", "authority", "document")
DISCIPLINE = (
    "cadre_id", "kind", "measure", "decided_on", "effect_until", "authority", "reason", "document",
)  # fmt: skip


def line(values: Iterable[Any]) -> str:
    """One row: tabs between, None as NULL. Texts hold neither tabs nor backslashes."""
    return "\t".join([NULL if value is None else str(value) for value in values]) + "\n"


def month(count: int | None) -> str | None:
    """A month as the database reads it."""
    return None if count is None else written(count)


@lru_cache(30_000)
def _prepared(name: str) -> tuple[str, str]:
    """Search tokens and stroke key; half of a city shares its name with somebody."""
    own = prepared(name)
    return own["tokens"], own["stroke_key"]


def cadre(life: Life, *, photo: str, account: int | None) -> str:
    """The person; copies and sort keys are the triggers' work."""
    name = str(life.name)
    studied, beside, belongs = life.studies[-1], life.inservice, life.politics
    level, rank = life.levels[-1], life.ranks[-1] if life.ranks else None
    office, title = life.office, life.present.title
    order = life.seat.order + 1
    return line(
        (
            life.number + 1, 1, WRITTEN_AT, name, life.name.gender, written(life.birth),
            life.nation, life.native_place, life.birth_place, life.health,
            rf"\\x{seal(life.id_number).hex()}", lookup_hash(life.id_number),
            masked(life.id_number), "", life.phone, photo,
            belongs.status, month(belongs.joined), belongs.second, month(belongs.second_joined),
            written(life.work_start), life.pro_title, life.specialty,
            studied.education, studied.degree, studied.school, studied.major,
            *((beside.education, beside.degree, beside.school, beside.major) if beside
              else ("", "", "", "")),
            SERVING, office.pk, title, office.short_name + title.removeprefix(office.name),
            level.code, written(level.since),
            rank.code if rank else "", month(rank.since if rank else None),
            written(life.present.since), order if order < SEATED else UNSEATED,
            life.entry.code, written(life.entry.since), life.grassroots_months, "",
            account, *_prepared(name),
        )
    )  # fmt: skip


def resume(life: Life) -> str:
    """Study, jobs, and below each job what happened beside it; no month is missing."""
    person = life.number + 1
    jobs = person * LINES_EACH + len(life.studies)
    # A summer between two courses belongs to the first.
    ends = [*(study.since for study in life.studies[1:]), life.work_start]
    told: list[tuple[Any, ...]] = [
        (None, study.since, until, f"{study.place}学习", STUDY)
        for study, until in zip(life.studies, ends, strict=True)
    ]
    told += [(None, job.since, job.until, job.title, WORK) for job in life.jobs]
    told += [(jobs + one.job, one.since, one.until, one.text, one.kind) for one in life.beside]
    return "".join(
        line((number, person, within, month(since), month(until), text, kind))
        for number, (within, since, until, text, kind) in enumerate(told, person * LINES_EACH)
    )


def relatives(life: Life) -> str:
    """The family in the order of the form."""
    person = life.number + 1
    return "".join(
        line((person, position, one.relation, one.name, month(one.birth), one.politics, one.work))
        for position, one in enumerate(life.relatives, start=1)
    )


def rewards(life: Life) -> str:
    """What somebody was honoured with."""
    return "".join(line((life.number + 1, *award)) for award in life.awards)


def discipline(life: Life) -> str:
    """Sanctions and handling."""
    return "".join(line((life.number + 1, *one)) for one in life.sanctions)
