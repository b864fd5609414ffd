"""Addresses of spot checks."""

from django.urls import path

from assessments.spot_checks.views import checks, drawing, items, reporting, signs

app_name = "spot_checks"
urlpatterns = [
    path("", checks.checks, name="list"),
    path("new/", drawing.create, name="create"),
    path("items/", items.items, name="items"),
    path("items/<int:pk>/", items.item, name="item"),
    path("<int:pk>/", checks.detail, name="detail"),
    path("<int:pk>/next/", items.following, name="next"),
    path("<int:pk>/signs/", signs.signs, name="signs"),
    path("<int:pk>/report/", reporting.report, name="report"),
]
