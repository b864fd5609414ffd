"""The plan itself: the page, how one clause stands by unit, the print, and the list of clauses."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.listing.views import list_page
from policy.clauses.entities import CLAUSES
from policy.clauses.models import Clause
from policy.clauses.text import clauses as all_clauses
from policy.clauses.text import paragraphs
from policy.plan.asked import WHOLE, asked_of
from policy.plan.by_unit import by_unit
from policy.plan.page import PlanPage
from policy.plan.reading import is_of_an_office, open_figures


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The plan as a living document, on a day, for the city or a county."""
    asked = asked_of(request)
    plan = PlanPage(request.user, asked.on, asked.unit, asked.read)
    context = {
        "plan": plan,
        "sections": plan.sections(),
        "asked": asked,
        "whole": WHOLE,
        "unset": len(open_figures(asked.read)),
        "query": plan.query(),
    }
    return render(request, "plan/page.html", context)


@login_required
def printed(request: HttpRequest) -> HttpResponse:
    """The plan on paper: the text with its figures, and a table of them."""
    asked = asked_of(request)
    plan = PlanPage(request.user, asked.on, asked.unit, asked.read)
    lines = [(one, plan.line(one)) for one in paragraphs()]
    figures = [(one.code, figure) for one, line in lines if one.code for figure in line.figures]
    context = {"plan": plan, "lines": lines, "figures": figures, "asked": asked}
    return render(request, "plan/print.html", context)


@login_required
def units(request: HttpRequest, code: str) -> HttpResponse:
    """How the duties of a clause stand by unit, those with most overdue first."""
    asked = asked_of(request)
    clause = next((one for one in all_clauses() if one.code == code), None)
    if clause is None or not is_of_an_office(request.user):
        raise Http404
    plan = PlanPage(request.user, asked.on, asked.unit, asked.read)
    names = [rule.name for rule in plan.rules.get(code, ())]
    context = {
        "clause": clause,
        "asked": asked,
        **by_unit(request.user, names, asked.on, asked.unit, code),
    }
    template = "plan/units.html#table" if request.htmx else "plan/units.html"
    return render(request, template, context)


@login_required
def clauses(request: HttpRequest) -> HttpResponse:
    """The list of clauses, for export."""
    return list_page(request, CLAUSES)


@login_required
def clause(request: HttpRequest, pk: int) -> HttpResponse:
    """A clause is read in its place."""
    found = get_object_or_404(Clause.objects.visible_to(request.user), pk=pk)
    return redirect(f"{reverse('plan:page')}#c{found.code}")
