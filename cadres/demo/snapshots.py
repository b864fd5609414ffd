"""What the file said on a day of the past, as `cadres.roster.snapshot` writes it."""

from datetime import date
from typing import Any

from cadres.choices import DEGREE, EDUCATION, LEVEL, RANK
from cadres.demo.education import Study
from cadres.demo.ladder import held_at
from cadres.demo.lives import Life
from cadres.demo.months import counted, first_day
from core.codes.vocabulary import vocabulary
from core.months import iso


def snapshot_then(life: Life, on: date) -> dict[str, Any]:
    """Unit, post, level, rank, education and age of a day since the first job began."""
    at = counted(on)
    job = next(job for job in reversed(life.jobs) if job.since <= at)
    level, rank = held_at(life.levels, at), held_at(life.ranks, at)
    studied = life.inservice if life.inservice and life.inservice.until <= at else None
    return {
        "on": on.isoformat(),
        "unit": job.office.name,
        "title": job.title,
        "level": vocabulary(LEVEL)[level.code] if level else "",
        "level_since": iso(first_day(level.since)) if level else "",
        "rank": vocabulary(RANK)[rank.code] if rank else "",
        "age": (at - life.birth) // 12,
        "fulltime": _words(life.studies[-1]),
        "inservice": _words(studied),
    }


def _words(study: Study | None) -> str:
    """Education, degree and where, or nothing."""
    if study is None:
        return ""
    degree = vocabulary(DEGREE)[study.degree] if study.degree else ""
    parts = (vocabulary(EDUCATION)[study.education], degree, study.place)
    return " ".join(part for part in parts if part)
