"""Addresses of the map of movement."""

from django.urls import path

from rotation.flows import views

app_name = "flows"
urlpatterns = [
    path("", views.flow_map, name="map"),
    path("list/", views.movements, name="list"),
    path("<int:pk>/", views.movement, name="movement"),
]
