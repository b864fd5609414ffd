"""A report of a unit and year: its words and opinions, and what was filed of it, sealed.

While it is written, numbers and tables stand in `content` as they were last gathered from the
records. Filing copies the whole of it into a `Filing`, which nothing writes again: whatever becomes
of the records, a filed report says what it said (docs/adr/0018).
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cadres.people.models import Cadre
from core.packed import PackedJSONField
from core.units.models import Unit
from core.versions import Versioned
from reporting.annual.choices import UNFILED, PaperKind, Part, ReportState, ReportVerb, Stand
from reporting.annual.querysets import (
    FilingQuerySet,
    OfReportQuerySet,
    OpinionQuerySet,
    PaperQuerySet,
    ReportQuerySet,
)

PERSON = {"on_delete": models.PROTECT, "null": True, "related_name": "+"}


class AnnualReport(Versioned):
    """One unit's report about one year, filed with `collector`: the city's root, or a county.

    `content` is `reporting.gathering.content.Content` as JSON, packed; `gathered_at` when it was
    read from the records, `as_of` the day it speaks of. `due_on` is as the figures stood when it
    was opened.
    """

    year = models.PositiveSmallIntegerField("年度")
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="报告单位", related_name="annual_reports"
    )
    collector = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="接收单位", related_name="collected_reports"
    )
    state = models.CharField("状态", max_length=10, choices=ReportState, default=ReportState.DRAFT)
    opened_on = models.DateField("布置日期")
    due_on = models.DateField("上报期限")
    content = PackedJSONField("数据", default=dict, editable=False)
    gathered_at = models.DateTimeField("数据时间", default=timezone.now, editable=False)
    as_of = models.DateField("数据截至", editable=False)
    none_to_add = models.BooleanField("无拟补充人选", default=False)
    issuer = models.CharField("发文机关", max_length=50, blank=True)
    document = models.CharField("发文字号", max_length=60, blank=True)
    signer = models.CharField("签发人", max_length=30, blank=True)
    meeting = models.CharField("研究会议", max_length=120, blank=True)
    contact = models.CharField("联系人和电话", max_length=60, blank=True)
    first_filed_on = models.DateField("首次上报日期", null=True, blank=True)
    filed_on = models.DateField("上报日期", null=True, blank=True)
    returned_on = models.DateField("退回日期", null=True, blank=True)
    refile_by = models.DateField("重新上报期限", null=True, blank=True)
    accepted_on = models.DateField("接收日期", null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度报告"
        ordering = ["-year", "unit__sort_path"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="one_report_a_unit_and_year",
                violation_error_message="这个单位本年度的报告已经布置，请打开原来的报告。",
            ),
            models.CheckConstraint(
                name="a_filed_report_has_its_days",
                condition=Q(state=ReportState.DRAFT)
                | Q(
                    state__in=[ReportState.FILED, ReportState.RETURNED, ReportState.ACCEPTED],
                    first_filed_on__isnull=False,
                    filed_on__gte=F("first_filed_on"),
                ),
                violation_error_message="已上报的报告必须有上报日期，请重新上报。",
            ),
            models.CheckConstraint(
                name="a_returned_report_says_by_when",
                condition=~Q(state=ReportState.RETURNED)
                | Q(returned_on__isnull=False, refile_by__gte=F("returned_on")),
                violation_error_message="退回的报告必须有退回日期和重新上报期限，请填写期限。",
            ),
            models.CheckConstraint(
                name="an_accepted_report_has_its_day",
                condition=Q(state=ReportState.ACCEPTED, accepted_on__gte=F("filed_on"))
                | ~Q(state=ReportState.ACCEPTED) & Q(accepted_on__isnull=True),
                violation_error_message="已接收的报告必须有接收日期，请重新接收。",
            ),
        ]
        indexes = [
            models.Index(fields=["year", "state"], name="report_by_state"),
            models.Index(fields=["collector", "year"], name="report_by_collector"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} 年度报告"

    @property
    def is_given_up(self) -> bool:
        """Whether it is not filed, and never will be: its unit was abolished (as standing.GONE)."""
        return self.state in UNFILED and self.unit.abolished_on is not None

    @property
    def is_owed(self) -> bool:
        """Whether its unit has still to file it."""
        return self.state in UNFILED and not self.is_given_up

    @property
    def owed_by(self) -> date:
        """By when it is to be filed: the year's day, or that of its last return."""
        return self.refile_by or self.due_on


