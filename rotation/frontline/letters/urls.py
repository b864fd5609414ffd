"""Addresses of letters, a part of those of the front line."""

from django.urls import path

from rotation.frontline.letters import views

letter_urls = [
    path("batches/<int:pk>/letters/<str:fmt>/", views.letters, name="letters"),
]
