"""The address of the guide."""

from django.urls import path

from core.guide import views

urlpatterns = [path("", views.page, name="guide")]
