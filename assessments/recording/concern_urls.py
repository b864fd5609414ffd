"""Addresses of concerns."""

from django.urls import path

from assessments.recording.views import concerns

app_name = "concerns"
urlpatterns = [
    path("", concerns.concerns, name="list"),
    path("of-duty/", concerns.of_duty, name="of_duty"),
    path("<int:pk>/", concerns.concern, name="detail"),
]
