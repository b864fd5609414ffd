"""A posting: somebody holds a post, or is sent somewhere for a while, and what prolonged it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cadres.choices import LEVEL
from cadres.people.models import Cadre
from core.codes.vocabulary import choices_of, vocabulary
from core.constraints import one_of, periods_never_overlap
from core.units.models import Unit
from core.versions import Versioned
from rotation.choices import AWAY, HELD, EndReason, GrassrootsKind, PostingKind, Seat
from rotation.positions.models import Position
from rotation.postings.querysets import (
    ArrangementQuerySet,
    PostingQuerySet,
    RowOfPostingQuerySet,
)


class Posting(Versioned):
    """One post held (任职, 轮岗) or one time away (挂职 and the like).

    Half-open in days from `since`; `until` is the end by plan, `ended_on` the end in fact, null
    while it runs. `is_main`: the post that the person is paid for (主职务, A0279); a posting away
    never is. `position` is where the post is one of the unit's list. `former` is what the
    present-post text and its dates were before (for whoever ends or takes back), `line` the text
    written into the résumé. `grassroots` says which grassroots experience its months are.
    """

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name="干部", related_name="postings")
    kind = models.CharField("类别", max_length=12, choices=PostingKind)
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="任职（接收）单位", related_name="postings"
    )
    sending_unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="派出单位", null=True, blank=True, related_name="sent"
    )
    position = models.ForeignKey(
        Position,
        models.PROTECT,
        verbose_name="职位",
        null=True,
        blank=True,
        related_name="postings",
    )
    title = models.CharField("职务", max_length=80, help_text="不含单位名称。")
    level = models.CharField("职务层次", max_length=4, choices=choices_of(LEVEL), blank=True)
    seat = models.CharField("正副职", max_length=10, choices=Seat, default=Seat.OTHER)
    is_leading = models.BooleanField("领导职务", default=False)
    is_main = models.BooleanField("主职务", default=True)
    acting = models.BooleanField("主持工作", default=False, help_text="主持工作的不作为正职经历。")
    since = models.DateField("起始日期")
    until = models.DateField("期满日期", null=True, blank=True, help_text="当日不含。")
    ended_on = models.DateField("结束日期", null=True, blank=True, help_text="当日不含。")
    end_reason = models.CharField("结束原因", max_length=10, choices=EndReason, blank=True)
    end_note = models.CharField("结束说明", max_length=200, blank=True)
    document = models.CharField("文号", max_length=80, blank=True)
    duties = models.CharField("分管（协管）工作", max_length=200, blank=True)
    treatment = models.CharField("待遇", max_length=80, blank=True)
    allowance = models.DecimalField(
        "每月补助（元）", max_digits=8, decimal_places=2, null=True, blank=True
    )
    days = models.PositiveSmallIntegerField("服务天数", null=True, blank=True)
    grassroots = models.CharField("基层经历类别", max_length=1, choices=GrassrootsKind, blank=True)
    over_quota_reason = models.CharField("超职数理由", max_length=200, blank=True)
    line = models.CharField("简历写法", max_length=300, blank=True, editable=False)
    noted = models.BooleanField("现任职务后加注", default=False)
    former = models.JSONField("此前的任职", null=True, editable=False)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职与锻炼"
        ordering = ["-since", "-pk"]
        constraints = [
            periods_never_overlap(
                "cadre",
                name="one_main_posting_at_a_time",
                during=("since", "ended_on"),
                condition=Q(is_main=True),
                message="该同志在这段时间已有主职务；请先结束原来的任职，或登记为兼任职务。",
            ),
            periods_never_overlap(
                "cadre",
                name="one_channel_at_a_time",
                during=("since", "ended_on"),
                condition=Q(kind__in=AWAY),
                message="该同志在这段时间已派出锻炼，同一时期只能有一个渠道；请先结束原来的一次。",
            ),
            models.CheckConstraint(
                name="a_posting_away_is_no_main_post",
                condition=Q(kind__in=HELD) | Q(is_main=False, acting=False),
                violation_error_message=(
                    "挂职、跟班学习等派出锻炼不改变人事关系，不能登记为主职务或主持工作，请取消勾选。"
                ),
            ),
            models.CheckConstraint(
                name="a_posting_away_has_its_sender_and_term",
                condition=Q(kind__in=HELD) | Q(sending_unit__isnull=False, until__isnull=False),
                violation_error_message="派出锻炼要有派出单位和期满日期，请把两项填上。",
            ),
            models.CheckConstraint(
                name="nobody_is_sent_to_his_own_unit",
                condition=Q(kind__in=HELD) | ~Q(unit=F("sending_unit")),
                violation_error_message="接收单位就是派出单位，不能派到本单位，请另选接收单位。",
            ),
            models.CheckConstraint(
                name="posting_ends_after_it_began",
                condition=(Q(until__isnull=True) | Q(until__gt=F("since")))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("since"))),
                violation_error_message="期满日期必须晚于起始日期，结束日期不能早于起始日期，请核对日期。",
            ),
            models.CheckConstraint(
                name="an_ended_posting_has_its_reason",
                condition=Q(ended_on__isnull=True, end_reason="")
                | Q(ended_on__isnull=False) & ~Q(end_reason=""),
                violation_error_message="结束任职或锻炼要写明原因，请选择原因。",
            ),
            models.CheckConstraint(
                name="posting_principals_and_deputies_lead",
                condition=Q(seat=Seat.OTHER) | Q(is_leading=True),
                violation_error_message="正职和副职是领导职务，请勾选“领导职务”。",
            ),
            models.CheckConstraint(
                name="posting_allowance_is_not_negative",
                condition=Q(allowance__isnull=True) | Q(allowance__gte=0),
                violation_error_message="每月补助不能是负数，请改金额；没有补助的请留空。",
            ),
            one_of("level", vocabulary(LEVEL), name="posting_level_is_known", label="职务层次"),
            one_of("kind", PostingKind.values, name="posting_kind_is_known", label="类别"),
        ]
        indexes = [
            models.Index(fields=["cadre", "since"], name="posting_by_cadre"),
            models.Index(fields=["unit", "since"], name="posting_by_unit"),
            models.Index(
                fields=["until"], condition=Q(ended_on__isnull=True), name="posting_open_by_term"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.title}"


class PostingExtension(models.Model):
    """A posting that goes on longer than was planned: from which day to which, and why."""

    posting = models.ForeignKey(
        Posting, models.CASCADE, verbose_name="锻炼", related_name="extensions"
    )
    was_until = models.DateField("原期满日期")
    until = models.DateField("延长到")
    reason = models.CharField("延长原因", max_length=200)
    document = models.CharField("文号", max_length=80, blank=True)
    decided_on = models.DateField("决定日期")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="登记人", null=True, related_name="+"
    )
    entered_at = models.DateTimeField("登记时间", default=timezone.now)

    objects = RowOfPostingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "延长"
        ordering = ["entered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="extension_prolongs",
                condition=Q(until__gt=F("was_until")),
                violation_error_message="延长后的期满日期必须晚于原来的期满日期，请改日期；要提前的请办理结束。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.was_until} → {self.until}"


class Arrangement(Versioned):
    """What the unit that sent somebody has in store for him: a post when he is back, or longer."""

    posting = models.OneToOneField(
        Posting, models.CASCADE, verbose_name="锻炼", related_name="arrangement"
    )
    text = models.CharField("返回安排", max_length=300)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "返回安排"

    def __str__(self) -> str:
        return f"{self.posting} 返回安排"
