"""Our addresses and one more: the list as the textbook of Django REST framework writes it."""

from django.urls import path
from rest_framework.generics import ListAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.serializers import CharField, ModelSerializer

from cadres.roster.models import RosterEntry
from config.urls import urlpatterns as ours
from core.units.models import Unit


class UnitSerializer(ModelSerializer):
    """The columns that the list page shows."""

    parent = CharField(source="parent.short_name", default="")

    class Meta:
        model = Unit
        fields = (
            "id",
            "short_name",
            "name",
            "code",
            "parent",
            "kind",
            "level",
            "principal_quota",
            "deputy_quota",
            "established_on",
        )


class Fifty(PageNumberPagination):
    """As many as our page."""

    page_size = 50


class Units(ListAPIView):
    """No scope, no filter, no log: nothing but the rows, without the N+1 of the parents."""

    schema = None
    queryset = Unit.objects.select_related("parent").order_by("sort_path")
    serializer_class = UnitSerializer
    pagination_class = Fifty
    renderer_classes = (JSONRenderer,)
    throttle_classes = ()


class RosterSerializer(ModelSerializer):
    """The columns that the roster page shows."""

    name = CharField(source="cadre.name")
    title = CharField(source="cadre.title")

    class Meta:
        model = RosterEntry
        fields = (
            "id",
            "name",
            "title",
            "gender",
            "birth",
            "level",
            "post_since",
            "political_status",
            "fulltime_level",
            "tier",
            "direction",
            "held_by",
        )


class Roster(Units):
    """Those on the roster, without the N+1 of the people."""

    queryset = RosterEntry.objects.open().select_related("cadre").order_by("sort_key")
    serializer_class = RosterSerializer


urlpatterns = [
    *ours,
    path("bench/peer/", Units.as_view()),
    path("bench/roster/", Roster.as_view()),
]
