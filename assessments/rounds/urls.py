"""Addresses of the yearly assessment."""

from django.urls import path

from assessments.rounds.views import (
    filling,
    grading,
    interviews,
    lists,
    opening,
    papers,
    past,
    rounds,
    sheets,
)

app_name = "rounds"
urlpatterns = [
    path("", lists.rounds, name="list"),
    path("open/", opening.open_year, name="open"),
    path("of-duty/", lists.of_duty, name="of_duty"),
    path("<int:pk>/", rounds.detail, name="detail"),
    path("<int:pk>/edit/", rounds.edit, name="edit"),
    path("<int:pk>/add/", opening.add, name="add"),
    path("<int:pk>/grades/", grading.grade, name="grade"),
    path("<int:pk>/settle/", rounds.settle, name="settle"),
    path("<int:pk>/reopen/", rounds.reopen, name="reopen"),
    path("<int:pk>/papers/<slug:kind>/", papers.papers, name="papers"),
    path("sheets/", lists.sheets, name="sheets"),
    path("sheets/<int:pk>/", sheets.sheet, name="sheet"),
    path("sheets/<int:pk>/paper/<slug:fmt>/", sheets.paper, name="paper"),
    path("sheets/<int:pk>/summary/", filling.write, name="write"),
    path("sheets/<int:pk>/propose/", filling.propose, name="propose"),
    path("sheets/<int:pk>/back/", filling.send_back, name="send_back"),
    path("sheets/<int:pk>/agree/", filling.agree, name="agree"),
    path("sheets/<int:pk>/object/", filling.object_to, name="object"),
    path("sheets/<int:pk>/review/", filling.review, name="review"),
    path("sheets/<int:pk>/leave-out/", opening.leave_out, name="leave_out"),
    path("sheets/<int:pk>/interviews/", interviews.add, name="interview"),
    path("sheets/<int:pk>/amend/", past.amend, name="amend_past"),
    path("sheets/<int:pk>/remove/", past.remove, name="remove_past"),
    path("interviews/<int:pk>/remove/", interviews.remove, name="remove_interview"),
    path("past/<int:cadre>/", past.add, name="past"),
]
