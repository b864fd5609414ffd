"""Addresses of the code tables."""

from django.urls import path

from core.codes import views

app_name = "codes"
urlpatterns = [path("", views.codes, name="list")]
