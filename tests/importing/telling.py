"""People as a file would tell of them, and batches made of them without any file."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cadres.exchange.told import Told
from cadres.formats.resume_text import Line
from cadres.importing.applying import Written, write
from cadres.importing.models import BatchState, ImportBatch
from cadres.importing.pipeline import checked
from cadres.importing.staged import Staged
from cadres.importing.staging import stage
from cadres.people.guards.family import Member
from core.jobs.services import authority
from tests.identity.numbers import VALUES, congruent_to_one
from tests.world_people import TODAY

NEW: dict[str, Any] = {
    "name": "周晓航",
    "gender": "1",
    "birth": date(1992, 5, 1),
    "nation": "01",
    "native_place": "云州清河",
    "political_status": "01",
    "party_join": date(2013, 5, 1),
    "work_start": date(2014, 7, 1),
    "title": "清河市科学技术局规划科副科长",
    "level": "1A42",
    "level_since": date(2022, 4, 1),
    "fulltime_education": "21",
    "fulltime_degree": "408",
    "fulltime_school": "云州大学公共管理学院",
    "fulltime_major": "行政管理",
}
LINES = [
    Line(date(2010, 9, 1), date(2014, 7, 1), "云州大学公共管理学院学习", "study"),
    Line(date(2014, 7, 1), None, "清河市科学技术局科员"),
    Line(date(2019, 6, 1), date(2019, 12, 1), "市信访局挂职", within=True),
]
FAMILY = [
    Member("妻子", "林小禾", date(1993, 9, 1), "群众", "清河市第三中学教师"),
    Member("父亲", "周建业", date(1963, 2, 1), "中共党员", "退休干部"),
]


def told(file: str = "花名册.xlsx", row: int | None = 3, **values: Any) -> Told:
    """Somebody new; `values` in place of those of NEW, None takes one away."""
    values = {name: value for name, value in (NEW | values).items() if value is not None}
    return Told(file=file, row=row, values=values)


def only(name: str, birth: tuple[int, int], **values: Any) -> Told:
    """Name, birth month and nothing but these values."""
    return Told(file="花名册.xlsx", row=3, values={"name": name, "birth": date(*birth, 1)} | values)


def an_id(birth: str = "19920512", sequence: str = "001") -> str:
    """A valid number of an area that does not exist; an odd sequence is a man's."""
    first17 = f"990121{birth}{sequence}"
    return next(first17 + char for char in VALUES if congruent_to_one(first17 + char))


def look(people: Iterable[Told], actor: Any = None, unit: Any = None) -> list[Staged]:
    """What they would do."""
    return checked(people, actor=actor, unit=unit, on=TODAY)


def batch_of(rows: list[Staged], actor: Any = None) -> ImportBatch:
    """A checked batch of these rows."""
    batch = ImportBatch.objects.create(
        label="花名册.xlsx",
        asked_by=actor,
        people=len(rows),
        state=BatchState.CHECKED,
        authority=authority(actor),
    )
    stage(batch, rows)
    return batch


def taken_in(people: Iterable[Told], actor: Any = None, unit: Any = None) -> Written:
    """Checked and written."""
    return write(actor=actor, batch=batch_of(look(people, actor, unit), actor), on=TODAY)
