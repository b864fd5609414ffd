"""The lists: batches, programmes, candidates; and one candidate."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.listing.conditions import Condition
from core.listing.nothing import filled_by
from core.listing.views import list_page
from core.scoping import roles_of
from rotation.frontline.entities.batches import BATCHES
from rotation.frontline.entities.batches import STANDING as BATCH_STANDING
from rotation.frontline.entities.candidates import CANDIDATES
from rotation.frontline.entities.candidates import STANDING as PEOPLE_STANDING
from rotation.frontline.entities.programmes import PROGRAMMES
from rotation.frontline.explaining import why_of
from rotation.frontline.models import Candidate
from rotation.frontline.querysets import CandidateQuerySet
from rotation.frontline.views.nominating import ROW_VERBS, open_to, row_verbs

NOTHING = {"title": "还没有项目", "text": "每个渠道每年建一个项目，再分批派出。"}


def tabs_of(request: HttpRequest, condition: Condition) -> list[dict[str, Any]]:
    """The tabs of a list: links that keep the rest of the question."""
    chosen = request.GET.get(condition.name) or condition.default
    found = []
    for value, label in condition.options.items():
        query = request.GET.copy()
        query.pop("cursor", None)
        query[condition.name] = value
        found.append({"label": label, "url": f"?{query.urlencode()}", "current": chosen == value})
    return found


@login_required
def batches(request: HttpRequest) -> HttpResponse:
    """Batches: what is under way, who is out."""
    return list_page(
        request,
        BATCHES,
        title="一线锻炼",
        template="frontline/list.html",
        tabs=tabs_of(request, BATCH_STANDING),
        may_draft=bool(KEEPERS & roles_of(request.user)),
        nothing={
            "title": "还没有派出批次",
            "text": "组织部门新建项目和批次、发布公告以后，会列在这里。",
        },
    )


@login_required
def programmes(request: HttpRequest) -> HttpResponse:
    """Programmes; departments draft them."""
    may_draft = bool(KEEPERS & roles_of(request.user))
    return list_page(
        request,
        PROGRAMMES,
        template="frontline/programmes.html",
        may_draft=may_draft,
        nothing=filled_by(NOTHING, "frontline:create", "新建项目", may=may_draft),
    )


@login_required
def candidates(request: HttpRequest) -> HttpResponse:
    """Everybody who was named for any batch, in the viewer's scope."""
    return list_page(
        request,
        CANDIDATES,
        template="frontline/candidates.html",
        tabs=tabs_of(request, PEOPLE_STANDING),
        batch=row_verbs(ROW_VERBS),
        nothing={"title": "还没有人选", "text": "各单位推荐以后，会列在这里。"},
    )


@login_required
def candidate(request: HttpRequest, pk: int) -> HttpResponse:
    """One person in one batch: what the check found, the marks, the decision, the posting.

    Everything by the columns of the list, so that the page tells nobody more than the list does.
    """
    rows = CANDIDATES.rows(request.user)
    about = ("cadre__unit", "batch__programme__unit", "posting", "host_post__unit")
    person = get_object_or_404(rows.select_related(*about), pk=pk)
    record(Action.READ, actor=request.user, target=person.cadre, label=f"{person}")
    opened = Candidate.objects.filter(CandidateQuerySet.opened_to(request.user), pk=pk).exists()
    states = dict(CANDIDATES.column("state").options.choices)  # type: ignore[union-attr]
    context = {
        "person": person,
        "opened": opened,
        "state": states[person.state_told],
        "why": why_of(person) if opened else None,
        "verbs": _verbs(request, person) if opened else [],
        "posting_url": _posting_url(person),
    }
    return render(request, "frontline/candidate.html", context)


def _verbs(request: HttpRequest, person: Candidate) -> list[dict[str, str]]:
    return [
        {"label": label, "url": reverse("frontline:judge", args=[verb])}
        for verb, (label, *_rest) in ROW_VERBS.items()
        if open_to(request.user, verb).filter(pk=person.pk).exists()
    ]


def _posting_url(person: Candidate) -> str:
    """Whoever sees the candidate sees the posting: both follow the person."""
    return reverse("postings:detail", args=[person.posting_id]) if person.posting_id else ""
