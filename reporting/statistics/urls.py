"""Addresses of the statistics."""

from django.urls import path

from reporting.coverage.views import page as coverage
from reporting.structure import views
from reporting.targets.views import page as targets

app_name = "statistics"
urlpatterns = [
    path("", views.structure, name="structure"),
    path("workbook/", views.download, name="workbook"),
    path("targets/", targets, name="targets"),
    path("coverage/", coverage, name="coverage"),
]
