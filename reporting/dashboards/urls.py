"""Addresses of the dashboards."""

from django.urls import path

from reporting.dashboards import views

app_name = "dashboards"
urlpatterns = [path("", views.dashboard, name="page")]
