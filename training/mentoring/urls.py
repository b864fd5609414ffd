"""Addresses of mentoring."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from training.mentoring.views import batch, lists, records, rounds


class KindConverter(StringConverter):
    """The two kinds of reviews."""

    regex = "midterm|final"


register_converter(KindConverter, "review_kind")

app_name = "mentoring"
urlpatterns = [
    path("", lists.mentorships, name="list"),
    path("mentors/", lists.mentors, name="mentors"),
    path("create/", rounds.create, name="create"),
    path("pairing/", batch.pairing, name="pairing"),
    path("midterm/", records.of_duty, {"kind": "midterm"}, name="midterm_of_duty"),
    path("final/", records.of_duty, {"kind": "final"}, name="final_of_duty"),
    path("<int:pk>/", rounds.detail, name="detail"),
    path("<int:pk>/renew/", rounds.renew, name="renew"),
    path("<int:pk>/amend/", rounds.amend, name="amend"),
    path("<int:pk>/end/", rounds.end, name="end"),
    path("<int:pk>/session/", records.log_session, name="session"),
    path("<int:pk>/review/<review_kind:kind>/", records.review, name="review"),
    path("sessions/<int:pk>/", records.amend_session, name="amend_session"),
    path("sessions/<int:pk>/remove/", records.remove_session, name="remove_session"),
]
