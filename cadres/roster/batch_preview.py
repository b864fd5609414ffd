"""What a verb will do to each of the chosen: a judgement per row, in as few statements as rows."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from cadres.choices import SERVING, ExitGround, RosterStatus
from cadres.people.models import Cadre
from cadres.roster.batch import Foresight, Line
from cadres.roster.guards import why_not_admitted, why_not_changed, why_not_considered
from cadres.roster.keeping import NOT_IN_REACH, why_not_kept
from cadres.roster.models import RosterEntry, RosterStage
from cadres.roster.standing import STATED
from cadres.roster.writing import said
from core.scoping import Viewer

UNDECIDED = "未定"


class Stay(NamedTuple):
    """What is judged of a stay; `changed_on` is when its present standing began.

    `in_reach`: the viewer's department's but for the list it is on; `is_kept`: that list as well.
    """

    pk: int
    version: int
    name: str
    unit: str
    status: str
    tier: int | None
    direction: str
    held_by: str
    entered_on: date
    left_on: date | None
    changed_on: date | None
    in_reach: bool
    is_kept: bool
    cadre_id: int


class Person(NamedTuple):
    """What is judged of a person who is to enter."""

    pk: int
    version: int
    name: str
    unit: str
    status: str
    entered_on: date | None
    left_on: date | None


def restating(rows: QuerySet, viewer: Viewer, values: dict[str, Any]) -> Foresight:
    """Another tier, direction, holder or status."""
    asked = {name: value for name, value in values.items() if name in STATED}
    new = "，".join(said(name, value) for name, value in asked.items())
    barred: dict[int, str] = {}
    if asked.get("status") == RosterStatus.CONSIDERED:
        others = rows.exclude(status=RosterStatus.CONSIDERED).order_by()
        people = list(others.values_list("cadre_id", flat=True))
        barred = why_not_considered(people, values["on"])

    def judge(stay: Stay) -> tuple[str, str, bool]:
        old = "，".join(said(name, getattr(stay, name)) or UNDECIDED for name in asked)
        same = all(getattr(stay, name) == value for name, value in asked.items())
        return old, new, same

    return _of_stays(rows, viewer, values["on"], judge, barred=barred)


def releasing(rows: QuerySet, viewer: Viewer, values: dict[str, Any]) -> Foresight:
    """Off the roster."""
    used = values["ground"] == ExitGround.PROMOTED
    new = (RosterStatus.USED if used else RosterStatus.REMOVED).label

    def judge(stay: Stay) -> tuple[str, str, bool]:
        return said("status", stay.status), str(new), False

    return _of_stays(rows, viewer, values["on"], judge, must_last=True)


def admitting(rows: QuerySet, viewer: Viewer, values: dict[str, Any]) -> Foresight:
    """Onto the roster; `rows` are people."""
    kept = Cadre.objects.kept_by(viewer).filter(pk__in=rows.order_by().values("pk"))
    kept_keys = set(kept.values_list("pk", flat=True))
    standing = ("held_by", "tier", "direction")
    new = "，".join(filter(None, (said(name, values[name]) for name in standing)))
    foresight = Foresight()
    for person in _people(rows):
        why = NOT_IN_REACH
        if person.pk in kept_keys:
            why = why_not_admitted(
                serving=person.status == SERVING,
                entered_on=person.entered_on,
                left_on=person.left_on,
                on=values["on"],
            )
        old = "曾在名册" if person.left_on else "不在名册"
        line = Line(person.pk, person.version, person.name, person.unit, old, new, why)
        (foresight.refused if why else foresight.changing).append(line)
    return foresight


def _of_stays(
    rows: QuerySet,
    viewer: Viewer,
    on: date,
    judge: Callable[[Stay], tuple[str, str, bool]],
    *,
    must_last: bool = False,
    barred: Mapping[int, str] | None = None,
) -> Foresight:
    """Each stay where it belongs; `judge` says old, new, and whether they are the same.

    `barred`: cadre to what other applications know against it.
    """
    foresight = Foresight()
    for stay in _stays(rows, viewer):
        old, new, same = judge(stay)
        why = why_not_kept(in_reach=stay.in_reach, held_by=stay.held_by)
        if stay.is_kept:
            why = why_not_changed(
                entered_on=stay.entered_on,
                left_on=stay.left_on,
                changed_on=stay.changed_on,
                on=on,
                must_last=must_last,
            ) or (barred or {}).get(stay.cadre_id, "")
        line = Line(stay.pk, stay.version, stay.name, stay.unit, old, new, why)
        if why:
            foresight.refused.append(line)
        else:
            (foresight.staying if same else foresight.changing).append(line)
    return foresight


def _stays(rows: QuerySet, viewer: Viewer) -> Iterator[Stay]:
    """The chosen stays in the order of the roster."""
    stages = RosterStage.objects.filter(entry=OuterRef("pk"), until__isnull=True)
    found = RosterEntry.objects.filter(pk__in=rows.order_by().values("pk")).with_keeping(viewer)
    found = found.annotate(changed_on=Subquery(stages.values("since")[:1]))
    paths = ("cadre__name", "unit__short_name", *Stay._fields[4:])
    found = found.order_by("sort_key", "pk").values_list("pk", "version", *paths)
    return map(Stay._make, found)


def _people(rows: QuerySet) -> Iterator[Person]:
    """The chosen people in the order of the list."""
    found = Cadre.objects.filter(pk__in=rows.order_by().values("pk")).annotate(
        in_since=Max("entries__entered_on", filter=Q(entries__left_on__isnull=True)),
        out_since=Max("entries__left_on"),
    )
    paths = ("name", "unit__short_name", "status", "in_since", "out_since")
    found = found.order_by("sort_key", "pk").values_list("pk", "version", *paths)
    return map(Person._make, found)
