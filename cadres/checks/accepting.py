"""Taking a suggestion over: by the service that writes the field, or by asking the department."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.db import transaction

from cadres.approval.services import write_texts
from cadres.changes.models import ChangeRequest
from cadres.changes.services import ask
from cadres.checks.finding import SPOTS
from cadres.checks.models import Finding
from cadres.checks.refreshing import refresh_people
from cadres.checks.rule import Rows, Rule
from cadres.checks.rules import BY_CODE
from cadres.checks.standing import outdated
from cadres.editing.access import DEPARTMENTS_ALONE, Editing, Way
from cadres.people import services
from cadres.people.forms import RESERVED
from cadres.people.guards.family import Member
from cadres.people.models import Cadre, Discipline, FamilyMember
from cadres.people.services.rows import family_of
from core.errors import NotAllowed, Stale, refuse_if

GONE: Final = "这项问题已经不在了，档案可能刚刚改过。请刷新页面核对。"
NO_SUGGESTION: Final = "这项问题没有可以采用的建议，请打开档案改正。"


@transaction.atomic
def accept(
    *, actor: Any, finding: Finding, editing: Editing, seen: int, on: date
) -> ChangeRequest | None:
    """Write what a finding suggests, as the viewer may change the file; then look at it again.

    `seen` is the version of the finding that was shown. A unit's wish becomes a request, which is
    returned. Raises Stale, ValidationError by field, NotAllowed.
    """
    rule = BY_CODE.get(finding.rule)
    refuse_if(rule is None or finding.suggestion is None, NO_SUGGESTION)
    is_outdated = outdated(Finding.objects.filter(pk=finding.pk)).exists()
    refuse_if(is_outdated or seen != finding.version, GONE, Stale)
    asked = _WRITERS[rule.rows](actor, finding, rule, editing, on)
    refresh_people([finding.cadre_id], on=on)
    return asked


def _value(model: type, field: str, text: str) -> Any:
    """The text of a suggestion as the column takes it; "" empties a month."""
    column = model._meta.get_field(field)
    return None if text == "" and column.null else column.to_python(text)


def refuse_unsound(finding: Finding, rule: Rule, on: date) -> None:
    """Ask the guards of a fact whether the suggestion would be written; raises ValidationError."""
    if rule.rows == Rows.PEOPLE:
        values = {rule.field: _value(Cadre, rule.field, finding.suggestion)}
        services.checked(actor=None, cadre=finding.cadre, on=on, **values)


def _asks(editing: Editing, fields: set[str]) -> bool:
    return editing.way == Way.ASK or (editing.way == Way.WRITE and bool(fields & RESERVED))


def _fact(actor: Any, finding: Finding, rule: Rule, editing: Editing, on: date):
    values = {rule.field: _value(Cadre, rule.field, finding.suggestion)}
    if _asks(editing, set(values)):
        return _asked(actor, finding, editing, on, values)
    services.edit(actor=actor, cadre=editing.cadre, seen=editing.cadre.version, on=on, **values)
    return None


def _member(actor: Any, finding: Finding, rule: Rule, editing: Editing, on: date):
    """The whole family with one member changed: rows are written as a whole."""
    told = SPOTS[Rows.FAMILY].say
    members = family_of(editing.cadre)
    place = next(
        (n for n, one in enumerate(members) if told(one.relation, one.name) == finding.spot), None
    )
    refuse_if(place is None, GONE, Stale)
    value = _value(FamilyMember, rule.field, finding.suggestion)
    members[place] = Member(**(members[place]._asdict() | {rule.field: value}))
    if _asks(editing, {"family"}):
        return _asked(actor, finding, editing, on, {"family": members})
    services.replace_family(
        actor=actor, cadre=editing.cadre, seen=editing.cadre.version, on=on, members=members
    )
    return None


def _text(actor: Any, finding: Finding, rule: Rule, editing: Editing, on: date):
    refuse_if(editing.way == Way.ASK, DEPARTMENTS_ALONE, NotAllowed)
    values = {rule.field: finding.suggestion}
    write_texts(actor=actor, cadre=editing.cadre, seen=None, on=on, values=values)


def _case(actor: Any, finding: Finding, rule: Rule, editing: Editing, on: date):
    refuse_if(editing.way != Way.KEEP, DEPARTMENTS_ALONE, NotAllowed)
    told = SPOTS[Rows.DISCIPLINE].say
    rows = Discipline.objects.filter(cadre=editing.cadre)
    row = next((one for one in rows if told(one.decided_on, one.measure) == finding.spot), None)
    refuse_if(row is None, GONE, Stale)
    value = _value(Discipline, rule.field, finding.suggestion)
    kept = ("kind", "measure", "decided_on", "effect_until")
    values = {name: getattr(row, name) for name in kept} | {rule.field: value}
    services.edit_discipline(
        actor=actor, discipline=row, seen=editing.cadre.version, on=on, **values
    )


def _asked(
    actor: Any, finding: Finding, editing: Editing, on: date, values: dict[str, Any]
) -> ChangeRequest:
    return ask(
        actor=actor,
        cadre=editing.cadre,
        seen=editing.cadre.version,
        on=on,
        reason=f"校核：{finding.sentence}"[:200],
        values=values,
    )


_WRITERS: Final[dict[Rows, Callable[..., ChangeRequest | None]]] = {
    Rows.PEOPLE: _fact,
    Rows.FAMILY: _member,
    Rows.TEXTS: _text,
    Rows.DISCIPLINE: _case,
}