class Passage(Versioned):
    """The words of one part. 〔在库人数〕 stands for the figure of that label, whatever it is then.

    `drafted` is what was last drafted from the figures: while `text` is the same, a refresh drafts
    it anew; once somebody has written his own words they are kept.
    """

    report = models.ForeignKey(
        AnnualReport,
        models.CASCADE,
        verbose_name="报告",
        related_name="passages",
        db_index=False,  # its own constraint begins with it
    )
    part = models.PositiveSmallIntegerField("部分", choices=Part)
    text = models.TextField("内容", blank=True)
    drafted = models.TextField("自动稿", blank=True, editable=False)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报告内容"
        ordering = ["part"]
        constraints = [
            models.UniqueConstraint(fields=["report", "part"], name="one_passage_a_part"),
        ]

    def __str__(self) -> str:
        return self.get_part_display()

    @property
    def is_own(self) -> bool:
        """Whether somebody has written his own words."""
        return self.text != self.drafted


class Opinion(Versioned):
    """What the unit thinks about somebody's place on the roster; "" while it has not said."""

    report = models.ForeignKey(
        AnnualReport,
        models.CASCADE,
        verbose_name="报告",
        related_name="opinions",
        db_index=False,  # as of passages
    )
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name="干部", related_name="retention_opinions"
    )
    stand = models.CharField("意见", max_length=6, choices=Stand, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "保留资格初步意见"
        ordering = ["cadre__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "cadre"], name="one_opinion_a_person"),
            models.CheckConstraint(
                name="who_is_not_kept_has_a_reason",
                condition=Q(stand__in=["", Stand.KEEP]) | ~Q(reason=""),
                violation_error_code="reason",
                violation_error_message="意见不是保留的要写明理由，请填写理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.get_stand_display()}"


class Proposal(Versioned):
    """拟补充人选: somebody of the unit who should come onto the roster."""

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name="报告", related_name="proposals"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name="干部", related_name="+")
    reason = models.CharField("推荐理由", max_length=300)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "拟补充人选"
        ordering = ["cadre__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "cadre"],
                name="proposed_once_a_report",
                violation_error_message="该同志已在拟补充人选中，不用再添加；请修改原来的一行。",
            ),
        ]

    def __str__(self) -> str:
        return str(self.cadre)


class Explanation(Versioned):
    """Why a check that asks for an explanation is as it is; `check` names it (`talks:2026Q4`)."""

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name="报告", related_name="explanations"
    )
    check_key = models.CharField("校核项", max_length=80)
    words = models.CharField("说明", max_length=300)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "校核说明"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "check_key"], name="one_explanation_a_check"),
        ]

    def __str__(self) -> str:
        return self.check_key


class Filing(models.Model):
    """One time that a report was filed: all of it as it was, with its SHA-256.

    `sealed` is `reporting.annual.whole.Whole` as JSON. Nothing writes it again; a trigger sees to
    that. `number` counts from 1 in each report.
    """

    report = models.ForeignKey(
        AnnualReport, models.PROTECT, verbose_name="报告", related_name="filings"
    )
    number = models.PositiveSmallIntegerField("次数")
    filed_on = models.DateField("上报日期")
    filed_at = models.DateTimeField("上报时间", default=timezone.now)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="上报人", **PERSON)
    is_late = models.BooleanField("逾期")
    sealed = models.JSONField("报告")
    digest = models.CharField("摘要", max_length=64)

    objects = FilingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "上报"
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="filings_are_counted"),
        ]

    def __str__(self) -> str:
        return f"{self.report} 第 {self.number} 次上报"


class Comment(models.Model):
    """What whoever collects says of one cell of a filing (`part:3`, `opinion:17`, `figure:…`)."""

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name="报告", related_name="comments"
    )
    filing = models.ForeignKey(Filing, models.PROTECT, verbose_name="上报", related_name="comments")
    cell = models.CharField("位置", max_length=80)
    words = models.CharField("意见", max_length=300)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="提出人", **PERSON)
    said_at = models.DateTimeField("提出时间", default=timezone.now)
    answer = models.CharField("答复", max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="答复人", **PERSON)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审核意见"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words


class ReportStep(models.Model):
    """What was done with a report: who, when, in which words."""

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name="报告", related_name="steps"
    )
    verb = models.CharField("办理", max_length=10, choices=ReportVerb)
    on = models.DateField("日期")
    words = models.CharField("内容", max_length=300, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="办理人", **PERSON)
    done_at = models.DateTimeField("时间", default=timezone.now)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报告办理"
        ordering = ["done_at", "pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.verb}"


class Paper(models.Model):
    """A file made of a filing, kept so that a batch that was interrupted goes on where it was."""

    filing = models.ForeignKey(Filing, models.CASCADE, verbose_name="上报", related_name="papers")
    kind = models.CharField("格式", max_length=4, choices=PaperKind)
    file = models.FileField("文件", upload_to="reports/%Y/", max_length=200)
    pages = models.PositiveSmallIntegerField("页数", default=0)
    made_at = models.DateTimeField("生成时间", default=timezone.now)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报告文件"
        constraints = [
            models.UniqueConstraint(fields=["filing", "kind"], name="one_paper_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id}.{self.kind}"
