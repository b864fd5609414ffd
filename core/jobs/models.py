"""A job: work that takes time, as a row that people watch."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from core.jobs.querysets import JobQuerySet


class State(models.TextChoices):
    """queued -> running -> succeeded | failed | cancelled; failed | cancelled -> queued (again)."""

    QUEUED = "queued", "排队"
    RUNNING = "running", "进行中"
    SUCCEEDED = "succeeded", "完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


FINISHED = (State.SUCCEEDED, State.FAILED, State.CANCELLED)


def result_path(job: "Job", filename: str) -> str:
    """Where a job's file is kept below MEDIA_ROOT."""
    return f"jobs/{job.created_at:%Y%m}/{job.pk}/{filename}"


class Job(models.Model):
    """One run of one kind of work; `kind` is a name in `config/jobs.py`."""

    kind = models.CharField("任务", max_length=60)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="申请人",
        null=True,
        related_name="jobs",
    )
    client = models.ForeignKey(
        "core.ApiClient", models.PROTECT, verbose_name="接口客户端", null=True, related_name="jobs"
    )
    label = models.CharField("说明", max_length=200)
    params = models.JSONField("参数", default=dict)
    # Null and not empty: a slot is unique, and most jobs have none.
    slot = models.CharField(  # noqa: DJ001
        "计划时段", max_length=80, null=True, unique=True, editable=False
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.QUEUED)
    done = models.BigIntegerField("已处理", default=0)
    total = models.BigIntegerField("总数", null=True)
    message = models.CharField("进展", max_length=300, blank=True)
    cancel_asked = models.BooleanField("已要求取消", default=False)
    authority = models.CharField("运行时的权限", max_length=64, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField("执行次数", default=0)
    outcome = models.JSONField("结果", default=dict)
    result = models.FileField("结果文件", upload_to=result_path, max_length=300, blank=True)
    created_at = models.DateTimeField("提交时间", default=timezone.now)
    started_at = models.DateTimeField("开始时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="job_belongs_to_one_asker",
                condition=Q(requested_by__isnull=True) | Q(client__isnull=True),
            ),
            models.CheckConstraint(
                name="job_is_finished_when_it_ended",
                condition=Q(state__in=FINISHED, finished_at__isnull=False)
                | (~Q(state__in=FINISHED) & Q(finished_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "created_at"],
                condition=~Q(state__in=FINISHED),
                name="job_open",
            ),
            models.Index(fields=["requested_by", "-id"], name="job_by_asker"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def asker(self):
        """The user or API client whose scope the job works in; None for a scheduled run."""
        return self.requested_by or self.client

    @property
    def is_finished(self) -> bool:
        """Nothing will change any more unless it is run again."""
        return self.state in FINISHED

    @property
    def may_run_again(self) -> bool:
        """Whether it makes sense to run it once more as it was asked for."""
        return self.kind not in settings.JOBS_ONCE

    @property
    def kind_label(self) -> str:
        """The Chinese name of the kind."""
        return settings.JOBS[self.kind][0] if self.kind in settings.JOBS else self.kind

    def function(self):
        """The function that does the work."""
        return import_string(settings.JOBS[self.kind][1])


class JobProblem(models.Model):
    """One row of the input that a job could not take: place, value, reason and remedy."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="problems")
    place = models.CharField("位置", max_length=80)
    value = models.CharField("内容", max_length=200, blank=True)
    reason = models.CharField("原因", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "任务问题"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.place}：{self.reason}"
