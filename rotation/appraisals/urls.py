"""Addresses of appraisals."""

from django.urls import path

from rotation.appraisals.views import filling, sheets

app_name = "appraisals"
urlpatterns = [
    path("", sheets.appraisals, name="list"),
    path("midterm/", sheets.of_duty, {"kind": "midterm"}, name="midterm_of_duty"),
    path("final/", sheets.of_duty, {"kind": "final"}, name="final_of_duty"),
    path("return/", sheets.return_of_duty, name="return_of_duty"),
    path("of/<int:posting>/<slug:kind>/", filling.fill, name="fill"),
    path("<int:pk>/", sheets.detail, name="detail"),
    path("<int:pk>/paper/<slug:fmt>/", sheets.paper, name="paper"),
    path("<int:pk>/draft/", filling.draft, name="draft"),
    path("<int:pk>/judge/", filling.judge, name="judge"),
    path("<int:pk>/comment/", filling.comment, name="comment"),
    path("<int:pk>/conclude/", filling.conclude, name="conclude"),
    path("<int:pk>/back/", filling.send_back, name="send_back"),
    path("<int:pk>/reopen/", filling.reopen, name="reopen"),
]
