"""Who each row is (domain §1.2-7): by hidden key and name, by ID number, by name and birth month.

Two statements for the whole batch. People outside the actor's keeping are never proposed nor
named; that a number is taken is all that is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from cadres.identity.number import masked
from cadres.identity.vault import lookup_hash
from cadres.importing.current import kept
from cadres.importing.fields import ID_NUMBER
from cadres.importing.models import Outcome
from cadres.importing.preparing import stroke_of
from cadres.importing.staged import Staged
from cadres.people.models import Cadre
from core.arrays import among
from core.months import dotted

TAKEN = "身份证号“{}”已登记在另一人名下，请核对号码；确是同一人的，请报市委组织部办理。"


class Known(NamedTuple):
    """Somebody on file who may be meant."""

    pk: int
    version: int
    name: str
    birth: date
    id_hash: str
    unit: str

    def __str__(self) -> str:
        return f"“{self.name}”（{self.unit}，{dotted(self.birth)}）"


class People:
    """Whom the rows may mean, found once for all of them."""

    def __init__(self, actor: Any, rows: Sequence[Staged]) -> None:
        found = {known.pk: known for known in _by_name(actor, rows)}
        self.namesakes: dict[tuple[str, date], list[Known]] = defaultdict(list)
        for known in found.values():
            self.namesakes[known.name, known.birth].append(known)
        keys = [row.told.key for row in rows if row.told.key]
        hashes = [row.id_hash for row in rows if row.id_hash]
        found |= {
            known.pk: known
            for known in _kept(actor, among("pk", keys) | among("id_hash", hashes, "text"))
        }
        self.by_key = found
        self.by_hash = {known.id_hash: known for known in found.values() if known.id_hash}
        self.taken = _taken(set(hashes) - self.by_hash.keys())
        self.names = _names(actor, [row for row in rows if _is_birth_unread(row)])


def match(actor: Any, rows: Sequence[Staged]) -> None:
    """Give every row its person, its candidates, or neither (somebody new).

    A row in error that does not say enough to tell is left without an action.
    """
    for row in rows:
        if number := row.number_told:  # whoever read it has seen that it is one
            row.id_masked, row.id_hash = masked(number), lookup_hash(number)
    told = [row for row in rows if row.told.values]
    people = People(actor, told)
    for row in told:
        _decide(row, people)
    _refuse_repeated(rows)


def _decide(row: Staged, people: People) -> None:
    name, birth = row.name, row.told.values.get("birth")
    holder = people.by_hash.get(row.id_hash)
    namesakes = people.namesakes.get((name, birth), []) if birth else []
    if row.id_hash in people.taken:
        row.refuse(ID_NUMBER, row.id_masked, TAKEN.format(row.id_masked))
    elif holder:
        _by_number(row, holder, [known for known in namesakes if known != holder])
    elif (keyed := people.by_key.get(row.told.key or 0)) and name in ("", keyed.name):
        _take(row, keyed)
    elif _is_birth_unread(row) and name in people.names:
        pass  # perhaps one of those who are called so
    elif not namesakes:
        _nobody(row, keyed)
    elif len(namesakes) == 1 and not _other_number(row, namesakes[0]):
        _take(row, namesakes[0])
    else:
        _ask(row, namesakes)
        if len(namesakes) == 1:
            row.warn(
                ID_NUMBER,
                row.id_masked,
                f"与{namesakes[0]}同名、同出生年月，但身份证号不同，请选择是同一人还是新人。",
            )


def _is_birth_unread(row: Staged) -> bool:
    return "birth" not in row.told.values and "birth" in row.refused


def _by_number(row: Staged, holder: Known, others: list[Known]) -> None:
    """The number says one person; name and birth may say another, or nobody."""
    name, birth = row.name, row.told.values.get("birth")
    same_name, same_birth = name in ("", holder.name), birth in (None, holder.birth)
    if not same_name and others:
        row.refuse(
            ID_NUMBER,
            row.id_masked,
            f"身份证号“{row.id_masked}”登记在{holder}名下，姓名和出生年月却与{others[0]}相同，"
            "请核对是哪一位。",
        )
        return
    if not same_name and not same_birth:
        row.refuse(
            ID_NUMBER,
            row.id_masked,
            f"身份证号“{row.id_masked}”登记在{holder}名下，与文件中的姓名、出生年月都不符，请核对。",
        )
        return
    _take(row, holder)
    if not same_name:
        row.warn("name", name, f"按身份证号对应到{holder}，姓名不同，请核对。")


def _nobody(row: Staged, keyed: Known | None) -> None:
    """No such person: somebody new, unless the sheet's own key says otherwise."""
    if keyed is None:
        row.action = Outcome.CREATE
        return
    _ask(row, [keyed])
    row.warn("name", row.name, f"这一行原来是{keyed}的，姓名改过，请选择是同一人还是新人。")


