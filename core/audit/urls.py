"""Addresses of the log."""

from django.urls import path

from core.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.log, name="list"),
    path("check/", views.check, name="check"),
    path("check/<int:pk>/", views.verdict, name="verdict"),
    path("<int:pk>/", views.entry, name="detail"),
]
