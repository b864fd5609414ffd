"""Addresses of the front line: programmes, batches, candidates."""

from django.urls import path

from rotation.frontline.letters.urls import letter_urls
from rotation.frontline.views import (
    applying,
    batches,
    lists,
    nominating,
    posts,
    programmes,
    selecting,
    sending,
    suggesting,
)

app_name = "frontline"
urlpatterns = [
    path("", lists.batches, name="list"),
    path("candidates/", lists.candidates, name="candidates"),
    path("candidates/<int:pk>/", lists.candidate, name="candidate"),
    path("suggest/", suggesting.suggest, name="suggest"),
    path("candidates/<slug:verb>/", nominating.judge, name="judge"),
    path("programmes/", lists.programmes, name="programmes"),
    path("programmes/new/", programmes.create, name="create"),
    path("programmes/<int:pk>/", programmes.detail, name="programme"),
    path("programmes/<int:pk>/edit/", programmes.edit, name="edit_programme"),
    path("programmes/<int:pk>/close/", programmes.close, name="close"),
    path("programmes/<int:pk>/reopen/", programmes.reopen, name="reopen"),
    path("programmes/<int:pk>/batches/new/", batches.create, name="add_batch"),
    path("<int:pk>/", batches.detail, name="detail"),
    path("<int:pk>/edit/", batches.edit, name="edit"),
    path("<int:pk>/announce/", batches.announce, name="announce"),
    path("<int:pk>/back/", batches.step_back, name="step_back"),
    path("<int:pk>/cancel/", batches.cancel, name="cancel"),
    path("<int:pk>/posts/", posts.posts, name="posts"),
    path("<int:pk>/posts/<int:post>/", posts.edit, name="edit_post"),
    path("<int:pk>/posts/<int:post>/remove/", posts.remove, name="remove_post"),
    path("<int:pk>/pick/", nominating.pick, name="pick"),
    path("<int:pk>/people/", nominating.people, name="people"),
    path("<int:pk>/apply/", applying.apply, name="apply"),
    path("<int:pk>/retract/", applying.retract, name="retract"),
    path("<int:pk>/nominate/", nominating.nominate, name="nominate"),
    path("<int:pk>/check/", nominating.check, name="check"),
    path("<int:pk>/select/", selecting.select, name="select"),
    path("<int:pk>/scores/", selecting.scores, name="scores"),
    path("<int:pk>/decide/", selecting.decide, name="decide"),
    path("<int:pk>/assign/", sending.assign, name="assign"),
    path("<int:pk>/dispatch/", sending.dispatch, name="dispatch"),
    path("<int:pk>/return/", sending.bring_back, name="bring_back"),
    *letter_urls,
]
