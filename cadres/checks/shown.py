"""A finding as a page shows it: light, sentence, old and new, its remedy, who may do what."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet, Subquery
from django.urls import reverse

from cadres.changes.models import ChangeRequest, Decision
from cadres.checks.finding import in_words
from cadres.checks.models import Finding, Mute
from cadres.checks.querysets import OfCheckQuerySet
from cadres.checks.rule import Rows, Rule
from cadres.checks.rules import BY_CODE
from cadres.checks.standing import mutes
from cadres.editing.access import NEXT
from cadres.people.models import Cadre
from cadres.people.wording import WHOLE_ROWS
from cadres.roster.models import RosterEntry
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
# Rows that a department alone writes.
DEPARTMENTS: Final = (Rows.REWARDS, Rows.DISCIPLINE, Rows.STAYS)
# Rows that change requests are about, by one field or as a whole.
ASKED_FOR: Final = (Rows.PEOPLE, Rows.RESUME, Rows.FAMILY)
WHOLE: Final = {Rows.RESUME: "resume", Rows.FAMILY: "family"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding for one viewer; `suggested` is None where nothing can be taken over.

    `asked_url` is the change request that waits with this field; `is_departments` where a
    department alone may mend it.
    """

    finding: Finding
    rule: Rule
    mute: Mute | None
    mend_url: str
    asked_url: str
    is_departments: bool
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


@dataclass(frozen=True, slots=True)
class Standing:
    """What the viewer may do to people, by their keys, and what waits: (person, field) to request.

    A unit writes the files of those alone who are not `listed` on the roster.
    """

    keeps: set[int]
    asks: set[int]
    listed: set[int]
    waiting: dict[tuple[int, str], int]


def shown(rows: OfCheckQuerySet, viewer: Viewer, on: date) -> list[Shown]:
    """The findings of these rows with their mutes; six statements, whatever the number."""
    in_force = Subquery(mutes(on).values("pk")[:1])
    found = list(rows.select_related("cadre__unit").annotate(mute_pk=in_force))
    kept = Mute.objects.visible_to(viewer).select_related("muted_by")
    by_pk = kept.in_bulk([one.mute_pk for one in found if one.mute_pk])
    standing = _standing(viewer, {one.cadre_id for one in found})
    return [
        _shown(one, BY_CODE[one.rule], by_pk.get(one.mute_pk), standing)
        for one in found
        if one.rule in BY_CODE
    ]


def _standing(viewer: Viewer, people: set[int]) -> Standing:
    def among(rows: QuerySet) -> set[int]:
        return set(rows.filter(pk__in=people).values_list("pk", flat=True))

    listed = RosterEntry.objects.visible_to(viewer).open().filter(cadre__in=people)
    requests = ChangeRequest.objects.visible_to(viewer).pending().filter(cadre__in=people)
    waiting = requests.filter(fields__decision=Decision.PENDING)
    return Standing(
        keeps=among(Cadre.objects.kept_by(viewer)),
        asks=among(Cadre.objects.asked_for_by(viewer)),
        listed=set(listed.values_list("cadre", flat=True)),
        waiting={
            (cadre, field): pk
            for cadre, field, pk in waiting.values_list("cadre", "fields__field", "pk")
        },
    )


def _shown(finding: Finding, rule: Rule, mute: Mute | None, standing: Standing) -> Shown:
    pk = finding.cadre_id
    is_kept = pk in standing.keeps
    asks = pk in standing.asks and not is_kept
    is_read = rule.rows in DEPARTMENTS or (rule.rows == Rows.TEXTS and pk in standing.listed)
    may_mend = is_kept or (asks and not is_read)
    has_one = finding.suggestion is not None
    request = standing.waiting.get((pk, WHOLE.get(rule.rows, finding.field)))
    if rule.rows not in ASKED_FOR:
        request = None
    return Shown(
        finding=finding,
        rule=rule,
        mute=mute,
        mend_url=mend_url(finding, rule) if may_mend else "",
        asked_url=reverse("changes:detail", args=[request]) if request else "",
        is_departments=asks and is_read,
        suggested=in_words(rule, finding.suggestion) if has_one else None,
        may_accept=has_one and not mute and not request and may_mend,
        may_mute=is_kept and mute is None,
        may_unmute=is_kept and mute is not None,
    )


def mend_url(finding: Finding, rule: Rule) -> str:
    """The page, and the field on it, where the finding is mended, and from where one comes back."""
    if rule.rows == Rows.STAYS:
        return reverse("cadres:tab", args=[finding.cadre_id, "roster"])
    page = OF_ROWS.get(finding.field) or PAGES[rule.rows]
    has_box = rule.rows in FIELDS_OF_FORMS and finding.field not in WHOLE_ROWS
    place = f"#id_{finding.field}" if has_box else ""
    return f"{reverse(page, args=[finding.cadre_id])}{back_query(finding)}{place}"


def back_query(finding: Finding) -> str:
    """What a page of editing is told, so that it comes back to the finding."""
    return f"?{NEXT}={reverse('checks:detail', args=[finding.pk])}"
