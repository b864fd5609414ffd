"""Addresses of 校核."""

from django.urls import path

from cadres.checks.batch import VERBS
from cadres.checks.views import batch, finding, lists, trend

app_name = "checks"
urlpatterns = [
    path("", lists.findings, name="list"),
    path("rules/", lists.rules, name="rules"),
    path("people/", lists.people, name="people"),
    path("trend/", trend.trends, name="trend"),
    *(
        path(f"{verb.name.replace('_', '-')}/", batch.many, {"verb": verb}, name=verb.name)
        for verb in VERBS
    ),
    path("run/", lists.run, name="run"),
    path("<int:pk>/", finding.finding, name="detail"),
    path("<int:pk>/accept/", finding.take_over, name="accept"),
    path("<int:pk>/mute/", finding.mute, name="mute"),
    path("mutes/<int:pk>/end/", finding.unmute, name="unmute"),
]
