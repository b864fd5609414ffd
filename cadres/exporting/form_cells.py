"""The cells of a form as its page on the screen shows them (domain §2.1–2.3)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cadres.formats.approval_form import ApprovalForm, Edition
from cadres.formats.resume_text import HANGING
from core.months import dotted, full_years, parse_month

ROWS = 7  # of relatives that the form has room for


@dataclass(frozen=True, slots=True)
class Member:
    """A row of the family."""

    relation: str
    name: str
    birth: str
    politics: str
    work: str


def cells(form: ApprovalForm, edition: Edition, on: date) -> dict[str, Any]:
    """What the template draws: texts by the form's own names, months as 1985.07, ages in words."""
    on = _day(form.age_on) or on
    birth = _month(form.birth)
    shown: dict[str, Any] = {
        name: getattr(form, name) or ""
        for name in (
            *("name", "gender", "nation", "native_place", "birth_place", "health", "pro_title"),
            *("specialty", "title", "planned_post", "removed_post", "rewards", "assessments"),
            *("grounds", "reported_by", "filled_by"),
        )
    }
    return shown | {
        "edition": edition.value,
        "is_new": edition == Edition.NEW,
        "birth": _dotted(form.birth),
        "age": f"（{full_years(birth, on)}岁）" if birth else "",
        "party": _party(form.party or ""),
        "work_start": _dotted(form.work_start),
        "retire_month": _retirement(form.retire_month, birth),
        "education": [_education(form, kind) for kind in ("fulltime", "inservice")],
        "resume": [(line[:HANGING].strip(), line[HANGING:]) for line in _lines(form.resume)],
        "family": _family(form),
        "filled_on": _dotted(form.filled_on),
    }


def _education(form: ApprovalForm, kind: str) -> dict[str, str]:
    names = ("education", "degree", "school", "degree_school")
    found = {name: getattr(form, f"{kind}_{name}") or "" for name in names}
    return found | {"label": "全日制教育" if kind == "fulltime" else "在职教育"}


def _family(form: ApprovalForm) -> list[Member]:
    members = [
        Member(one.relation, one.name, _dotted(one.birth), one.politics, one.work)
        for one in form.family or ()
    ]
    return members + [Member("", "", "", "", "")] * (ROWS - len(members))


def _lines(text: str | None) -> list[str]:
    return text.split("\n") if text else []


def _month(text: str | None) -> date | None:
    try:
        return parse_month(text) if text else None
    except ValueError:
        return None


def _day(text: str | None) -> date | None:
    month = _month(text)
    is_day = month is not None and text is not None and len(text) == 8
    return month.replace(day=int(text[6:])) if is_day else month


def _dotted(text: str | None) -> str:
    month = _month(text)
    return dotted(month) if month else text or ""


def _party(text: str) -> str:
    """201305；民建 as 2013.05；民建."""
    return "；".join(
        f"{part[:4]}.{part[4:]}" if part[:6].isdecimal() and len(part) >= 6 else part
        for part in text.split("；")
    )


def _retirement(text: str | None, birth: date | None) -> str:
    month = _month(text)
    if month is None:
        return ""
    return f"{dotted(month)}（{full_years(birth, month)}岁）" if birth else dotted(month)
