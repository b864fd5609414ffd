"""Addresses of a voter: none of them has a code in it."""

from django.urls import path

from assessments.voting import views

app_name = "ballot"
urlpatterns = [
    path("", views.enter, name="enter"),
    path("vote/", views.vote, name="vote"),
    path("done/<str:token>/", views.done, name="done"),
]
