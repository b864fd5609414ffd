"""What the rules found, what is left alone for a while, and how much there was each day."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cadres.checks.querysets import OfCheckQuerySet, TallyQuerySet
from cadres.checks.rule import Severity
from cadres.people.models import Cadre
from core.units.models import Unit


class Finding(models.Model):
    """A rule that a file breaks, until it no longer does; refreshed set-based.

    `spot` names the row of the file in words, "" where there is but one. `version` is that of the
    file it speaks of, the form's texts included (`standing.FILE_VERSION`). `suggestion` is what the
    field should say (a code, an ISO day, "" to leave it empty), null where nothing is suggested.
    """

    cadre = models.ForeignKey(Cadre, models.CASCADE, verbose_name="干部", related_name="findings")
    rule = models.CharField("规则", max_length=60)
    severity = models.CharField("程度", max_length=7, choices=Severity)
    is_guarded = models.BooleanField("涉及处分", default=False)
    field = models.CharField("项目", max_length=40)
    spot = models.CharField("所在行", max_length=200, blank=True)
    value = models.TextField("现在的内容", blank=True)
    sentence = models.TextField("问题")
    suggestion = models.TextField("建议", null=True, blank=True)  # noqa: DJ001 - "" empties a field
    version = models.PositiveIntegerField("档案版本")
    first_found = models.DateField("首次发现")
    found_on = models.DateField("发现日期")

    objects = OfCheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "校核问题"
        ordering = ["severity", "cadre__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "rule", "spot"], name="a_finding_is_told_once"
            ),
        ]
        indexes = [models.Index(fields=["rule", "severity"], name="finding_by_rule")]

    def __str__(self) -> str:
        return self.sentence


class Mute(models.Model):
    """暂不处理: what a rule finds in one file does not count from `since` until `until`."""

    cadre = models.ForeignKey(Cadre, models.CASCADE, verbose_name="干部", related_name="mutes")
    rule = models.CharField("规则", max_length=60)
    is_guarded = models.BooleanField("涉及处分", default=False)
    reason = models.CharField("暂不处理的原因", max_length=200)
    since = models.DateField("起")
    until = models.DateField("止", help_text="当日起重新提示。")
    muted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="经办人", related_name="+"
    )
    muted_at = models.DateTimeField("时间", default=timezone.now)
    ended_on = models.DateField("提前结束日", null=True, blank=True)

    objects = OfCheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "校核暂不处理"
        ordering = ["-muted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "rule"],
                condition=Q(ended_on__isnull=True),
                name="one_open_mute_per_rule",
                violation_error_message="这项问题已经设为暂不处理，请先恢复，再设新的截止日期。",
            ),
            models.CheckConstraint(
                name="mute_lasts_at_least_a_day",
                condition=Q(until__gt=F("since")),
                violation_error_message="截止日期必须晚于今天，请改截止日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Mended(models.Model):
    """A finding that is no more, by its number, so that its address can say what became of it."""

    finding = models.BigIntegerField("问题编号", primary_key=True)
    cadre = models.ForeignKey(Cadre, models.CASCADE, verbose_name="干部", related_name="+")
    rule = models.CharField("规则", max_length=60)
    is_guarded = models.BooleanField("涉及处分", default=False)
    mended_on = models.DateField("改正日期", db_index=True)

    objects = OfCheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "已改正的校核问题"
        ordering = ["-mended_on", "pk"]

    def __str__(self) -> str:
        return f"{self.rule} {self.mended_on}"


class Looked(models.Model):
    """Which version of a file was looked at last; who has no row was never looked at."""

    cadre = models.OneToOneField(
        Cadre, models.CASCADE, primary_key=True, verbose_name="干部", related_name="looked"
    )
    version = models.PositiveIntegerField("档案版本")

    objects = OfCheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "已校核的档案"

    def __str__(self) -> str:
        return f"{self.cadre_id} {self.version}"


class Tally(models.Model):
    """How much was found in a unit's own people on a day, mutes left out."""

    day = models.DateField("日期")
    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name="单位", related_name="+")
    people = models.PositiveIntegerField("有问题的人数")
    errors = models.PositiveIntegerField("错误")
    warnings = models.PositiveIntegerField("提醒")

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "校核统计"
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["day", "unit"], name="one_tally_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.day}"
