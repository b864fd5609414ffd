"""Lists over REST of which callers keep a copy: full pulls that can be continued by deltas."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.request import Request

from cadres.feed import described
from cadres.feed.deltas import Delta
from cadres.feed.moments import PARAMETER, asked_moment, written
from cadres.feed.watermark import watermark
from cadres.feed.whole import tag_of
from core.api import streams
from core.api.answers import digest, has, json_bytes, tagged, tagged_answer, unchanged
from core.api.description import Schema
from core.api.resources import CONTROLS, Asked, EntityList, address_of
from core.api.schema import Describer
from core.errors import Invalid
from core.listing import asof
from core.listing.columns import Column, Kind

HEADER = "X-Updated-Until"
UNTIL = "updated_until"


class FeedList(EntityList):
    """A list with `updated_since`; its answers say from where the next one goes on."""

    controls = CONTROLS | {PARAMETER}
    since: datetime | None = None
    until: datetime | None = None

    def read(self, params: QueryDict) -> Asked:
        """The question, with the moment that it goes back to; raises also TooLongAgo."""
        if PARAMETER not in params:
            return super().read(params)
        rest = params.copy()
        text = rest.pop(PARAMETER)[-1]
        asked = super().read(rest)
        self._refuse_beside(rest)
        self.since = asked_moment(text, timezone.now())
        return asked

    def answer(self, request: Request, asked: Asked) -> HttpResponseBase:
        """The answer; where it can be continued, with the moment to continue from."""
        # Before any row is read, and told with the first page alone: no later moment is safe.
        params = asked.listing.params
        if not (self._unsteady(params) or asof.PARAMETER in params or "cursor" in params):
            self.until = watermark()
        response = super().answer(request, asked) if asked.form != "ndjson" else self._lines(asked)
        if self.until:
            response.headers[HEADER] = written(self.until)
        return response

    def page(self, request: Request, asked: Asked) -> HttpResponse:
        """One page; its tag does not speak of the moment, which is another each time."""
        answer = self.page_of(request, asked)
        until = {UNTIL: written(self.until)} if self.until else {}
        response = tagged_answer(request, answer | until, tag=digest(json_bytes(answer)))
        if response.status_code == 200:
            self.log(asked, sum("deleted" not in row for row in answer["results"]))
        return response

    def page_of(self, request: Request, asked: Asked) -> dict[str, Any]:
        """A page of the list, or of what changed in it."""
        if self.since is None:
            return super().page_of(request, asked)
        delta = Delta(asked.listing, self.since)
        results, cursor = delta.page(request.query_params.get("cursor", ""), asked.listing.size)
        following = address_of(request, cursor) if cursor else None
        return {"results": results, "next": following, "previous": None}

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """The list with its deltas, in the words of OpenAPI."""
        found = super().describe(method, describer)
        return found and described.with_deltas(found)

    def controls_described(self, columns: tuple[Column, ...]) -> list[Schema]:
        """The usual controls, and `updated_since`."""
        return [*super().controls_described(columns), described.SINCE]

    def _lines(self, asked: Asked) -> HttpResponseBase:
        """Everything, unless the caller has it; or what changed."""
        listing = asked.listing
        if self.since is not None:
            delta = Delta(listing, self.since)
            self.log(asked, delta.matching.order_by().count())
            return streams.json_lines(delta.lines(), streams.as_file(listing, asked.form))
        tag, rows = tag_of(listing)
        if has(self.request, tag):
            return unchanged(tag)
        self.log(asked, rows)
        return tagged(streams.stream(listing, asked.form), tag)

    def _refuse_beside(self, params: QueryDict) -> None:
        """What a delta cannot be asked together with; raises Invalid."""
        refused = {}
        if params.get("format", "json") not in ("json", "ndjson"):
            refused["format"] = "增量取数只有 json 和 ndjson 两种格式，请改用其中一种。"
        if asof.PARAMETER in params:
            refused[asof.PARAMETER] = "增量给出的是现在的情况，as_of 不能与 updated_since 同用。"
        for name in ("order", "count"):
            if name in params:
                refused[name] = f"增量按变更的先后给出，{name} 不能与 updated_since 同用。"
        for name in self._unsteady(params):
            refused[name] = (
                f"年龄、年限会随月份变化，{name} 不能与 updated_since 同用，"
                "请改用年月条件，或者取回后自行筛选。"
            )
        if refused:
            raise Invalid({name: [sentence] for name, sentence in refused.items()})

    def _unsteady(self, params: QueryDict) -> list[str]:
        """Asked filters that rows come to match, or not, without being written."""
        return [name for name in _of_years(self.entity.columns_for(self.viewer)) if name in params]


def _of_years(columns: tuple[Column, ...]) -> list[str]:
    return [name for column in columns if column.kind == Kind.YEARS for name in column.parameters]
