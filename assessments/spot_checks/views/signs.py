"""The signs in all records of a draw, or of one of its units."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.spot_checks.models import SpotItem, SpotSign
from assessments.spot_checks.signs.kinds import HINTS, SignKind
from assessments.spot_checks.views.reach import crumb, seen_check
from core.audit.models import Action
from core.audit.services import record

ROWS_A_PAGE = 100


@login_required
def signs(request: HttpRequest, pk: int) -> HttpResponse:
    """A line per sign: the record, drawn or not, and the sentence."""
    check = seen_check(request, pk)
    drawn = SpotItem.objects.filter(check_of=OuterRef("check_of"), talk=OuterRef("talk"))
    rows = (
        SpotSign.objects.visible_to(request.user)
        .filter(check_of=check)
        .select_related("talk__cadre", "unit")
        .annotate(item=Subquery(drawn.values("pk")[:1]))
        .order_by("unit__sort_path", "talk__held_on", "talk_id", "pk")
    )
    unit = request.GET.get("unit", "")
    kind = request.GET.get("kind", "")
    if unit.isdecimal() and len(unit) < 19:
        rows = rows.filter(unit=unit)
    if kind in SignKind.values:
        rows = rows.filter(kind=kind)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    lines = [
        {"sign": sign, "label": SignKind(sign.kind).label, "is_hint": sign.kind in HINTS}
        for sign in page
    ]
    record(Action.READ, actor=request.user, target=check, detail={"page": "疑点"}, rows=len(lines))
    context = {
        "spot": check,
        "crumbs": crumb(check, "疑点"),
        "lines": lines,
        "page": page,
        "is_narrowed": bool(unit or kind),
    }
    return render(request, "spot_checks/signs.html", context)
