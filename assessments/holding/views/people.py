"""Who is appraised: ticked on the unit's roster, or named a line each."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from assessments.holding.forms import People
from assessments.holding.views.reach import poll_for, verb_page
from assessments.polls import services
from assessments.polls.choices import PollVerb
from assessments.polls.models import Poll
from cadres.intake.naming import find
from cadres.people.models import Cadre
from cadres.people.querysets import KEEPERS
from cadres.roster.models import RosterEntry

MOST_OFFERED = 300
SHOWN = 20


@login_required
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole list anew: whoever is not ticked or named any more is taken off it."""
    poll = poll_for(request, pk, PollVerb.EDIT)
    reached = Cadre.objects.visible_to(request.user, acting_as=KEEPERS).select_related("unit")
    chosen = list(poll.subjects.order_by("position").values_list("cadre", flat=True))
    on_roster = list(_on_roster(poll, reached)[: MOST_OFFERED + 1])
    offered = _with(on_roster[:MOST_OFFERED], reached.filter(pk__in=chosen))
    form = People(
        request.POST or None,
        offered=[cadre.pk for cadre in offered],
        initial={"seen": poll.version, "cadre": chosen},
    )
    return verb_page(
        request,
        poll,
        form,
        lambda data: services.set_people(
            actor=request.user, poll=poll, seen=data["seen"], people=_named(data, reached)
        ),
        title="被测评人",
        template="polls/people.html",
        done="已保存被测评人。",
        people=offered,
        are_more=len(on_roster) > MOST_OFFERED,
        ticked=set(map(str, form["cadre"].value() or [])),
    )


def _on_roster(poll: Poll, reached: QuerySet) -> QuerySet:
    """People on the roster in the unit and below it."""
    here = RosterEntry.objects.on_roster(timezone.localdate()).values("cadre")
    rows = reached.filter(unit_path__startswith=poll.unit.path, pk__in=here)
    return rows.order_by("sort_key", "pk")


def _with(offered: list[Cadre], chosen: QuerySet) -> list[Cadre]:
    """Those that were chosen already are always there to be ticked off, wherever they are."""
    known = {cadre.pk for cadre in offered}
    return [*offered, *(c for c in chosen.order_by("sort_key", "pk") if c.pk not in known)]


def _named(data: dict[str, Any], reached: QuerySet) -> list[Cadre]:
    """The ticked in the order of the unit, then the named as they were named."""
    ticked = list(reached.filter(pk__in=data["cadre"]).order_by("sort_key", "pk"))
    found = find(reached, data["names"].splitlines())
    if found.faults:
        raise ValidationError({"names": found.faults[:SHOWN]})
    known = {cadre.pk for cadre in ticked}
    return ticked + [cadre for cadre in found.records if cadre.pk not in known]
