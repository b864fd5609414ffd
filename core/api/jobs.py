"""Jobs over REST: start one, watch it, stop it, run it again, fetch what it made."""

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from rest_framework.request import Request

from core.api import description, operations
from core.api.answers import json_answer, private
from core.api.body import bound
from core.api.description import Schema
from core.api.endpoint import Endpoint, refuse_unknown, refuse_without_fields
from core.api.job_kinds import KINDS
from core.api.resources import EntityList, EntityRecord, entity_urls, record_of
from core.api.schema import Describer
from core.audit.models import Action
from core.audit.services import record
from core.errors import Invalid, NotReady, refuse_if
from core.jobs import services
from core.jobs.entities import JOBS
from core.jobs.models import Job, State
from core.listing.page import Listing
from core.scoping import Viewer


def job_object(request: Request, listing: Listing, pk: int) -> dict[str, Any]:
    """The job's columns, and the address of its file once there is one."""
    shown = record_of(listing, pk)
    done = Job.objects.visible_to(request.user).filter(pk=pk, state=State.SUCCEEDED)
    ready = done.exclude(result="").exists()
    address = request.build_absolute_uri(reverse("api:jobs-result", args=[pk]))
    return shown | {"result_url": address if ready else None}


def accepted(request: Request, job: Job) -> HttpResponse:
    """202: the job as it is now, and where to ask for it again."""
    listing = Listing(JOBS, request.user, QueryDict(), strict=True)
    address = request.build_absolute_uri(reverse("api:jobs-detail", args=[job.pk]))
    data = job_object(request, listing, job.pk)
    return json_answer(data, status=202, headers={"Location": address})


class JobList(EntityList):
    """One's own jobs, and starting one."""

    def post(self, request: Request) -> HttpResponse:
        """Queue a job: 202 with its address."""
        refuse_without_fields(self.viewer, JOBS)
        refuse_unknown(request.query_params, ())
        body = request.data
        kind = body.get("kind") if isinstance(body, dict) else None
        if not isinstance(kind, str) or kind not in KINDS:
            raise Invalid({"kind": [f"应为可以提交的任务种类之一：{'、'.join(KINDS)}。"]})
        form, start = KINDS[kind]
        return accepted(request, start(self.viewer, bound(form, body)))

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """The list, and the request that starts a job."""
        columns = describer.columns(JOBS)
        if method == "GET" or not columns:
            return super().describe(method, describer)
        bodies = [description.body(form()) for form, _ in KINDS.values()]
        schema = bodies[0] if len(bodies) == 1 else {"oneOf": bodies}
        return {
            "tags": [JOBS.label],
            "summary": "提交任务",
            "description": "任务在后台进行；按 Location 响应头的地址查询进展，完成后取结果文件。",
            "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
            "responses": operations.responses({202: _job_answer(describer)}, 413, 415),
        }


class JobRecord(EntityRecord):
    """One job."""

    def found(self, listing: Listing, pk: int) -> dict[str, Any]:
        """The job's columns and the address of its file."""
        return job_object(self.request, listing, pk)

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """The record with the address of its file."""
        described = super().describe(method, describer)
        if described is not None:
            described["responses"]["200"] = _job_answer(describer)
        return described


class JobVerb(Endpoint):
    """A verb on one job."""

    verb: Callable[..., None] = None  # type: ignore[assignment] # given by the address
    label = ""

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it, or 409 with the reason."""
        refuse_unknown(request.query_params, ())
        job = job_of(self.viewer, pk)
        self.verb(actor=self.viewer, job=job)
        return accepted(request, job)

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """The verb."""
        if not describer.columns(JOBS):
            return None
        return {
            "tags": [JOBS.label],
            "summary": self.label,
            "responses": operations.responses({202: _job_answer(describer)}, 404, 409),
        }


class JobResult(Endpoint):
    """The file that a job made."""

    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """The file, or 409 while there is none."""
        refuse_unknown(request.query_params, ())
        job = job_of(self.viewer, pk)
        refuse_if(not job.is_finished, f"任务还没有完成（{job.get_state_display()}）。", NotReady)
        refuse_if(
            job.state != State.SUCCEEDED, f"任务{job.get_state_display()}，没有结果文件。", NotReady
        )
        refuse_if(not job.result, "结果文件已到期清理，请重新提交任务。", NotReady)
        services.refuse_outlived(viewer=self.viewer, job=job)
        try:
            file = job.result.open("rb")
        except FileNotFoundError:
            refuse_if(True, "结果文件不在了，请重新提交任务。", NotReady)
        if request.method == "GET":
            record(Action.PULL, actor=self.viewer, target=job, detail={"file": job.result.name})
        name = job.result.name.rsplit("/", 1)[-1]
        return private(FileResponse(file, as_attachment=True, filename=name))

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """The file."""
        if not describer.columns(JOBS):
            return None
        file = {"application/octet-stream": {"schema": operations.BINARY}}
        success = {200: {"description": "结果文件", "content": file}}
        return {
            "tags": [JOBS.label],
            "summary": "取任务的结果文件",
            "description": "任务还没有完成、失败、取消，或文件已到期清理时，答复 409。",
            "responses": operations.responses(success, 404, 409),
        }


def job_of(viewer: Viewer, pk: int) -> Job:
    """One of the viewer's jobs; raises Http404."""
    refuse_without_fields(viewer, JOBS)
    return get_object_or_404(Job.objects.visible_to(viewer), pk=pk)


def _job_answer(describer: Describer) -> Schema:
    row = description.item(JOBS, describer.columns(JOBS))
    address = {"type": "string", "format": "uri", "nullable": True}
    row["properties"]["result_url"] = address | {"description": "结果文件的地址；还没有为 null"}
    return operations.json_content("任务现在的情况", describer.named("Job", row))


job_urls = [
    *entity_urls(JOBS, list_view=JobList, record_view=JobRecord),
    path(
        "jobs/<int:pk>/cancel/",
        JobVerb.as_view(verb=services.cancel, label="取消任务"),
        name="jobs-cancel",
    ),
    path(
        "jobs/<int:pk>/run-again/",
        JobVerb.as_view(verb=services.run_again, label="重新运行任务"),
        name="jobs-run-again",
    ),
    path("jobs/<int:pk>/result/", JobResult.as_view(), name="jobs-result"),
]
