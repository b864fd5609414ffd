"""The addresses of a report's files, below /annual/<pk>/."""

from django.urls import path

from reporting.papers import views

urlpatterns = [path("papers/<str:kind>/", views.paper_of, name="paper")]
