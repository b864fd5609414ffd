"""Addresses of the page on which a unit writes its report, below /annual/<pk>/."""

from django.urls import path

from reporting.annual.views import editing, filing

urlpatterns = [
    path("edit/", editing.edit, name="edit"),
    path("file/", filing.file, name="file"),
]
