"""Addresses of the five-year meter."""

from django.urls import path

from rotation.meter import views

app_name = "meter"
urlpatterns = [
    path("", views.units, name="units"),
    path("people/", views.people, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
]
