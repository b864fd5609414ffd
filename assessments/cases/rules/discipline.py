"""Clause 3.3.3-5: 因违纪违规受到党纪政纪处分或接受司法机关调查的.

Party sanctions, government sanctions and investigations count. 组织处理 is none of them, whether
it has an effect (诫勉) or not (谈话提醒): where it tells of a problem, the department finds so,
and the finding opens a case under its own ground.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Case, When

from assessments.cases.figures import NoFigures
from assessments.cases.models import RosterCase
from assessments.cases.querysets import INVESTIGATION
from assessments.cases.rules.rule import Hit, Look, Rule, day_of, event_of, key_in
from cadres.choices import DisciplineKind, ExitGround
from cadres.people.models import Discipline
from policy.judgements import Fact

NAMES = ("cadre_id", "of_entry", "of_unit", "event", "happened")
SAID = ("kind", "measure", "authority", "reason", "document")


# An investigation is an event of its own: the person is not told of its case.
EVENT = Case(
    When(kind=DisciplineKind.INVESTIGATION, then=event_of(INVESTIGATION, "pk")),
    default=event_of("discipline", "pk"),
)


def sanctioned(look: Look) -> Iterator[Hit]:
    """Decided while he was on the roster; clerks, who hear of no sanction, are told no measure."""
    rows = look.of_stays(
        Discipline.objects.exclude(kind=DisciplineKind.HANDLING),
        happened=day_of("decided_on"),
        event=EVENT,
    )
    for row in rows.values(*NAMES, *SAID):
        yield Hit(
            cadre=row["cadre_id"],
            entry=row["of_entry"],
            unit=row["of_unit"],
            event=row["event"],
            happened=row["happened"],
            verdict=f"{row['happened']} 受到党纪政纪处分或接受司法机关调查。",
            facts=_facts(row),
        )


def stands(case: RosterCase) -> bool:
    """It is on file, and still what it was: an investigation, or a sanction."""
    rows = Discipline.objects.exclude(kind=DisciplineKind.HANDLING).annotate(event=EVENT)
    return rows.filter(pk=key_in(case.event), cadre=case.cadre_id, event=case.event).exists()


def _facts(row: dict[str, Any]) -> tuple[Fact, ...]:
    where = {"source": "处分与组织处理", "view": "cadres:detail", "pk": row["cadre_id"]}
    guarded = (
        Fact("类别", str(DisciplineKind(row["kind"]).label), **where, is_open=False),
        Fact("处分或处理", row["measure"], **where, is_open=False),
        Fact("决定机关", row["authority"], **where, is_open=False),
        Fact("事由", row["reason"], **where, is_open=False),
        Fact("文号", row["document"], **where, is_open=False),
    )
    return (
        Fact("决定日期", str(row["happened"]), "处分与组织处理"),
        *(fact for fact in guarded if fact.value),
    )


DISCIPLINE = Rule(
    name="exit.discipline",
    ground=ExitGround.DISCIPLINE,
    clause="3.3.3-5",
    label="受处分或接受调查",
    sentence=(
        "在库期间受到党纪处分、政务处分，或者被立案审查调查、接受司法机关调查的，立案；"
        "谈话提醒、诫勉等组织处理不属于处分，不立案。"
    ),
    figures=NoFigures,
    hits=sanctioned,
    stands=stands,
    reads=Discipline,
)
