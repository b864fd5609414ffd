"""A finding (组织认定): what the department holds to be true of a person, with its evidence."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from assessments.findings.choices import FindingGround, FindingSource
from assessments.findings.querysets import FindingQuerySet, OfFindingQuerySet
from assessments.kept_file import KeptFile
from cadres.people.models import Cadre
from core.versions import Versioned


class ConductFinding(Versioned):
    """One ground of clause 3.3.3 found true of a person; withdrawn, it stays with the reason."""

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name="干部", related_name="conduct_findings"
    )
    ground = models.CharField("情形", max_length=1, choices=FindingGround)
    source = models.CharField("来源", max_length=12, choices=FindingSource)
    found_on = models.DateField("认定日期")
    facts = models.TextField("事实")
    told = models.CharField(
        "告知单位和本人的表述",
        max_length=300,
        help_text="个案中单位和本人看到的是这一句，不含线索来源和核查经过。",
    )
    document = models.CharField("依据文号", max_length=80, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)
    withdrawn = models.CharField("撤销原因", max_length=200, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "组织认定"
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_withdrawn_finding_says_why",
                condition=Q(withdrawn_on__isnull=True, withdrawn="")
                | Q(withdrawn_on__gte=F("found_on")) & ~Q(withdrawn=""),
                violation_error_message="撤销要写明原因，日期不能早于认定日期，请核对原因和日期。",
            ),
        ]
        indexes = [models.Index(fields=["cadre", "found_on"], name="finding_by_cadre")]

    def __str__(self) -> str:
        return f"{self.cadre} {self.found_on}"


class FindingRevision(models.Model):
    """What a finding said before it was amended: the values that changed, old and new."""

    finding = models.ForeignKey(
        ConductFinding, models.CASCADE, verbose_name="组织认定", related_name="revisions"
    )
    version = models.PositiveIntegerField("修改后的版本")
    changes = models.JSONField("修改内容")
    reason = models.CharField("修改原因", max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="修改人", null=True, related_name="+"
    )
    made_at = models.DateTimeField("修改时间", default=timezone.now)

    objects = OfFindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "认定修改"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "version"], name="one_revision_per_version_of_a_finding"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.version}"


def evidence_path(evidence: "FindingFile", _filename: str) -> str:
    """Where a file is kept: by its content, never by a name that somebody chose."""
    return f"findings/{evidence.finding_id}/{evidence.digest[:32]}"


class FindingFile(KeptFile):
    """Evidence of a finding."""

    finding = models.ForeignKey(
        ConductFinding, models.CASCADE, verbose_name="组织认定", related_name="files"
    )
    file = models.FileField("文件", upload_to=evidence_path)

    objects = OfFindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "认定证据"
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "digest"],
                name="one_copy_of_a_file_per_finding",
                violation_error_message="这个文件已经上传过，不用再传；请选择另一个文件。",
            ),
        ]
