"""Addresses of jobs."""

from django.urls import path

from core.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="list"),
    path("<int:pk>/", views.job, name="detail"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/run-again/", views.run_again, name="run_again"),
    path("<int:pk>/result/", views.result, name="result"),
]
