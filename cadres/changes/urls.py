"""Addresses of requests."""

from django.urls import path

from cadres.changes import views

app_name = "changes"
urlpatterns = [
    path("", views.changes, name="list"),
    path("<int:pk>/", views.change, name="detail"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
