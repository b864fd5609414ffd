"""Addresses of annual reports."""

from django.urls import include, path

from reporting.annual.views import board, collecting, editing, filing, opening, show

app_name = "annual"
urlpatterns = [
    path("", board.board, name="list"),
    path("open/", opening.open_year, name="open"),
    path("nudge/", board.nudge, name="nudge"),
    path("accept/", board.accept_many, name="accept_many"),
    path("opinions/", board.opinions, name="opinions"),
    path("of-duty/", show.of_duty, name="of_duty"),
    path("<int:pk>/", show.detail, name="detail"),
    path("<int:pk>/filings/<int:number>/", show.filing, name="filing"),
    path("<int:pk>/difference/", show.differences, name="differences"),
    path("<int:pk>/changes/", show.changes, name="changes"),
    path("<int:pk>/edit/", editing.edit, name="edit"),
    path("<int:pk>/file/", filing.file, name="file"),
    path("<int:pk>/comment/", collecting.comment, name="comment"),
    path("<int:pk>/comments/<int:comment>/remove/", collecting.uncomment, name="uncomment"),
    path("<int:pk>/return/", collecting.give_back, name="return"),
    path("<int:pk>/accept/", collecting.accept, name="accept"),
    path("<int:pk>/reopen/", collecting.reopen, name="reopen"),
    path("<int:pk>/withdraw/", collecting.withdraw, name="withdraw"),
    path("<int:pk>/", include("reporting.papers.urls")),
]
