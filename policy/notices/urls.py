"""Addresses of notices."""

from django.urls import path

from policy.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="read_all"),
    path("mail/", views.preferences, name="preferences"),
    path("nudges/", views.nudges, name="nudges"),
    path("nudge/", views.nudge, name="nudge"),
    path("<int:pk>/", views.detail, name="detail"),
]
