"""From the list of the roster to an announced batch: which one the ticked are for."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cadres.people.models import Cadre
from cadres.roster.entities import ROSTER
from core.errors import NotAllowed, refuse_if
from core.listing.selection import Selection, fingerprint
from core.pages import bind
from core.scoping import roles_of
from rotation.frontline.flow import EVERY_OFFICE
from rotation.frontline.forms import BatchChoice
from rotation.frontline.models import Batch
from rotation.frontline.views.nominating import SHOWN, confirm, mine

NONE = "现在没有可以报名的一线锻炼批次；组织部门发布公告以后，在报名截止前推荐。"


@require_POST
@login_required
def suggest(request: HttpRequest) -> HttpResponse:
    """Choose the batch; the next page checks each of the ticked against its limits."""
    offices = EVERY_OFFICE & roles_of(request.user)
    refuse_if(
        not offices, "人选由单位和组织部门推荐，您的角色不能推荐；请联系所在单位。", NotAllowed
    )
    batches = Batch.objects.open_to(request.user, timezone.localdate())
    refuse_if(not batches.exists(), NONE)
    selection = Selection(ROSTER, request.user, request.POST)
    chosen = mine(request, selection.rows().order_by().values("cadre_id"))
    asked = "expected" in request.POST
    form = BatchChoice(request.POST if asked else None, batches=batches)

    def run(data: dict[str, Any]) -> HttpResponse:
        return confirm(request, data["batch"], chosen)

    status = 200
    if asked:
        status, answer = bind(form, run)
        if status == 200:
            return answer
    context = {
        "title": "推荐到一线锻炼",
        "form": form,
        "lines": [_line(person) for person in chosen[:SHOWN]],
        "count": len(chosen),
        "more": max(len(chosen) - SHOWN, 0),
        "unchanged": selection.rows().count() - len(chosen),
        "expected": fingerprint([person.pk for person in chosen]),
        "selection": selection,
        "address": request.path,
        "submit": "下一步：核对",
        "back": f"{reverse('roster:list')}?{selection.query}",
    }
    return render(request, "intake/people.html", context, status=status)


def _line(person: Cadre) -> str:
    return f"{person.name}（{person.unit.short_name}，{person.title}）"
