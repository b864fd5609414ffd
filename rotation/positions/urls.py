"""Addresses of positions."""

from django.urls import path

from rotation.positions import views

app_name = "positions"
urlpatterns = [
    path("", views.positions, name="list"),
    path("options/", views.options, name="options"),
    path("create/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/abolish/", views.abolish, name="abolish"),
]
