"""How much was found in each unit, day by day or month by month."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadres.checks.access import refuse_strangers
from cadres.checks.querysets import TallyQuerySet
from cadres.checks.trend import trend
from cadres.checks.views.lists import around


@login_required
def trends(request: HttpRequest) -> HttpResponse:
    """A row per unit just below those of the viewer; each figure of today opens its findings."""
    refuse_strangers(request.user, TallyQuerySet.reach)
    by_month = request.GET.get("by") == "month"
    context = {
        "trend": trend(request.user, by_month=by_month),
        "by_month": by_month,
        "title": "校核：各单位趋势",
        "figures": [
            {"label": "按天", "url": "?", "current": not by_month},
            {"label": "按月", "url": "?by=month", "current": by_month},
        ],
    }
    return render(request, "checks/trend.html", context | around(request, "checks:trend"))
