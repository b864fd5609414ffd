"""Addresses of exports."""

from django.urls import path

from cadres.exporting import person_views, views

app_name = "exporting"
urlpatterns = [
    path("roster/", views.roster, name="roster"),
    path("cadres/", views.cadres, name="cadres"),
    path("cadres/<int:pk>/form.<slug:kind>", person_views.form, name="form"),
]
