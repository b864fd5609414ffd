"""Addresses of units."""

from django.urls import path

from core.units import import_views, views

app_name = "units"
urlpatterns = [
    path("", views.units, name="list"),
    path("options/", views.options, name="options"),
    path("new/", views.add, name="add"),
    path("template/", import_views.template, name="template"),
    path("import/", import_views.upload, name="import"),
    path("import/<int:pk>/", import_views.preview, name="preview"),
    path("import/<int:pk>/apply/", import_views.apply, name="apply"),
    path("<int:pk>/", views.unit, name="detail"),
    path("<int:pk>/branch/", views.branch, name="branch"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/rename/", views.rename, name="rename"),
    path("<int:pk>/move/", views.move, name="move"),
    path("<int:pk>/shift/", views.shift, name="shift"),
    path("<int:pk>/abolish/", views.abolish, name="abolish"),
]
