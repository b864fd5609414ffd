"""A finding as a page shows it: light, sentence, old and new, its remedy, who may do what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Subquery
from django.urls import reverse

from cadres.checks.finding import in_words
from cadres.checks.models import Finding, Mute
from cadres.checks.querysets import OfCheckQuerySet
from cadres.checks.rule import Rows, Rule
from cadres.checks.rules import BY_CODE
from cadres.checks.standing import mutes
from cadres.people.models import Cadre
from cadres.people.wording import WHOLE_ROWS
from core.scoping import Viewer

# The page on which each kind of row is mended.
PAGES: Final = {
    Rows.PEOPLE: "cadres:edit",
    Rows.RESUME: "cadres:edit_resume",
    Rows.FAMILY: "cadres:edit_family",
    Rows.REWARDS: "cadres:rewards",
    Rows.DISCIPLINE: "cadres:rewards",
    Rows.TEXTS: "approval:edit",
}
OF_ROWS: Final = {"resume": "cadres:edit_resume", "family": "cadres:edit_family"}
FIELDS_OF_FORMS: Final = (Rows.PEOPLE, Rows.TEXTS)  # whose pages have one box per field
DEPARTMENTS: Final = (Rows.REWARDS, Rows.DISCIPLINE)  # rows that a department alone writes


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding for one viewer; `suggested` is None where nothing can be taken over."""

    finding: Finding
    rule: Rule
    mute: Mute | None
    mend_url: str
    suggested: str | None
    may_accept: bool
    may_mute: bool
    may_unmute: bool

    @property
    def light(self) -> str:
        """The colour of its light; the words go with it."""
        if self.mute:
            return "waived"
        return "red" if self.rule.is_error else "yellow"

    @property
    def light_text(self) -> str:
        """What the light means."""
        return "暂不处理" if self.mute else self.finding.get_severity_display()


def shown(rows: OfCheckQuerySet, viewer: Viewer, on: date) -> list[Shown]:
    """The findings of these rows with their mutes; four statements, whatever the number."""
    in_force = Subquery(mutes(on).values("pk")[:1])
    found = list(rows.select_related("cadre__unit").annotate(mute_pk=in_force))
    kept = Mute.objects.visible_to(viewer).select_related("muted_by")
    by_pk = kept.in_bulk([one.mute_pk for one in found if one.mute_pk])
    people = {one.cadre_id for one in found}
    keeps = _standing(Cadre.objects.kept_by(viewer), people)
    asks = _standing(Cadre.objects.asked_for_by(viewer), people)
    return [
        _shown(one, BY_CODE[one.rule], by_pk.get(one.mute_pk), keeps=keeps, asks=asks)
        for one in found
        if one.rule in BY_CODE
    ]


def _standing(rows: Iterable, people: set[int]) -> set[int]:
    return set(rows.filter(pk__in=people).values_list("pk", flat=True))


def _shown(
    finding: Finding, rule: Rule, mute: Mute | None, *, keeps: set[int], asks: set[int]
) -> Shown:
    pk = finding.cadre_id
    is_kept, is_asked = pk in keeps, pk in asks
    is_departments = rule.rows in DEPARTMENTS
    has_one = finding.suggestion is not None
    return Shown(
        finding=finding,
        rule=rule,
        mute=mute,
        mend_url=mend_url(finding, rule) if is_kept or (is_asked and not is_departments) else "",
        suggested=in_words(rule, finding.suggestion) if has_one else None,
        may_accept=has_one and not mute and (is_kept or (is_asked and not is_departments)),
        may_mute=is_kept and mute is None,
        may_unmute=is_kept and mute is not None,
    )


def mend_url(finding: Finding, rule: Rule) -> str:
    """The page, and the field on it, where the finding is mended."""
    if rule.rows == Rows.STAYS:
        return reverse("cadres:tab", args=[finding.cadre_id, "roster"])
    page = OF_ROWS.get(finding.field) or PAGES[rule.rows]
    has_box = rule.rows in FIELDS_OF_FORMS and finding.field not in WHOLE_ROWS
    return reverse(page, args=[finding.cadre_id]) + (f"#id_{finding.field}" if has_box else "")
