"""Stays on the roster, what changed during each, and what was done to many at once."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cadres.choices import (
    OPEN_STATUSES,
    Direction,
    EntryMode,
    ExitGround,
    HeldBy,
    RosterStatus,
    Tier,
)
from cadres.people.models import Cadre
from cadres.roster.facets import Facets
from cadres.roster.querysets import ActQuerySet, OfEntryQuerySet, RosterQuerySet
from core.constraints import periods_never_overlap
from core.versions import Versioned

# The facets that the filter panel shows at once.
ASKED_MOST = (
    "birth",
    "gender",
    "level",
    "post_since",
    "political_status",
    "fulltime_level",
    "tier",
)
# What a statistic goes by: a table of everybody reads one index, and no row.
COUNTED_BY = (
    *("unit_path", "status", "tier", "direction", "held_by", "gender", "birth", "nation"),
    *("political_status", "fulltime_level", "inservice_level", "level", "level_since", "source"),
    *("grassroots_months", "entered_on", "left_on", "cadre"),
)
STILL_OPEN = Q(left_on__isnull=True, exit_ground="", status__in=OPEN_STATUSES)
USED = Q(left_on__isnull=False, exit_ground=ExitGround.PROMOTED, status=RosterStatus.USED)
REMOVED = Q(left_on__isnull=False, status=RosterStatus.REMOVED) & ~Q(
    exit_ground__in=("", ExitGround.PROMOTED)
)


class Standing(models.Model):
    """Where a person stands while on the roster: what a stage of the stay says."""

    status = models.CharField(
        "名册状态", max_length=1, choices=RosterStatus, default=RosterStatus.CULTIVATED
    )
    held_by = models.CharField("掌握层级", max_length=8, choices=HeldBy, default=HeldBy.CITY)
    tier = models.PositiveSmallIntegerField("使用层级", choices=Tier, null=True, blank=True)
    direction = models.CharField("培养方向", max_length=10, choices=Direction, blank=True)

    class Meta:
        abstract = True


class RosterEntry(Standing, Facets, Versioned):
    """One stay: half-open from `entered_on` to `left_on`; its standing is that of the open stage.

    Snapshots are what the file said on the day of entry and of exit (domain §6.8).
    """

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name="干部", related_name="entries")
    entered_on = models.DateField("入库日期")
    left_on = models.DateField("出库日期", null=True, blank=True)
    entry_mode = models.CharField(
        "入库方式", max_length=10, choices=EntryMode, default=EntryMode.COMMITTEE
    )
    recommended_by = models.CharField("推荐单位", max_length=80, blank=True)
    entry_document = models.CharField("入库文号", max_length=80, blank=True)
    entry_snapshot = models.JSONField("入库时情况", default=dict, editable=False)
    exit_ground = models.CharField("出库原因", max_length=1, choices=ExitGround, blank=True)
    exit_note = models.CharField("出库说明", max_length=300, blank=True)
    exit_document = models.CharField("出库文号", max_length=80, blank=True)
    exit_snapshot = models.JSONField("出库时情况", null=True, editable=False)
    touched_at = models.DateTimeField("更新时间", editable=False, null=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "名册"
        ordering = ["sort_key", "pk"]
        constraints = [
            periods_never_overlap(
                "cadre",
                name="one_stay_on_the_roster_at_a_time",
                during=("entered_on", "left_on"),
                message="该同志在这段时间已在名册上，不能重复入库；请核对入库日期。",
            ),
            models.UniqueConstraint(
                fields=["cadre"],
                condition=Q(left_on__isnull=True),
                name="one_open_stay_on_the_roster",
                violation_error_message="该同志已在名册上，不能重复入库；要改状态的请用“调整”。",
            ),
            models.CheckConstraint(
                name="stay_lasts_at_least_a_day",
                condition=Q(left_on__isnull=True) | Q(left_on__gt=F("entered_on")),
                violation_error_message="出库日期必须晚于入库日期，请核对两个日期。",
            ),
            models.CheckConstraint(
                name="a_closed_stay_has_its_ground",
                condition=STILL_OPEN | USED | REMOVED,
                violation_error_message="出库必须有日期和原因，在库的不能有；请把两项都填上，或都留空。",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="roster_in_order"),
            models.Index(
                fields=["sort_key", "id"],
                condition=Q(status__in=[str(s) for s in OPEN_STATUSES]),
                # A branch is a range of the order; what the filters ask most is counted in the
                # index, without opening a row.
                include=["unit_path", *ASKED_MOST],
                name="roster_open_in_order",
            ),
            models.Index(
                fields=["status", "sort_key", "id"], include=["unit_path"], name="roster_by_status"
            ),
            models.Index(fields=["sort_key"], include=COUNTED_BY, name="roster_counted"),
            models.Index(fields=["entered_on"], name="roster_by_entry"),
            models.Index(fields=["stroke_key", "id"], name="roster_by_strokes"),
            models.Index(fields=["touched_at", "id"], name="roster_by_change"),
            GinIndex(fields=["tokens"], name="roster_by_name", fastupdate=False),
            # Orders other than the roster's own, and facets of which one value is rare.
            models.Index(fields=["birth"], name="roster_by_birth"),
            models.Index(fields=["post_since"], name="roster_by_post"),
            models.Index(F("post_since").desc(nulls_last=True), name="roster_by_post_falling"),
            models.Index(fields=["nation"], name="roster_by_nation"),
            models.Index(fields=["political_status"], name="roster_by_politics"),
            models.Index(fields=["level"], name="roster_by_level"),
            models.Index(fields=["rank"], name="roster_by_rank"),
            models.Index(fields=["source"], name="roster_by_source"),
            models.Index(fields=["direction"], name="roster_by_direction"),
        ]

    def __str__(self) -> str:
        return str(self.cadre)


class RosterStage(Standing):
    """A part of a stay with one standing; the open stage says what the entry says."""

    entry = models.ForeignKey(
        RosterEntry, models.CASCADE, verbose_name="名册", related_name="stages"
    )
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="经办人", null=True, related_name="+"
    )

    objects = OfEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "名册沿革"
        ordering = ["since", "pk"]
        constraints = [
            periods_never_overlap(
                "entry",
                name="one_standing_at_a_time",
                during=("since", "until"),
                message="同一时期只能有一种名册状态，请改起始日期。",
            ),
            models.CheckConstraint(
                name="stage_lasts_at_least_a_day",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                violation_error_message="终止日期必须晚于起始日期，请核对两个日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} {self.get_status_display()}"


class RosterAct(models.Model):
    """One verb done to several people; it can be taken back while none was touched since."""

    verb = models.CharField("操作", max_length=20)
    label = models.CharField("说明", max_length=200)
    values = models.JSONField("内容", default=dict)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="经办人", related_name="+"
    )
    done_at = models.DateTimeField("时间", default=timezone.now)
    reverted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="撤回人", null=True, related_name="+"
    )
    reverted_at = models.DateTimeField("撤回时间", null=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理记录"
        ordering = ["-done_at"]

    def __str__(self) -> str:
        return self.label


class RosterActRow(models.Model):
    """One entry of an act: what it was before (null: it was made), and its version afterwards."""

    act = models.ForeignKey(RosterAct, models.CASCADE, related_name="rows")
    entry = models.ForeignKey(
        RosterEntry, models.SET_NULL, verbose_name="名册", null=True, related_name="+"
    )
    before = models.JSONField("此前", null=True)
    version = models.PositiveIntegerField("此后的版本")

    objects = OfEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理记录明细"

    def __str__(self) -> str:
        return str(self.entry_id)
