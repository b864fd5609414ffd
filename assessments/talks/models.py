"""A talk with a cadre (谈心谈话记录, domain §6.6), its former wordings, and its attachments."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments.choices import TalkKind
from assessments.kept_file import KeptFile
from assessments.talks.querysets import OfTalkQuerySet, TalkQuerySet
from cadres.people.models import Cadre
from core.units.models import Unit
from core.versions import Versioned

# Immutable, so that a stored column may be made of it.
QUARTER_OF = (
    "make_date(EXTRACT(year FROM %(expressions)s)::int, "
    "EXTRACT(quarter FROM %(expressions)s)::int * 3 - 2, 1)"
)


def quarter_of(path: str) -> models.Func:
    """The first day of the quarter that a date is in."""
    return models.Func(F(path), template=QUARTER_OF, output_field=models.DateField())


def attachment_path(attachment: "TalkAttachment", _filename: str) -> str:
    """Where a file is kept: by its content, never by a name that somebody chose."""
    return f"talks/{attachment.talk_id}/{attachment.digest[:32]}"


class Talk(Versioned):
    """One talk; `unit` is the unit it was held for, as it was on that day.

    It counts for the quarter it was held in, or for an earlier one that it makes up for (both by
    their first day). A record
    is never deleted: it is voided, with a reason.
    """

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name="谈话对象", related_name="talks")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    held_on = models.DateField("谈话日期")
    makes_up_for = models.DateField("补谈季度", null=True, blank=True)
    counts_for = models.GeneratedField(
        expression=Coalesce(F("makes_up_for"), quarter_of("held_on")),
        output_field=models.DateField("计入季度"),
        db_persist=True,
    )
    began_at = models.TimeField("开始时间", null=True, blank=True)
    ended_at = models.TimeField("结束时间", null=True, blank=True)
    place = models.CharField("地点", max_length=80)
    kind = models.CharField("类型", max_length=12, choices=TalkKind, default=TalkKind.QUARTERLY)
    led_by = models.CharField("谈话人", max_length=40)
    led_by_title = models.CharField("谈话人职务", max_length=80, blank=True)
    noted_by = models.CharField("记录人", max_length=40, blank=True)
    topic = models.CharField("主题", max_length=120, blank=True)
    on_thought = models.TextField("思想情况", blank=True)
    on_work = models.TextField("工作情况", blank=True)
    on_style = models.TextField("作风情况", blank=True)
    on_life = models.TextField("生活和困难", blank=True)
    advice = models.TextField("意见建议", blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="登记人", null=True, related_name="+"
    )
    entered_at = models.DateTimeField("登记时间", default=timezone.now)
    # One per form that was opened: what is sent twice is recorded once.
    entry_key = models.UUIDField("表单编号", null=True, unique=True, editable=False)
    voided_on = models.DateField("作废日期", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "谈心谈话"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="talk_makes_up_for_an_earlier_quarter",
                condition=Q(makes_up_for__isnull=True) | Q(makes_up_for__lt=quarter_of("held_on")),
                violation_error_message="补谈的季度必须早于谈话所在的季度，请改补谈季度，或留空。",
            ),
            models.CheckConstraint(
                name="talk_ends_after_it_began",
                condition=Q(ended_at__isnull=True)
                | Q(began_at__isnull=False, ended_at__gt=F("began_at")),
                violation_error_message="结束时间必须晚于开始时间，请核对两个时间。",
            ),
            models.CheckConstraint(
                name="talk_is_voided_with_a_reason",
                condition=Q(voided_on__isnull=True, void_reason="")
                | Q(voided_on__isnull=False) & ~Q(void_reason=""),
                violation_error_message="作废要写明原因，请填写原因。",
            ),
            models.UniqueConstraint(
                fields=["cadre", "held_on", "kind"],
                condition=Q(voided_on__isnull=True),
                name="one_talk_of_a_kind_a_day",
                violation_error_message="这一天已登记过与该同志的同类谈话，请打开原记录修改。",
            ),
        ]
        indexes = [
            models.Index(fields=["counts_for", "cadre"], name="talk_by_quarter"),
            models.Index(fields=["unit", "held_on"], name="talk_by_unit"),
            models.Index(fields=["held_on", "id"], name="talk_by_day"),
            models.Index(
                fields=["entered_at"], condition=Q(voided_on__isnull=True), name="talk_by_entry"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.held_on}"


class TalkRevision(models.Model):
    """What a record said before it was amended: the values that changed, old and new."""

    talk = models.ForeignKey(Talk, models.CASCADE, verbose_name="谈话", related_name="revisions")
    version = models.PositiveIntegerField("修改后的版本")
    changes = models.JSONField("修改内容")
    reason = models.CharField("修改原因", max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="修改人", null=True, related_name="+"
    )
    made_at = models.DateTimeField("修改时间", default=timezone.now)

    objects = OfTalkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "谈话记录修改"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "version"], name="one_revision_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.talk_id} {self.version}"


class TalkAttachment(KeptFile):
    """A file that belongs to a record: a signed sheet, a photo."""

    talk = models.ForeignKey(Talk, models.CASCADE, verbose_name="谈话", related_name="attachments")
    file = models.FileField("文件", upload_to=attachment_path)

    objects = OfTalkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "谈话附件"
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["talk", "digest"],
                name="one_copy_of_a_file_per_talk",
                violation_error_message="这个文件已经上传过，不用再传；请选择另一个文件。",
            ),
        ]
