"""Addresses of API clients."""

from django.urls import path

from core.clients import views

app_name = "clients"
urlpatterns = [
    path("", views.clients, name="list"),
    path("new/", views.issue, name="issue"),
    path("<int:pk>/", views.client, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/renew/", views.renew, name="renew"),
    path("<int:pk>/revoke/", views.revoke, name="revoke"),
]
