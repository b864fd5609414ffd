"""Addresses of what units have to put right."""

from django.urls import path

from assessments.spot_checks.views import rectifications

app_name = "rectifications"
urlpatterns = [
    path("", rectifications.rectifications, name="list"),
    path("of-duty/", rectifications.of_duty, name="of_duty"),
    path("<int:pk>/", rectifications.detail, name="detail"),
    path("<int:pk>/answer/", rectifications.answer, name="answer"),
    path("<int:pk>/accept/", rectifications.accept, name="accept"),
    path("<int:pk>/return/", rectifications.send_back, name="return"),
]
