"""The cells of a form as its page on the screen shows them (domain §2.1–2.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadres.formats.approval_form import ApprovalForm, Edition
from cadres.formats.resume_text import HANGING
from cadres.papers.family_order import in_order
from cadres.papers.wording import (
    month,
    month_and_age,
    month_text,
    party_text,
    retirement_text,
    schools,
)

ROWS = 7  # of relatives that the form has room for
PLAIN = (
    *("name", "gender", "nation", "native_place", "birth_place", "health", "pro_title"),
    *("specialty", "title", "planned_post", "removed_post", "rewards", "assessments"),
    *("grounds", "reported_by", "filled_by"),
)


@dataclass(frozen=True, slots=True)
class Member:
    """A row of the family."""

    relation: str = ""
    name: str = ""
    birth: str = ""
    politics: str = ""
    work: str = ""


def cells(form: ApprovalForm, edition: Edition, on: date) -> dict[str, Any]:
    """What the template draws: texts by the form's own names, months as 1985.07, ages in words."""
    members = list(_members(form))
    return {name: getattr(form, name) or "" for name in PLAIN} | {
        "is_new": edition == Edition.NEW,
        "birth": month_and_age(form.birth, month(form.age_on) or on),
        "party": party_text(form.party),
        "work_start": month_text(form.work_start),
        "retirement": retirement_text(form),
        "education": [_education(form, kind) for kind in ("fulltime", "inservice")],
        "resume": [(line[:HANGING].strip(), line[HANGING:]) for line in _lines(form.resume)],
        "family": members + [Member()] * (ROWS - len(members)),
        "filled_on": month_text(form.filled_on),
    }


def _education(form: ApprovalForm, kind: str) -> dict[str, str]:
    education = getattr(form, f"{kind}_education")
    found = schools(
        education, getattr(form, f"{kind}_school"), getattr(form, f"{kind}_degree_school")
    )
    return {
        "label": "全日制\n教　育" if kind == "fulltime" else "在　职\n教　育",
        "education": education or "",
        "degree": getattr(form, f"{kind}_degree") or "",
        "school": found[0] if found else "",
        "degree_school": found[1] if len(found) > 1 else "",
    }


def _members(form: ApprovalForm) -> Iterator[Member]:
    for one in in_order(form.family or ()):
        yield Member(one.relation, one.name, month_text(one.birth), one.politics, one.work)


def _lines(text: str | None) -> list[str]:
    return text.split("\n") if text else []
