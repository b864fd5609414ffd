"""Addresses of duties."""

from django.urls import path

from policy.duties import views

app_name = "duties"
urlpatterns = [
    path("", views.duties, name="list"),
    path("run/", views.run, name="run"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/waive/", views.waive, name="waive"),
    path("<int:pk>/unwaive/", views.unwaive, name="unwaive"),
]
