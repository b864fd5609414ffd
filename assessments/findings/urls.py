"""Addresses of findings."""

from django.urls import path

from assessments.findings.views import files, findings, recording

app_name = "findings"
urlpatterns = [
    path("", findings.findings, name="list"),
    path("new/", recording.create, name="create"),
    path("<int:pk>/", findings.finding, name="detail"),
    path("<int:pk>/amend/", recording.amend, name="amend"),
    path("<int:pk>/withdraw/", recording.withdraw, name="withdraw"),
    path("<int:pk>/attach/", files.attach, name="attach"),
    path("files/<int:pk>/", files.file, name="file"),
    path("files/<int:pk>/remove/", files.remove, name="remove"),
]
