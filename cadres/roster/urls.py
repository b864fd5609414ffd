"""Addresses of the roster."""

from django.urls import path

from cadres.roster import act_views, batch_views, views
from cadres.roster.batch_verbs import VERBS

app_name = "roster"
urlpatterns = [
    path("", views.roster, name="list"),
    path("side/", views.side, name="side"),
    path("side/<int:pk>/", views.branch, name="branch"),
    path("<int:pk>/", views.entry, name="entry"),
    path("acts/", act_views.acts, name="acts"),
    path("acts/<int:pk>/", act_views.act, name="act"),
    path("acts/<int:pk>/revert/", act_views.revert, name="revert"),
    *(
        path(f"{name}/", batch_views.verb_page, {"verb": verb}, name=name)
        for name, verb in VERBS.items()
    ),
]
