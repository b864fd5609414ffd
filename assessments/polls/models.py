"""A poll, who is appraised, who votes, and what comes of it.

Nothing here knows a voter. What a code was is kept as a hash (`Slip`), which of them are used as
bits in one row per category (`Urn`), what was voted as boxes that the server cannot open
(`SealedBallot`), and, once two keys have opened them, as loose sheets in no order (`Sheet`,
`Remark`). docs/ballots.md says why each is as it is; docs/adr/0016 why the boxes are sealed.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from assessments.polls.choices import (
    Category,
    PollKind,
    PollState,
    VotingMode,
)
from assessments.polls.querysets import OfPollQuerySet, PollQuerySet, ResultQuerySet
from cadres.people.models import Cadre
from core.units.models import Unit
from core.versions import Versioned


class Poll(Versioned):
    """One poll at a unit about one or more people, for a day or some days.

    `public_key` seals ballots; what opens them (two halves on paper) is never kept. `box_size` is
    the length in bytes that every ballot is padded to. `result` is what was counted, as sealed by
    `digest` (SHA-256 of its canonical JSON).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="测评单位", related_name="polls")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("类别", max_length=8, choices=PollKind, default=PollKind.ANNUAL)
    title = models.CharField("名称", max_length=80)
    state = models.CharField("状态", max_length=10, choices=PollState, default=PollState.DRAFT)
    opens_on = models.DateField("投票开始")
    closes_on = models.DateField("投票截止", help_text="当日可以投票。")
    asks_fit = models.BooleanField("测评是否适宜继续列入名单", default=True)
    takes_words = models.BooleanField("征求意见", default=True)
    min_group = models.PositiveSmallIntegerField("最小分组人数")
    abstain_counts = models.BooleanField("弃权计入分母")
    public_key = models.BinaryField("公钥", max_length=2048, null=True, editable=False)
    box_size = models.PositiveIntegerField("选票长度", null=True, editable=False)
    opened_on = models.DateField("开始日期", null=True, editable=False)
    closed_on = models.DateField("截止日期", null=True, editable=False)
    counted_on = models.DateField("计票日期", null=True, editable=False)
    result = models.JSONField("计票结果", null=True, editable=False)
    digest = models.CharField("封存摘要", max_length=64, blank=True, editable=False)
    shared_on = models.DateField("反馈日期", null=True, editable=False)
    cancelled = models.CharField("作废原因", max_length=200, blank=True, editable=False)

    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "民主测评"
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="poll_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message="截止日期不能早于开始日期，请核对两个日期。",
            ),
            models.CheckConstraint(
                name="a_counted_poll_is_sealed",
                condition=Q(state=PollState.COUNTED, result__isnull=False, counted_on__isnull=False)
                & ~Q(digest="")
                | ~Q(state=PollState.COUNTED) & Q(result__isnull=True, digest=""),
            ),
            models.CheckConstraint(
                name="an_open_poll_has_its_key",
                condition=~Q(state__in=[PollState.OPEN, PollState.CLOSED])
                | Q(public_key__isnull=False, box_size__isnull=False),
            ),
            models.CheckConstraint(
                name="a_cancelled_poll_says_why",
                condition=Q(state=PollState.CANCELLED) & ~Q(cancelled="")
                | ~Q(state=PollState.CANCELLED) & Q(cancelled=""),
                violation_error_message="作废要写明原因，请填写原因。",
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "title"],
                condition=~Q(state=PollState.CANCELLED),
                name="one_poll_of_a_title",
                violation_error_message="这个单位当年已有同名的测评，请换一个名称。",
            ),
        ]
        indexes = [models.Index(fields=["unit", "year"], name="poll_by_unit")]

    def __str__(self) -> str:
        return self.title


