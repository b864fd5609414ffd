"""The page of the guide."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.guide.reading import guide


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The whole guide, its contents beside it."""
    return render(request, "guide/page.html", {"guide": guide()})
