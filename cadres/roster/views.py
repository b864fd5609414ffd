"""Pages of the roster: the list with its tabs, the tree beside it, and the way to a person."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cadres.people.querysets import ASKERS, KEEPERS
from cadres.roster.batch_verbs import UPON_STAYS
from cadres.roster.entities import ROSTER
from cadres.roster.keeping import CITY_ALONE, keeps
from cadres.roster.models import RosterEntry
from cadres.roster.tabs import numbers, tabs
from cadres.roster.tree import branch as branch_nodes
from cadres.roster.tree import tree
from core.listing.page import Listing
from core.listing.views import list_page
from core.units.models import Unit

# A verb of the pools, which stand above the roster; the city's department has it (clause 2.2).
JOIN_POOL = ("进入后备库", "pools:join")
# Units have it as well; whom a batch is for is asked on the next page.
TO_THE_FRONT = ("推荐到一线锻炼", "frontline:suggest")
# Rosters and forms as files, which stand above the roster too.
DOCUMENTS = "exporting:roster"


@login_required
def roster(request: HttpRequest) -> HttpResponse:
    """The roster; tree and numbers follow in a request of their own (`side`)."""
    verbs = [(verb.label, verb.view) for verb in UPON_STAYS if keeps(request.user, verb.keepers)]
    if keeps(request.user, CITY_ALONE):
        verbs.append(JOIN_POOL)
    is_keeper = bool(verbs)
    if keeps(request.user, KEEPERS | ASKERS):
        verbs.append(TO_THE_FRONT)
    return list_page(
        request,
        ROSTER,
        title="优秀年轻干部名册",
        template="roster/list.html",
        above="roster/tabs.html",
        tabs=tabs(Listing(ROSTER, request.user, request.GET)),
        batch=[{"label": label, "url": reverse(view)} for label, view in verbs],
        keeps=is_keeper,
        documents=reverse(DOCUMENTS),
    )


@login_required
def side(request: HttpRequest) -> HttpResponse:
    """The tree and the tabs with their numbers, for the query of the list that asks."""
    listing = Listing(ROSTER, request.user, request.GET)
    context = {
        "tree": tree(listing),
        "tabs": tabs(listing, numbers(listing)),
        "listing": listing,
    }
    template = "roster/side.html#panel" if request.htmx else "roster/side.html"
    return render(request, template, context)


@login_required
def branch(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines below one node of a large tree, when it is opened."""
    parent = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    listing = Listing(ROSTER, request.user, request.GET)
    return render(request, "components/tree.html", {"nodes": branch_nodes(listing, parent)})


@login_required
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """A stay is read on its person's page."""
    found = get_object_or_404(RosterEntry.objects.visible_to(request.user), pk=pk)
    return redirect("cadres:tab", found.cadre_id, "roster")
