"""The list of rounds, and choosing a mentor in a form."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from cadres.people.search import called
from core.audit.models import Action
from core.audit.services import record
from core.listing.nothing import filled_by
from core.listing.page import Listing
from core.listing.views import list_page
from core.scoping import roles_of
from policy.parameters.figures import in_force
from training.mentoring.entities import MENTORSHIPS
from training.mentoring.figures import MentoringFigures
from training.mentoring.mentors import described, with_load
from training.mentoring.querysets import PAIRERS
from training.mentoring.tabs import tabs

MOST_OPTIONS = 50

NOTHING = {"title": "还没有帮带", "text": "落实帮带人以后，会列在这里。"}


@login_required
def mentorships(request: HttpRequest) -> HttpResponse:
    """Who mentors whom, on a day."""
    may_pair = bool(roles_of(request.user) & PAIRERS)
    shown = tabs(Listing(MENTORSHIPS, request.user, request.GET)) if may_pair else []
    return list_page(
        request,
        MENTORSHIPS,
        template="mentoring/list.html",
        above="mentoring/tabs.html",
        tabs=shown,
        may_pair=may_pair,
        nothing=filled_by(NOTHING, "mentoring:pairing", "落实帮带人", may=may_pair),
    )


@login_required
def mentors(request: HttpRequest) -> JsonResponse:
    """People in reach who answer what was typed: `[{"value", "text"}]` with post, level, room."""
    text, on = request.GET.get("q", "")[:50], timezone.localdate()
    rows = called(request.user, text).serving() if roles_of(request.user) & PAIRERS else None
    facts = ("pk", "name", "title", "level", "has", "is_listed")
    most = in_force(MentoringFigures, on).max_mentees
    people = [] if rows is None else with_load(rows, on).values(*facts)[:MOST_OPTIONS]
    found = [{"value": one["pk"], "text": described(one, most)} for one in people]
    record(
        Action.READ,
        actor=request.user,
        subject="cadres",
        label="选择帮带人",
        detail={"text": text.replace("\x00", "")},
        rows=len(found),
    )
    return JsonResponse(found, safe=False)
