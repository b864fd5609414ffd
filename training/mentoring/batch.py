"""Pairing many at once: who is listed with which proposal, and what was typed, as orders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.http import QueryDict

from cadres.choices import LEVEL
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.codes.vocabulary import vocabulary
from core.scoping import Viewer
from core.units.models import Unit
from training.mentoring.entities import SOON_DAYS
from training.mentoring.forms import LONGEST_GOALS, LONGEST_REASON, day_field, text
from training.mentoring.mentors import Offer, offers, pairable
from training.mentoring.models import Mentorship
from training.mentoring.orders import Order

MOST = 300  # people of one page
LONGEST_PK = 18


class CommonForm(forms.Form):
    """What holds for everybody, unless his line says otherwise."""

    since = day_field("起始日期", help_text="期满日期按参数自动算出。")
    rhythm = forms.CharField(
        label="定时间", max_length=200, help_text="多久一次、什么时间，如“每月最后一周谈一次”。"
    )
    people = forms.CharField(label="定人员", max_length=200, required=False)
    goals = text("定目标", rows=2, help_text="各人不同的，写在各自那一行。")
    content = text("定内容", rows=2)
    document = forms.CharField(label="依据", max_length=80, required=False)
    field_order = ("since", "rhythm", "people", "document")


@dataclass(slots=True)
class Line:
    """One person of the page: the round that is about to end, the proposal, and what was typed."""

    cadre: Cadre
    offer: Offer
    level: str
    is_picked: bool
    mentor: str
    goals: str = ""
    reason: str = ""

    @property
    def pk(self) -> int:
        """The key of the person."""
        return self.cadre.pk

    @property
    def seen(self) -> str:
        """The round that would end, as it was seen: `key-version`; nothing where there is none."""
        found = self.cadre
        if found.round is None:  # type: ignore[attr-defined]
            return ""
        return f"{found.round}-{found.round_version}"  # type: ignore[attr-defined]


def waiting(viewer: Viewer, on: date, unit: Unit | None = None) -> QuerySet[Cadre, Cadre]:
    """People on the roster whom the viewer may pair: without an open round, or with one that ends
    within `SOON_DAYS`; with that round's key, version, end and mentor. One statement."""
    rounds = Mentorship.objects.open().filter(cadre=OuterRef("pk"))
    listed = RosterEntry.objects.on_roster(on).values("cadre")
    people = pairable(viewer).filter(pk__in=listed)
    if unit is not None:
        # The place in the tree says the same, and leads an index.
        people = people.filter(unit_path__startswith=unit.path, sort_key__startswith=unit.sort_path)
    lasting = rounds.filter(until__gt=on + timedelta(days=SOON_DAYS))
    people = people.filter(~Exists(lasting)).annotate(
        round=Subquery(rounds.values("pk")[:1]),
        round_version=Subquery(rounds.values("version")[:1]),
        round_until=Subquery(rounds.values("until")[:1]),
        round_mentor=Subquery(rounds.values("mentor__name")[:1]),
    )
    return people.select_related("unit").order_by(
        F("round_until").asc(nulls_first=True), "sort_key", "pk"
    )


def lines(viewer: Viewer, people: Iterable[Cadre], on: date, typed: QueryDict | None) -> list[Line]:
    """The lines of the page; whoever has no mentor is ticked when somebody can be proposed."""
    people = list(people)
    found = offers(viewer, people, on)
    picked = set(typed.getlist("pick")) if typed is not None else set()
    made = []
    for cadre in people:
        offer = found.get(cadre.pk, Offer())
        proposed = str(offer.chosen or "")
        line = Line(
            cadre=cadre,
            offer=offer,
            level=vocabulary(LEVEL).get(cadre.level, "—"),
            is_picked=bool(proposed) and cadre.round is None,  # type: ignore[attr-defined]
            mentor=proposed,
        )
        if typed is not None:
            line.is_picked = str(cadre.pk) in picked
            line.mentor = typed.get(f"mentor-{cadre.pk}", proposed)
            line.goals = typed.get(f"goals-{cadre.pk}", "")
        made.append(line)
    return made


@dataclass(slots=True)
class Typed:
    """What was sent: orders, and a sentence for each line that makes none."""

    orders: list[Order]
    faults: list[str]


def typed_orders(data: QueryDict, common: dict[str, Any], viewer: Viewer) -> Typed:
    """The ticked lines as orders; whoever is out of reach is not there. Two statements."""
    picked = [int(pk) for pk in dict.fromkeys(data.getlist("pick")) if _is_key(pk)]
    cadres = pairable(viewer).in_bulk(picked[: MOST + 1])
    asked = {pk: data.get(f"mentor-{pk}", "") for pk in picked}
    wanted = {int(pk) for pk in asked.values() if _is_key(pk)}
    people = Cadre.objects.visible_to(viewer).filter(pk__in=wanted)
    reachable = set(people.values_list("pk", flat=True))
    found = Typed([], [])
    if len(picked) > MOST:
        found.faults.append(f"勾选了 {len(picked)} 人，一次最多办理 {MOST} 人，请分批办理。")
        return found
    for pk in picked:
        if pk not in cadres:
            found.faults.append("勾选的人中有一人不在您的范围内，请刷新页面重选。")
        elif not _is_key(asked[pk]) or int(asked[pk]) not in reachable:
            found.faults.append(f"“{cadres[pk]}”还没有选帮带人，请选定，或取消勾选。")
        elif fault := _unkept(data, pk):
            found.faults.append(f"“{cadres[pk]}”的{fault}")
        else:
            found.orders.append(_order(data, common, pk, int(asked[pk])))
    if not picked:
        found.faults.append("没有勾选任何人，请至少勾选一人。")
    return found


def _unkept(data: QueryDict, pk: int) -> str:
    """Why what was typed in a line cannot be kept as it is; nothing is cut off silently."""
    for label, typed, most in (
        ("定目标", data.get(f"goals-{pk}", ""), LONGEST_GOALS),
        ("例外理由", _reason(data, pk), LONGEST_REASON),
    ):
        if "\x00" in typed:
            return f"{label}里有不能保存的字符，请重新输入。"
        if len(typed.strip()) > most:
            return f"{label}有 {len(typed.strip())} 个字，最多 {most} 个，请精简。"
    return ""


def _reason(data: QueryDict, pk: int) -> str:
    """His own, else that for all."""
    return data.get(f"reason-{pk}", "").strip() or data.get("reason", "").strip()


def _order(data: QueryDict, common: dict[str, Any], pk: int, mentor: int) -> Order:
    before, _, version = data.get(f"seen-{pk}", "").partition("-")
    replaces = (int(before), int(version)) if _is_key(before) and _is_key(version) else None
    return Order(
        cadre=pk,
        mentor=mentor,
        replaces=replaces,
        exception=_reason(data, pk),
        **common | {"goals": data.get(f"goals-{pk}", "").strip() or common["goals"]},
    )


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_PK
