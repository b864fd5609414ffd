"""Addresses of intake."""

from django.urls import path

from cadres.intake.views import applicants, batches, ranking, stages, tables

app_name = "intake"
urlpatterns = [
    path("", batches.batches, name="list"),
    path("new/", batches.create, name="create"),
    path("propose/", applicants.propose, name="propose"),
    path("applicants/", applicants.applicants, name="applicants"),
    path("applicants/<int:pk>/", applicants.applicant, name="applicant"),
    path("applicants/<slug:verb>/", applicants.judge, name="judge"),
    path("<int:pk>/", batches.detail, name="detail"),
    path("<int:pk>/edit/", batches.edit, name="edit"),
    path("<int:pk>/announce/", batches.announce, name="announce"),
    path("<int:pk>/people/", applicants.people, name="people"),
    path("<int:pk>/check/", stages.check, name="check"),
    path("<int:pk>/test/", stages.start_test, name="test"),
    path("<int:pk>/marks/", tables.marks, name="marks"),
    path("<int:pk>/inspection/", stages.start_inspection, name="inspection"),
    path("<int:pk>/findings/", tables.findings, name="findings"),
    path("<int:pk>/rank/", stages.rank, name="rank"),
    path("<int:pk>/ranking/", ranking.ranking, name="ranking"),
    path("<int:pk>/admit/", ranking.admit, name="admit"),
    path("<int:pk>/return/", batches.step_back, name="return"),
    path("<int:pk>/close/", batches.close, name="close"),
    path("<int:pk>/cancel/", batches.cancel, name="cancel"),
]
