"""Years of the file: entered, corrected, removed by the department that keeps it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from assessments.rounds import services
from assessments.rounds.choices import Basis
from assessments.rounds.forms import AmendPastForm, PastForm, ReasonForm
from assessments.rounds.models import Assessment
from assessments.rounds.services.past import NO_WAY
from assessments.rounds.views.reach import page_of_sheet, seen_cadre, seen_sheet
from cadres.people.models import Cadre
from core.errors import NotAllowed, refuse_if
from core.pages import form_page


@login_required
def add(request: HttpRequest, cadre: int) -> HttpResponse:
    """One year; the page comes again for the next."""
    found, on = seen_cadre(request, cadre), timezone.localdate()
    refuse_if(not _keeps(request, found), NO_WAY, NotAllowed)
    rows = Assessment.objects.visible_to(request.user).filter(cadre=found)
    known = list(rows.exclude(outcome="").order_by("-year"))
    form = PastForm(request.POST or None, year=_next_year({one.year for one in known}, on.year))

    def verb(data: dict[str, Any]) -> str:
        services.record_past(actor=request.user, cadre=found, on=on, **data)
        return reverse("rounds:past", args=[found.pk])

    return form_page(
        request,
        form,
        verb,
        title=f"补录往年考核：{found}",
        done="已补录，可以接着录下一年。",
        back=_file(found),
        template="rounds/past.html",
        known=known,
    )


@login_required
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Another outcome."""
    sheet = _past(request, pk)
    names = ("outcome", "no_grade", "no_grade_note", "decided_on", "decision")
    initial = {name: getattr(sheet, name) for name in names} | {"seen": sheet.version}

    def verb(data: dict[str, Any]) -> str:
        services.amend_past(actor=request.user, assessment=sheet, on=timezone.localdate(), **data)
        return page_of_sheet(sheet)

    form = AmendPastForm(request.POST or None, initial=initial)
    title = f"更正往年考核：{sheet.cadre} {sheet.year}"
    return form_page(request, form, verb, title=title, back=page_of_sheet(sheet))


@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """One that was entered by mistake, with the reason."""
    sheet = _past(request, pk)

    def verb(data: dict[str, Any]) -> str:
        services.remove_past(actor=request.user, assessment=sheet, on=timezone.localdate(), **data)
        return _file(sheet.cadre)

    return form_page(
        request,
        ReasonForm(request.POST or None, initial={"seen": sheet.version}),
        verb,
        title=f"删除往年考核：{sheet.cadre} {sheet.year}",
        submit="删除",
        done="已删除。",
        back=page_of_sheet(sheet),
        is_danger=True,
    )


def _next_year(known: set[int], year: int) -> int:
    """The latest year that is over and not entered yet."""
    return next(one for one in range(year - 1, 0, -1) if one not in known)


def _past(request: HttpRequest, pk: int) -> Assessment:
    """A year of the file of somebody whose department this is; 404 for any other sheet."""
    sheet = seen_sheet(request, pk)
    rows = Assessment.objects.filter(basis=Basis.PAST)
    found = get_object_or_404(rows.select_related("cadre__unit", "unit"), pk=sheet.pk)
    refuse_if(not _keeps(request, found.cadre), NO_WAY, NotAllowed)
    return found


def _keeps(request: HttpRequest, cadre: Cadre) -> bool:
    return Cadre.objects.kept_by(request.user).filter(pk=cadre.pk).exists()


def _file(cadre: Cadre) -> str:
    return reverse("cadres:detail", args=[cadre.pk])
