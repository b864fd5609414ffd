"""`visibility.md`: which rows of every entity a role reaches, asked of the querysets themselves."""

from collections.abc import Iterator

from django.db.models import Exists, Q

from assessments.cases.choices import CaseKind
from assessments.cases.querysets import INVESTIGATION
from config.entities import ENTITIES
from config.reference.tables import GENERATED, table
from core.accounts.querysets import BaseAccount
from core.audit.models import ActorKind
from core.choices import Role
from core.listing.entity import Entity
from core.scoping import EVERYTHING, NOTHING, Scope
from rotation.choices import AWAY
from rotation.frontline.querysets import BatchQuerySet, ProgrammeQuerySet
from rotation.moves.models import Consultation

ROOT, LOWER, KEY = "1/", "1/2/", -1  # of nobody: only to be found again in a condition
ALL, WHOLE, BELOW, UNIT, OWN = "all", "all, from the root", "unit and below", "the unit", "own"
ABOVE = "announced above the unit"
CALLED = "announced above the unit, while people may apply"
TOLD = "announced above the unit, in it or below"
OPEN = "unit and below, discipline apart"
HOSTED = "sent to the unit and below"
ASKED = "what its units were asked about"
FILED = "what was filed with it"
REGION = "the city's, and those above and below"
DISCIPLINE = OPEN.removeprefix(f"{BELOW}, ")
WORDS = (ALL, WHOLE, REGION, BELOW, OPEN, HOSTED, FILED, ASKED, ABOVE, TOLD, UNIT, OWN)
VALID, OTHERS, CONCERNS = "voided apart", "himself apart", "concerns apart"
CASES = "cases apart"
EXITS = "additions apart"
TOLD_OF = "investigations apart"
SHARED = "once the unit was told"
INTRODUCTION = f"""# Visibility

{GENERATED}

What one grant of a role opens, on every surface alike; grants add up. *{ALL}*: every row.
*{WHOLE}*: every row, but only by a grant at the root of the tree. *{BELOW}*: rows of the granted
unit and of all units under it; *{OPEN}*: but for what tells of discipline.
*{REGION}*: what holds for the whole city, for units above the granted one, or for it and below.
*{HOSTED}*: what is about a time that people of other units spend there.
*{FILED}*: reports that units filed with the granted one, which left it since.
*{ABOVE}*: what was announced at the granted unit or at one that it stands under; *{TOLD}*: and
below it. *{ASKED}*: proposed moves that a unit was asked about. *{UNIT}*: of the granted unit
alone. *{OWN}*: what belongs to the account or client that asks, or is about its
holder. *, {VALID}*: but for what was voided. *, {OTHERS}*: but for what is about the
holder of the account himself. *, {CONCERNS}*: but for duties that tell of a concern; *{CASES}*:
but for those of a case.
*, {EXITS}*: of cases, those of leaving the roster alone; *{TOLD_OF}*: but for those that an
investigation opened.
*, {SHARED}*: results of polls that the department has shared.
A dash: nothing, 404 for a record. `tests/test_visibility.py` holds the surfaces to an
expectation written by hand.
"""


class Person(BaseAccount):
    """An account with one grant."""

    pk = KEY
    actor_kind = ActorKind.USER

    def __init__(self, scope: Scope) -> None:
        self.scopes = (scope,)


class Program:
    """An API client with its one scope."""

    pk = KEY
    actor_kind = ActorKind.CLIENT

    def __init__(self, scope: Scope) -> None:
        self.scopes = (scope,)


def document() -> str:
    """The page: a line per entity, a column per role."""
    head = ("entity", *(f"{role.value} {role.label}" for role in Role))
    rows = ((entity.name, *(reach(entity, role) for role in Role)) for entity in ENTITIES)
    return f"{INTRODUCTION}\n{table(head, rows)}"


def reach(entity: Entity, role: Role) -> str:
    """What a grant of the role opens; raises ValueError for a condition that has no word here."""
    found = _asked(entity, Scope(role, LOWER))
    if not any(word.startswith(ALL) for word in found):
        at_root = _asked(entity, Scope(role, ROOT))
        found |= {word.replace(ALL, WHOLE, 1) for word in at_root if word.startswith(ALL)}
    return ALL if ALL in found else "; ".join(sorted(found, key=_place))


def _place(word: str) -> int:
    return max(number for number, base in enumerate(WORDS) if word.startswith(base))


def _asked(entity: Entity, scope: Scope) -> set[str]:
    viewer = Program(scope) if scope.role == Role.API_CLIENT else Person(scope)
    rows = entity.model._default_manager.get_queryset()
    return set(words_for(rows.scope_condition(viewer)))


