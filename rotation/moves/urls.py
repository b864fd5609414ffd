"""Addresses of the yearly rotation plan."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from rotation.moves.views import judging, moves, people, plans


class RowVerbConverter(StringConverter):
    """What is done to ticked moves."""

    regex = "approve|drop|remove"


register_converter(RowVerbConverter, "move_verb")

app_name = "moves"
urlpatterns = [
    path("", plans.plans, name="list"),
    path("new/", plans.create, name="create"),
    path("all/", plans.moves, name="moves"),
    path("<int:pk>/", plans.detail, name="detail"),
    path("<int:pk>/edit/", plans.edit, name="edit"),
    path("<int:pk>/propose/", people.propose, name="propose"),
    path("<int:pk>/add/", people.add, name="add"),
    path("<int:pk>/people/", people.people, name="people"),
    path("<int:pk>/consult/", plans.consult, name="consult"),
    path("<int:pk>/decide/", plans.decide, name="decide"),
    path("<int:pk>/reopen/", plans.reopen, name="reopen"),
    path("<int:pk>/close/", plans.close, name="close"),
    path("<int:pk>/discard/", plans.discard, name="discard"),
    path("<int:pk>/<move_verb:verb>/", judging.judge, name="judge"),
    path("move/<int:pk>/", moves.move, name="move"),
    path("move/<int:pk>/arrange/", moves.arrange, name="arrange"),
    path("move/<int:pk>/arrive/", moves.carry_out, name="carry_out"),
    path("move/<int:pk>/restore/", moves.restore, name="restore"),
    path("answer/<int:pk>/", judging.answer, name="answer"),
]
