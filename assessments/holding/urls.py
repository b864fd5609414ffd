"""Addresses of polls."""

from django.urls import path

from assessments.holding.views import (
    counting,
    drafting,
    issuing,
    lists,
    opening,
    paper,
    people,
    results,
)

app_name = "polls"
urlpatterns = [
    path("", lists.polls, name="list"),
    path("new/", drafting.create, name="create"),
    path("results/", lists.results, name="results"),
    path("results/<int:pk>/", results.person, name="person"),
    path("<int:pk>/", lists.detail, name="detail"),
    path("<int:pk>/turnout/", lists.turnout, name="turnout"),
    path("<int:pk>/edit/", drafting.edit, name="edit"),
    path("<int:pk>/people/", people.people, name="people"),
    path("<int:pk>/issue/", issuing.issue, name="issue"),
    path("<int:pk>/open/", opening.open_poll, name="open"),
    path("<int:pk>/close/", opening.close, name="close"),
    path("<int:pk>/cancel/", opening.cancel, name="cancel"),
    path("<int:pk>/paper/", paper.overview, name="paper"),
    path("<int:pk>/paper/<int:electorate>/", paper.enter, name="enter"),
    path("<int:pk>/count/", counting.count, name="count"),
    path("<int:pk>/result/", results.result, name="result"),
    path("<int:pk>/result/<str:fmt>/", results.sheet, name="sheet"),
    path("<int:pk>/recount/", counting.recount, name="recount"),
    path("<int:pk>/share/", counting.share, name="share"),
]
