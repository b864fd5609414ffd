"""What a person's file says on the day of entry and of exit, in words that stay readable."""

from datetime import date
from typing import Any

from cadres.people.models import Cadre
from cadres.people.wording import major_in_words
from core.months import full_years, iso


def snapshot(cadre: Cadre, on: date) -> dict[str, Any]:
    """Unit, post, level, rank and education of that day (domain §6.8), with the age."""
    return {
        "on": on.isoformat(),
        "unit": cadre.unit.name,
        "title": cadre.title,
        "level": cadre.get_level_display(),
        "level_since": iso(cadre.level_since) if cadre.level_since else "",
        "rank": cadre.get_rank_display(),
        "age": full_years(cadre.birth, on),
        "fulltime": education(cadre, "fulltime"),
        "inservice": education(cadre, "inservice"),
    }


def education(cadre: Cadre, kind: str) -> str:
    """Education, degree and where: “大学 工学学士 云州大学交通专业”, or nothing."""
    level = getattr(cadre, f"get_{kind}_education_display")()
    degree = getattr(cadre, f"get_{kind}_degree_display")()
    school, major = getattr(cadre, f"{kind}_school"), getattr(cadre, f"{kind}_major")
    place = school + major_in_words(major)
    return " ".join(part for part in (level, degree, place) if part)
