"""How much was found in each unit, day by day or month by month."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from cadres.checks.access import refuse_strangers
from cadres.checks.querysets import TallyQuerySet
from cadres.checks.trend import trend
from cadres.checks.views.lists import around


@login_required
def trends(request: HttpRequest) -> HttpResponse:
    """A row per unit just below those of the viewer; each figure of today opens its findings."""
    refuse_strangers(request.user, TallyQuerySet.reach)
    by_month = request.GET.get("by") == "month"
    every = request.GET.get("units") == "all"
    context = {
        "trend": trend(request.user, by_month=by_month, every=every),
        "by_month": by_month,
        "title": "校核：各单位趋势",
        "every": every,
        "figures": [
            {"label": "只看有问题的", "url": _query(by_month, False), "current": not every},
            {"label": "全部单位", "url": _query(by_month, True), "current": every},
            {"label": "按天", "url": _query(False, every), "current": not by_month},
            {"label": "按月", "url": _query(True, every), "current": by_month},
        ],
    }
    return render(request, "checks/trend.html", context | around(request, "checks:trend"))


def _query(by_month: bool, every: bool) -> str:
    asked = {"by": "month"} if by_month else {}
    return "?" + urlencode(asked | ({"units": "all"} if every else {}))
