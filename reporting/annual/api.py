"""A report whole over REST, and writing its draft from a unit's own system.

`content/` is what pages and papers show, as far as the caller may read it; its ETag is the tag that
`draft/` asks for in If-Match. A program needs a power for either; it never files.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.http import parse_etags, quote_etag
from rest_framework.request import Request

from core.api import operations
from core.api.answers import json_answer, tagged_answer
from core.api.description import Schema
from core.api.endpoint import Endpoint, refuse_unknown, refuse_without_fields
from core.api.schema import Describer
from core.audit.models import Action
from core.audit.services import record
from core.clients.powers import holds, is_client, refuse_without
from core.errors import Invalid
from core.scoping import Viewer
from reporting.annual.choices import Part, Stand
from reporting.annual.entities import ANNUAL_REPORTS
from reporting.annual.models import AnnualReport
from reporting.annual.powers import CONTENT, DRAFT
from reporting.annual.reading import whole_for
from reporting.annual.rest_shape import CONTENT_SHAPE, DRAFT_BODY, DRAFT_SHAPE, told
from reporting.annual.services.programs import draft_by_program
from reporting.annual.tag import tag_of

NAMES = ("words", "opinions")


class ReportContent(Endpoint):
    """One report from head to foot: a filed one as it was sealed, else as it is written."""

    def get(self, request: Request, pk: int) -> HttpResponse:
        """The report with its ETag; 304 when the caller has it already."""
        report = report_of(self.viewer, pk)
        refuse_without(self.viewer, CONTENT)
        refuse_unknown(request.query_params, ())
        tag = tag_of(report)  # first: what is changed meanwhile makes it one that is refused
        whole = whole_for(self.viewer, report)
        response = tagged_answer(request, told(report, whole), tag=tag)
        if response.status_code == 200 and request.method == "GET":
            label = f"{report}，全文"
            record(Action.PULL, actor=self.viewer, target=report, label=label, rows=1)
        return response

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """The report; None for a program without the power."""
        if not _may(describer, CONTENT):
            return None
        success = {
            200: operations.json_content("报告全文", CONTENT_SHAPE, headers=operations.ETAG),
            304: operations.UNCHANGED,
        }
        return {
            "tags": [ANNUAL_REPORTS.label],
            "summary": "一份年度报告的全文",
            "description": (
                "数字、附表、各部分文字、保留资格初步意见和拟补充人选。已上报的是上报时封存的内容，"
                "草稿和退回的是现在的内容；不能看的格以“＊”表示。"
            ),
            "responses": operations.responses(success, 404),
        }


class ReportDraft(Endpoint):
    """Words and opinions of a report that is being written."""

    def put(self, request: Request, pk: int) -> HttpResponse:
        """Write them, if the draft is still the one of If-Match: 200 with the new ETag."""
        report = report_of(self.viewer, pk)
        refuse_without(self.viewer, DRAFT)
        refuse_unknown(request.query_params, ())
        words, opinions = asked(request.data)
        drafted = draft_by_program(
            actor=self.viewer,
            report=report,
            tag=_matched(request),
            words=words,
            opinions=opinions,
            on=timezone.localdate(),
        )
        unsaid = drafted.report.opinions.filter(stand="").count()
        answer = {
            "id": drafted.report.pk,
            "state": {
                "code": drafted.report.state,
                "name": str(drafted.report.get_state_display()),
            },
            "words": [int(part) for part in drafted.parts],
            "opinions": list(drafted.people),
            "unsaid": unsaid,
        }
        return json_answer(answer, headers={"ETag": quote_etag(drafted.tag)})

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """The draft; None for a program without the power."""
        if not _may(describer, DRAFT):
            return None
        success = {200: operations.json_content("已保存", DRAFT_SHAPE, headers=operations.ETAG)}
        return {
            "tags": [ANNUAL_REPORTS.label],
            "summary": "代填年度报告草稿",
            "description": (
                "写入草稿或退回的报告的文字和意见；没有列出的部分和人员不变，数字不能改，也不会上报。"
                "If-Match 是报告全文的 ETag：其间有人改过答复 412，没有这个请求头答复 428。"
            ),
            "parameters": [
                {
                    "name": "If-Match",
                    "in": "header",
                    "required": True,
                    "description": "取报告全文时的 ETag",
                    "schema": {"type": "string"},
                }
            ],
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": DRAFT_BODY}},
            },
            "responses": operations.responses(success, 404, 409, 412, 413, 415, 428),
        }


def report_of(viewer: Viewer, pk: int) -> AnnualReport:
    """A report in scope; 404 otherwise. A program needs columns of reports, too."""
    refuse_without_fields(viewer, ANNUAL_REPORTS)
    rows = AnnualReport.objects.visible_to(viewer).select_related("unit", "collector")
    return get_object_or_404(rows, pk=pk)


def asked(body: Any) -> tuple[dict[Part, str], dict[int, tuple[str, str]]]:
    """What is to be written, by part and by person. Raises Invalid, every fault by its place."""
    if not isinstance(body, dict):
        raise Invalid({"": ["请求正文应为 JSON 对象。"]})
    faults: dict[str, list[str]] = {
        name: ["没有这个字段；数字取自记录，不能提交。可用的字段：words、opinions。"]
        for name in body
        if name not in NAMES
    }
    words: dict[Part, str] = {}
    opinions: dict[int, tuple[str, str]] = {}
    for place, item in _items(body, "words", faults):
        part, text = item.get("part"), item.get("text")
        if type(part) is not int or part not in Part.values:
            faults[f"{place}.part"] = [f"应为 1 到 {len(Part)} 的整数。"]
        elif not isinstance(text, str):
            faults[f"{place}.text"] = ["应为文本。"]
        elif Part(part) in words:
            faults[f"{place}.part"] = [f"第 {part} 部分写了两次。"]
        else:
            words[Part(part)] = text
    for place, item in _items(body, "opinions", faults):
        cadre, stand, reason = item.get("cadre"), item.get("stand"), item.get("reason", "")
        if type(cadre) is not int:
            faults[f"{place}.cadre"] = ["应为干部编号。"]
        elif stand not in ("", *Stand.values):
            faults[f"{place}.stand"] = [f"应为 {'、'.join(Stand.values)} 之一，或空文本。"]
        elif not isinstance(reason, str):
            faults[f"{place}.reason"] = ["应为文本。"]
        elif cadre in opinions:
            faults[f"{place}.cadre"] = [f"编号 {cadre} 写了两次。"]
        else:
            opinions[cadre] = (stand, reason)
    if faults:
        raise Invalid(faults)
    return words, opinions


def _items(
    body: dict[str, Any], name: str, faults: dict[str, list[str]]
) -> list[tuple[str, dict[str, Any]]]:
    """The objects of a list, each with its place: words[0]."""
    given = body.get(name, [])
    if not isinstance(given, list):
        faults[name] = ["应为数组。"]
        return []
    found = []
    for number, item in enumerate(given):
        if isinstance(item, dict):
            found.append((f"{name}[{number}]", item))
        else:
            faults[f"{name}[{number}]"] = ["应为对象。"]
    return found


def _matched(request: Request) -> str:
    """The tag that the caller read; "" when it says none."""
    tags = parse_etags(request.headers.get("If-Match", ""))
    return tags[0].strip('"') if len(tags) == 1 else ""


def _may(describer: Describer, power: Any) -> bool:
    """Whether a reader of the documentation hears of it."""
    viewer = describer.viewer
    if not describer.columns(ANNUAL_REPORTS):
        return False
    if viewer is None or (power is CONTENT and not is_client(viewer)):
        return True
    return holds(viewer, power)


report_urls = [
    path(
        "annual_reports/<int:pk>/content/",
        ReportContent.as_view(),
        name="annual_reports-content",
    ),
    path("annual_reports/<int:pk>/draft/", ReportDraft.as_view(), name="annual_reports-draft"),
]
