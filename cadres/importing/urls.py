"""Addresses of imports."""

from django.urls import path

from cadres.importing.views import batches, ending, review

app_name = "imports"
urlpatterns = [
    path("", batches.batches, name="list"),
    path("new/", batches.upload, name="upload"),
    path("template/", batches.template, name="template"),
    path("of-job/<int:pk>/", ending.of_job, name="of_job"),
    path("<int:pk>/", review.review, name="review"),
    path("<int:pk>/decide/", review.decide, name="decide"),
    path("<int:pk>/decide-all/", review.decide_all, name="decide_all"),
    path("<int:pk>/confirm/", ending.confirm, name="confirm"),
    path("<int:pk>/check-again/", ending.check_again, name="check_again"),
    path("<int:pk>/abandon/", ending.abandon, name="abandon"),
    path("<int:pk>/failed/", ending.failed, name="failed"),
]
