"""What a department sees first: what it owes itself, then what its units are late with.

Units' duties are taken together by rule, period and unit (a county is one): a department does not
owe hundreds of rows, it nudges a few units.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.urls import reverse

from core.scoping import Viewer, roles_of
from core.shell.panels import DEPARTMENTS, Filling, Panel
from policy.duties.models import Duty
from policy.duties.querysets import DutyQuerySet, done
from policy.duties.rule import all_rules
from policy.duties.shown import LOOK, action, light_of, matter
from policy.workbench.groups import clause_of, list_of, thing_of, with_group, words_by_date
from policy.workbench.places import Place, Places

MOST = 10
MOST_OWN = 50
EVERYTHING = "all"
FEW = 3  # duties of one kind that are listed one by one
SHADES = (("red", "逾期"), ("yellow", "将到期"), ("none", "未到期"))
ORDER = {shade: place for place, (shade, _) in enumerate(SHADES)}


def owed(request: HttpRequest, on: date) -> Filling:
    """Its own, then the units', by light and date; `?light=` keeps one light, or shows them all."""
    viewer = request.user
    lines = [*_own(viewer, on), *_late(viewer, on), *_soon(viewer, on)]
    # What presses comes first, one's own before the units'; what has time yet is at the end.
    lines.sort(
        key=lambda line: (
            line["light"] == "none", "is_own" not in line, ORDER[line["light"]], line["due"],
        )
    )  # fmt: skip
    chosen = request.GET.get("light", "")
    kept = [line for line in lines if line["light"] == chosen] if chosen in ORDER else lines
    is_whole = chosen in ORDER or chosen == EVERYTHING
    tally = [
        {"light": shade, "label": label, "count": sum(line["light"] == shade for line in lines),
         "is_on": shade == chosen}
        for shade, label in SHADES
    ]  # fmt: skip
    month = Duty.objects.visible_to(viewer).filter(done(on), done_on__gte=on.replace(day=1))
    return {
        "lines": kept if is_whole else kept[:MOST],
        "more": 0 if is_whole else max(0, len(kept) - MOST),
        "tally": [one for one in tally if one["count"]],
        "chosen": chosen if chosen in ORDER else "",
        "finished": month.count(),
        "all": list_of(),
        "all_here": f"?light={EVERYTHING}#duties",
        "all_finished": list_of(tab="done"),
    }


def _own(viewer: Viewer, on: date) -> list[dict[str, Any]]:
    """What the department owes itself: one by one, or many of a rule and period as one line."""
    kind = {"partition_by": [F("rule"), F("group")]}
    place = Window(RowNumber(), order_by=[F("due_on"), F("pk")], **kind)
    rows = with_group(Duty.objects.owed_by(viewer).unfinished(on))
    rows = rows.annotate(of_kind=Window(Count("pk"), **kind), place=place)
    rows = rows.filter(Q(of_kind__lte=FEW) | Q(place=1)).order_by("due_on", "pk")
    many = dict(rows.values_list("pk", "of_kind")[:MOST_OWN])
    # Its person and unit are asked for of those that are shown, not of all that were counted.
    duties = with_group(Duty.objects.filter(pk__in=many)).select_related("cadre", "unit")
    return [
        _one(duty, viewer, on) if many[duty.pk] <= FEW else _many(duty, many[duty.pk], on)
        for duty in duties.order_by("due_on", "pk")
    ]


def _one(duty: Duty, viewer: Viewer, on: date) -> dict[str, Any]:
    colour, words = light_of(duty, on)
    act = action(duty, viewer)
    return {
        "light": colour, "words": words, "matter": matter(duty), "due": duty.due_on,
        "url": act["url"] if act else reverse("duties:detail", args=[duty.pk]), "act": act,
        "clause": clause_of(all_rules().get(duty.rule)), "is_own": True,
    }  # fmt: skip


def _many(first: Duty, count: int, on: date) -> dict[str, Any]:
    """`first` is the one of them that is due before the others."""
    colour, words = light_of(first, on)
    rule = all_rules().get(first.rule)
    measure = "人" if rule is None or rule.about == "cadre" else "件"
    filters = {"mine": "yes", "rule": first.rule}
    if first.group:
        filters["period"] = first.group
    url = list_of(**filters)
    return {
        "light": colour, "words": words, "due": first.due_on, "url": url,
        "matter": f"{thing_of(first.rule, first.group)}：还有 {count} {measure}",
        "act": {"label": LOOK, "url": url}, "clause": clause_of(rule), "is_own": True,
    }  # fmt: skip


def _of_units(viewer: Viewer, on: date) -> DutyQuerySet:
    """What others owe within the viewer's reach."""
    mine = roles_of(viewer)
    theirs = [rule.name for rule in all_rules().values() if rule.owner not in mine]
    return with_group(Duty.objects.visible_to(viewer).unfinished(on).filter(rule__in=theirs))


def _late(viewer: Viewer, on: date) -> list[dict[str, Any]]:
    """Overdue, by rule, period and unit; a statement, and one for the counties."""
    rows = _of_units(viewer, on).filter(due_on__lt=on).order_by()
    keys = ("rule", "group", "unit_id", "unit__short_name", "unit__path")
    rows = rows.values(*keys).annotate(n=Count("*"), due=Min("due_on"))
    places = Places(viewer)
    counts: dict[tuple[str, str, Place], int] = defaultdict(int)
    dues: dict[tuple[str, str, Place], date] = {}
    for *key, count, due in rows.values_list(*keys, "n", "due"):
        rule, group, *unit = key
        at = (rule, group, places.of(*unit))
        counts[at] += count
        dues[at] = min(due, dues.get(at, due))
    return [_late_line(*at, count, dues[at], on) for at, count in counts.items()]


def _late_line(
    name: str, group: str, place: Place, count: int, due: date, on: date
) -> dict[str, Any]:
    rule = all_rules()[name]
    filters: dict[str, str | int] = {"rule": name, "tab": "overdue", "unit": place.pk}
    if group:
        filters["period"] = group
    about = f"{count} 人　" if rule.about == "cadre" else ""
    return {
        "light": "red",
        "words": words_by_date(due, on),
        "matter": f"{place.name}　{about}{thing_of(name, group)}",
        "due": due,
        "url": list_of(**filters),
        "clause": clause_of(rule),
        "nudge": {"unit": {"pk": place.pk, "short_name": place.name}, "rule": name},
    }


def _soon(viewer: Viewer, on: date) -> list[dict[str, Any]]:
    """What units will have to do soon, by rule and period."""
    rows = _of_units(viewer, on).filter(due_on__gte=on, yellow_from__lte=on).order_by()
    rows = rows.values("rule", "group").annotate(
        n=Count("*"), units=Count("unit", distinct=True), due=Min("due_on")
    )
    found = []
    for row in rows:
        filters = {"rule": row["rule"], "tab": "soon"}
        if row["group"]:
            filters["period"] = row["group"]
        url = list_of(**filters)
        rule = all_rules()[row["rule"]]
        measure = "人" if rule.about == "cadre" else "件"
        what = thing_of(row["rule"], row["group"])
        found.append(
            {"light": "yellow", "words": words_by_date(row["due"], on), "due": row["due"],
             "matter": f"{what}：还差 {row['n']} {measure}，{row['units']} 个单位", "url": url,
             "act": {"label": "查看", "url": url}, "clause": clause_of(rule)}
        )  # fmt: skip
    return found


OWED = Panel("workbench/owed.html", owed, DEPARTMENTS)
