"""The kinds of jobs that a caller may start, each with the form of its parameters."""

from typing import Any, Protocol

from django import forms
from django.http import QueryDict

from core.api.endpoint import refuse_without_fields
from core.errors import Invalid
from core.jobs.models import Job
from core.jobs.services import enqueue
from core.listing.entity import all_entities, entity_named
from core.listing.exports import FORMATS
from core.listing.page import Listing
from core.scoping import Viewer

UNPAGED = ("cursor", "size", "format", "view")


class Start(Protocol):
    """Checks everything that can be checked now, then queues the job."""

    def __call__(self, viewer: Viewer, data: dict[str, Any]) -> Job: ...


class ExportForm(forms.Form):
    """Which list, in which form, with the query string and the columns of its REST address."""

    kind = forms.CharField(label="任务种类", help_text="core.export")
    entity = forms.ChoiceField(label="数据")
    format = forms.ChoiceField(label="格式", choices=list(FORMATS.items()))
    query = forms.CharField(
        label="条件",
        max_length=2000,
        required=False,
        help_text="与列表地址相同的查询字符串，如 level=107&order=-code；不填为全部。",
    )
    columns = forms.MultipleChoiceField(
        label="列", required=False, help_text="列名的数组；不填为全部可取的列。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entities = [entity for entity in all_entities() if entity.rest]
        self.fields["entity"].choices = [(entity.name, entity.label) for entity in entities]
        names = {column.name: column.label for entity in entities for column in entity.columns}
        self.fields["columns"].choices = list(names.items())


def export(viewer: Viewer, data: dict[str, Any]) -> Job:
    """An export of exactly what the list would give; raises Invalid for what the list refuses."""
    entity = entity_named(data["entity"])
    refuse_without_fields(viewer, entity)
    params = QueryDict(data["query"].lstrip("?"), mutable=True)
    paged = [name for name in UNPAGED if name in params]
    if paged:
        raise Invalid({"query": [f"导出的条件里不能有 {'、'.join(paged)}。"]})
    if data["columns"]:
        params["columns"] = ",".join(data["columns"])
    listing = Listing(entity, viewer, params, strict=True)
    _ = listing.rows, listing.keys
    params["columns"] = ",".join(column.name for column in listing.columns)
    return enqueue(
        actor=viewer,
        kind="core.export",
        label=f"导出{entity.label}（{FORMATS[data['format']]}）",
        entity=entity.name,
        format=data["format"],
        query=listing.lasting_query,
        all=True,
    )


KINDS: dict[str, tuple[type[forms.Form], Start]] = {"core.export": (ExportForm, export)}
