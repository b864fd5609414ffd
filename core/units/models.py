"""The unit tree and what each unit was called, and where it stood, in every period."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from core.choices import UnitKind, UnitLevel
from core.constraints import periods_never_overlap
from core.units.querysets import UnitQuerySet
from core.versions import Versioned


class Unit(Versioned):
    """One node of the tree (B01 机构).

    `path` is the ids from the root down (`1/4/17/`): a subtree is a prefix, and no other unit can
    ever have it. `sort_path` is the positions among siblings (`00001/00003/`): the tree's order.
    """

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="上级单位",
        null=True,
        blank=True,
        related_name="children",
    )
    # Byte order, whatever the database's locale: prefix search by index, and the tree's order.
    path = models.CharField(max_length=255, editable=False, db_collation="C")
    sort_path = models.CharField(max_length=255, editable=False, db_collation="C")
    depth = models.PositiveSmallIntegerField(editable=False)
    code = models.CharField("单位编码", max_length=64)
    name = models.CharField("单位全称", max_length=120)
    short_name = models.CharField("单位简称", max_length=40)
    kind = models.CharField("单位类别", max_length=20, choices=UnitKind)
    level = models.CharField("机构级别", max_length=4, choices=UnitLevel, blank=True)
    principal_quota = models.PositiveSmallIntegerField("正职职数", default=0)
    deputy_quota = models.PositiveSmallIntegerField("副职职数", default=0)
    established_on = models.DateField("设立日期")
    abolished_on = models.DateField("撤销日期", null=True, blank=True, editable=False)
    search = models.CharField("检索词", max_length=400, editable=False, default="")

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["sort_path"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="unit_code_is_unique",
                violation_error_code="unique",  # puts the sentence at the field
                violation_error_message="这个编码已有单位使用，请换一个编码。",
            ),
            models.UniqueConstraint(fields=["path"], name="unit_path_is_unique"),
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=Q(abolished_on__isnull=True),
                name="unit_name_is_unique_among_siblings",
                violation_error_message="同一上级下已有同名单位，请改名称，或选择另一个上级。",
            ),
            models.CheckConstraint(
                name="unit_has_a_parent_below_the_root",
                condition=Q(depth=1, parent__isnull=True) | Q(depth__gt=1, parent__isnull=False),
                violation_error_message="除根以外，单位都必须有上级，请选择上级单位。",
            ),
            models.UniqueConstraint(
                "depth",
                condition=Q(depth=1),
                name="tree_has_one_root",
                violation_error_message="单位树只能有一个根，请选择上级单位。",
            ),
            models.CheckConstraint(
                name="unit_is_abolished_after_it_was_established",
                condition=Q(abolished_on__gt=F("established_on")),
                violation_error_message="撤销日期必须晚于设立日期，请核对两个日期。",
            ),
            models.CheckConstraint(
                name="unit_heading_has_no_leaders",
                condition=~Q(kind=UnitKind.GROUP) | Q(principal_quota=0, deputy_quota=0),
                violation_error_message="机构分组不设领导职数，请留空，或改单位类别。",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_path", "id"], name="unit_in_tree_order"),
            # The tree panel and the choices of units begin at the top.
            models.Index(fields=["depth", "sort_path"], name="unit_from_the_top"),
            models.Index(fields=["kind", "sort_path"], name="unit_by_kind"),
        ]

    def __str__(self) -> str:
        return self.short_name


class UnitPeriod(models.Model):
    """What a unit was called and where it stood for a while; the open one mirrors the unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="periods")
    during = DateRangeField("起止", help_text="含起始日期，不含终止日期。")
    name = models.CharField("单位全称", max_length=120)
    short_name = models.CharField("单位简称", max_length=40)
    parent = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="上级单位", null=True, related_name="+"
    )
    document = models.CharField("依据文号", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "单位沿革"
        ordering = ["-during"]
        constraints = [
            periods_never_overlap(
                "unit",
                name="unit_has_one_name_at_a_time",
                message="同一时期一个单位只能有一个名称和一个上级，请核对起始日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.name
