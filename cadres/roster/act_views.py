"""Pages of acts: the latest, one with whom it changed, and taking it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cadres.roster import batch_acts
from cadres.roster.batch_verbs import VERBS
from cadres.roster.entities import ROSTER
from cadres.roster.keeping import refuse_strangers
from cadres.roster.models import RosterAct, RosterActRow
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError
from core.pages import sentence_for

LATEST = 100
DRAWN = 1000


@login_required
def acts(request: HttpRequest) -> HttpResponse:
    """The latest acts upon people whom the viewer keeps."""
    refuse_strangers(request.user)
    return render(request, "roster/acts.html", {"acts": _visible(request)[:LATEST]})


@login_required
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """One act: what was done, to whom, and whether it can be taken back."""
    refuse_strangers(request.user)
    found = get_object_or_404(_visible(request), pk=pk)
    rows = found.rows.select_related("entry__cadre", "entry__unit").order_by("entry__sort_key")
    drawn = list(rows[:DRAWN])
    _log(request, found, len(drawn))
    entity = VERBS[found.verb].entity if found.verb in VERBS else ROSTER
    back = reverse(entity.list_url)
    query = request.GET.urlencode()
    context = {
        "act": found,
        "rows": drawn,
        "more": max(found.people - DRAWN, 0),
        "back": f"{back}?{query}" if query else back,
        "may_revert": found.people and not (found.reverted_at or found.touched or found.above),
    }
    return render(request, "roster/act.html", context)


@require_POST
@login_required
def revert(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    refuse_strangers(request.user)
    found = get_object_or_404(RosterAct.objects.visible_to(request.user), pk=pk)
    try:
        batch_acts.revert(actor=request.user, act=found)
        messages.success(request, f"已撤回“{found}”。")
    except DomainError as refusal:
        messages.error(request, str(refusal))
    except IntegrityError as broken:  # somebody entered him again in the same moment
        messages.error(request, sentence_for(broken))
    return redirect("roster:act", pk)


def _visible(request: HttpRequest) -> QuerySet[RosterAct, Any]:
    """With how many people an act changed, and whether any was touched since, or is held above."""
    later = RosterActRow.objects.filter(act=OuterRef("pk")).filter(
        Q(entry__isnull=True) | ~Q(entry__version=F("version"))
    )
    above = RosterActRow.objects.filter(batch_acts.on_lists_above(request.user), act=OuterRef("pk"))
    visible = RosterAct.objects.visible_to(request.user).select_related("done_by", "reverted_by")
    visible = visible.annotate(people=Count("rows"), touched=Exists(later), above=Exists(above))
    return visible.order_by("-done_at", "-pk")


def _log(request: HttpRequest, found: RosterAct, rows: int) -> None:
    record(
        Action.READ,
        actor=request.user,
        target=found,
        label=f"名册批量办理：{found}",
        rows=rows,
    )
