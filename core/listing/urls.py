"""Addresses that every list shares."""

from django.urls import path

from core.listing import views

app_name = "listing"
urlpatterns = [
    path("<slug:name>/export/", views.export, name="export"),
    path("<slug:name>/views/", views.save_view, name="save_view"),
    path("views/<int:pk>/delete/", views.delete_view, name="delete_view"),
]
