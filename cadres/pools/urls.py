"""Addresses of the reserve pools."""

from django.urls import path

from cadres.pools import views
from cadres.pools.verbs import JOIN, LEAVE
from cadres.roster.batch_views import verb_page

app_name = "pools"
urlpatterns = [
    path("", views.pools, name="list"),
    path("join/", verb_page, {"verb": JOIN}, name="join"),
    path("leave/", verb_page, {"verb": LEAVE}, name="leave"),
]
