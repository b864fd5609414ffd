"""What a person's file says on the day of entry and of exit, in words that stay readable."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from cadres.people.models import Cadre
from cadres.people.wording import major_in_words
from core.months import full_years, iso

KINDS: Final = ("fulltime", "inservice")
FACTS: Final = (
    *("unit__name", "title", "level", "level_since", "rank", "birth"),
    *(f"{kind}_{what}" for kind in KINDS for what in ("education", "degree", "school", "major")),
)


def snapshot(cadre: Cadre, on: date) -> dict[str, Any]:
    """Unit, post, level, rank and education of that day (domain §6.8), with the age."""
    facts = {name: getattr(cadre, name) for name in FACTS[1:]}
    return snapshot_of(facts | {"unit__name": cadre.unit.name}, on)


def snapshot_of(facts: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The same of somebody of whom the FACTS were read."""
    return {
        "on": on.isoformat(),
        "unit": facts["unit__name"],
        "title": facts["title"],
        "level": _said("level", facts["level"]),
        "level_since": iso(facts["level_since"]) if facts["level_since"] else "",
        "rank": _said("rank", facts["rank"]),
        "age": full_years(facts["birth"], on),
        "fulltime": education(facts, "fulltime"),
        "inservice": education(facts, "inservice"),
    }


def education(facts: Mapping[str, Any], kind: str) -> str:
    """Education, degree and where: “大学 工学学士 云州大学交通专业”, or nothing."""
    level = _said(f"{kind}_education", facts[f"{kind}_education"])
    degree = _said(f"{kind}_degree", facts[f"{kind}_degree"])
    place = facts[f"{kind}_school"] + major_in_words(facts[f"{kind}_major"])
    return " ".join(part for part in (level, degree, place) if part)


@cache
def _names(field: str) -> dict[str, str]:
    return {code: str(name) for code, name in Cadre._meta.get_field(field).flatchoices}


def _said(field: str, code: str) -> str:
    return _names(field).get(code, code)
