"""Addresses of postings."""

from django.urls import path

from rotation.postings.views import arranging, changing, entering, lists

app_name = "postings"
urlpatterns = [
    path("", lists.postings, name="list"),
    path("people/", lists.people, name="people"),
    path("create/", entering.take_up, name="create"),
    path("send/", entering.send_out, name="send"),
    path("enter/", entering.enter, name="enter"),
    path("<int:pk>/", lists.detail, name="detail"),
    path("<int:pk>/end/", changing.end, name="end"),
    path("<int:pk>/extend/", changing.extend, name="extend"),
    path("<int:pk>/arrange/", arranging.arrange, name="arrange"),
    path("<int:pk>/correct/", changing.correct, name="correct"),
    path("<int:pk>/take-back/", changing.take_back, name="take_back"),
    path("<int:pk>/reopen/", changing.reopen, name="reopen"),
]
