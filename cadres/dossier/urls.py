"""Addresses of people: the list, comparing, and one person with his file."""

from django.urls import path

from cadres.dossier.views import compare, people, person, photo, reveal
from cadres.editing.urls import editing_urls

app_name = "cadres"
urlpatterns = [
    path("", people.people, name="list"),
    path("tree/", people.tree, name="tree"),
    path("options/", people.options, name="options"),
    path("compare/", compare.compare, name="compare"),
    *editing_urls,
    path("<int:pk>/", person.person, name="detail"),
    path("<int:pk>/photo/", photo.photo, name="photo"),
    path("<int:pk>/id-number/", reveal.id_number, name="reveal"),
    # Any other word is a tab: keep this the last.
    path("<int:pk>/<slug:tab>/", person.person, name="tab"),
]
