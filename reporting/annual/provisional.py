"""Addresses that others bring."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from core.listing.views import list_page
from reporting.annual.entities import ANNUAL_REPORTS, REPORT_OPINIONS
from reporting.annual.models import AnnualReport

app_name = "annual"


@login_required
def board(request):
    return list_page(request, ANNUAL_REPORTS)


@login_required
def opinions(request):
    return list_page(request, REPORT_OPINIONS)


@login_required
def show(request, pk):
    get_object_or_404(AnnualReport.objects.visible_to(request.user), pk=pk)
    return HttpResponse("")


urlpatterns = [
    path("", board, name="list"),
    path("opinions/", opinions, name="opinions"),
    path("of-duty/", board, name="of_duty"),
    path("<int:pk>/", show, name="detail"),
    path("<int:pk>/edit/", show, name="edit"),
]
