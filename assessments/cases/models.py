"""A case: what happened, as it stood then; what unit and person say; what is decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from assessments.cases.choices import CaseKind, CaseState, CaseVerb, UnitOpinion
from assessments.cases.querysets import INVESTIGATION, CaseQuerySet, OfCaseQuerySet
from cadres.choices import ExitGround
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.units.models import Unit
from core.versions import Versioned

CLOSED = [CaseState.KEPT, CaseState.RELEASED, CaseState.ADMITTED, CaseState.DECLINED]


class RosterCase(Versioned):
    """One event about one person. `event` names it (`poll:12`, `finding:9`, `grade:2025`).

    `snapshot` is `policy.judgements.Judgement` as JSON, with `person` beside it
    (cadres.roster.snapshot); `digest` its SHA-256. Nothing of it is written again.
    """

    kind = models.CharField("类别", max_length=8, choices=CaseKind, default=CaseKind.EXIT)
    ground = models.CharField("情形", max_length=1, choices=ExitGround, blank=True)
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name="干部", related_name="roster_cases"
    )
    entry = models.ForeignKey(
        RosterEntry, models.PROTECT, verbose_name="名册", null=True, related_name="cases"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    event = models.CharField("事件", max_length=60)
    state = models.CharField("状态", max_length=10, choices=CaseState, default=CaseState.OPENED)
    opened_on = models.DateField("立案日期")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="立案人", null=True, related_name="+"
    )
    verdict = models.CharField("立案理由", max_length=300)
    snapshot = models.JSONField("立案时情况")
    digest = models.CharField("摘要", max_length=64)
    opinion = models.CharField("单位意见", max_length=8, choices=UnitOpinion, blank=True)
    opinion_words = models.TextField("单位意见理由", blank=True)
    opinion_on = models.DateField("单位意见日期", null=True, blank=True)
    statement = models.TextField("本人陈述", blank=True)
    statement_on = models.DateField("陈述日期", null=True, blank=True)
    reason = models.TextField("决定理由", blank=True)
    meeting = models.CharField("研究会议", max_length=120, blank=True)
    document = models.CharField("文号", max_length=80, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    observe_until = models.DateField("观察至", null=True, blank=True, help_text="当日为止。")

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "调出和补充个案"
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "cadre", "event"],
                condition=~Q(state=CaseState.WITHDRAWN),
                name="an_event_opens_one_case",
                violation_error_message="这件事已经立案，请打开原个案。",
            ),
            models.CheckConstraint(
                name="an_exit_case_has_its_ground",
                condition=Q(kind=CaseKind.EXIT, entry__isnull=False) & ~Q(ground="")
                | Q(kind=CaseKind.ADDITION, ground="", entry__isnull=True),
            ),
            models.CheckConstraint(
                name="a_decided_case_says_why",
                condition=Q(state__in=CLOSED, decided_on__gte=F("opened_on"))
                & ~Q(reason="")
                & ~Q(meeting="")
                | ~Q(state__in=CLOSED),
                violation_error_message="决定要写明理由、研究会议和日期，请把三项填上。",
            ),
            models.CheckConstraint(
                name="an_observed_case_has_its_end",
                condition=Q(state=CaseState.OBSERVING, observe_until__gt=F("decided_on"))
                | ~Q(state=CaseState.OBSERVING),
                violation_error_message="观察期止必须晚于决定日期，请核对两个日期。",
            ),
            models.CheckConstraint(
                name="a_case_ends_as_its_kind_does",
                condition=Q(kind=CaseKind.EXIT)
                & ~Q(state__in=[CaseState.ADMITTED, CaseState.DECLINED])
                | Q(kind=CaseKind.ADDITION) & ~Q(state__in=[CaseState.KEPT, CaseState.RELEASED]),
            ),
        ]
        indexes = [
            models.Index(fields=["cadre", "-opened_on"], name="case_by_cadre"),
            models.Index(
                fields=["opened_on"],
                condition=Q(state__in=["opened", "observing"]),
                name="case_undecided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.get_kind_display()}个案"

    @property
    def is_told(self) -> bool:
        """Whether the person himself hears of it, and is heard."""
        return self.kind == CaseKind.EXIT and not self.event.startswith(f"{INVESTIGATION}:")


class CaseStep(models.Model):
    """What was done in a case: who, when, in which words; decisions and observations one by one."""

    case = models.ForeignKey(RosterCase, models.CASCADE, verbose_name="个案", related_name="steps")
    verb = models.CharField("办理", max_length=10, choices=CaseVerb)
    on = models.DateField("日期")
    words = models.TextField("内容", blank=True)
    detail = models.JSONField("详情", default=dict)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", null=True, related_name="+"
    )
    done_at = models.DateTimeField("时间", default=timezone.now)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "个案办理"
        ordering = ["done_at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.verb}"
