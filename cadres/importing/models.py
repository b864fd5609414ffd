"""What was taken in to be checked: a batch, and what it would do to each person.

Nothing of a batch is the truth about anybody until it is written. The content is forgotten when it
is written or given up, and after `KEPT` in any case (cadres/importing/forgetting.py).
"""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cadres.importing.querysets import ImportBatchQuerySet, ImportRowQuerySet
from cadres.people.models import Cadre
from core.jobs.models import Job, State
from core.units.models import Unit

KEPT: Final = timedelta(days=7)


class BatchState(models.TextChoices):
    """checking -> checked -> writing -> written; checking | checked -> abandoned.

    Checked anew, a checked batch is checking again.
    """

    CHECKING = "checking", "正在核对"
    CHECKED = "checked", "待确认"
    WRITING = "writing", "正在写入"
    WRITTEN = "written", "已写入"
    ABANDONED = "abandoned", "已放弃"


class Outcome(models.TextChoices):
    """What a row would do; `choose` waits for somebody to say who it is."""

    ERROR = "error", "错误"
    CHOOSE = "choose", "待选择"
    UPDATE = "update", "更新"
    CREATE = "create", "新增"
    SAME = "same", "不变"


class ImportBatch(models.Model):
    """Files that were uploaded together."""

    label = models.CharField("文件", max_length=200)
    unit = models.ForeignKey(
        Unit, models.SET_NULL, verbose_name="默认单位", null=True, related_name="+"
    )
    state = models.CharField("状态", max_length=9, choices=BatchState, default=BatchState.CHECKING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="上传人", null=True, related_name="+"
    )
    asked_at = models.DateTimeField("上传时间", default=timezone.now)
    people = models.PositiveIntegerField("人数", default=0)
    created = models.PositiveIntegerField("新增", default=0)
    updated = models.PositiveIntegerField("更新", default=0)
    checking = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    writing = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    authority = models.CharField("核对时的权限", max_length=64, blank=True, editable=False)
    written_at = models.DateTimeField("写入时间", null=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="import_is_written_when_it_says_so",
                condition=Q(state=BatchState.WRITTEN, written_at__isnull=False)
                | (~Q(state=BatchState.WRITTEN) & Q(written_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def refusal(self) -> str:
        """Why it was not written when it was confirmed; "" where it was not refused."""
        job = self.writing
        return job.message if job and job.state == State.FAILED else ""

    @property
    def folder(self) -> str:
        """Where its files lie below MEDIA_ROOT."""
        return f"imports/{self.pk}"


class ImportRow(models.Model):
    """One person of a batch: what the file says, who it is, and what would change.

    `told` are values by field as JSON (cadres/importing/fields.py), `changes` old and new in words
    of what differs, `left_out` the fields that shall stay as they are. An ID number is kept sealed,
    hashed and masked only; `raw` are the cells of a sheet, sealed, to be given back with an error.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("序号")
    file = models.CharField("文件", max_length=200, blank=True)
    row = models.PositiveIntegerField("行", null=True)
    action = models.CharField("处理", max_length=6, choices=Outcome)
    name = models.CharField("姓名", max_length=80, blank=True)
    unit = models.ForeignKey(
        Unit, models.SET_NULL, verbose_name="所在单位", null=True, related_name="+"
    )
    cadre = models.ForeignKey(
        Cadre, models.SET_NULL, verbose_name="干部", null=True, related_name="+"
    )
    version = models.PositiveIntegerField("核对时的版本", null=True)
    candidates = models.JSONField(default=list)
    told = models.JSONField("文件内容", default=dict)
    changes = models.JSONField("变动", default=dict)
    left_out = models.JSONField("不写入的项目", default=list)
    is_left_out = models.BooleanField("不写入", default=False)
    warnings = models.JSONField("提醒", default=list)
    errors = models.JSONField("错误", default=list)
    id_sealed = models.BinaryField(null=True)
    id_hash = models.CharField(max_length=64, blank=True)
    id_masked = models.CharField("身份证号", max_length=18, blank=True)
    raw = models.BinaryField(null=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入明细"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="import_row_has_its_number"),
        ]
        indexes = [
            models.Index(fields=["batch", "action", "number"], name="import_rows_by_outcome"),
        ]

    def __str__(self) -> str:
        return self.name or f"第 {self.row} 行"
