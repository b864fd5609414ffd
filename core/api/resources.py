"""The two addresses of every entity: its list and its record."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from rest_framework.request import Request

from core.api import description, operations, streams
from core.api.answers import tagged_answer
from core.api.description import Schema
from core.api.endpoint import Endpoint, refuse_unknown, refuse_without_fields
from core.api.rows import objects
from core.api.schema import Describer
from core.audit.models import Action
from core.audit.services import record
from core.errors import Invalid
from core.listing import asof
from core.listing.columns import Column
from core.listing.entity import Entity
from core.listing.filters import parameter_names
from core.listing.page import Listing

FORMATS = tuple(streams.CONTENT_TYPES)
TRUTHS = {"true": True, "false": False, "": False}
PAGING = ("cursor", "size", "count")
CONTROLS = frozenset({"columns", "order", "format", *PAGING})


@dataclass(frozen=True, slots=True)
class Asked:
    """What one query string asks of a list."""

    listing: Listing
    form: str
    count: bool


class EntityList(Endpoint):
    """Rows in scope, page by page or all at once.

    A list with parameters of its own names them in `controls`, takes them out in `read`, and
    describes them in `controls_described`.
    """

    entity: Entity = None  # type: ignore[assignment] # given by entity_urls
    controls: frozenset[str] = CONTROLS

    def get(self, request: Request) -> HttpResponseBase:
        """A page of rows, or a stream of all of them; either is in the log before it leaves."""
        asked = self.read(request.query_params)
        if request.method == "HEAD":
            return streams.empty(asked.form)
        return self.answer(request, asked)

    def answer(self, request: Request, asked: Asked) -> HttpResponseBase:
        """The answer in the asked form."""
        if asked.form == "json":
            return self.page(request, asked)
        rows = asked.listing.rows.order_by().count()
        streams.refuse_too_many(asked.form, rows)
        # Logged with its count before the first byte: a broken connection hides no pull.
        self.log(asked, rows)
        return streams.stream(asked.listing, asked.form)

    def read(self, params: QueryDict) -> Asked:
        """The query string as a checked question; raises Invalid and NotAllowed."""
        refuse_without_fields(self.viewer, self.entity)
        form, count = params.get("format", "json"), params.get("count", "")
        if form not in FORMATS:
            raise Invalid({"format": [f"没有“{form[:20]}”这种格式，可选：{'、'.join(FORMATS)}。"]})
        if count not in TRUTHS:
            raise Invalid({"count": [f"“{count[:20]}”无效，应为 true 或 false。"]})
        paged = [name for name in PAGING if name in params]
        if form != "json" and paged:
            reason = f"format={form} 一次返回全部行，不能同时用 {'、'.join(paged)}。"
            raise Invalid({name: [reason] for name in paged})
        rest = params.copy()
        rest.pop("count", None)
        listing = self.listing(rest)
        names = parameter_names(listing.available, listing.conditions)
        refuse_unknown(params, names | self.controls | _dated(self.entity))
        _ = listing.rows, listing.columns, listing.keys, listing.size  # refused here or not at all
        return Asked(listing, form, TRUTHS[count])

    def listing(self, params: QueryDict) -> Listing:
        """The rows that the parameters ask for."""
        return Listing(self.entity, self.viewer, params, strict=True)

    def page(self, request: Request, asked: Asked) -> HttpResponse:
        """One page, and the addresses of its neighbours; 304 when unchanged."""
        answer = self.page_of(request, asked)
        response = tagged_answer(request, answer)
        if response.status_code == 200:
            self.log(asked, len(answer["results"]))
        return response

    def page_of(self, request: Request, asked: Asked) -> dict[str, Any]:
        """The page by one statement, as JSON shows it."""
        listing = asked.listing
        page = listing.page
        answer: dict[str, Any] = {"results": list(objects(listing.columns, page.tuples))}
        for name, cursor in (("next", page.next), ("previous", page.previous)):
            answer[name] = address_of(request, cursor) if cursor else None
        if asked.count:
            answer["count"] = listing.rows.order_by().count()
        return answer

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """The list for the documentation; None for a reader who has no column of it."""
        columns = describer.columns(self.entity)
        if not columns or method != "GET":
            return None
        row = describer.named(self.entity.name.title(), description.item(self.entity, columns))
        filters = description.parameters(self.entity, columns)
        return {
            "tags": [self.entity.label],
            "summary": f"{self.entity.label}列表",
            "description": "范围内符合条件的行，一次一页，或一次全部。",
            "parameters": filters + self.controls_described(columns),
            "responses": operations.responses(
                {200: operations.list_answer(row), 304: operations.UNCHANGED}
            ),
        }

    def controls_described(self, columns: tuple[Column, ...]) -> list[Schema]:
        """Order, format, paging and day, in the words of OpenAPI."""
        return operations.list_controls(self.entity, columns)

    def log(self, asked: Asked, rows: int) -> None:
        """Note what was pulled: the filter, the columns and how many rows."""
        detail = {
            "query": self.request.query_params.urlencode()[:2000],
            "columns": [column.name for column in asked.listing.columns],
            "format": asked.form,
        }
        entity = self.entity
        record(
            Action.PULL,
            actor=self.viewer,
            subject=entity.name,
            label=said_of(entity.label, asked.listing.columns),
            detail=detail,
            rows=rows,
        )


class EntityRecord(Endpoint):
    """One row in scope."""

    entity: Entity = None  # type: ignore[assignment] # given by entity_urls

    def get(self, request: Request, pk: int) -> HttpResponse:
        """The record with its ETag; 304 when the caller has it already."""
        refuse_without_fields(self.viewer, self.entity)
        refuse_unknown(request.query_params, {"columns"} | _dated(self.entity))
        listing = Listing(self.entity, self.viewer, request.query_params, strict=True)
        response = tagged_answer(request, self.found(listing, pk))
        if response.status_code == 200 and request.method == "GET":
            detail = {"columns": [column.name for column in listing.columns]}
            record(
                Action.PULL,
                actor=self.viewer,
                subject=self.entity.name,
                label=said_of(f"{self.entity.label} {pk}", listing.columns),
                detail=detail | {"id": pk},
                rows=1,
            )
        return response

    def found(self, listing: Listing, pk: int) -> dict[str, Any]:
        """The record as JSON will show it; raises Http404."""
        return record_of(listing, pk)

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """The record for the documentation; None for a reader who has no column of it."""
        columns = describer.columns(self.entity)
        if not columns:
            return None
        row = describer.named(self.entity.name.title(), description.item(self.entity, columns))
        success = {
            200: operations.json_content("记录", row, headers=operations.ETAG),
            304: operations.UNCHANGED,
        }
        return {
            "tags": [self.entity.label],
            "summary": f"一条{self.entity.label}记录",
            "description": "范围内的一条记录，带 ETag；范围以外与不存在一样，都是 404。",
            "parameters": [
                operations.columns_parameter(columns),
                *operations.day(self.entity),
            ],
            "responses": operations.responses(success, 404),
        }


def said_of(label: str, columns: Iterable[Column]) -> str:
    """What the log calls a pull: secrets that went along are named."""
    secrets = "、".join(column.label for column in columns if column.secret)
    return f"{label}，含{secrets}" if secrets else label


def record_of(listing: Listing, pk: int) -> dict[str, Any]:
    """One row in scope by its key, by one statement; raises Http404."""
    paths = [column.path for column in listing.columns]
    rows = listing.entity.rows(listing.viewer, listing.on).filter(pk=pk)
    row = rows.values_list("pk", *paths).first()
    if row is None:
        raise Http404
    return next(objects(listing.columns, [row]))


def entity_urls(
    entity: Entity,
    *,
    list_view: type[EntityList] = EntityList,
    record_view: type[EntityRecord] = EntityRecord,
) -> list[URLPattern]:
    """`<name>/` and `<name>/<id>/`, called `<name>-list` and `<name>-detail`."""
    return [
        path(f"{entity.name}/", list_view.as_view(entity=entity), name=f"{entity.name}-list"),
        path(
            f"{entity.name}/<int:pk>/",
            record_view.as_view(entity=entity),
            name=f"{entity.name}-detail",
        ),
    ]


def _dated(entity: Entity) -> frozenset[str]:
    """The parameter of the day, for entities that know one."""
    return frozenset({asof.PARAMETER}) if entity.dated else frozenset()


def address_of(request: Request, cursor: str) -> str:
    """The address of the page that starts at the cursor."""
    params = request.query_params.copy()
    params["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{params.urlencode()}")
