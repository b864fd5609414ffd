"""Addresses of the form's own texts."""

from django.urls import path

from cadres.approval import views

app_name = "approval"
urlpatterns = [path("<int:pk>/edit/", views.edit, name="edit")]
