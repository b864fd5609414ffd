"""Addresses of grassroots experience."""

from django.urls import path

from rotation.grassroots import views

app_name = "grassroots"
urlpatterns = [path("lines/<int:pk>/", views.judge, name="judge")]