def _other_number(row: Staged, known: Known) -> bool:
    return bool(row.id_hash and known.id_hash and row.id_hash != known.id_hash)


def _take(row: Staged, known: Known) -> None:
    row.action, row.cadre, row.version = Outcome.UPDATE, known.pk, known.version


def _ask(row: Staged, known: list[Known]) -> None:
    row.action, row.candidates = Outcome.CHOOSE, [one.pk for one in known]


def _refuse_repeated(rows: Iterable[Staged]) -> None:
    """The same person twice: the later row is refused, and says where the earlier is."""
    first: dict[Any, Staged] = {}
    for row in rows:
        if row.is_error:
            continue
        name, birth = row.name, row.told.values.get("birth")
        keys: list[Any] = [("cadre", row.cadre)] if row.cadre else []
        keys += [row.id_hash] if row.id_hash else []
        namesake = first.get((name, birth)) if birth and not row.cadre else None
        if namesake and row.id_hash and namesake.id_hash:
            namesake = None  # two numbers, two people
        earlier = next((first[key] for key in keys if key in first), namesake)
        if earlier is not None:
            row.refuse("name", name, f"与“{earlier.where}”是同一人，请只留一行。")
            continue
        for key in keys:
            first[key] = row
        if birth and not row.cadre:
            first.setdefault((name, birth), row)


FIELDS = ("pk", "version", "name", "birth", "id_hash", "unit__short_name")


def _kept(actor: Any, condition: Q) -> Iterable[Known]:
    return [Known(*row) for row in kept(actor).filter(condition).values_list(*FIELDS)]


def _by_name(actor: Any, rows: Sequence[Staged]) -> Iterable[Known]:
    """People with the name and birth month of a row; the stroke order of names is the index."""
    asked = {
        (row.name, birth) for row in rows if row.name and (birth := row.told.values.get("birth"))
    }
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id FROM cadres_cadre c JOIN unnest(%s::text[], %s::text[], %s::date[]) "
            'AS asked (strokes, name, birth) ON c.stroke_key = asked.strokes COLLATE "C" '
            "AND c.name = asked.name AND c.birth = asked.birth",
            [
                [stroke_of(name) for name, _ in asked],
                [name for name, _ in asked],
                [birth for _, birth in asked],
            ],
        )
        pks = [pk for (pk,) in cursor.fetchall()]
    return _kept(actor, among("pk", pks)) if pks else []


def _names(actor: Any, rows: Sequence[Staged]) -> frozenset[str]:
    """Those names of rows that somebody on file has."""
    names = {row.name for row in rows if row.name}
    if not names:
        return frozenset()
    called = Q(name__in=names, stroke_key__in={stroke_of(name) for name in names})
    return frozenset(kept(actor).filter(called).values_list("name", flat=True))


def _taken(hashes: Iterable[str]) -> frozenset[str]:
    """Numbers that are somebody's, whoever it is."""
    asked = [digest for digest in hashes if digest]
    if not asked:
        return frozenset()
    return frozenset(
        Cadre.objects.filter(among("id_hash", asked, "text")).values_list("id_hash", flat=True)
    )
