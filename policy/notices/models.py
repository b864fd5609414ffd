"""Notices of duties, the digest that carried each, and nudges by a department."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.units.models import Unit
from policy.duties.models import Duty
from policy.notices.querysets import NoticeQuerySet, NudgeQuerySet, OwnQuerySet


class DigestState(models.TextChoices):
    """queued -> sending -> sent | failed | unsure; failed -> sending while `retry_at` is set.

    kept: no message was needed or wanted; the inbox alone has it.
    """

    QUEUED = "queued", "待发送"
    SENDING = "sending", "发送中"
    SENT = "sent", "已发送"
    FAILED = "failed", "发送失败"
    UNSURE = "unsure", "不能确定是否送达"
    KEPT = "kept", "仅站内"


class Nudge(models.Model):
    """A department reminded a unit by hand (催报): of one rule, or of everything it owes."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="nudges")
    rule = models.CharField("责任规则", max_length=40, blank=True)
    on = models.DateField("日期")
    number = models.PositiveSmallIntegerField("当天第几次")
    words = models.CharField("附言", max_length=200, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="催报人", related_name="+"
    )
    sent_at = models.DateTimeField("时间", default=timezone.now)

    objects = NudgeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "催报"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "on", "number"],
                name="nudges_of_a_day_are_numbered",
                violation_error_message="今天已经催报过这个单位，请明天再催报。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.on}"


class Digest(models.Model):
    """What one person is told in one message: by the reminders of a day, or by a nudge.

    While it is sent, `batch` names the lock that the sending process holds.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="收件人", related_name="digests"
    )
    on = models.DateField("日期")
    nudge = models.ForeignKey(
        Nudge, models.CASCADE, verbose_name="催报", null=True, related_name="digests"
    )
    state = models.CharField("状态", max_length=8, choices=DigestState, default=DigestState.QUEUED)
    address = models.CharField("邮箱", max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField("发送次数", default=0)
    batch = models.IntegerField("发送批次", null=True)
    retry_at = models.DateTimeField("再次发送时间", null=True)
    sent_at = models.DateTimeField("发送时间", null=True)
    fault = models.CharField("失败原因", max_length=200, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提醒摘要"
        ordering = ["-on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "on"], condition=Q(nudge__isnull=True), name="one_digest_a_day"
            ),
            models.UniqueConstraint(fields=["nudge", "recipient"], name="one_digest_per_nudge"),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(state__in=["queued", "sending"]) | Q(retry_at__isnull=False),
                name="digest_to_send",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.on}"


class Notice(models.Model):
    """One person was told of one duty: at a step, or by a nudge.

    `step` is the days before it is due (30, 7, 1, 0; -7, -14 … when it is overdue); null by a
    nudge. `grant` is the key of the grant that made him a recipient; a plain key outlives it.
    """

    duty = models.ForeignKey(Duty, models.CASCADE, verbose_name="责任事项", related_name="notices")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="收件人", related_name="notices"
    )
    step = models.SmallIntegerField("提前天数", null=True)
    nudge = models.ForeignKey(
        Nudge, models.CASCADE, verbose_name="催报", null=True, related_name="notices"
    )
    digest = models.ForeignKey(
        Digest, models.SET_NULL, verbose_name="摘要", null=True, related_name="notices"
    )
    grant = models.BigIntegerField("依据的授权", null=True)
    on = models.DateField("日期")
    read_at = models.DateTimeField("阅读时间", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "recipient", "step"],
                condition=Q(nudge__isnull=True),
                name="one_notice_per_duty_recipient_and_step",
            ),
            models.UniqueConstraint(
                fields=["nudge", "duty", "recipient"], name="one_notice_per_nudge"
            ),
            models.CheckConstraint(
                name="notice_is_of_a_step_or_a_nudge",
                condition=Q(step__isnull=False, nudge__isnull=True)
                | Q(step__isnull=True, nudge__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-on", "-id"], name="notice_inbox"),
            models.Index(
                fields=["recipient"], condition=Q(digest__isnull=True), name="notice_unsent"
            ),
            models.Index(
                fields=["recipient"], condition=Q(read_at__isnull=True), name="notice_unread"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.on}"
