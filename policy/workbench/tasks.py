"""What a unit sees first: what is its to do, as large tasks with the days that are left."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.urls import reverse

from core.choices import Role
from core.names.surnames import surname
from core.scoping import Viewer, roles_of
from core.shell.panels import UNITS, Filling, Panel
from policy.duties.choices import Light
from policy.duties.models import Duty
from policy.duties.rule import all_rules
from policy.duties.shown import LOOK, action, countdown, evidence_url, light_of, matter
from policy.workbench.groups import (
    clause_of,
    light_by_dates,
    list_of,
    sentences,
    thing_of,
    with_group,
)

MOST_TASKS = 12
MOST_PEOPLE = 20  # of one task
ORDER = {"red": 0, "yellow": 1, "none": 2}
FINISHED = (Light.DONE, Light.WAIVED)


def tasks(request: HttpRequest, on: date) -> Filling:
    """One task per rule and period, the most urgent first; three statements whatever is owed."""
    viewer = request.user
    groups = _groups(viewer, on)
    shown = groups[:MOST_TASKS]
    people = _people(viewer, shown, on)
    words = sentences((group["rule"] for group in shown), on)
    return {
        "heading": _heading(request, [group["light"] for group in groups]),
        "tasks": [_task(group, people[group["rule"], group["group"]], words, request, on)
                  for group in shown],
        "more": len(groups) - len(shown),
        "all": list_of(mine="yes"),
    }  # fmt: skip


def _groups(viewer: Viewer, on: date) -> list[dict[str, Any]]:
    """What is owed, by rule and period: how many, and the earliest day it is due."""
    owed = with_group(Duty.objects.owed_by(viewer).unfinished(on)).order_by()
    found = list(
        owed.values("rule", "group").annotate(
            n=Count("*"), due=Min("due_on"), yellow=Min("yellow_from")
        )
    )
    for group in found:
        group["light"] = light_by_dates(group["due"], group["yellow"], on)
    return sorted(found, key=lambda g: (ORDER[g["light"]], g["due"], g["rule"], g["group"]))


def _people(
    viewer: Viewer, groups: list[dict[str, Any]], on: date
) -> dict[tuple[str, str], list[Duty]]:
    """The duties of each group, those to be done first; of a period those that are done as well."""
    found: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    if not groups:
        return found
    wanted = Q()
    for group in groups:
        wanted |= Q(rule=group["rule"], group=group["group"])
    lights = [Light.OVERDUE, Light.SOON, Light.LATER]
    place = Window(
        RowNumber(),
        partition_by=[F("rule"), F("group")],
        order_by=[F("done_on").desc(nulls_first=True), F("due_on"), F("pk")],
    )
    rows = with_group(Duty.objects.owed_by(viewer).existing(on).with_light(on)).filter(wanted)
    rows = rows.filter(Q(light__in=lights) | ~Q(group="") & Q(light__in=FINISHED))
    rows = rows.annotate(place=place).filter(place__lte=MOST_PEOPLE).order_by("place")
    for duty in rows.select_related("cadre", "unit"):
        found[duty.rule, duty.group].append(duty)
    return found


def _task(
    group: dict[str, Any],
    duties: list[Duty],
    words: dict[str, str],
    request: HttpRequest,
    on: date,
) -> dict[str, Any]:
    rule = all_rules().get(group["rule"])
    owed = [duty for duty in duties if duty.light not in FINISHED]
    act = action(owed[0], request.user) if owed else None
    days, unit = countdown(group["due"], on)
    is_one = group["n"] == 1 and not group["group"]
    if is_one and owed and act is None:
        act = {"label": LOOK, "url": _why(owed[0])}
    people = [] if is_one else [_person(duty, request, on) for duty in duties if duty.cadre]
    return {
        "light": group["light"],
        "days": days,
        "unit": unit,
        "title": matter(owed[0]) if is_one else _title(group),
        "sentence": words.get(group["rule"], ""),
        "clause": clause_of(rule),
        "people": people,
        "others": _others(group, duties, people),
        "act": act,
        "is_main": group["light"] != "none" and act is not None and act["label"] != LOOK,
    }


def _title(group: dict[str, Any]) -> str:
    what = thing_of(group["rule"], group["group"])
    rule = all_rules().get(group["rule"])
    measure = "人" if rule is None or rule.about == "cadre" else "件"
    return f"{what}还差 {group['n']} {measure}"


def _others(group: dict[str, Any], duties: list[Duty], people: list) -> dict[str, Any] | None:
    """Where the rest are, when they are too many for buttons."""
    if not people or len(duties) < MOST_PEOPLE:
        return None
    filters = {"mine": "yes", "rule": group["rule"]}
    if group["group"]:
        filters["period"] = group["group"]
    return {"url": list_of(**filters)}


def _person(duty: Duty, request: HttpRequest, on: date) -> dict[str, str]:
    """A button: whoever is to be seen to opens the form, whoever was leads to the record."""
    colour, words = light_of(duty, on)
    if duty.light in FINISHED:
        day = f" {duty.done_on:%m-%d}" if duty.done_on else " 免办"
        return {"light": colour, "words": words, "name": duty.cadre.name, "day": day,
                "url": evidence_url(duty), "is_open": False}  # fmt: skip
    act = action(duty, request.user)
    return {"light": colour, "words": words, "name": duty.cadre.name, "day": "",
            "url": act["url"] if act else _why(duty), "is_open": True}  # fmt: skip


def _why(duty: Duty) -> str:
    """The page that says why, for what has no form of its own."""
    return reverse("duties:detail", args=[duty.pk])


def _heading(request: HttpRequest, lights: list[str]) -> str:
    """马书记，有 4 件事等您办，另有 2 件未到期: what presses is what the navigation counts."""
    leads = Role.UNIT_SECRETARY in roles_of(request.user)
    name = request.user.name
    who = f"{surname(name)}书记" if leads and name else name
    later = lights.count("none")
    pressing = len(lights) - later
    first = f"{who}，有 {pressing} 件事等您办" if pressing else f"{who}，眼下没有要办的事"
    return f"{first}，另有 {later} 件未到期" if later else first


TASKS = Panel("workbench/tasks.html", tasks, UNITS)
