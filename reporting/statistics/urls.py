"""Addresses of the statistics."""

from django.urls import path

from reporting.coverage import views as coverage
from reporting.structure import views as structure
from reporting.targets import views as targets

app_name = "statistics"
urlpatterns = [
    path("", structure.structure, name="structure"),
    path("workbook/", structure.download, name="workbook"),
    path("targets/", targets.page, name="targets"),
    path("targets/workbook/", targets.download, name="targets_workbook"),
    path("coverage/", coverage.page, name="coverage"),
    path("coverage/workbook/", coverage.download, name="coverage_workbook"),
]
