"""What can go wrong with a file, rule by rule: each spoils a clean draft in one place.

A mutation returns whether it could be done to this draft: not everybody has a spouse to spoil.
"""

from collections.abc import Callable
from datetime import date
from random import Random

from cadres.choices import PARTY_MEMBERS
from cadres.identity.number import check_digit
from cadres.identity.vault import open_sealed
from core.months import shift
from tests.checks.drafts import TODAY, Draft

Mutation = Callable[[Draft, Random], bool]
NEXT = shift(TODAY.replace(day=1), 1)
DIRT = ("3", "B", "(", "）", " ", "　")


def put(**values) -> Mutation:
    """These columns, whatever stood there."""

    def spoil(draft: Draft, _dice: Random) -> bool:
        before = {name: getattr(draft.cadre, name) for name in values}
        draft.change(**values)
        return before != values

    return spoil


def worked(name: str, how: Callable[[Draft], object]) -> Mutation:
    """A column by what the draft says."""

    def spoil(draft: Draft, _dice: Random) -> bool:
        draft.change(**{name: how(draft)})
        return True

    return spoil


def only_if(condition: Callable[[Draft], object], then: Mutation) -> Mutation:
    """The mutation where it makes sense."""
    return lambda draft, dice: bool(condition(draft)) and then(draft, dice)


def soil(name: str) -> Mutation:
    """A mark in the middle of a text."""

    def spoil(draft: Draft, dice: Random) -> bool:
        text = getattr(draft.cadre, name)
        place = dice.randint(1, len(text) - 1)
        draft.change(**{name: text[:place] + dice.choice(DIRT) + text[place:]})
        return True

    return spoil


def digits(draft: Draft) -> str:
    return open_sealed(draft.cadre.id_sealed)


def other_check(draft: Draft, dice: Random) -> bool:
    number = digits(draft)
    draft.number(number[:17] + dice.choice([c for c in "0123456789X" if c != number[17]]))
    return True


def other_digits(start: int, new: Callable[[str], str]) -> Mutation:
    """Other digits from a place on, with the check digit that belongs to them."""

    def spoil(draft: Draft, _dice: Random) -> bool:
        old = digits(draft)
        put = new(old)
        first17 = (old[:start] + put + old[start + len(put) :])[:17]
        draft.number(first17 + check_digit(first17))
        return True

    return spoil


def other_month(number: str) -> str:
    return f"{int(number[10:12]) % 12 + 1:02d}"


def line(which: Callable[[Draft], int | None], **values) -> Mutation:
    """A line's columns; a callable is asked with the line."""

    def spoil(draft: Draft, _dice: Random) -> bool:
        place = which(draft)
        if place is None:
            return False
        told = {k: v(draft.lines[place]) if callable(v) else v for k, v in values.items()}
        draft.line(place, **told)
        return True

    return spoil


def mains(draft: Draft) -> list[int]:
    return [n for n, one in enumerate(draft.lines) if not one.within]


def first(draft: Draft) -> int:
    return mains(draft)[0]


def last(draft: Draft) -> int:
    return mains(draft)[-1]


def before_last(draft: Draft) -> int | None:
    places = mains(draft)
    return places[-2] if len(places) > 1 else None


def inner(draft: Draft) -> int | None:
    return next((n for n, one in enumerate(draft.lines) if one.within), None)


def longer(one, by: int = 3) -> date:
    return shift(one.until, by)


def shorter(one) -> date | None:
    return shift(one.until, -2)


def is_long(place: Callable[[Draft], int | None]) -> Callable[[Draft], bool]:
    """Whether the line lasts long enough to be cut by two months and stay one."""

    def ask(draft: Draft) -> bool:
        found = place(draft)
        one = None if found is None else draft.lines[found]
        return bool(one and one.until and shift(one.until, -3) > one.since)

    return ask


def member(relations: str, **values) -> Mutation:
    """The first member of these relations (all: any)."""

    def spoil(draft: Draft, _dice: Random) -> bool:
        wanted = relations.split()
        for place, one in enumerate(draft.members):
            if (not wanted or one.relation in wanted) and "去世" not in one.work:
                told = {k: v(draft, one) if callable(v) else v for k, v in values.items()}
                draft.member(place, **told)
                return True
        return False

    return spoil


def without(*relations: str) -> Mutation:
    def spoil(draft: Draft, _dice: Random) -> bool:
        draft.members = [one for one in draft.members if one.relation not in relations]
        return True

    return spoil


def turned(draft: Draft, _dice: Random) -> bool:
    draft.members = draft.members[::-1]
    return len(draft.members) > 1


def doubled(draft: Draft, _dice: Random) -> bool:
    draft.members.insert(1, draft.members[0])
    return draft.members[0].relation in ("妻子", "丈夫", "父亲")


def text(**values) -> Mutation:
    """Texts of the form; a callable is asked with the draft."""

    def spoil(draft: Draft, _dice: Random) -> bool:
        draft.texts |= {k: v(draft) if callable(v) else v for k, v in values.items()}
        return True

    return spoil


def in_party(draft: Draft) -> bool:
    return draft.cadre.political_status in PARTY_MEMBERS


def studied(level: str) -> Callable[[Draft], bool]:
    return lambda draft: draft.cadre.fulltime_education.startswith(level)


def assessed(draft: Draft) -> bool:
    return draft.texts.get("assessments", "无") != "无"


def leads(draft: Draft) -> bool:
    return draft.cadre.level in ("1A31", "1A32", "1A41", "1A42")


def one_lower(draft: Draft) -> str:
    lowest = {"1A31": 4, "1A32": 6, "1A41": 8, "1A42": 10}[draft.cadre.level]
    return f"R{lowest + 1:02d}"


def years_later(month: date, years: int) -> date:
    return month.replace(year=month.year + years)
