"""The rules of 校核 on what would be written: reminders, never refusals.

What the database or the verbs would refuse is an error already (checking.py). A rule speaks of a
person on file only where it reads something that the file changes: the rest of his file is the
business of the page of 校核. Of somebody new all rules speak, also those of what a form leaves
empty; a sheet has no room for some of it, which is said once for all (review.py).
"""

from collections.abc import Mapping, Sequence
from datetime import date

from cadres.checks.finding import Found
from cadres.checks.rule import Rule
from cadres.checks.rules import RULES
from cadres.checks.staging import StagedPerson, check_staged
from cadres.importing.checking import future_of
from cadres.importing.current import ATTNAMES, OnFile
from cadres.importing.fields import ID_NUMBER, PHOTO
from cadres.importing.models import Outcome
from cadres.importing.staged import Staged

WILL_FAIL = "写入后校核会报错误："
LATER = ("family", "resume", "birth_place")  # for which a sheet has no column, or seldom
WHOLE = {"ResumeLine": "resume", "FamilyMember": "family"}
# Said already, by matching and checking, of who else is on file and of the number itself.
SAID_ALREADY = frozenset(
    f"identity.{name}"
    for name in ("twins", "number_twice", "number", "number_birth", "number_gender")
)
NUMBER = ("id_sealed", "id_hash", "id_masked")
RELATED = [name for name, column in ATTNAMES.items() if name != column]


def check_rules(rows: Sequence[Staged], people: Mapping[int, OnFile], on: date) -> None:
    """Warn of what the rules find in sound rows that would be written."""
    asked = {
        row.number: row
        for row in rows
        if not row.is_error and row.action in (Outcome.CREATE, Outcome.UPDATE)
    }
    staged = [_person(row, people.get(row.cadre or 0)) for row in asked.values()]
    for number, found in check_staged(staged, on=on, rules=_rules(staged)).items():
        row = asked[number]
        spoken = {remark.field for remark in row.told.remarks}
        for one in found:
            field = _field(one)
            if field in spoken and not one.is_error:
                continue
            is_later = not row.told.is_form and field in LATER and not one.value
            if (row.action == Outcome.CREATE and not is_later) or _touches(one, row):
                row.warn(field, one.value, f"{WILL_FAIL if one.is_error else ''}{one.sentence}")


def _rules(staged: Sequence[StagedPerson]) -> list[Rule]:
    """The rules that can find anything: what no file tells of cannot be wrong in it."""
    told = {"Cadre"}
    for model, part in (
        ("ResumeLine", "resume"),
        ("FamilyMember", "family"),
        ("ApprovalTexts", "texts"),
    ):
        if any(getattr(person, part) is not None for person in staged):
            told.add(model)
    return [
        rule
        for rule in RULES
        if rule.code not in SAID_ALREADY and {column.split(".")[0] for column in rule.reads} <= told
    ]


def _person(row: Staged, now: OnFile | None) -> StagedPerson:
    told = row.told
    facts = future_of(row, now, row.changes)
    for name in RELATED:
        facts[ATTNAMES[name]] = facts.pop(name)
    if row.id_hash:
        facts |= {
            "id_sealed": row.id_sealed,
            "id_hash": row.id_hash,
            "id_masked": row.id_masked,
        }
    facts[PHOTO] = "photo" if told.photo or (now and now.photo) else ""
    nothing = [] if row.action == Outcome.CREATE and row.told.is_form else None
    return StagedPerson(
        key=row.number,
        cadre=facts,
        resume=nothing if told.resume is None else told.resume,
        family=nothing if told.family is None else told.family,
        texts=told.texts or None,
    )


def _field(one: Found) -> str:
    """The field as a row has it: columns of rows by what they are rows of."""
    model = one.rule.reads[0].split(".")[0] if one.rule.reads else ""
    if model in WHOLE:
        return WHOLE[model]
    return ID_NUMBER if one.field in NUMBER else one.field


def _touches(one: Found, row: Staged) -> bool:
    for column in one.rule.reads:
        model, _, name = column.partition(".")
        field = WHOLE.get(model) or (ID_NUMBER if name in NUMBER else name)
        if field in row.changes:
            return True
    return False
