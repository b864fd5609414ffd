"""Comparing people."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from cadres.dossier import compare as comparing
from cadres.people.entities import CADRES
from core.audit.models import Action
from core.audit.services import record
from core.listing.asof import PARAMETER, asked_day
from core.listing.selection import Selection

LONGEST_PK = 18


@login_required
def compare(request: HttpRequest) -> HttpResponse:
    """`?id=1&id=2`: two to five people; the ticked rows of a list come here by POST.

    One whom the viewer may not see is not there: 404, as if there were no such person.
    """
    if request.method == "POST":
        chosen = Selection(CADRES, request.user, request.POST)
        rows = chosen.rows().values_list("pk", flat=True)
        pks = list(rows[: comparing.MOST + 1]) if chosen.all else chosen.ticked
        comparing.refuse_count(len(pks))
        return redirect(f"{reverse('cadres:compare')}?{urlencode({'id': pks}, doseq=True)}")
    pks = _asked(request)
    comparing.refuse_count(len(pks))
    on = asked_day(request.GET.get(PARAMETER, ""))
    people = comparing.dossiers(request.user, pks, on)
    if len(people) < len(pks):
        raise Http404
    for one in people:
        record(Action.READ, actor=request.user, target=one.cadre, detail={"tab": "对比"})
    context = {
        "people": people,
        "rows": comparing.rows(people),
        "on": on,
        "kept": [("id", pk) for pk in pks],
    }
    return render(request, "people/compare.html", context)


def _asked(request: HttpRequest) -> list[int]:
    """The ids, each once; 404 for what is no id at all."""
    texts = request.GET.getlist("id")
    if not all(text.isdecimal() and len(text) <= LONGEST_PK for text in texts):
        raise Http404
    return list(dict.fromkeys(map(int, texts)))
