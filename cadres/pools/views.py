"""The list of the reserve pools; its verbs are pages of `cadres.roster.batch_views`."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from cadres.pools.entities import POOLS
from cadres.pools.verbs import LEAVE
from cadres.roster.keeping import keeps
from core.listing.views import list_page


@login_required
def pools(request: HttpRequest) -> HttpResponse:
    """Who is in which pool, on a day."""
    may = keeps(request.user, LEAVE.keepers)
    batch = [{"label": LEAVE.label, "url": LEAVE.url}] if may else []
    return list_page(request, POOLS, template="pools/list.html", batch=batch, keeps=may)
