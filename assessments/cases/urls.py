"""Addresses of cases."""

from django.urls import path

from assessments.cases.views import cases, filling, opening, replaying

app_name = "cases"
urlpatterns = [
    path("", cases.cases, name="list"),
    path("open/", opening.open_by_hand, name="open"),
    path("nominate/", opening.nominate, name="nominate"),
    path("of-duty/", cases.of_duty, name="of_duty"),
    path("<int:pk>/", cases.detail, name="detail"),
    path("<int:pk>/replay/", replaying.page, name="replay"),
    path("<int:pk>/replay/<slug:fmt>/", replaying.paper, name="paper"),
    path("<int:pk>/<slug:verb>/", filling.step, name="step"),
]
