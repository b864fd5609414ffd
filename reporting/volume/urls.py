"""Addresses of the volume."""

from django.urls import path

from reporting.volume import views

app_name = "volume"
urlpatterns = [
    path("", views.volumes, name="list"),
    path("start/", views.start, name="start"),
]