class Electorate(models.Model):
    """One category of voters of a poll: how many are expected, how they vote, what they weigh."""

    poll = models.ForeignKey(Poll, models.CASCADE, verbose_name="测评", related_name="electorates")
    category = models.CharField("类别", max_length=1, choices=Category)
    weight = models.PositiveSmallIntegerField("权重")
    mode = models.CharField("方式", max_length=5, choices=VotingMode, default=VotingMode.CODES)
    expected = models.PositiveIntegerField("应参加人数")
    issued = models.PositiveIntegerField("发出票数", default=0, editable=False)

    objects = OfPollQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "投票人类别"
        ordering = ["category"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "category"],
                name="a_category_votes_once",
                violation_error_message="这个类别已经列入，不用再添加；请改原来一行的人数和权重。",
            ),
            models.CheckConstraint(
                name="a_category_has_weight_and_voters",
                condition=Q(weight__range=(1, 100), expected__gte=1),
                violation_error_message="权重应为 1 到 100，应参加人数至少为 1，请改这两个数。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.get_category_display()}"


class PollSubject(models.Model):
    """Somebody who is appraised, with what he was called at the time."""

    poll = models.ForeignKey(Poll, models.CASCADE, verbose_name="测评", related_name="subjects")
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name="被测评人", related_name="appraised_in"
    )
    position = models.PositiveSmallIntegerField("序号")
    title = models.CharField("职务", max_length=120, blank=True)

    objects = OfPollQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "被测评人"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "cadre"],
                name="a_person_is_appraised_once_in_a_poll",
                violation_error_message="该同志已经列入，不用再添加；请另选人员。",
            ),
            models.UniqueConstraint(
                fields=["poll", "position"],
                name="people_of_a_poll_have_an_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.cadre)


class Slip(models.Model):
    """A code that was printed, as its hash alone. Written at the printing, never touched again.

    `place` is a bit of the category's urn, drawn at random.
    """

    hash = models.BinaryField("摘要", max_length=32, primary_key=True)
    electorate = models.ForeignKey(Electorate, models.CASCADE, related_name="slips")
    place = models.PositiveIntegerField("位")

    class Meta:
        verbose_name = verbose_name_plural = "测评票"
        constraints = [
            models.UniqueConstraint(fields=["electorate", "place"], name="one_slip_per_bit"),
        ]

    def __str__(self) -> str:
        return "测评票"


class Urn(models.Model):
    """Which codes of a category are used: one bit each, in one row, so that no row has a time."""

    electorate = models.OneToOneField(
        Electorate, models.CASCADE, primary_key=True, related_name="urn"
    )
    used = models.BinaryField("已用", default=b"")
    is_open = models.BooleanField("可投", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "票箱"

    def __str__(self) -> str:
        return "票箱"


class SealedBallot(models.Model):
    """What one voter said of everybody in the poll, readable only with the poll's two keys.

    No constraint to the category in the database: checking it would mark the category's row with
    each ballot's transaction.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    electorate = models.ForeignKey(
        Electorate, models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    box = models.BinaryField("密封的选票")

    class Meta:
        verbose_name = verbose_name_plural = "密封的选票"

    def __str__(self) -> str:
        return "密封的选票"


class Sheet(models.Model):
    """Marks about one person, torn from their ballots (tearing.py): in a group, in no order.

    `group` is the number of the group in `Poll.result`, where categories too small to stand alone
    are put together; 0 where only the total may be shown. `aspects` has a mark per `Aspect`, in
    order, each of another hand.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(PollSubject, models.CASCADE, related_name="+")
    group = models.PositiveSmallIntegerField("组")
    overall = models.CharField("综合评价", max_length=1)
    aspects = models.CharField("分项评价", max_length=8)
    fit = models.CharField("是否适宜", max_length=1)

    class Meta:
        verbose_name = verbose_name_plural = "测评票面"

    def __str__(self) -> str:
        return "测评票面"


class Remark(models.Model):
    """A free text about one person, torn from its ballot, of no group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(PollSubject, models.CASCADE, related_name="+")
    text = models.CharField("意见", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "测评意见"

    def __str__(self) -> str:
        return "测评意见"


class PaperCount(models.Model):
    """What one of two people counted of a category's paper ballots about one person.

    `numbers` has `returned`, `invalid`, and `overall`, `fit` and each aspect as mark to number.
    """

    electorate = models.ForeignKey(Electorate, models.CASCADE, related_name="paper_counts")
    subject = models.ForeignKey(PollSubject, models.CASCADE, related_name="paper_counts")
    numbers = models.JSONField("票数")
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="录入人", related_name="+"
    )
    counted_at = models.DateTimeField("录入时间", default=timezone.now)

    objects = OfPollQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "纸质票计数"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["electorate", "subject", "counted_by"],
                name="a_person_counts_paper_once",
                violation_error_message="您已经录入过这一类别的票数，请由另一人录入核对。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.electorate} {self.subject}"


class PollResult(models.Model):
    """The total about one person in a counted poll: ballots, not percentages.

    Written once from `Poll.result`; `is_shown` is false where fewer valid ballots came in than the
    smallest group: then the marks are zero here too.
    """

    subject = models.OneToOneField(PollSubject, models.CASCADE, related_name="total")
    poll = models.ForeignKey(Poll, models.CASCADE, verbose_name="测评", related_name="totals")
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name="被测评人", related_name="poll_results"
    )
    is_shown = models.BooleanField("人数达到最小分组")
    issued = models.PositiveIntegerField("发出票")
    returned = models.PositiveIntegerField("收回票")
    valid = models.PositiveIntegerField("有效票")
    counted = models.PositiveIntegerField("分母", help_text="有效票；弃权不计入的，减去弃权。")
    excellent = models.PositiveIntegerField("优秀", default=0)
    competent = models.PositiveIntegerField("称职", default=0)
    basic = models.PositiveIntegerField("基本称职", default=0)
    incompetent = models.PositiveIntegerField("不称职", default=0)
    abstained = models.PositiveIntegerField("弃权", default=0)
    style_low = models.PositiveIntegerField("工作作风“一般”“差”", default=0)
    style_valid = models.PositiveIntegerField("工作作风有效票", default=0)
    fit_yes = models.PositiveIntegerField("适宜", default=0)
    fit_no = models.PositiveIntegerField("不适宜", default=0)
    weighted = models.DecimalField(
        "加权优秀率", max_digits=5, decimal_places=2, null=True, help_text="百分数。"
    )

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "测评结果"
        ordering = ["-poll__year", "poll", "subject__position"]
        constraints = [
            models.CheckConstraint(
                name="a_result_adds_up",
                condition=Q(
                    valid=F("excellent")
                    + F("competent")
                    + F("basic")
                    + F("incompetent")
                    + F("abstained"),
                    is_shown=True,
                )
                | Q(is_shown=False, excellent=0, competent=0, basic=0, incompetent=0, abstained=0),
            ),
            models.CheckConstraint(
                name="no_more_ballots_than_came_in",
                condition=Q(valid__lte=F("returned"), returned__lte=F("issued")),
            ),
        ]
        indexes = [models.Index(fields=["cadre"], name="poll_result_by_cadre")]

    def __str__(self) -> str:
        return f"{self.poll} {self.cadre}"
