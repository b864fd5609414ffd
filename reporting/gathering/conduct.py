"""Part four: rewards and sanctions of the year, as texts by person (clauses 3.3.5 and 3.3.3-5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q

from cadres.choices import DisciplineKind
from cadres.people.models import Discipline, Reward
from core.months import dotted
from reporting.gathering.asking import Place, Told
from reporting.gathering.crowd import Crowd

SANCTIONS = (DisciplineKind.PARTY, DisciplineKind.GOVERNMENT)
Texts = Mapping[int, Sequence[str]]


def rewards_of(crowd: Crowd) -> Texts:
    """Person to the rewards of the year that stand on the day. One statement."""
    span = crowd.span
    stands = Q(revoked_on__isnull=True) | Q(revoked_on__gt=span.on)
    rows = Reward.objects.filter(stands, crowd.within("cadre__"), **span.within("decided_on"))
    return _texts(
        rows.order_by("decided_on", "pk").values_list("cadre_id", "name", "authority", "decided_on")
    )


def disciplines_of(crowd: Crowd) -> Texts:
    """Person to the sanctions of the year. One statement."""
    rows = Discipline.objects.filter(
        crowd.within("cadre__"), kind__in=SANCTIONS, **crowd.span.within("decided_on")
    )
    return _texts(
        rows.order_by("decided_on", "pk").values_list(
            "cadre_id", "measure", "authority", "decided_on"
        )
    )


def _texts(rows: Iterable[tuple[int, str, str, date]]) -> Texts:
    found: dict[int, list[str]] = defaultdict(list)
    for cadre, name, authority, on in rows:
        more = f"{authority}，{dotted(on)}" if authority else dotted(on)
        found[cadre].append(f"{name}（{more}）")
    return found


def rewards(_place: Place) -> None:
    """Clause 3.3.5: rewards of people of the year that were given in it, but for those revoked by
    the day. There is no list of rewards; the table has them by person."""


def disciplines(_place: Place) -> None:
    """Clause 3.3.3-5: sanctions (党纪处分, 政务处分) of people of the year that were decided in it;
    neither handling nor investigations. There is no list of them; the table has them by person."""


FIGURES: dict[str, Told] = {"conduct.rewards": rewards, "conduct.disciplines": disciplines}
