"""Addresses of talks."""

from django.urls import path

from assessments.recording.views import record, talks

app_name = "talks"
urlpatterns = [
    path("", talks.talks, name="list"),
    path("new/", record.create, name="create"),
    path("coverage/", talks.coverage, name="coverage"),
    path("<int:pk>/", talks.talk, name="detail"),
    path("<int:pk>/paper/", talks.paper, name="paper"),
    path("<int:pk>/amend/", talks.amend, name="amend"),
    path("<int:pk>/void/", talks.void, name="void"),
    path("<int:pk>/attach/", talks.attach, name="attach"),
    path("<int:pk>/concern/", talks.concern, name="concern"),
    path("attachments/<int:pk>/", talks.attachment, name="attachment"),
    path("attachments/<int:pk>/remove/", talks.remove, name="remove"),
]