def words_for(condition: Q) -> Iterator[str]:
    """The words for what a union of conditions opens; raises ValueError where there is none."""
    if condition == EVERYTHING:
        yield ALL
    elif condition != NOTHING:
        if _is_announced_above(condition):
            yield ABOVE
            return
        if _is_of_a_region(condition):
            yield REGION
            return
        if _is_but_discipline(condition):
            yield OPEN
            return
        if word := _told(condition):
            yield word
            return
        if _is_hosted(condition):
            yield HOSTED
            return
        if _is_filed_with(condition):
            yield FILED
            return
        remarks = [_remark(child) for child in condition.children if _remark(child)]
        if remarks and condition.connector == Q.AND:
            rest = [child for child in condition.children if not _remark(child)]
            yield from (", ".join([word, *remarks]) for word in words_for(Q(*rest)))
            return
        if condition.negated or (condition.connector != Q.OR and len(condition.children) != 1):
            raise ValueError(f"no word for {condition}")
        for child in condition.children:
            if _is_asked_about(child):
                yield ASKED
            else:
                yield from words_for(child) if isinstance(child, Q) else _word(*child)


def _remark(child: object) -> str:
    """What a part of a conjunction takes away, if that is all it does."""
    if child == ("voided_on__isnull", True):
        return VALID
    if child == ("kind", CaseKind.EXIT):
        return EXITS
    if child == ~Q(event__startswith=f"{INVESTIGATION}:"):
        return TOLD_OF
    if child == ("poll__shared_on__isnull", False):
        return SHARED
    if isinstance(child, Q) and child.negated and child.children[0][0] == "rule__in":
        return CONCERNS if "concern.correct" in child.children[0][1] else CASES
    if isinstance(child, Q) and any(isinstance(p, Q) and p.negated for p in child.children):
        return OTHERS
    if isinstance(child, tuple) and child[0].endswith("ground__in"):
        return DISCIPLINE
    return ""


def _is_announced_above(condition: Q) -> bool:
    """Whether this is what `cadres.intake.querysets.announced_above` says of a unit."""
    found = dict(child for child in condition.children if isinstance(child, tuple))
    paths = found.pop("unit__path__in", ())
    return found == {"announced_on__isnull": False} and paths in ([ROOT], [ROOT, LOWER])


def _is_of_a_region(condition: Q) -> bool:
    """Whether this is what `policy.parameters.querysets.region` says of a value."""
    found = dict(child for child in condition.children if isinstance(child, tuple))
    below = found.pop("unit__path__startswith", "") in (ROOT, LOWER)
    paths = found.pop("unit__path__in", ())
    return below and paths in ([ROOT], [ROOT, LOWER]) and found == {"unit__isnull": True}


def _is_but_discipline(condition: Q) -> bool:
    """Whether this is a clerk's branch of findings (`cadres.checks.querysets`)."""
    found = dict(child for child in condition.children if isinstance(child, tuple))
    below = found.pop("cadre__unit_path__startswith", "") in (ROOT, LOWER)
    return below and found == {"is_guarded": False}


def _told(condition: Q) -> str:
    """The word where this is what `rotation.frontline.querysets` says was announced; else none."""
    announced = [kind.announced for kind in (ProgrammeQuerySet, BatchQuerySet)]
    calling = [kind.calling for kind in (ProgrammeQuerySet, BatchQuerySet)]
    if condition.connector != Q.AND or len(condition.children) < 2:
        return ""
    place, *told = condition.children
    if any(one in (Q(*told), *told) for one in calling):
        return CALLED
    if not any(one in (Q(*told), *told) for one in announced):
        return ""
    return TOLD if isinstance(place, Q) else ABOVE


def _is_hosted(condition: Q) -> bool:
    """Whether this is what `rotation.postings.querysets` opens to the unit people are sent to."""
    found = [child for child in condition.children if isinstance(child, tuple)]
    paths = [value for lookup, value in found if lookup.endswith("unit__path__startswith")]
    kinds = [value for lookup, value in found if lookup.endswith("kind__in")]
    return len(condition.children) == 2 and paths in ([ROOT], [LOWER]) and kinds == [AWAY]


def _is_filed_with(condition: Q) -> bool:
    """Whether this is what `reporting.annual.querysets.received` adds to a county's subtree."""
    found = {lookup.split("report__")[-1]: value for lookup, value in _pairs(condition)}
    place = found.pop("collector__path", "")
    return place in (ROOT, LOWER) and found == {"first_filed_on__isnull": False}


def _pairs(condition: Q) -> list[tuple[str, object]]:
    return [child for child in condition.children if isinstance(child, tuple)]


def _is_asked_about(child: object) -> bool:
    """Whether this is what `rotation.moves.querysets` opens to the units that were asked."""
    return isinstance(child, Exists) and child.query.model is Consultation


def _word(lookup: str, value: object) -> Iterator[str]:
    if (lookup, value) == ("pk__in", ()):
        return
    if value in (ROOT, LOWER):
        yield BELOW if lookup.endswith("__startswith") else UNIT
    elif value == KEY:
        yield OWN
    else:
        raise ValueError(f"no word for {lookup}={value!r}")
