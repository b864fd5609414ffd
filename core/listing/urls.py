"""Addresses that every list shares."""

from django.urls import path

from core.listing import saved_views, views

app_name = "listing"
urlpatterns = [
    path("<slug:name>/filters/", views.filters, name="filters"),
    path("<slug:name>/export/", views.export, name="export"),
    path("<slug:name>/views/", saved_views.views, name="views"),
    path("<slug:name>/views/save/", saved_views.save_view, name="save_view"),
    path("views/<int:pk>/delete/", saved_views.delete_view, name="delete_view"),
]
