"""Addresses of postings out of the résumé."""

from django.urls import path

from rotation.from_resume import views

app_name = "from_resume"
urlpatterns = [
    path("", views.of_unit, name="unit"),
    path("<int:pk>/", views.of_person, name="person"),
]
