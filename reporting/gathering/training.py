"""Part two: what people learnt (clause 3.1.1), from their résumés."""

from __future__ import annotations

from cadres.choices import LineKind
from cadres.people.models import ResumeLine
from core.months import dotted
from reporting.gathering.asking import Place, Told
from reporting.gathering.content import Row
from reporting.gathering.crowd import Crowd
from reporting.gathering.ledger import Ledger


def enter(ledger: Ledger, crowd: Crowd) -> None:
    """Lines of résumés about study that begin in the year. One statement."""
    rows = ResumeLine.objects.filter(
        crowd.within("cadre__"), kind=LineKind.STUDY, **crowd.span.within("since")
    )
    for pk, cadre, since, until, text in rows.order_by("pk").values_list(
        "pk", "cadre_id", "since", "until", "text"
    ):
        ledger.count(cadre, "training.studies")
        if cadre in crowd.people:
            ended = dotted(until) if until else ""
            cells = (crowd.people[cadre].name, "学习", text, dotted(since), ended, "")
            ledger.tell(
                "training", cadre, Row(cadre, cells, f"resume:{pk}"), place=since.isoformat()
            )


def studies(_place: Place) -> None:
    """Clause 3.1.1: lines of study in the résumés of people of the year that begin in it, 其间
    included. There is no list of such lines; the table has them."""


FIGURES: dict[str, Told] = {"training.studies": studies}
