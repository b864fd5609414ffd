"""The verbs upon many findings: the pages of those of the roster."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from cadres.checks.access import may_run
from cadres.checks.services import NO_RIGHT
from cadres.roster.batch import Verb
from cadres.roster.batch_views import verb_page
from core.errors import NotAllowed, refuse_if


@login_required
def many(request: HttpRequest, verb: Verb) -> HttpResponse:
    """The steps of a verb, for departments."""
    refuse_if(not may_run(request.user), NO_RIGHT.replace("暂不处理", verb.label), NotAllowed)
    return verb_page(request, verb)
