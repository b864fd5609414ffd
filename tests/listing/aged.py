"""An entity that has everything a list can have: units, seen by how many years they stand."""

from datetime import date

from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Func, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from config.urls import urlpatterns as ours
from core.api.resources import entity_urls
from core.choices import Role, UnitKind, UnitLevel
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.listing.views import list_page
from core.units.models import Unit


class Tokens(Func):
    """The characters of a short text as a tsvector."""

    template = "array_to_tsvector(string_to_array(%(expressions)s, NULL))"
    output_field = SearchVectorField()


def with_tokens(units: QuerySet, _viewer, _on: date) -> QuerySet:
    """Adds what the name is searched by."""
    return units.annotate(tokens=Tokens(F("short_name")))


def literal(text: str) -> str:
    """Each hanzi typed must occur; nothing else counts."""
    return " & ".join(f"'{character}'" for character in text if "\u4e00" <= character <= "\u9fff")


def by_state(units: QuerySet, value: str, on: date) -> QuerySet:
    """Units that stand on the day, or those that do not."""
    gone = units.filter(abolished_on__lte=on)
    match value:
        case "standing":
            return units.exclude(pk__in=gone)
        case "abolished":
            return gone
    return units


def by_quota(units: QuerySet, value: str, _on: date) -> QuerySet:
    """Units with or without principals."""
    return units.filter(principal_quota__gt=0) if value == "some" else units


AGED = Entity(
    name="aged",
    label="年限",
    measure="个单位",
    model=Unit,
    list_url="aged",
    record_url="units:detail",
    dated=True,
    personal=True,
    rest=True,
    ordering=("sort_path",),
    prepare=with_tokens,
    conditions=(
        Condition(
            name="state",
            label="状态",
            options={"standing": "现有", "abolished": "已撤销", "every": "全部"},
            default="standing",
            apply=by_state,
        ),
        Condition(
            name="quota",
            label="职数",
            options={"some": "有正职", "any": "不论"},
            hidden=True,
            about="secret",
            apply=by_quota,
        ),
    ),
    columns=(
        Column(
            name="name",
            label="简称",
            path="short_name",
            filter_on="tokens",
            lookup=Lookup.NAME,
            search=literal,
            primary=True,
            pinned=True,
        ),
        Column(
            name="since",
            label="设立年月",
            path="established_on",
            kind=Kind.MONTH,
            lookup=Lookup.RANGE,
        ),
        Column(
            name="age",
            label="年限",
            path="established_on",
            kind=Kind.YEARS,
            lookup=Lookup.RANGE,
            primary=True,
        ),
        Column(
            name="gone", label="撤销年限", path="abolished_on", kind=Kind.YEARS, lookup=Lookup.RANGE
        ),
        Column(
            name="kind",
            label="类别",
            path="kind",
            kind=Kind.CHOICE,
            options=UnitKind,
            lookup=Lookup.ONE_OF,
            many=True,
        ),
        Column(
            name="level",
            label="级别",
            path="level",
            kind=Kind.CHOICE,
            options=UnitLevel,
            lookup=Lookup.ONE_OF,
            order_on=("-level", "abolished_on"),
        ),
        Column(
            name="mark", label="标记", path="short_name", as_of_path="code", lookup=Lookup.EXACT
        ),
        Column(
            name="secret",
            label="正职职数",
            path="principal_quota",
            kind=Kind.NUMBER,
            lookup=Lookup.RANGE,
            only=frozenset({Role.CITY_DEPARTMENT}),
        ),
        Column(
            name="unit",
            label="范围",
            path="id",
            kind=Kind.NUMBER,
            filter_on="path",
            lookup=Lookup.SUBTREE,
            default=False,
            sortable=False,
        ),
        Column(name="changed", label="修改", path="changed_at", kind=Kind.MOMENT, default=False),
    ),
)

ENTITIES = (AGED,)


def page(request: HttpRequest) -> HttpResponse:
    """Its list page."""
    return list_page(request, AGED)


def counties(request: HttpRequest) -> HttpResponse:
    """A page that lists one kind alone."""
    nothing = {"title": "没有县", "text": "先设县。"}
    return list_page(request, AGED, fixed={"kind": "county"}, nothing=nothing)


urlpatterns = [
    *ours,
    path("aged/", page, name="aged"),
    path("aged/counties/", counties),
    path("aged/api/", include(entity_urls(AGED))),
]
