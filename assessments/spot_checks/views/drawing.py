"""The page before a draw: how many records by unit, what sample results, with which seed."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assessments.spot_checks.forms import Draw, places_of
from assessments.spot_checks.models import SpotCheck
from assessments.spot_checks.population import frame_of, records_of, strata_of
from assessments.spot_checks.sampling import outlook, size_of
from assessments.spot_checks.services import drawing
from assessments.spot_checks.views.reach import refuse_units
from assessments.talks.models import Talk
from core.pages import bind
from core.units.models import Unit
from policy.duties.models import Duty
from policy.periods import Quarter

MOST_QUARTERS = 12
FEW_UNITS = 20  # beyond these the table of units is folded
ONE_EACH = "先从每个有记录的单位抽一份，其余按记录数分配；抽出的记录当即封存一份副本。"
SOME_UNITS = "抽取数少于单位数，每个单位至多抽一份，由种子决定；抽出的记录当即封存一份副本。"


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Choose, look, draw. Nothing is drawn by looking: names are shown after the draw alone."""
    refuse_units(request)
    on = timezone.localdate()
    offered = _quarters(request, on)
    place = places_of(request.user)[0]
    least = drawing.least_percent(place, on)
    first = {
        "quarter": (_asked(request, offered) or offered[0]).key,
        "unit": place.pk,
        "percent": least,
        "seed": drawing.new_seed(),
    }
    made = {"viewer": request.user, "quarters": offered, "least": least}
    if "look" in request.POST:
        form = Draw(request.POST, **made)
        status = 200 if form.is_valid() else 400
    elif request.method == "POST":
        form = Draw(request.POST, **made)
        status, check = bind(form, lambda data: _draw(request, data, on))
        if status == 200:
            messages.success(request, f"已抽取 {check.drawn} 份记录，种子“{check.seed}”。")
            return redirect("spot_checks:detail", check.pk)
    else:
        chosen = {name: request.GET[name] for name in first if name in request.GET}
        form, status = Draw(first | chosen, **made), 200
        if not form.is_valid():
            status = 400
    context = {"form": form, "outlook": _outlook(request, form, on)}
    return render(request, "spot_checks/create.html", context, status=status)


def _draw(request: HttpRequest, data: dict[str, Any], on: date) -> SpotCheck:
    return drawing.draw(
        actor=request.user,
        unit=data["unit"],
        quarter=data["quarter"],
        percent=data["percent"],
        seed=data["seed"],
        on=on,
    )


def _outlook(request: HttpRequest, form: Draw, on: date) -> dict[str, Any] | None:
    """What would be drawn, by unit; none while the choice is not valid."""
    data = getattr(form, "cleaned_data", {})
    if not {"quarter", "unit", "seed"} <= data.keys():
        return None
    unit: Unit = data["unit"]
    quarter: Quarter = data["quarter"]
    percent = max(data.get("percent") or 0, drawing.least_percent(unit, on))
    frame = frame_of(records_of(unit, quarter).visible_to(request.user))
    numbers = {key: len(keys) for key, keys in frame.items()}
    spans = outlook(numbers, percent)
    size = size_of(sum(numbers.values()), percent)
    strata = strata_of(frame, {})
    for row in strata:
        least, most = spans[row["unit"]]
        row["drawn"] = str(least) if least == most else f"{least}—{most}"
    former = SpotCheck.objects.visible_to(request.user).of_quarter(quarter).filter(unit=unit)
    return {
        "quarter": quarter,
        "unit": unit,
        "population": sum(numbers.values()),
        "size": size,
        "percent": percent,
        "strata": strata,
        "is_folded": len(strata) > FEW_UNITS,
        "how": ONE_EACH if size >= len(numbers) else SOME_UNITS,
        "former": list(former.order_by("pk")),
        "is_running": quarter.last_day >= on,
    }


def _quarters(request: HttpRequest, on: date) -> list[Quarter]:
    """Quarters with records in reach, the latest that is over first; else the one before today."""
    rows = Talk.objects.visible_to(request.user).standing().filter(counts_for__lte=on)
    days = rows.order_by("-counts_for").values_list("counts_for", flat=True).distinct()
    found = [Quarter.of(day) for day in days[:MOST_QUARTERS]]
    present = Quarter.of(on)
    over = [quarter for quarter in found if quarter != present]
    return (over or [present.previous]) + [present]


def _asked(request: HttpRequest, offered: list[Quarter]) -> Quarter | None:
    """The quarter of the duty that led here."""
    key = request.GET.get("duty", "")
    if not key.isdecimal() or len(key) > 18:
        return None
    duty = Duty.objects.visible_to(request.user).filter(pk=key).first()
    return next((q for q in offered if duty and q.key == duty.period), None)
