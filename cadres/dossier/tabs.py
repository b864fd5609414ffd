"""The tabs of a person's page: what each is called, how much it holds, and what it shows.

`config/person.py` lists them by name, so that every application adds its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.module_loading import import_string

from cadres.dossier import facts, history
from cadres.dossier.dossier import Dossier
from cadres.people.models import Cadre, ResumeLine
from core.listing.paging import COUNT_LIMIT, CountOf, capped
from core.months import age_text, span_text

LATEST = 5  # changes beside the facts
PK_LENGTH = 18  # digits that a database key can have


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """`counted` are the rows whose number stands beside the label; `asked` is the page's query."""

    name: str
    template: str
    label: Callable[[Dossier], str]
    content: Callable[[Dossier, QueryDict], dict[str, Any]]
    counted: Callable[[Dossier], Sequence[QuerySet]] | None = None
    open_to: Callable[[Dossier], bool] = lambda _dossier: True


@lru_cache(maxsize=1)
def _all_tabs() -> tuple[Tab, ...]:
    return tuple(import_string(name) for name in settings.TABS)


def tabs_of(dossier: Dossier) -> list[Tab]:
    """The tabs that exist for this viewer; the first is the page itself."""
    return [tab for tab in _all_tabs() if tab.open_to(dossier)]


def counts(dossier: Dossier, tabs: Sequence[Tab]) -> dict[str, str]:
    """Tab name to the number shown, in one statement; none for tabs that count nothing."""
    asked = {tab.name: tab.counted(dossier) for tab in tabs if tab.counted is not None}
    numbers = [CountOf(capped(rows)) for group in asked.values() for rows in group]
    here = Cadre.objects.visible_to(dossier.viewer).filter(pk=dossier.cadre.pk).order_by()
    found = iter(here.values_list(*numbers).get())
    # A viewer to whom the door is shut altogether counts NULL.
    sums = {name: sum(next(found) or 0 for _ in group) for name, group in asked.items()}
    return {
        name: f"{COUNT_LIMIT:,}+" if number > COUNT_LIMIT else f"{number:,}"
        for name, number in sums.items()
    }


def _basics(dossier: Dossier, _asked: QueryDict) -> dict[str, Any]:
    shown = [fact for fact in facts.basics(dossier) if fact.value or not fact.is_rare]
    latest = history.lines(dossier, changes=True)[:LATEST] if dossier.may_answer else []
    return {"facts": shown, "latest": latest}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the résumé with its period in words, and what happened meanwhile."""

    line: ResumeLine
    span: str
    below: list[Line]


def _resume(dossier: Dossier, _asked: QueryDict) -> dict[str, Any]:
    """Main lines in order, each with its 其间."""
    shown = {one.pk: Line(one, span_text(one.since, one.until), []) for one in dossier.resume}
    for line in shown.values():
        if line.line.within_id in shown:
            shown[line.line.within_id].below.append(line)
    return {"lines": [line for line in shown.values() if line.line.within_id is None]}


def _family(dossier: Dossier, _asked: QueryDict) -> dict[str, Any]:
    """Members, each with birth and age in words."""
    on = dossier.on
    members = [(one, age_text(one.birth, on) if one.birth else "") for one in dossier.family_rows()]
    return {"family": members}


def _conduct(dossier: Dossier, _asked: QueryDict) -> dict[str, Any]:
    """Rewards; discipline, each with whether it has effect on the day."""
    on = dossier.on
    discipline = [
        (
            case,
            case.decided_on <= on
            and (case.goes_on or (case.effect_until is not None and on < case.effect_until)),
        )
        for case in dossier.discipline
    ]
    return {"rewards": dossier.rewards, "discipline": discipline}


def _stays(dossier: Dossier, _asked: QueryDict) -> dict[str, Any]:
    """That it was discipline for which he left is for those who answer for him."""
    hears = dossier.may_answer and not dossier.is_own
    return {"entries": dossier.entries, "pools": dossier.pools, "hears": hears}


def _history(dossier: Dossier, asked: QueryDict) -> dict[str, Any]:
    """A page of the log; `before` is a row's number, `only=changes` leaves reading out."""
    text = asked.get("before", "")
    before = int(text) if text.isdecimal() and len(text) <= PK_LENGTH else None
    only = asked.get("only") == "changes"
    found = history.lines(dossier, before=before, changes=only)
    more = found[history.PAGE - 1].pk if len(found) > history.PAGE else None
    return {"lines": found[: history.PAGE], "more": more, "only_changes": only}


BASICS = Tab(
    name="basics", template="people/basics.html", label=lambda _d: "基本信息", content=_basics
)
RESUME = Tab(
    name="resume",
    template="people/resume.html",
    label=lambda _d: "简历",
    content=_resume,
    counted=lambda d: [d.resume_rows()],
)
FAMILY = Tab(
    name="family",
    template="people/family.html",
    label=lambda _d: "家庭",
    content=_family,
    counted=lambda d: [d.family_rows()],
)
CONDUCT = Tab(
    name="conduct",
    template="people/conduct.html",
    label=lambda d: "奖惩" if d.may_answer else "奖励",
    content=_conduct,
    counted=lambda d: [d.reward_rows(), d.discipline_rows()],
)
STAYS = Tab(
    name="roster",
    template="people/stays.html",
    label=lambda _d: "名单进出",
    content=_stays,
    counted=lambda d: [d.entry_rows(), d.pool_rows()],
)
HISTORY = Tab(
    name="history",
    template="people/history.html",
    label=lambda _d: "操作记录",
    content=_history,
    counted=lambda d: [history.log_rows(d)],
    open_to=lambda d: d.may_answer and not d.is_own,
)
