"""The limits of clause 2.0: who misses which, and by how much.

Each limit is a condition on applicants, written once: a count filters by it, the check of a person
annotates with it. The sentence beside it is made of the same figures.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from cadres.choices import PERSON_STATUS, SERVING, EducationLevel
from cadres.intake.models import IntakeBatch
from cadres.roster.models import RosterEntry
from core.codes.vocabulary import vocabulary
from core.months import first_of, months_between, shift

ON_ROSTER = "roster"  # the one limit that nobody may set aside
FACTS = {
    "birth": F("cadre__birth"),
    "fulltime": F("cadre__fulltime_level"),
    "inservice": F("cadre__inservice_level"),
    "status": F("cadre__status"),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """`missed(batch)` is the condition, `sentence(batch, facts)` says by how much."""

    name: str
    missed: Callable[[IntakeBatch], Q | Exists]
    sentence: Callable[[IntakeBatch, Mapping[str, Any]], str]


def too_old(batch: IntakeBatch) -> Q:
    """Born so that full years by month on `age_on` are more than `max_age` (clause 2.0).

    35 full years still fit a limit of 35: the month in which one turns 36 is the first that misses.
    """
    return Q(cadre__birth__lt=shift(first_of(batch.age_on), 1 - 12 * (batch.max_age + 1)))


def age_sentence(batch: IntakeBatch, facts: Mapping[str, Any]) -> str:
    """“35 岁以下，截至 2026-06-30 为 36 岁 2 个月，超 1 岁 2 个月”."""
    months = months_between(facts["birth"], batch.age_on)
    over = months - 12 * batch.max_age
    return (
        f"要求 {batch.max_age} 岁以下，截至 {batch.age_on} 为{years_and_months(months)}，"
        f"超{years_and_months(over)}"
    )


def years_and_months(months: int) -> str:
    """“ 36 岁 2 个月”, with the blank that Chinese text has before a figure."""
    years, rest = divmod(months, 12)
    return (f" {years} 岁" if years else "") + (f" {rest} 个月" if rest else "")


def undereducated(batch: IntakeBatch) -> Q:
    """Education below the limit: the full-time one, or both of them (clause 2.0)."""
    missed = _below("cadre__fulltime_level", batch.min_level)
    return missed if batch.fulltime else missed & _below("cadre__inservice_level", batch.min_level)


def _below(path: str, level: int) -> Q:
    """A level that is lower, or not known."""
    return Q(**{f"{path}__lt": level}) | Q(**{f"{path}__isnull": True})


def education_sentence(batch: IntakeBatch, facts: Mapping[str, Any]) -> str:
    """“要求全日制大学本科以上，为全日制大学专科”."""
    fulltime, inservice = facts["fulltime"], facts["inservice"]
    asked = f"要求{'全日制' if batch.fulltime else ''}{EducationLevel(batch.min_level).label}以上"
    if not batch.fulltime and (inservice or 0) > (fulltime or 0):
        return f"{asked}，最高为在职{EducationLevel(inservice).label}"
    if fulltime:
        return f"{asked}，为全日制{EducationLevel(fulltime).label}"
    return f"{asked}，没有{'全日制' if batch.fulltime else ''}学历记载"


def on_roster(_batch: IntakeBatch) -> Exists:
    """Who is on the roster already needs no intake."""
    return Exists(RosterEntry.objects.open().filter(cadre=OuterRef("cadre")))


def not_serving(_batch: IntakeBatch) -> Q:
    """Retired, moved away or dead (ZB126)."""
    return ~Q(cadre__status=SERVING)


def status_sentence(_batch: IntakeBatch, facts: Mapping[str, Any]) -> str:
    """“要求现职人员，为离退人员”."""
    return f"要求现职人员，为{vocabulary(PERSON_STATUS).get(facts['status'], '其他')}"


LIMITS = (
    Limit("age", too_old, age_sentence),
    Limit("education", undereducated, education_sentence),
    Limit("status", not_serving, status_sentence),
    Limit(ON_ROSTER, on_roster, lambda _batch, _facts: "已在名册上，不能重复入库"),
)


def missed_by(batch: IntakeBatch, applicants: QuerySet) -> dict[int, list[dict[str, str]]]:
    """For each applicant the limits missed, as `Applicant.missed` keeps them; one statement."""
    flags = {
        f"misses_{limit.name}": Case(When(limit.missed(batch), then=True), default=False)
        for limit in LIMITS
    }
    rows = applicants.annotate(**flags).values("pk", *flags, **FACTS)
    return {
        row["pk"]: [
            {"limit": limit.name, "text": limit.sentence(batch, row)}
            for limit in LIMITS
            if row[f"misses_{limit.name}"]
        ]
        for row in rows
    }
