"""Running the rules over people who are not stored yet (docs/adr/0007).

    found = check_staged([StagedPerson(key=1, cadre=values, resume=lines)], on=today)

Inside `staged(…)` the tables of files are temporary ones that shadow the stored ones: the rules'
statements are the same and see nothing but the staged people. Ask nothing else there.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import compress
from typing import Any, Final

from django.db import connection, models, transaction

from cadres.approval.models import ApprovalTexts
from cadres.checks import staged_rows
from cadres.checks.copying import copy_in
from cadres.checks.files import Files
from cadres.checks.finding import Found, findings
from cadres.checks.rule import Rule
from cadres.checks.rules import RULES
from cadres.formats.resume_text import Line
from cadres.people.guards.family import Member
from cadres.people.models import Cadre, Discipline, FamilyMember, ResumeLine, Reward
from cadres.roster.models import RosterEntry, RosterStage
from core.errors import refuse_if

# Every table of a file that a rule may ask; those that an import does not fill are empty.
TABLES: Final[tuple[type[models.Model], ...]] = (
    *(Cadre, ResumeLine, FamilyMember, ApprovalTexts),
    *(Reward, Discipline, RosterEntry, RosterStage),
)
OF_A_PERSON: Final = (ResumeLine, FamilyMember)  # rows that are looked up by person
# Of its many columns these make a plan; of other tables all may.
PLANNED_BY: Final[Mapping[type[models.Model], str]] = {Cadre: "(id, unit_id, status)"}
HOME: Final = """
SELECT quote_ident(n.nspname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = to_regclass(%s)
"""


@dataclass(slots=True, kw_only=True)
class StagedPerson:
    """One person as he would be written.

    `cadre` is an unsaved (or changed) Cadre, or values as `cadres.people.services` takes them, an
    `id_number` among them. `resume`, `family` and `texts` are None where the file says nothing of
    them: rules that read them are then silent about this person.
    """

    key: Hashable
    cadre: Cadre | Mapping[str, Any]
    resume: Sequence[Line] | None = None
    family: Sequence[Member] | None = None
    texts: Mapping[str, Any] | None = None

    @property
    def untold(self) -> frozenset[str]:
        """The parts of the file that were not given, as rules name them."""
        return _untold(self.resume is None, self.family is None, self.texts is None)


@cache
def _untold(*are_none: bool) -> frozenset[str]:
    return frozenset(compress(("ResumeLine", "FamilyMember", "ApprovalTexts"), are_none))


def check_staged(
    people: Sequence[StagedPerson], *, on: date, rules: Collection[Rule] = RULES
) -> dict[Hashable, list[Found]]:
    """What the rules find, by the key of each person who has anything; the statements of one run.

    Writes nothing that stays. Two people with one key are refused (ValueError).
    """
    if len({person.key for person in people}) != len(people):
        raise ValueError("two staged people have the same key")
    found: dict[Hashable, list[Found]] = {}
    if not people:
        return found
    untold = [person.untold for person in people]
    of_nobody = frozenset.intersection(*untold)
    asked = [rule for rule in rules if of_nobody.isdisjoint(rule.tables)]
    with staged(people):
        for one in findings(asked, Files(on, many=False)):
            if untold[one.cadre - 1].isdisjoint(one.rule.tables):
                found.setdefault(people[one.cadre - 1].key, []).append(one)
    return found


@contextmanager
def staged(people: Sequence[StagedPerson]) -> Iterator[None]:
    """Inside, the tables of files hold these people alone; person n (from 1) has the key n.

    At the end all of it is rolled back to where it began: tables, path, and the locks of both, so
    that one transaction may stage any number of times. Whatever else was written inside goes too.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        (search_path,) = cursor.fetchone()
        for model in TABLES:
            _shadow(cursor, model._meta.db_table)
        cursor.execute(f"SET LOCAL search_path TO pg_temp, {search_path}")
        _fill(cursor, people)
        try:
            yield
        finally:
            transaction.set_rollback(True)


def _shadow(cursor: Any, table: str) -> None:
    """A temporary table of the same name and columns, without what the stored one insists on."""
    cursor.execute(HOME, [table])
    (home,) = cursor.fetchone()
    refuse_if(home.startswith("pg_temp"), "上一次核对还没有结束，请稍后再试。")
    cursor.execute(
        f"CREATE TEMP TABLE {table} (LIKE {home}.{table} INCLUDING GENERATED) ON COMMIT DROP"
    )
    # What is missing is for the rules to say.
    cursor.execute(
        "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = %s::regclass "
        "AND attnum > 0 AND attnotnull AND attname <> 'id'",
        [f"pg_temp.{table}"],
    )
    if dropped := [f"ALTER {name} DROP NOT NULL" for (name,) in cursor.fetchall()]:
        cursor.execute(f"ALTER TABLE pg_temp.{table} {', '.join(dropped)}")


def _fill(cursor: Any, people: Sequence[StagedPerson]) -> None:
    parts = [(one.cadre, one.resume or (), one.family or (), one.texts) for one in people]
    for model, rows in staged_rows.rows_of(parts).items():
        copy_in(model, rows)
    for model in TABLES:
        table = f"pg_temp.{model._meta.db_table}"
        if model in OF_A_PERSON:
            cursor.execute(f"CREATE INDEX ON {table} (cadre_id)")
        cursor.execute(f"ANALYZE {table} {PLANNED_BY.get(model, '')}")
